"""What an editor changes in forms: the fields of an entry, the header of an article, what a paragraph is."""
