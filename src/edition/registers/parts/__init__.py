"""Parts of registers with a form of their own: what a citation needs, differing accounts, explained words."""
