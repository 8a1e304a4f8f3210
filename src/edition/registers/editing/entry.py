"""The bytes of register entries: a new one, and children put into an old one at places that TEI allows.

Takes an entry of a parsed register, gives edits; refuses nothing (see `edit.py` for that).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.diagnostics import Edit, apply_edits
from edition.markup import XML_ID, XML_LANG, Document, all_text, local_name, tei
from edition.markup.serialise import escape, quoteattr
from edition.registers.editing.pointers import Target
from edition.registers.keys import LISTS

_NAMES: Final = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "event": "eventName",
    "work": "title",
}
# TEI wants these behind the names and dates of an entry; an identifier stands among the names of an organisation
_LATE: Final = ("note", "bibl", "biblStruct", "ptr", "ref", "link", "linkGrp", "relatedItem", "citedRange")
_IDNO_IS_LATE: Final = ("place", "event")
_INNER: Final = (*LISTS, "listPerson", "listPlace", "listOrg", "listEvent", "listBibl")
# of these an entry has as many as it needs; of the others one in a language
_MANY: Final = ("idno", "note", "occupation", *_NAMES.values())


@dataclass(frozen=True, slots=True)
class PlacedEntry:
    """An entry in its document."""

    document: Document
    element: etree._Element
    kind: str
    is_shared: bool = False

    @property
    def key(self) -> str:
        """Its key."""
        return self.element.get(XML_ID, "")

    @property
    def target(self) -> Target:
        """What pointers to it look like."""
        return Target(self.key, self.kind, self.document.source.path, self.is_shared)


@dataclass(frozen=True, slots=True)
class Child:
    """A child for an entry: its element's name and its bytes."""

    name: str
    data: bytes


def new_entry(kind: str, key: str, names: Sequence[tuple[str, str]], indent: str) -> str:
    """The XML of a new entry.

    >>> print(new_entry("place", "kars", [("tr", "Kars"), ("tr", "Karsı")], ""))
    <place xml:id="kars">
      <placeName xml:lang="tr" type="main">Kars</placeName>
      <placeName xml:lang="tr" type="variant">Karsı</placeName>
    </place>
    """
    element = "bibl" if kind == "work" else kind
    lines = [f"<{element} xml:id={quoteattr(key)}>"]
    seen: set[str] = set()
    for lang, text in names:
        type_ = "variant" if lang in seen else "main"
        seen.add(lang)
        language = f" xml:lang={quoteattr(lang)}" if lang else ""
        lines.append(f'{indent}  <{_NAMES[kind]}{language} type="{type_}">{escape(text)}</{_NAMES[kind]}>')
    return "\n".join([*lines, f"{indent}</{element}>"])


def former_key(key: str) -> Child:
    """A tombstone."""
    return Child("idno", f'<idno type="former-key">{escape(key)}</idno>'.encode())


def moved_children(old: PlacedEntry, entry: PlacedEntry) -> tuple[list[Child], list[str]]:
    """The children that only the vanishing entry has, and the names of those that the other has its own of."""
    known = {_identity(c) for c in _children(entry.element)}
    sorts = {_sort(c) for c in _children(entry.element)}
    moved: list[Child] = []
    left_out: list[str] = []
    for child in _children(old.element):
        identity = _identity(child)
        if identity in known:
            continue
        is_one_of_many = local_name(child) in _MANY and child.get("type") != "description"
        if is_one_of_many or _sort(child) not in sorts:
            known.add(identity)
            moved.append(Child(local_name(child), _as_variant(old.document, child)))
        else:
            left_out.append(_shown(child))
    return moved, left_out


def placed(entry: PlacedEntry, new: Iterable[Child]) -> list[Edit]:
    """Edits that put children into an entry: behind the last of their name, else where their kind of child ends."""
    by_holder: dict[etree._Element, list[Child]] = defaultdict(list)
    for child in new:
        by_holder[_holder(entry, child.name)].append(child)
    return [edit for holder, children in by_holder.items() for edit in _placed_in(entry, holder, children)]


