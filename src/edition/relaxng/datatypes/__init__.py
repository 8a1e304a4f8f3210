"""Datatype libraries: RELAX NG's own (string, token) and XML Schema's built-in types with their facets."""
