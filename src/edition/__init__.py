"""A toolkit for annotated digital editions in TEI: import, annotate, validate, publish, export."""

__version__ = "0.1.0"
