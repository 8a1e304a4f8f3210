"""Candidates from elsewhere: names that other programs find, of one shape whoever finds them.

A source is handed a stretch of text and says what names stand in it (`source`); what it says is located in the text or
thrown away, and is an `OfferedName` from then on (`offers`). Sources are asked once for a stretch (`asking`), and what
they offered is kept; the annotator sees what is kept, and asks nobody. Nothing is imported here: most have none.
"""
