"""The document as bytes: well-formedness, tags and text in order, namespaces, and what is open where."""
