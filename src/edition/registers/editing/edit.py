"""Changes to registers that keep keys stable: rename, merge, split, add.

Each takes the documents of an edition (registers and articles) and gives the new bytes of those that change; every byte
outside the changed references and entries stays. A key that goes leaves a tombstone (`<idno type="former-key">`) in the
entry that takes its place, so that published addresses go on working.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits, one
from edition.markup import XML_ID, Document, local_name, squeeze, tei
from edition.registers.codes import DUPLICATE_KEY, NOTHING_TO_MOVE, UNKNOWN_KEY, WRONG_KEY
from edition.registers.editing.entry import (
    PlacedEntry,
    former_key,
    indent_at,
    line_start,
    moved_children,
    new_entry,
    placed,
)
from edition.registers.editing.pointers import KindOf, Target, Wanted, no_kind, repoint
from edition.registers.keys import LIST_OF, LISTS, kind_and_key, reference
from edition.registers.read import entries

_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_ENDS: Final = ("active", "passive", "mutual")


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """The new bytes of one document; `left_out` names what of a merged entry was not taken over."""

    document: Document
    data: bytes
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry to add; `names` are (language, text), the first of each language being the preferred one."""

    kind: str
    key: str
    names: tuple[tuple[str, str], ...]


def rename(documents: Sequence[Document], old: str, new: str, kind_of: KindOf = no_kind) -> list[DocumentChange]:
    """Give an entry another key; every reference follows, and the old key stays as a tombstone.

    Where two kinds share the key, `old` names one of them (`place:vienna`), and `kind_of` tells what mentions mean.
    """
    entry = find_entry(documents, old)
    back = [
        i for i in entry.element.iter(tei("idno")) if i.get("type") == "former-key" and squeeze(i.text or "") == new
    ]
    _refuse_bad_key(documents, entry.document, new, unless=entry.element if back else None)
    own = entry.document.attributes(entry.element)["xml:id"]
    edits = [Edit(own.value_start, own.value_end, new.encode())]
    edits += [_without(entry.document, tombstone) for tombstone in back]  # the entry gets an earlier key back
    extra = {entry.document: [*edits, *placed(entry, [former_key(entry.key)])]}
    return _changes(documents, lambda d: repoint(d, entry.target, new, kind_of=kind_of), extra)


def merge(documents: Sequence[Document], gone: str, kept: str, kind_of: KindOf = no_kind) -> list[DocumentChange]:
    """Merge the entry `gone` into `kept`: what it had alone moves over, references follow."""
    old, entry = find_entry(documents, gone), find_entry(documents, kept)
    _refuse_bad_merge(old, entry)
    children, left_out = moved_children(old, entry)
    extra: dict[Document, list[Edit]] = defaultdict(list)
    extra[old.document].append(_without(old.document, old.element))
    extra[entry.document] += placed(entry, [*children, former_key(old.key)])
    for document in documents:
        extra[document] += [_without(document, r) for r in _circular(document, [old.target, entry.target])]

    def edits_of(document: Document) -> list[Edit]:
        deleted = [range(e.start, e.end) for e in extra[document] if not e.new]
        edits = repoint(document, old.target, entry.key, kind_of=kind_of)
        return [e for e in edits if not any(e.start in d for d in deleted)]

    return _changes(documents, edits_of, extra, {entry.document: tuple(left_out)})


def split(
    documents: Sequence[Document],
    key: str,
    new: str,
    names: Sequence[tuple[str, str]],
    wanted: Wanted,
    kind_of: KindOf = no_kind,
) -> list[DocumentChange]:
    """Make a new entry beside an old one and give it the mentions that `wanted` picks."""
    entry = find_entry(documents, key)
    _refuse_bad_key(documents, entry.document, new)
    edits = {document: repoint(document, entry.target, new, wanted, kind_of) for document in documents}
    if not any(edits.values()):
        message = f"no mention of `{key}` is picked"
        raise EditionError(Diagnostic(NOTHING_TO_MOVE, message, help="name an article, paragraph or form that has one"))
    span = entry.document.element_span(entry.element)
    indent = indent_at(entry.document.source.data, span.start)
    text = b"\n" + indent + new_entry(entry.kind, new, names, indent.decode()).encode()
    return _changes(documents, edits.__getitem__, {entry.document: [Edit(span.end, span.end, text)]})


