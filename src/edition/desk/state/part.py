"""One block of an article as a document of its own, so that a key is answered without reading the whole again.

Its marks have the names, its notes the numbers, and its words the language that they have in the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from edition.deciding import Article, read_marks
from edition.diagnostics import Edit
from edition.markup import XML_ID, local_name, parse, tei
from edition.markup.source import as_source
from edition.project import Mentions


@dataclass(frozen=True)
class PagePart:
    """A block with what stands in it, by the id that it has in the page; `blocks` are all that it holds."""

    id: str
    article: Article
    blocks: tuple[str, ...]


def part_of(article: Article, block: str, mentions: Mentions) -> PagePart | None:
    """The outermost block around a block, as it stands in an article."""
    element = _outermost(article, block)
    if element is None:
        return None
    span = article.document.element_span(element)
    return _part(article, element, article.document.source.data[span.start : span.end], mentions)


def changed_part(article: Article, block: str, edits: Sequence[Edit], mentions: Mentions) -> PagePart | None:
    """The same after edits that lie within it or in the header; None where others lie elsewhere."""
    element = _outermost(article, block)
    if element is None:
        return None
    data, span = article.document.source.data, article.document.element_span(element)
    inside = [e for e in edits if span.start <= e.start and e.end <= span.end]
    header = article.document.root.find(tei("teiHeader"))
    end = 0 if header is None else article.document.element_span(header).end
    if any(e not in inside and e.end > end for e in edits):
        return None
    at, pieces = span.start, []
    for edit in sorted(inside):
        pieces += [data[at : edit.start], edit.new]
        at = edit.end
    return _part(article, element, b"".join([*pieces, data[at : span.end]]), mentions)


def block_around(article: Article, edits: Sequence[Edit]) -> str:
    """The innermost block that holds the first of some edits which lie in the text; nothing where none does."""
    header = article.document.root.find(tei("teiHeader"))
    end = 0 if header is None else article.document.element_span(header).end
    edit = next((e for e in edits if e.start >= end), None)
    found = ""
    for block, element in zip(article.facts.blocks, article.reading.block_elements, strict=True):
        span = article.document.element_span(element)
        if edit is not None and span.start <= edit.start and edit.end <= span.end:
            found = block.id  # those inside come later
    return found


def _outermost(article: Article, block: str) -> etree._Element | None:
    """The block with its id in the page: the outermost one around, for notes stand in paragraphs."""
    elements = dict(zip((b.id for b in article.facts.blocks), article.reading.block_elements, strict=True))
    found = elements.get(block)
    blocks = set(article.reading.block_elements)
    for above in found.iterancestors() if found is not None else ():
        if above in blocks:
            found = above
    return found


def _part(article: Article, element: etree._Element, inside: bytes, mentions: Mentions) -> PagePart | None:
    document = article.document
    above = [*element.iterancestors()][::-1]
    around = [document.element_span(one) for one in above]
    starts = (document.source.data[span.start : span.start_end] for span in around)
    # the rank of a heading is told by the headings above it
    first, *others = (start + b"<head/>" * _is_headed(one, element) for start, one in zip(starts, above, strict=True))
    opened = b"".join((first, _retold(article, element), *others))
    closed = b"".join(f"</{span.name}>".encode() for span in reversed(around))
    small = read_marks(parse(as_source(document.source.path, opened + inside + closed)), mentions)
    held = {e: b.id for b, e in zip(article.facts.blocks, article.reading.block_elements, strict=True)}
    ids = tuple(held[e] for e in element.iter() if e in held)
    if {i: small.texts.get(i) for i in ids} != {i: article.texts[i] for i in ids} or len(small.texts) != len(ids):
        return None
    _number_notes(document.root, element, small.document.root)
    return PagePart(held[element], small, ids)


def _is_headed(division: etree._Element, element: etree._Element) -> bool:
    """Whether a division has a heading, other than the block itself."""
    head = division.find(tei("head"))
    return local_name(division).startswith("div") and head is not None and head is not element


def _retold(article: Article, element: etree._Element) -> bytes:
    """The parts of the source that the block names, in a header of their own: its page tells them."""
    named = {pointer.removeprefix("#") for pointer in (element.get("source") or "").split()}
    header = article.document.root.find(tei("teiHeader"))
    parts = [] if header is None or not named else [b for b in header.iter(tei("bibl")) if b.get(XML_ID) in named]
    spans = (article.document.element_span(part) for part in parts)
    inside = b"".join(article.document.source.data[span.start : span.end] for span in spans)
    return b"<teiHeader><fileDesc><sourceDesc>" + inside + b"</sourceDesc></fileDesc></teiHeader>" if inside else b""


def _number_notes(root: etree._Element, element: etree._Element, small: etree._Element) -> None:
    """Notes without a number are counted through the whole text."""
    bare = [note for note in small.iter(tei("note")) if not note.get("n")]
    if not bare:
        return
    first = 1
    for note in root.iter(tei("note")):
        if note is element or element in note.iterancestors():
            break
        first += not note.get("n") and any(local_name(a) == "text" for a in note.iterancestors())
    for number, note in enumerate(bare, first):
        note.set("n", str(number))
