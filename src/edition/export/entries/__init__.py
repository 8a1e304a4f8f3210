"""Entries as lists: TEI, BEACON, calendars."""
