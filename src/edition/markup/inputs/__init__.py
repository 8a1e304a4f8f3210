"""What a file takes from declarations of its own and from other files, put in place before it is parsed."""
