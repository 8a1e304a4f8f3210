"""Which elements name somebody or something, whom they mean, and whether as part of a citation.

What the settings call mentions; a `name` or `rs` without a kind by that of the entry that it points to; who speaks, by
the `@who` of the speech; in a description of the header authors, keepers and the like, by their keys.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from lxml import etree

from edition.facts.apart import is_example
from edition.facts.habits import ReadingHabits
from edition.facts.naming.described import kind_named
from edition.markup import XML_ID, local_name
from edition.registers import LISTS, kind_of_reference, pointers_of

_CITING: Final = frozenset({"bibl", "biblStruct", "listBibl"})
_WITHIN: Final = frozenset({"p", "div", "note", "item"})
_OF_ANY_KIND: Final = frozenset({"name", "rs"})
# types that say a kind in the words of the elements for it
_SAYING: Final = {
    "pers": "person", "persName": "person", "placeName": "place", "geogName": "place", "orgName": "org",
    "eventName": "event",
}  # fmt: skip
_SPEECHES: Final = frozenset({"said", "u"})


class Naming:
    """The mentions of a document; `ids` are those of its elements, `entries` its own entries: their keys and kinds."""

    def __init__(self, habits: ReadingHabits, ids: Collection[str], entries: Mapping[str, str]) -> None:
        self._habits = habits
        self._entries = entries
        self._no_entries = frozenset(ids) - frozenset(entries)

    def kind_of(self, element: etree._Element, in_header: bool) -> str | None:
        """What an element is a mention of. A name within goes before what it is the name of."""
        if is_example(element):
            return None
        if kind := self._habits.patterns.kind_of(element):
            return kind
        if local_name(element) in _OF_ANY_KIND:
            return self._kind_of_any(element)
        if is_speech(element):
            return None if in_header else self._kind_of_speaker(element)
        kind = kind_named(element) if in_header else self._kind_of_speaker(element)
        inside = element.iterdescendants(etree.Element) if kind else ()
        return None if any(self._habits.patterns.kind_of(e) == kind for e in inside) else kind

    def _kind_of_any(self, element: etree._Element) -> str | None:
        """What a `name` or `rs` that points somewhere names, by the entry there, else by the type."""
        pointers = pointers_of(element)
        return self._kind_of_entry(pointers) or (_SAYING.get(element.get("type", "")) if pointers else None)

    def _kind_of_speaker(self, element: etree._Element) -> str | None:
        speakers = self._speakers(element)
        return self._kind_of_entry(speakers) or "person" if speakers else None

    def keys_of(self, element: etree._Element, kind: str) -> tuple[str, ...]:
        """The keys of a mention; a name in `person`, `author` or the like names whom that refers to."""
        if speakers := self._speakers(element):
            return tuple(self._habits.key(pointer, kind) for pointer in speakers)
        keys, around = self._habits.keys_of(element, kind), element.getparent()
        if keys or around is None or around.get(XML_ID):
            return keys
        is_name = kind in (LISTS.get(local_name(around)), kind_named(around))
        return self._habits.keys_of(around, kind) if is_name else ()

    def only_in(self, corrected: etree._Element) -> Iterator[tuple[etree._Element, str]]:
        """Those whom only the words name that correct, regularise or expand what the source has."""
        around = corrected.getparent()
        beside = around.iterdescendants(etree.Element) if around is not None and local_name(around) == "choice" else ()
        seen = {key for e in beside if not _is_within(e, corrected) for key in self._habits.keys_of(e)}
        for element in corrected.iterdescendants(etree.Element):
            kind = self.kind_of(element, in_header=False)
            keys = self.keys_of(element, kind) if kind else ()
            if kind and keys and not seen.issuperset(keys):
                yield element, kind

    def pointer_without_kind(self, element: etree._Element) -> str:
        """The attribute by which a `name` or `rs` without a type points to no entry; an address is elsewhere."""
        if local_name(element) not in _OF_ANY_KIND or element.get("type") or is_example(element):
            return ""
        pointed = ((name, element.get(name, "").split()) for name in ("ref", "key"))
        name = next((name for name, pointers in pointed if any("://" not in pointer for pointer in pointers)), "")
        return "" if self.kind_of(element, in_header=False) else name

    def _kind_of_entry(self, pointers: Iterable[str]) -> str | None:
        """The kind of the first entry that pointers lead to, or that they name themselves."""
        for pointer in pointers:
            key = self._habits.key(pointer)
            if kind := kind_of_reference(pointer) or self._entries.get(key) or self._habits.kinds.get(key):
                return kind
        return None

    def _speakers(self, element: etree._Element) -> list[str]:
        """Whom a speech says that its speaker is, without what is no entry of its own document (a role of the cast)."""
        speech = element.getparent() if local_name(element) == "speaker" else element if is_speech(element) else None
        pointers = [] if speech is None else speech.get("who", "").split()
        return [p for p in dict.fromkeys(pointers) if p != "#" and p.removeprefix("#") not in self._no_entries]


def _is_within(element: etree._Element, outer: etree._Element) -> bool:
    return element is outer or any(ancestor is outer for ancestor in element.iterancestors())


def is_speech(element: etree._Element) -> bool:
    """Whether an element says by `@who` from whom its words are, and has nobody that it names as their speaker.

    >>> [is_speech(etree.fromstring(f"<{e}/>")) for e in ("u who='#a'", "said", "sp who='#a'")]
    [True, False, True]
    """
    if not element.get("who"):
        return False
    name = local_name(element)
    return name in _SPEECHES or (name == "sp" and not any(local_name(child) == "speaker" for child in element))


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
