"""Entries are found by the beginnings of their words, those with a name that begins so first."""

from __future__ import annotations

import pytest

from edition.diagnostics import Span
from edition.registers import Entity, Name
from edition.writing.entries import Entries

NAMES = {"ana-b": ["Boz, Ana", "Doña Ana"], "ana": ["Ana"], "celik": ["Çelik, Ana"], "none": []}


def entries() -> Entries:
    return Entries(
        Entity(key, "person", tuple(Name(name, "tr") for name in names), Span("r.xml", 0, 1))
        for key, names in NAMES.items()
    )


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("ana", ["ana", "ana-b", "celik"]),
        ("doña", ["ana-b"]),
        ("cel", ["celik"]),
        ("ana ce", ["celik"]),
        ("na", []),
        ("b", ["ana-b"]),
        ("none", ["none"]),
        ("ana x", []),
        ("", ["ana", "ana-b", "celik", "none"]),
    ],
)
def test_entries_are_found_by_what_is_typed(typed: str, keys: list[str]) -> None:
    assert [entity.key for entity in entries().find(typed, 9)] == keys


def test_no_more_are_given_than_are_asked_for() -> None:
    assert [entity.key for entity in entries().find("ana", 2)] == ["ana", "ana-b"]
