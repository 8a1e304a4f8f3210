"""What a paragraph is, and where it ends: the tags of blocks changed, every letter and every other byte kept.

Takes an article and a block's id, gives the article's new bytes; refuses what would not be TEI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from edition.deciding.article import Article
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.forms.sections import beside, without_section
from edition.deciding.places import Place, words_in
from edition.deciding.tags import tag_edits
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits, counted
from edition.markup import XML_ID, Document, ElementSpan, content_id, local_name, parse, reading_text, tei
from edition.markup.source import as_source
from edition.registers.editing.entry import indent_at

# blocks that may become one another
PLAIN: Final = frozenset(("p", "ab", "head", "l", "item", "note"))
_AROUND: Final = frozenset(("quote", "list", "lg"))
_Edits = Iterator[Edit]
_Action = Callable[[Document, etree._Element], _Edits]


def restructured(article: Article, block: str, action: str, words: str = "") -> bytes:
    """The article with a block made something else, split before some words, or joined with the next."""
    element = _element(article, block)
    if action not in ACTIONS:
        raise EditionError(
            Diagnostic(WRONG_WISH, f"`{action}` is no action", help=f"write one of {', '.join(ACTIONS)}")
        )
    if action == "split":
        edits = list(_split(article, element, block, words))
    elif local_name(element) not in PLAIN:
        raise _refused(article.document, element, "only paragraphs, headings, verses, items and notes can be changed")
    else:
        edits = list(ACTIONS[action](article.document, element))
    data = apply_edits(article.document.source.data, edits)
    parse(as_source(article.document.source.path, data))
    return data


def _element(article: Article, block: str) -> etree._Element:
    for known, element in zip(article.facts.blocks, article.reading.block_elements, strict=True):
        if known.id == block:
            return element
    message = f"{article.id} has no block `{block}`"
    raise EditionError(Diagnostic(NOT_FOUND, message, help="look at the article again"))


def _refused(document: Document, element: etree._Element, why: str) -> EditionError:
    return EditionError(Diagnostic(WRONG_WISH, why, document.span(element), help="change it in the source"))


def _renamed(document: Document, element: etree._Element, name: str, around: str = "") -> _Edits:
    """A block with another name, as it stands in its section or between the tags of what holds such blocks."""
    parent = element.getparent()
    if around and parent is not None and (local_name(element), local_name(parent)) == (name, around):
        return
    span, data = document.element_span(element), document.source.data
    out, back, edits = _taken_out(document, element)
    lead, tail = (f"<{around}>", f"</{around}>") if around else ("", "")
    if around and not out + back and not edits:
        lead, tail, edits = _with_neighbours(document, element, around)
    prefix = _prefix(span)
    yield from edits
    yield Edit(span.start, span.start, out + _tags(lead, prefix))
    yield from tag_edits(data, span, name, {})
    yield Edit(span.end, span.end, _tags(tail, prefix) + back)


def _taken_out(document: Document, element: etree._Element) -> tuple[bytes, bytes, list[Edit]]:
    """What ends a quotation, list or verse before a block of it, what begins it again behind, and the tags that go
    where nothing is left before or behind."""
    around = element.getparent()
    if around is None or local_name(around) not in _AROUND:
        return b"", b"", []
    span, data = document.element_span(around), document.source.data
    opened, closed = data[span.start : span.start_end], data[span.end_start : span.end]
    is_first, is_last = beside(element, back=True) is None, beside(element) is None
    edits = [Edit(span.start, span.start_end, b"")] if is_first else []
    edits += [Edit(span.end_start, span.end, b"")] if is_last else []
    again = opened if is_first else _tags(f"<{local_name(around)}>", _prefix(span))
    return b"" if is_first else closed, b"" if is_last else again, edits


def _with_neighbours(document: Document, element: etree._Element, around: str) -> tuple[str, str, list[Edit]]:
    """The tags around a block that stands beside others of its kind: those between them go."""
    lead, tail, edits = f"<{around}>", f"</{around}>", []
    before, behind = beside(element, back=True), beside(element)
    if before is not None and local_name(before) == around:
        span = document.element_span(before)
        lead, edits = "", [Edit(span.end_start, span.end, b"")]
    if behind is not None and local_name(behind) == around:
        span = document.element_span(behind)
        tail, edits = "", [*edits, Edit(span.start, span.start_end, b"")]
    return lead, tail, edits


def _tags(text: str, prefix: str) -> bytes:
    return text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}").encode()


def _prefix(span: ElementSpan) -> str:
    prefix, colon, _ = span.name.rpartition(":")
    return prefix + colon


def _text(name: str, around: str = "") -> _Action:
    """A block of text. Where a heading becomes one, its section goes on with the one before."""

    def change(document: Document, element: etree._Element) -> _Edits:
        if local_name(element) == "head":
            yield from without_section(document, element)
        yield from _renamed(document, element, name, around)

    return change


def _paragraph(document: Document, element: etree._Element) -> _Edits:
    """A paragraph; a note within one stands behind it then."""
    note = next((e for e in (element, *element.iterancestors()) if local_name(e) == "note"), None)
    holder = None if note is None else next((e for e in note.iterancestors() if local_name(e) in PLAIN), None)
    if note is None or holder is None:
        yield from _text("p")(document, element)
        return
    span, data = document.element_span(note), document.source.data
    text = data[span.start_end : span.end_start]
    if not any(isinstance(e.tag, str) and local_name(e) in PLAIN for e in note):
        text = _tags("<p>", _prefix(span)) + text + _tags("</p>", _prefix(span))
    end = document.element_span(holder).end
    yield Edit(span.start, span.end, b"")
    yield Edit(end, end, b"\n" + indent_at(data, document.element_span(holder).start) + text)


def _heading(document: Document, element: etree._Element) -> _Edits:
    """A heading begins a section: the one that the paragraph stood in ends before it."""
    around = element.getparent()
    if local_name(element) == "head":
        return
    if around is None or local_name(around) not in ("div", "body"):
        raise _refused(document, element, "a heading stands in a section")
    span = document.element_span(around)
    if local_name(around) == "div" and beside(element, back=True) is None:
        yield from _tagged(document, element, "head")
    elif local_name(around) == "div":
        yield from _tagged(document, element, "head", f"</div>{_section(document, element)}")
    else:
        later = next((e for e in element.itersiblings() if local_name(e) == "div"), None)
        end = document.element_span(later).start if later is not None else span.end_start
        yield from _tagged(document, element, "head", _section(document, element))
        yield Edit(end, end, _tags("</div>", _prefix(span)))


def _section(document: Document, heading: etree._Element) -> str:
    """The start tag of a new section; where the others have ids, it has one of the letters of its heading."""
    if document.root.find(f".//{tei('div')}[@{XML_ID}]") is None:
        return "<div>"
    used = {str(one.get(XML_ID)) for one in document.root.iter(etree.Element) if one.get(XML_ID)}
    return f'<div xml:id="{content_id("d", reading_text(heading), used)}">'


def _tagged(document: Document, element: etree._Element, name: str, lead: str = "") -> _Edits:
    span = document.element_span(element)
    if lead:
        yield Edit(span.start, span.start, _tags(lead, _prefix(span)))
    yield from tag_edits(document.source.data, span, name, {})


def _split(article: Article, element: etree._Element, block: str, words: str) -> _Edits:
    """Two of a block, the second beginning with some words."""
    found = words_in(article.flows_of(block), words)
    if len(found) != 1 or found[0].start == 0:
        message = f"`{words}` stands {counted(len(found), 'time')} in the block, or begins it"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="write words that stand there once"))
    document = article.document
    span = document.element_span(element)
    if found[0].flow.element(found[0].start).start != span.start and not _begins_inner(found[0], span.start):
        raise _refused(document, element, "the words stand within another element")
    at = _outside(found[0], span.start)
    indent = indent_at(document.source.data, span.start).decode()
    yield Edit(at, at, f"</{span.name}>\n{indent}<{span.name}>".encode())


def _begins_inner(place: Place, block: int) -> bool:
    inner = place.flow.element(place.start)
    return inner.first == place.start and inner.parent is not None and inner.parent.start == block


def _outside(place: Place, block: int) -> int:
    """Before the element that the words begin, so that it is not cut."""
    inner = place.flow.element(place.start)
    return place.flow.start_byte(place.start) if inner.start == block else inner.start


def _join(document: Document, element: etree._Element) -> _Edits:
    """One of two blocks: the second's tags go."""
    following = beside(element)
    if following is None or local_name(following) != local_name(element):
        raise _refused(document, element, "no block of the same kind follows")
    first, second = document.element_span(element), document.element_span(following)
    data = document.source.data
    between = data[first.end : second.start]
    yield Edit(first.end_start, second.start_end, between if between.strip() else b" ")
    yield Edit(second.end_start, second.end, data[first.end_start : first.end])


ACTIONS: Final[dict[str, _Action]] = {
    "split": _join,  # has words of its own, see above
    "join": _join,
    "heading": _heading,
    "paragraph": _paragraph,
    "quotation": _text("p", "quote"),
    "list": _text("item", "list"),
    "verse": _text("l", "lg"),
    "note": _text("note"),
}
