"""Lines in reading order become an article's blocks by the document's own styles: body, headings, captions, notes."""
