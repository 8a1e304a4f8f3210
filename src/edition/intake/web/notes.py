"""Notes of a page that links tell: a short link at the call leads to the note, and one leads back.

Takes the body of a page, gives its notes the form that pandoc reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html

_BLOCKS: Final = frozenset({"p", "li", "dd", "div", "td", "aside", "section"})
_CALL: Final = re.compile(r"\W*(?:\d{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡]+)\W*", re.IGNORECASE)
_BACK: Final = re.compile(r"[\s\d\W]*(?:\b[a-z]\b[\s\W]*)*", re.IGNORECASE)
_EPUB: Final = "{http://www.idpf.org/2007/ops}type"


def type_of(element: html.HtmlElement) -> str:
    """What EPUB and ARIA say that an element is."""
    return f"{element.get(_EPUB) or element.get('epub:type') or ''}{element.get('role') or ''}"


def mark_notes(body: html.HtmlElement) -> None:
    """Notes that links tell become what pandoc knows as notes."""
    targets = {name: e for e in body.iter() for name in (e.get("id"), e.get("name")) if name}
    places = {e: at for at, e in enumerate(body.iter())}
    notes: dict[str, html.HtmlElement] = {}
    for call in filter(_is_call, list(body.iter("a"))):
        ident = (call.get("href") or "")[1:]
        # a note stands behind its call; what leads up again is its link back
        behind = ident in targets and places[targets[ident]] > places[call]
        note = notes[ident] if ident in notes else (_note_at(targets[ident], call) if behind else None)
        if note is not None:
            notes[ident] = note
            call.set("role", "doc-noteref")
    _gather(body, notes)


def _is_call(link: html.HtmlElement) -> bool:
    """Whether a link within the page has no words but a number or sign."""
    words = "".join(map(str, link.itertext()))
    return (link.get("href") or "").startswith("#") and not type_of(link) and bool(_CALL.fullmatch(words))


def _note_at(target: html.HtmlElement, call: html.HtmlElement) -> html.HtmlElement | None:
    """The block of a note that a link leads to, if it has a link back to the call."""
    block = next((e for e in (target, *target.iterancestors()) if e.tag in _BLOCKS), None)
    if block is None or call in set(block.iter()):
        return None
    calls = {call.get("id"), call.get("name"), *(e.get("id") for e in _near(call))} - {None}
    back = [a for a in block.iter("a") if (a.get("href") or "").removeprefix("#") in calls]
    if not back:
        return None
    for link in back:
        if _BACK.fullmatch("".join(map(str, link.itertext()))):
            link.drop_tree()
    return block


def _near(call: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """What stands closely around a call, one of which is named as it."""
    for above in call.iterancestors():
        if above.tag in _BLOCKS:
            return
        yield above


def _gather(body: html.HtmlElement, notes: dict[str, html.HtmlElement]) -> None:
    """The notes behind the text, in the order of their calls; emptied lists go."""
    if not notes:
        return
    section = etree.SubElement(body, "section", {"role": "doc-endnotes"})
    items = etree.SubElement(section, "ol")
    for ident, block in notes.items():
        parent = block.getparent()
        made = etree.SubElement(items, "li", {"id": ident, "role": "doc-endnote"})
        made.text = block.text
        made.extend(list(block))
        _strip_head(made)
        block.text = None
        if parent is not None:
            block.drop_tree()
            _drop_empty(parent)


def _strip_head(note: html.HtmlElement) -> None:
    """The dot or bracket that stood behind a number that was a link."""
    first = note[0] if len(note) and not (note.text or "").strip() else note
    if first.tag == "a" and not first.text_content().strip():
        first.drop_tree()
        first = note
    first.text = re.sub(r"^[\s.:)\]]+", "", first.text or "")


def _drop_empty(element: html.HtmlElement) -> None:
    above = element.getparent()
    if element.tag in ("ol", "ul", "dl") and not len(element) and above is not None:
        element.drop_tree()