def add(documents: Sequence[Document], kind: str, key: str, names: Sequence[tuple[str, str]]) -> list[DocumentChange]:
    """Add an entry at its alphabetical place; `names` are (language, text), the first being the preferred one."""
    return add_all(documents, [NewEntry(kind, key, tuple(names))])


def add_all(documents: Sequence[Document], new: Iterable[NewEntry], *, renumber: bool = False) -> list[DocumentChange]:
    """Add entries, each at its alphabetical place; with `renumber` a key that is taken already gets a number."""
    if renumber:
        new = _renumbered(documents, new)
    chosen: dict[int, dict[tuple[int, bool], list[NewEntry]]] = defaultdict(lambda: defaultdict(list))
    taken: set[str] = set()
    for entry in sorted(new, key=lambda e: e.key):
        number, parent, before = _place(documents, entry)
        _refuse_bad_key(documents, documents[number], entry.key, taken)
        taken.add(entry.key)
        chosen[number][(parent, before)].append(entry)
    return [
        DocumentChange(documents[number], _with_entries(documents[number], places))
        for number, places in sorted(chosen.items())
    ]


def _renumbered(documents: Sequence[Document], new: Iterable[NewEntry]) -> list[NewEntry]:
    """`roma`, where a place has that key already: `roma-2`."""
    taken = {key for document in documents for e in document.root.iter(etree.Element) if (key := e.get(XML_ID))}
    out = []
    for entry in new:
        keys = chain((entry.key,), (f"{entry.key}-{number}" for number in count(2)))
        key = next(key for key in keys if key not in taken)
        taken.add(key)
        out.append(replace(entry, key=key))
    return out


def has_list(documents: Sequence[Document], kind: str) -> bool:
    """Whether an entry of this kind can be added."""
    lists = tei(LIST_OF.get(kind, "listBibl"))
    return any(_beside(document, kind) or document.root.find(f".//{lists}") is not None for document in documents)


def _place(documents: Sequence[Document], new: NewEntry) -> tuple[int, int, bool]:
    """The document that takes an entry, the byte at which it goes in, and whether the next entry stands there."""
    for number, document in enumerate(documents):
        if beside := _beside(document, new.kind):
            before = [e for e in beside if str(e.get(XML_ID)) < new.key]
            span = document.element_span(before[-1] if before else beside[0])
            return number, span.end if before else span.start, not before
    for number, document in enumerate(documents):
        for element in document.root.iter(tei(LIST_OF.get(new.kind, "listBibl"))):
            return number, document.element_span(element).start_end, False
    message = f"no register has a list of kind {new.kind}"
    help_text = "let a pattern of [files] registers take in a new file, such as registers/*.xml"
    raise EditionError(Diagnostic(UNKNOWN_KEY, message, help=help_text))


def _beside(document: Document, kind: str) -> list[etree._Element]:
    """The entries of a kind that stand in one list: the first that a document has."""
    found = [e for e in entries(document.root) if LISTS[local_name(e)] == kind and e.get(XML_ID)]
    return [e for e in found if e.getparent() is found[0].getparent()]


def _with_entries(document: Document, places: dict[tuple[int, bool], list[NewEntry]]) -> bytes:
    data = document.source.data
    lists = {document.element_span(e).start_end: document.element_span(e) for e in document.root.iter(etree.Element)}
    edits = []
    for (at, before), new in places.items():
        opened = lists.get(at) if not before else None
        indent = indent_at(data, opened.start) + b"  " if opened else indent_at(data, at)
        texts = [new_entry(e.kind, e.key, e.names, indent.decode()).encode() for e in new]
        if before:
            edits.append(Edit(at, at, b"".join(text + b"\n" + indent for text in texts)))
            continue
        text = b"".join(b"\n" + indent + text for text in texts)
        if opened and opened.is_empty_tag:
            closed = b"\n" + indent_at(data, opened.start) + b"</" + opened.name.encode() + b">"
            edits.append(Edit(at - 2, at, b">" + text + closed))
        else:
            edits.append(Edit(at, at, text))
    return apply_edits(data, edits)


