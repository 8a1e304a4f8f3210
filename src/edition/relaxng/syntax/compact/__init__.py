"""The compact syntax: its words, what is common to reading them, and the productions."""
