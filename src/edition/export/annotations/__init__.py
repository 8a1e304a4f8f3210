"""Mentions as annotations of the text: Web Annotation, standoff, and what language technology reads."""