def find_entry(documents: Iterable[Document], word: str) -> PlacedEntry:
    """The entry that is called by its key, or, where two kinds have that key, by kind and key (`place:vienna`)."""
    kind, key = kind_and_key(word)
    of_key = [(d, e) for d in documents for e in entries(d.root) if e.get(XML_ID) == key]
    kinds = list(dict.fromkeys(LISTS[local_name(e)] for _, e in of_key))
    for document, element in of_key:
        if (len(kinds) == 1 and not kind) or LISTS[local_name(element)] == kind:
            return PlacedEntry(document, element, LISTS[local_name(element)], len(kinds) > 1)
    message, help_text = (
        f"no register has the key `{word}`",
        "edition stats --unmentioned lists keys; check the spelling",
    )
    if kinds and not kind:
        message = f"entries of {len(kinds)} kinds have the key `{key}`"
        help_text = f"say which: {' or '.join(reference(one, key) for one in kinds)}"
    raise EditionError(Diagnostic(UNKNOWN_KEY, message, help=help_text))


def _refuse_bad_key(
    documents: Iterable[Document],
    holder: Document,
    key: str,
    taken: Iterable[str] = (),
    unless: etree._Element | None = None,
) -> None:
    """A new key must be well made, no entry's key or former key, and no other identifier of the file that gets it."""
    if not _KEY.match(key):
        help_text = "write lower-case ASCII words joined by hyphens: enver-pasa"
        raise EditionError(Diagnostic(WRONG_KEY, f"`{key}` is not a key", help=help_text))
    owners = [(d, e) for d in documents for e in entries(d.root) if e is not unless and key in _own_keys(e)]
    owners += [(holder, e) for e in holder.root.iter(etree.Element) if e.get(XML_ID) == key]
    if owners or key in taken:
        place = owners[-1][0].span(owners[-1][1]) if owners else None
        help_text = "choose another key, or merge both"
        raise EditionError(Diagnostic(DUPLICATE_KEY, f"the key `{key}` is taken", place, help=help_text))


def _own_keys(entry: etree._Element) -> set[str]:
    """The key of an entry, and those that it had."""
    former = {squeeze(i.text or "") for i in entry.iter(tei("idno")) if i.get("type") == "former-key"}
    return {entry.get(XML_ID, ""), *former}


def _refuse_bad_merge(old: PlacedEntry, kept: PlacedEntry) -> None:
    message = ""
    if old.element is kept.element:
        message, help_text = f"`{old.key}` cannot be merged into itself", "name two entries"
    elif old.kind != kept.kind:
        message, help_text = f"`{old.key}` is {one(old.kind)} and `{kept.key}` {one(kept.kind)}", "merge like with like"
    elif inner := [str(e.get(XML_ID)) for e in entries(old.element) if e is not old.element]:
        message = f"`{old.key}` holds other entries: {', '.join(inner)}"
        help_text = "move them out of it first"
    if message:
        raise EditionError(Diagnostic(WRONG_KEY, message, old.document.span(old.element), help=help_text))


def _circular(document: Document, targets: Sequence[Target]) -> list[etree._Element]:
    """The relations that merging would make relations of an entry to itself (the whole list if no other is in it)."""
    out: list[etree._Element] = []
    for relations in document.root.iter(tei("listRelation")):
        own = relations.findall(tei("relation"))
        found = [r for r in own if _ends(r, targets) == set(targets)]
        out += [relations] if found and len(found) == len(relations) else found
    return out


def _ends(relation: etree._Element, targets: Sequence[Target]) -> set[Target | None]:
    """Which of some entries a relation joins; nobody where it joins another."""
    pointers = [(pointer, name) for name in _ENDS for pointer in (relation.get(name) or "").split()]
    return {next((t for t in targets if t.is_meant(p, name, has_own=False)), None) for p, name in pointers}


def _without(document: Document, element: etree._Element) -> Edit:
    span = document.element_span(element)
    return Edit(line_start(document.source.data, span.start), span.end, b"")


def _changes(
    documents: Iterable[Document],
    edits_of: Callable[[Document], list[Edit]],
    extra: dict[Document, list[Edit]],
    left_out: dict[Document, tuple[str, ...]] | None = None,
) -> list[DocumentChange]:
    out = []
    for document in documents:
        edits = edits_of(document) + extra.get(document, [])
        if edits:
            data = apply_edits(document.source.data, edits)
            out.append(DocumentChange(document, data, (left_out or {}).get(document, ())))
    return out
