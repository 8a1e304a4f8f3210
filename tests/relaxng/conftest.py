"""Schemas for the tests of this room, mostly written in the compact syntax since that reads best."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.relaxng import Schema, parse_schema


@pytest.fixture
def compact() -> Callable[[str], Schema]:
    """Make a schema from compact syntax."""
    return lambda text: parse_schema(text.encode(), compact=True)


@pytest.fixture(scope="session")
def letter() -> Schema:
    """A small schema with most of what a real one has: text, order, attributes, values, identifiers."""
    return parse_schema(
        b"""
        default namespace = "urn:letter"
        start = element letter { head, body }
        head = element head { date, element topic { text }* }
        date = element date { attribute when { xsd:date }, attribute cert { "high" | "low" }?, text }
        body = element body { (p | element list { element item { mix }+ })+ }
        p = element p { attribute xml:id { xsd:ID }?, mix }
        mix = mixed { (element em { text } | element ref { attribute to { xsd:IDREF }, text } | note
              | element count { xsd:integer })* }
        note = element note { p+ }
        """,
        compact=True,
    )
