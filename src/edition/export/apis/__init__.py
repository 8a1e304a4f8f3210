"""Answers of the interfaces that corpora are asked by, as static files: DTS, OAI-PMH, IIIF."""
