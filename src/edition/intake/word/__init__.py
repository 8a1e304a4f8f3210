"""The parts of a Word document: archive, styles, numbers, text, and a second reading for the account."""
