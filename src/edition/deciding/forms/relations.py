"""Relations between entries as an editor changes them: one added, one taken away, every other byte stays.

Takes parsed registers, gives a register's new bytes; refuses a relation that leads nowhere or to itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.forms.entries import find_entry
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import Document, local_name, parse, tei
from edition.markup.serialise import quoteattr
from edition.markup.source import as_source
from edition.registers import DocumentChange, key_of, plain_key, reference
from edition.registers.editing.entry import PlacedEntry, indent_at, line_start

_ENDS: Final = ("active", "passive", "mutual")


@dataclass(frozen=True, slots=True)
class EntryRelation:
    """A relation with its place (`number` counts those of its file): what it is, and from whom to whom it leads."""

    file: str
    number: int
    name: str
    active: tuple[str, ...]
    passive: tuple[str, ...]
    mutual: tuple[str, ...]


def relations_of(documents: Sequence[Document], key: str) -> list[EntryRelation]:
    """The relations that speak of an entry."""
    shared = {plain_key(key)} - {key}
    found = [
        _relation(document, n, element, shared) for document in documents for n, element in enumerate(_all(document))
    ]
    return [one for one in found if key in (*one.active, *one.passive, *one.mutual)]


def names_of_relations(documents: Sequence[Document]) -> list[str]:
    """The names that relations of the edition have."""
    return sorted({e.get("name", "") for document in documents for e in _all(document)} - {""})


def added_relation(documents: Sequence[Document], name: str, key: str, other: str, end: str) -> DocumentChange:
    """A relation more, in the register of an entry that is its `end`: active, passive, or mutual with the other."""
    if key == other or end not in _ENDS or not name.split():
        help_text = "name it in one word, and say with which other entry"
        raise EditionError(Diagnostic(WRONG_WISH, "a relation joins two entries and has a name", help=help_text))
    entry, further = find_entry(documents, key), find_entry(documents, other)
    one, two = reference(entry.kind, key), reference(further.kind, other)
    ends = {"active": (one, two), "passive": (two, one)}.get(end)
    told = (
        f"active={quoteattr(ends[0])} passive={quoteattr(ends[1])}" if ends else f"mutual={quoteattr(f'{one} {two}')}"
    )
    return _with(entry, f"relation name={quoteattr('-'.join(name.split()))} {told}")


def removed_relation(documents: Sequence[Document], file: str, number: int, key: str) -> DocumentChange:
    """A relation less; a list that held no other goes with it."""
    document = next((d for d in documents if d.source.path == file), None)
    elements = list(_all(document)) if document is not None else []
    if document is None or not any(one.number == number for one in relations_of([document], key)):
        raise EditionError(Diagnostic(NOT_FOUND, "there is no such relation any more", help="look at the entry again"))
    element = elements[number]
    around = element.getparent()
    is_only = around is not None and local_name(around) == "listRelation" and len(around) == 1
    span = document.element_span(around if is_only and around is not None else element)
    data = document.source.data
    return _changed(document, Edit(line_start(data, span.start), span.end, b""))


def _with(entry: PlacedEntry, told: str) -> DocumentChange:
    document, data = entry.document, entry.document.source.data
    prefix = document.element_span(entry.element).name.rpartition(":")
    prefix_ = prefix[0] + prefix[1]
    made = f"<{prefix_}{told}/>".encode()
    holder = _list_of(entry.element)
    found = next((e for e in holder if local_name(e) == "listRelation"), None)
    if found is not None:
        span = document.element_span(found)
        if len(found):
            last = document.element_span(found[-1])
            return _changed(document, Edit(last.end, last.end, b"\n" + indent_at(data, last.start) + made))
        inside = b"<%s>%s</%s>" % (span.name.encode(), made, span.name.encode())
        return _changed(document, Edit(span.start, span.end, inside))
    last = document.element_span(holder[-1])
    indent = b"\n" + indent_at(data, last.start)
    whole = b"%s<%slistRelation>%s  %s%s</%slistRelation>" % (
        indent, prefix_.encode(), indent, made, indent, prefix_.encode(),
    )  # fmt: skip
    return _changed(document, Edit(last.end, last.end, whole))


def _list_of(element: etree._Element) -> etree._Element:
    """The outermost list that an entry stands in."""
    found = element.getparent()
    for around in element.iterancestors():
        if str(local_name(around)).startswith("list"):
            found = around
    if found is None:
        raise EditionError(
            Diagnostic(WRONG_WISH, "the entry stands in no list", help="write the relation in the source")
        )
    return found


def _all(document: Document) -> Iterator[etree._Element]:
    return document.root.iter(tei("relation"))


def _relation(document: Document, number: int, element: etree._Element, shared: Collection[str]) -> EntryRelation:
    ends = [tuple(key_of(pointer, shared=shared) for pointer in (element.get(end) or "").split()) for end in _ENDS]
    return EntryRelation(document.source.path, number, element.get("name") or element.get("ref") or "", *ends)


def _changed(document: Document, edit: Edit) -> DocumentChange:
    data = apply_edits(document.source.data, [edit])
    parse(as_source(document.source.path, data))
    return DocumentChange(document, data)
