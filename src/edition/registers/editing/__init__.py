"""Changing registers byte-exactly: entries added, merged, split, renamed; pointers follow."""
