"""How readers come to a page: the search for entries and texts, pictures of shared links, the edition's address."""
