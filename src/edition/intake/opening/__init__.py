"""What stands before the text of a PDF: who wrote it, and what that makes of the header."""
