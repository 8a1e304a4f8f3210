"""Columns cut into pieces: paragraphs, headings, items, pictures and tables, each with how it stands."""
