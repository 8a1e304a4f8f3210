"""Canonical numbers: how a place of a text is cited, whatever page or file it stands on."""

from edition.facts.canonical.places import CanonicalPlace, CanonicalPlaces, canonical_places

__all__ = ["CanonicalPlace", "CanonicalPlaces", "canonical_places"]
