"""Changes to registers that keep keys stable: rename, merge, split, add.

Each takes the documents of an edition (registers and articles) and gives the new bytes of those that change; every byte
outside the changed references and entries stays. A key that goes leaves a tombstone (`<idno type="former-key">`) in the
entry that takes its place, so that published addresses go on working.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import XML_ID, XML_LANG, Document, all_text, local_name, tei
from edition.registers.codes import DUPLICATE_KEY, UNKNOWN_KEY, WRONG_KEY
from edition.registers.keys import LISTS, key_of, kind_of_reference
from edition.registers.read import entries

_POINTERS: Final = ("ref", "key", "corresp", "target", "source", "active", "passive", "mutual", "sameAs", "ana", "who")
_TOKEN: Final = re.compile(rb"\S+")
_KEY: Final = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_NAME_ELEMENTS: Final = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "event": "eventName",
    "work": "title",
}
_LIST_ELEMENTS: Final = {"person": "listPerson", "place": "listPlace", "org": "listOrg", "event": "listEvent"}


@dataclass(frozen=True, slots=True)
class Change:
    """The new bytes of one document."""

    document: Document
    data: bytes


def rename(documents: Sequence[Document], old: str, new: str) -> list[Change]:
    """Give an entry another key; every reference follows, and the old key stays as a tombstone."""
    entry = _entry(documents, old)
    _refuse_bad_key(documents, new)
    own = entry.document.attributes(entry.element)["xml:id"]
    extra = {entry.document: [Edit(own.value_start, own.value_end, new.encode()), _tombstone(entry, old)]}
    return _changes(documents, lambda d: _repoint(d, old, new, entry.kind), extra)


def merge(documents: Sequence[Document], gone: str, kept: str) -> list[Change]:
    """Merge the entry `gone` into `kept`: names and identifiers it had alone move over, references follow."""
    old, entry = _entry(documents, gone), _entry(documents, kept)
    if old.kind != entry.kind:
        message = f"`{gone}` is a {old.kind} and `{kept}` a {entry.kind}"
        raise EditionError(Diagnostic(WRONG_KEY, message, old.document.span(old.element), help="merge like with like"))
    span = old.document.element_span(old.element)
    start = _line_start(old.document.source.data, span.start)
    extra = {old.document: [Edit(start, span.end, b"")]}
    extra.setdefault(entry.document, []).append(_insertion(entry, [*_moved(old, entry), _former_key(gone)]))
    inside = range(span.start, span.end)

    def repoint(document: Document) -> list[Edit]:
        edits = _repoint(document, gone, kept, entry.kind)
        return [e for e in edits if document is not old.document or e.start not in inside]

    return _changes(documents, repoint, extra)


def split(
    documents: Sequence[Document], key: str, new: str, name: str, wanted: Callable[[Document, etree._Element], bool]
) -> list[Change]:
    """Make a new entry beside an old one and give it the mentions that `wanted` picks."""
    entry = _entry(documents, key)
    _refuse_bad_key(documents, new)
    span = entry.document.element_span(entry.element)
    indent = _indent(entry.document.source.data, span.start)
    text = b"\n" + indent + new_entry(entry.kind, new, [("", name)], indent.decode()).encode()
    extra = {entry.document: [Edit(span.end, span.end, text)]}
    return _changes(documents, lambda d: _repoint(d, key, new, entry.kind, wanted), extra)


def add(documents: Sequence[Document], kind: str, key: str, names: Sequence[tuple[str, str]]) -> list[Change]:
    """Add an entry at its alphabetical place; `names` are (language, text), the first being the preferred one."""
    _refuse_bad_key(documents, key)
    for document in documents:
        found = [e for e in entries(document.root) if LISTS[local_name(e)] == kind and e.get(XML_ID)]
        if found:
            return [_add_beside(document, found, kind, key, names)]
    for document in documents:
        for element in document.root.iter(tei(_LIST_ELEMENTS.get(kind, "listBibl"))):
            return [_add_first(document, element, kind, key, names)]
    raise EditionError(
        Diagnostic(UNKNOWN_KEY, f"no register has a list of kind {kind}", help="make the register file first")
    )


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
        lines.append(f"{indent}  {_name(_NAME_ELEMENTS[kind], lang, type_, text)}")
    return "\n".join([*lines, f"{indent}</{element}>"])


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    element: etree._Element
    kind: str


def _entry(documents: Iterable[Document], key: str) -> _Entry:
    for document in documents:
        for element in entries(document.root):
            if element.get(XML_ID) == key:
                return _Entry(document, element, LISTS[local_name(element)])
    message = f"no register has the key `{key}`"
    raise EditionError(
        Diagnostic(UNKNOWN_KEY, message, help="edition stats --unmentioned lists keys; check the spelling")
    )


def _refuse_bad_key(documents: Iterable[Document], key: str) -> None:
    if not _KEY.match(key):
        message = f"`{key}` is not a key"
        raise EditionError(
            Diagnostic(WRONG_KEY, message, help="write lower-case ASCII words joined by hyphens: enver-pasa")
        )
    for document in documents:
        for element in entries(document.root):
            former = [all_text(i) for i in element.findall(tei("idno")) if i.get("type") == "former-key"]
            if element.get(XML_ID) == key or key in former:
                message = f"the key `{key}` is taken"
                raise EditionError(
                    Diagnostic(DUPLICATE_KEY, message, document.span(element), help="choose another key, or merge both")
                )


def _changes(
    documents: Iterable[Document], edits_of: Callable[[Document], list[Edit]], extra: dict[Document, list[Edit]]
) -> list[Change]:
    out = []
    for document in documents:
        edits = edits_of(document) + extra.get(document, [])
        if edits:
            out.append(Change(document, apply_edits(document.source.data, edits)))
    return out


def _repoint(
    document: Document,
    old: str,
    new: str,
    kind: str,
    wanted: Callable[[Document, etree._Element], bool] = lambda _document, _element: True,
) -> list[Edit]:
    """Edits that turn every pointer to `old` into one to `new`, in the form that it has."""
    edits = []
    for element in document.root.iter(etree.Element):
        named = [name for name in _POINTERS if old in (element.get(name) or "")]
        if not named or not wanted(document, element):
            continue
        places = document.attributes(element)
        for name in named:
            place = places[name]
            for token in _TOKEN.finditer(document.source.data, place.value_start, place.value_end):
                pointer = token.group().decode()
                if key_of(pointer) == old and kind_of_reference(pointer) in (None, kind):
                    end = token.end()
                    edits.append(Edit(end - len(old.encode()), end, new.encode()))
    return edits


def _moved(old: _Entry, entry: _Entry) -> Iterator[str]:
    """The names and identifiers that only the vanishing entry has."""
    name = _NAME_ELEMENTS[entry.kind]
    known = {all_text(e) for e in entry.element.iter(tei(name))}
    for element in old.element.findall(tei(name)):
        if all_text(element) not in known:
            known.add(all_text(element))
            yield _name(name, element.get(XML_LANG, ""), "variant", all_text(element))
    present = {(i.get("type"), all_text(i)) for i in entry.element.findall(tei("idno"))}
    for element in old.element.findall(tei("idno")):
        if (element.get("type"), all_text(element)) not in present:
            yield f"<idno type={quoteattr(element.get('type', ''))}>{escape(all_text(element))}</idno>"


def _name(element: str, lang: str, type_: str, text: str) -> str:
    language = f" xml:lang={quoteattr(lang)}" if lang else ""
    return f'<{element}{language} type="{type_}">{escape(text)}</{element}>'


def _former_key(key: str) -> str:
    return f'<idno type="former-key">{escape(key)}</idno>'


def _tombstone(entry: _Entry, old: str) -> Edit:
    return _insertion(entry, [_former_key(old)])


def _insertion(entry: _Entry, new: Iterable[str]) -> Edit:
    """Names go behind the last name, identifiers behind the last child that no entry of the same kind follows."""
    data = entry.document.source.data
    elements = list(new)
    children = [c for c in entry.element if local_name(c) and local_name(c) not in (*LISTS, *_LIST_ELEMENTS.values())]
    span = entry.document.element_span(children[-1] if children else entry.element)
    at = span.end if children else span.start_end
    indent = b"\n" + _indent(data, span.start) + (b"" if children else b"  ")
    names = [e for e in elements if not e.startswith("<idno")]
    if not names:
        return Edit(at, at, b"".join(indent + e.encode() for e in elements))
    tag = tei(_NAME_ELEMENTS[entry.kind])
    last = [c for c in entry.element if c.tag == tag]
    name_at = entry.document.element_span(last[-1]).end if last else span.start_end
    between = data[name_at:at]
    idnos = [e for e in elements if e.startswith("<idno")]
    text = b"".join(indent + e.encode() for e in names) + between + b"".join(indent + e.encode() for e in idnos)
    return Edit(name_at, at, text)


def _add_beside(
    document: Document, found: list[etree._Element], kind: str, key: str, names: Sequence[tuple[str, str]]
) -> Change:
    data = document.source.data
    before = [e for e in found if str(e.get(XML_ID)) < key]
    span = document.element_span(before[-1] if before else found[0])
    indent = _indent(data, span.start)
    text = new_entry(kind, key, names, indent.decode()).encode()
    edit = (
        Edit(span.end, span.end, b"\n" + indent + text)
        if before
        else Edit(span.start, span.start, text + b"\n" + indent)
    )
    return Change(document, apply_edits(data, [edit]))


def _add_first(
    document: Document, element: etree._Element, kind: str, key: str, names: Sequence[tuple[str, str]]
) -> Change:
    data = document.source.data
    span = document.element_span(element)
    indent = _indent(data, span.start) + b"  "
    text = b"\n" + indent + new_entry(kind, key, names, indent.decode()).encode()
    if not span.is_empty_tag:
        return Change(document, apply_edits(data, [Edit(span.start_end, span.start_end, text)]))
    name = span.name.encode()
    opened = data[span.start : span.start_end].removesuffix(b"/>").rstrip() + b">"
    closed = b"\n" + _indent(data, span.start) + b"</" + name + b">"
    return Change(document, apply_edits(data, [Edit(span.start, span.end, opened + text + closed)]))


def _indent(data: bytes, offset: int) -> bytes:
    line = data[data.rfind(b"\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def _line_start(data: bytes, offset: int) -> int:
    """Where the white space before an element begins, so that removing it leaves no empty line."""
    start = offset
    while start and data[start - 1 : start] in (b" ", b"\t"):
        start -= 1
    return start - 1 if start and data[start - 1 : start] == b"\n" else offset


__all__ = ["Change", "add", "merge", "new_entry", "rename", "split"]
