"""What the readers of documents with a structure of their own share: text with looks, captions, and what looks tell."""
