"""Fuzz: whole editions through every command, and sources through `import`, made from a seed; see `__main__`."""