def _placed_in(entry: PlacedEntry, holder: etree._Element, new: Iterable[Child]) -> list[Edit]:
    data = entry.document.source.data
    span = entry.document.element_span(holder)
    children = [c for c in _children(holder) if local_name(c) not in _INNER or local_name(c) in _LATE]
    texts: dict[int, list[bytes]] = defaultdict(list)
    for child in new:
        before = _last_before(entry.kind, children, child.name)
        at = span.start_end if before is None else entry.document.element_span(before).end
        texts[at].append(child.data)
    indent = b"\n" + indent_at(data, span.start) + b"  "
    if children:
        indent = b"\n" + indent_at(data, entry.document.element_span(children[-1]).start)
    if span.is_empty_tag:
        inside = b"".join(indent + text for text in texts[span.start_end])
        closed = b"\n" + indent_at(data, span.start) + b"</" + span.name.encode() + b">"
        return [Edit(span.start_end - 2, span.start_end, b">" + inside + closed)]
    return [Edit(at, at, b"".join(indent + text for text in found)) for at, found in texts.items()]


def _last_before(kind: str, children: Sequence[etree._Element], name: str) -> etree._Element | None:
    """The child behind which one of this name goes: the last of its name, else of what stands before its like."""
    same = [child for child in children if local_name(child) == name]
    rank = _rank(kind, name)
    earlier = [child for child in children if _rank(kind, local_name(child)) <= rank]
    found = same or earlier
    return found[-1] if found else None


def indent_at(data: bytes, offset: int) -> bytes:
    """The white space at the beginning of the line that `offset` lies on."""
    line = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def line_start(data: bytes, offset: int) -> int:
    """Where the white space before an element begins, so that removing it leaves no empty line."""
    start = offset
    while start and data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    if data[:start].endswith(b"\r\n"):
        return start - 2
    return start - 1 if data[:start].endswith(b"\n") else offset


def _holder(entry: PlacedEntry, name: str) -> etree._Element:
    """Where a child stands: the identifiers of a `biblStruct` beside its title, all else in the entry itself."""
    if name == "idno" and local_name(entry.element) == "biblStruct":
        for part in ("analytic", "monogr"):
            found = entry.element.find(tei(part))
            if found is not None:
                return found
    return entry.element


def _rank(kind: str, name: str) -> int:
    if kind == "work":
        return 0 if name in ("title", "idno") else 1
    if name == "idno":
        return int(kind in _IDNO_IS_LATE)
    return int(name in _LATE)


def _children(element: etree._Element) -> list[etree._Element]:
    return [c for c in element if local_name(c)]


def _identity(child: etree._Element) -> tuple[object, ...]:
    """Names are one if they read alike, whatever their type; anything else must be alike in all."""
    if local_name(child) in _NAMES.values() and not len(child):
        return (local_name(child), all_text(child))
    attributes = sorted(child.attrib.items())
    return (local_name(child), all_text(child), *attributes)


def _sort(child: etree._Element) -> tuple[str, str, str]:
    return local_name(child), child.get("type", ""), child.get(XML_LANG, "")


def _as_variant(document: Document, child: etree._Element) -> bytes:
    """The bytes of a child; a preferred name becomes a variant, because the surviving entry has its own."""
    span = document.element_span(child)
    data = document.source.data[span.start : span.end]
    if local_name(child) not in _NAMES.values() or child.get("type") != "main":
        return data
    place = document.attributes(child)["type"]
    return apply_edits(data, [Edit(place.value_start - span.start, place.value_end - span.start, b"variant")])


def _shown(child: etree._Element) -> str:
    type_, lang = child.get("type", ""), child.get(XML_LANG, "")
    attributes = "".join(f' {n}="{v}"' for n, v in (("type", type_), ("xml:lang", lang)) if v)
    text = all_text(child)
    return f"<{local_name(child)}{attributes}> {text if len(text) <= 60 else text[:59] + '…'}".rstrip()
