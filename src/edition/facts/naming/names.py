"""Which elements name somebody or something, whom they mean, and whether as part of a citation.

What the settings call mentions; in a play the speaker, by the `@who` of the speech; in a description of the header
authors, keepers and the like, by their keys.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from lxml import etree

from edition.facts.apart import is_example
from edition.facts.habits import ReadingHabits
from edition.facts.naming.described import kind_named
from edition.markup import XML_ID, local_name
from edition.registers import LISTS

_CITING: Final = frozenset({"bibl", "biblStruct", "listBibl"})
_WITHIN: Final = frozenset({"p", "div", "note", "item"})


class Naming:
    """The mentions of a document; `ids` are those of its elements, `entries` the keys of its own entries."""

    def __init__(self, habits: ReadingHabits, ids: Collection[str], entries: Collection[str]) -> None:
        self._habits = habits
        self._no_entries = frozenset(ids) - frozenset(entries)

    def kind_of(self, element: etree._Element, in_header: bool) -> str | None:
        """What an element is a mention of. A name within goes before what it is the name of."""
        if is_example(element):
            return None
        kind = self._habits.patterns.kind_of(element)
        if kind:
            return kind
        kind = kind_named(element) if in_header else "person" if self._speakers(element) else None
        inside = element.iterdescendants(etree.Element) if kind else ()
        return None if any(self._habits.patterns.kind_of(e) == kind for e in inside) else kind

    def keys_of(self, element: etree._Element, kind: str) -> tuple[str, ...]:
        """The keys of a mention; a name in `person`, `author` or the like names whom that refers to."""
        if speakers := self._speakers(element):
            return tuple(self._habits.key(pointer, kind) for pointer in speakers)
        keys, around = self._habits.keys_of(element, kind), element.getparent()
        if keys or around is None or around.get(XML_ID):
            return keys
        is_name = kind in (LISTS.get(local_name(around)), kind_named(around))
        return self._habits.keys_of(around, kind) if is_name else ()

    def _speakers(self, element: etree._Element) -> list[str]:
        """Whom a speech says that its speaker is, without what is no entry of its own document (a role of the cast)."""
        speech = element.getparent() if local_name(element) == "speaker" else None
        pointers = [] if speech is None else speech.get("who", "").split()
        return [pointer for pointer in pointers if pointer.removeprefix("#") not in self._no_entries]


def is_cited(element: etree._Element) -> bool:
    """Whether a mention is part of a reference to a work, not of the story."""
    if "cited" in element.get("role", "").split():
        return True
    for ancestor in element.iterancestors():
        name = local_name(ancestor)
        if name in _CITING or (name == "ref" and ancestor.get("type") == "citation"):
            return True
        if name in _WITHIN:
            return False
    return False
