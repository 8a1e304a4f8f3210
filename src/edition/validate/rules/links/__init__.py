"""Rules on pointers: between notes and calls, to works, to files, to the web, and between articles."""
