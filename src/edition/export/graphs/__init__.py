"""Entities and their ties as graphs: RDF, JSON-LD, networks."""
