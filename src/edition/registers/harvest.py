"""Register entries gathered from documents: what their `back` or `standOff` holds, and whom mentions name without one.

Takes parsed documents and what tells the kind of a mention, gives a TEI register. It is kept apart: nothing of it
counts until an editor takes it over. Refuses nothing; what cannot become an entry is told.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.markup import XML_ID, Document, all_text, local_name, tei
from edition.markup.serialise import escape
from edition.registers.editing.entry import new_entry
from edition.registers.editing.pointers import KindOf
from edition.registers.keys import LIST_OF, LISTS, key_of, kind_of_reference, pointers_of
from edition.registers.model import Registers
from edition.registers.read import entries

KINDS: Final = ("person", "place", "org", "event")
_NAMES: Final = {"person": "persName", "place": "placeName", "org": "orgName", "event": "eventName"}
_KEY: Final = re.compile(r"[^\W\d][\w.-]*\Z")  # what can be an xml:id
_NAMESPACE: Final = ' xmlns="http://www.tei-c.org/ns/1.0"'
_TITLE: Final = "Entries gathered from the documents of this edition"
_MOST_FORMS: Final = 12
_LONGEST: Final = 80


@dataclass(frozen=True)
class Harvest:
    """The register as TEI, how many entries it has of documents and of mentions, and references it cannot hold.

    `renamed` are the keys of several kinds: kind, key, and the id of the entry where another kind's has the key.
    """

    text: str
    from_documents: int
    from_mentions: int
    elsewhere: tuple[str, ...]
    renamed: tuple[tuple[str, str, str], ...]


@dataclass
class _Found:
    """What the documents tell: an entry by kind and key, the forms of mentions, references that are no keys."""

    entries: dict[tuple[str, str], etree._Element] = field(default_factory=dict)
    forms: dict[tuple[str, str], Counter[str]] = field(default_factory=dict)
    elsewhere: Counter[str] = field(default_factory=Counter)


def harvest(documents: Iterable[Document], kind_of: KindOf, registers: Registers) -> Harvest:
    """Gather the entries that the registers do not have, each with the forms under which it is mentioned."""
    found = _Found()
    for document in documents:
        _gather_entries(document, found)
        _gather_forms(document, kind_of, found)
    wanted = sorted({*found.entries, *found.forms})
    wanted = [(kind, key) for kind, key in wanted if registers.get(registers.key_of(key, kind)) is None]
    ids = _ids(wanted, found)
    lists = []
    for kind in KINDS:
        inside = "\n".join(_entry(kind, key, ids[kind, key], found) for k, key in wanted if k == kind)
        if inside:
            lists.append(f"<{LIST_OF[kind]}>\n{inside}\n</{LIST_OF[kind]}>")
    held = sum(place in found.entries for place in wanted)
    renamed = tuple((kind, key, ids[kind, key]) for kind, key in wanted if ids[kind, key] != key)
    return Harvest(
        register_text(_TITLE, "\n".join(lists)),
        held,
        len(wanted) - held,
        tuple(sorted(found.elsewhere)),
        renamed,
    )


def _ids(wanted: Iterable[tuple[str, str]], found: _Found) -> dict[tuple[str, str], str]:
    """The id of each entry: its key, which of several kinds that has which a document holds, or which is named most."""

    def rank(place: tuple[str, str]) -> tuple[bool, int, int]:
        return place not in found.entries, -found.forms.get(place, Counter()).total(), KINDS.index(place[0])

    wanted = list(wanted)
    taken = {key for _, key in wanted}
    seen: set[str] = set()
    out = {}
    for kind, key in sorted(wanted, key=rank):
        own = key
        while own in seen or (own != key and own in taken):
            own = f"{own}-{kind}"
        seen.add(own)
        out[kind, key] = own
    return out


def _gather_entries(document: Document, found: _Found) -> None:
    """The fullest entry of each key."""
    for element in entries(document.root):
        kind, key = LISTS[local_name(element)], element.get(XML_ID, "")
        if kind in KINDS and key:
            known = found.entries.get((kind, key))
            if known is None or len(all_text(known)) < len(all_text(element)):
                found.entries[kind, key] = element


def _gather_forms(document: Document, kind_of: KindOf, found: _Found) -> None:
    for element, kind in _mentions(document, kind_of):
        text = all_text(element)
        for pointer in pointers_of(element)[:1]:
            key = key_of(pointer)
            if not _KEY.match(key):
                found.elsewhere[key] += 1
            elif text and len(text) <= _LONGEST:
                found.forms.setdefault((kind_of_reference(pointer) or kind, key), Counter())[text] += 1


def _mentions(document: Document, kind_of: KindOf) -> Iterator[tuple[etree._Element, str]]:
    for text in document.root.iter(tei("text")):
        for element in text.iter(etree.Element):
            kind = kind_of(element)
            inside = any(local_name(a) in LISTS for a in element.iterancestors())
            if kind in KINDS and kind is not None and not inside:
                yield element, kind


def _entry(kind: str, key: str, own: str, found: _Found) -> str:
    """The bytes of an entry with its own id: that of a document with further forms, or a new one."""
    forms = [form for form, _ in _ranked(found.forms.get((kind, key), Counter()))]
    element = found.entries.get((kind, key))
    if element is None:
        return new_entry(kind, own, [("", form) for form in forms], "")
    entry = copy.deepcopy(element)
    entry.set(XML_ID, own)
    names = [child for child in entry if local_name(child) == _NAMES[kind]]
    known = {all_text(name) for name in names}
    at = entry.index(names[-1]) + 1 if names else 0
    for form in reversed([f for f in forms if f not in known]):
        entry.insert(at, entry.makeelement(tei(_NAMES[kind]), {"type": "variant"}))
        entry[at].text = form
    return etree.tostring(entry, encoding="unicode", with_tail=False).replace(_NAMESPACE, "")


def _ranked(forms: Counter[str]) -> list[tuple[str, int]]:
    """The forms that name by a capital, the most frequent first."""
    named = [(form, n) for form, n in forms.items() if any(c.isupper() for c in form)]
    return sorted(named, key=lambda item: (-item[1], item[0]))[:_MOST_FORMS]


def register_text(title: str, lists: str) -> str:
    """A register as TEI, with the least header that there is."""
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{escape(title)}</title></titleStmt>"
        "<publicationStmt><p>not published</p></publicationStmt>"
        "<sourceDesc><p>the documents of this edition</p></sourceDesc></fileDesc></teiHeader>"
    )
    opened = f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI{_NAMESPACE}>\n{header}'
    return f"{opened}\n<standOff>\n{lists}\n</standOff>\n</TEI>\n"
