"""From what the stylesheet tells of the quick fixes of a finding to fixes: a title, and edits of the document.

A fix that asks for a person's entry is told and has no edits. What cannot be done is told by name, and changes nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from lxml import etree

from edition.diagnostics import Fix, Safety
from edition.markup import Document, all_text
from edition.validate.schematron.quickfix.content import ContentWriter, scope_of
from edition.validate.schematron.quickfix.draft import Draft
from edition.validate.schematron.quickfix.nodes import FixedNode, characters, find_node, plain

_MOST: Final = 100  # fixes that one with `use-for-each` may become
_DEEPEST: Final = 200


class _NotDoneError(Exception):
    """A change cannot be made; the words say why."""


def read_fixes(finding: etree._Element, document: Document) -> tuple[list[Fix], list[str]]:
    """The fixes that the stylesheet tells of, in the order in which they are offered, and notes on them."""
    fixes: list[Fix] = []
    notes = [f"the quick fix `{e.get('id')}` broke off: {all_text(e)}" for e in finding.iterchildren("unusable")]
    told = Counter(str(e.get("id")) for e in finding.iterchildren("fix"))
    notes += [f"the quick fix `{id_}` would be {n} fixes, more than {_MOST}" for id_, n in told.items() if n > _MOST]
    for element in finding.iterchildren("fix"):
        if told[str(element.get("id"))] <= _MOST:
            _read(element, document, fixes, notes)
    return fixes, list(dict.fromkeys(notes))


def _read(element: etree._Element, document: Document, fixes: list[Fix], notes: list[str]) -> None:
    id_ = str(element.get("id"))
    title = _text(element.find("title")) or id_
    try:
        fix = _fix(title, element, document)
    except _NotDoneError as error:
        notes.append(f"the quick fix `{id_}` cannot be made: {error}")
        return
    if fix is not None and fix not in fixes:
        fixes.append(fix)
        notes += [f"{title}: {text}" for p in element.iterchildren("p") if (text := _text(p))]


def _fix(title: str, element: etree._Element, document: Document) -> Fix | None:
    if asked := list(element.iter("entry")):
        return Fix(f"{title} (asks for: {', '.join(map(_entry, asked))})", (), Safety.DISPLAY)
    draft, writer = Draft(document), ContentWriter(document)
    for change in element.iter("change"):
        _make(change, draft, writer, document)
    edits = draft.edits()
    if draft.is_spoilt:
        raise _NotDoneError("the document would be no XML any more")
    return Fix(title, edits, Safety.UNSAFE) if edits else None


def _entry(element: etree._Element) -> str:
    name, suggested = _text(element.find("title")) or element.get("name", ""), element.get("suggested", "")
    return f"{name}, such as “{suggested}”" if suggested else name


def _make(change: etree._Element, draft: Draft, writer: ContentWriter, document: Document) -> None:
    kind = change.get("kind", "")
    if change.get("elsewhere") == "true":
        raise _NotDoneError("it changes another document")
    node = find_node(document, change.get("at", ""))
    if node is None:
        raise _NotDoneError("what it changes does not stand in the file itself")
    if kind == "stringReplace":
        _replace_in_text(change, node, draft, writer, document)
        return
    new = change.find("new")
    if new is not None and any(sum(1 for _ in e.iterancestors()) > _DEEPEST for e in new.iter() if not len(e)):
        raise _NotDoneError("what it makes is nested too deep")
    if kind == "add":
        _add(change.get("position", ""), node, _given(new), draft, writer)
    elif node.kind == "document":
        raise _NotDoneError(f"{kind} cannot be done to a document as a whole")
    elif kind == "delete":
        draft.replace(node.start, node.end, b"")
    else:
        _replace(node, _given(new), draft, writer)


def _given(new: etree._Element | None) -> etree._Element:
    assert new is not None
    return new


def _add(position: str, node: FixedNode, new: etree._Element, draft: Draft, writer: ContentWriter) -> None:
    if len(new.attrib):
        if node.kind not in ("element", "attribute") or node.element is None:
            raise _NotDoneError(f"{_named(node)} cannot be given an attribute")
        draft.set_attributes(node.element, writer.attributes(new, scope_of(node.element)))
    around = node.element
    if around is not None and node.kind in ("element", "attribute") and position in ("before", "after"):
        around = around.getparent()
    if content := writer.nodes(new, scope_of(around)):
        draft.add(node, position, content)


def _replace(node: FixedNode, new: etree._Element, draft: Draft, writer: ContentWriter) -> None:
    if node.kind == "attribute":
        if len(new) or (new.text or "").strip():
            raise _NotDoneError(f"{_named(node)} can be replaced by an attribute only")
        made = writer.attributes(new, scope_of(node.element))
        draft.replace(node.start, node.end, b"".join(f" {name}=".encode() + value for name, value in made.items()))
        return
    if len(new.attrib):
        raise _NotDoneError(f"{_named(node)} cannot be replaced by an attribute")
    around = node.element.getparent() if node.kind == "element" and node.element is not None else node.element
    draft.replace(node.start, node.end, writer.nodes(new, scope_of(around)))


def _replace_in_text(
    change: etree._Element, node: FixedNode, draft: Draft, writer: ContentWriter, document: Document
) -> None:
    """Replace parts of a text; one with sections of CDATA is written anew as a whole."""
    if node.kind != "text":
        raise _NotDoneError(f"stringReplace is for texts, and {_named(node)} is none")
    raw = document.source.data[node.start : node.end]
    known = characters(raw)
    text = known[0] if known else plain(raw)
    if sum(int(part.get("length", "0")) for part in change) != len(text):
        raise _NotDoneError("the text does not stand so in the file itself")
    scope, at, out = scope_of(node.element), 0, []
    for part in change:
        end = at + int(part.get("length", "0"))
        if part.tag == "part":
            content = writer.nodes(_given(part.find("new")), scope)
            out.append(content)
            if known:
                draft.replace(node.start + known[1][at], node.start + known[1][end], content)
        else:
            out.append(writer.text(text[at:end]))
        at = end
    if not known:
        draft.replace(node.start, node.end, b"".join(out))


def _named(node: FixedNode) -> str:
    if node.kind == "element" and node.element is not None:
        return f"<{etree.QName(node.element).localname}>"
    return f"the attribute {node.name}" if node.kind == "attribute" else f"the {node.kind}"


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join(all_text(element).split())
