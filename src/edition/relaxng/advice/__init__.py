"""What would help: spelling, values in the form wanted, where an element may stand, and edits for it."""
