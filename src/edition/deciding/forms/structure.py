"""What a paragraph is, and where it ends: the tags of blocks changed, every letter and every other byte kept.

Takes an article and a block's id, gives the article's new bytes; refuses what would not be TEI.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from edition.deciding.article import Article
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.places import Place, words_in
from edition.deciding.tags import tag_edits
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits, counted
from edition.markup import Document, ElementSpan, local_name, parse
from edition.markup.source import as_source
from edition.registers.editing.entry import indent_at

_PLAIN: Final = frozenset(("p", "ab", "head", "l", "item", "note"))
_Edits = Iterator[Edit]


def restructured(article: Article, block: str, action: str, words: str = "") -> bytes:
    """The article with a block made something else, split before some words, or joined with the next."""
    element = _element(article, block)
    if action not in ACTIONS:
        raise EditionError(
            Diagnostic(WRONG_WISH, f"`{action}` is no action", help=f"write one of {', '.join(ACTIONS)}")
        )
    if action == "split":
        edits = list(_split(article, element, block, words))
    elif local_name(element) not in _PLAIN:
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


def _renamed(document: Document, element: etree._Element, name: str, lead: str = "", tail: str = "") -> _Edits:
    """An element with another name, between further tags."""
    span, data = document.element_span(element), document.source.data
    prefix = _prefix(span)
    yield Edit(span.start, span.start, _tags(lead, prefix))
    yield from tag_edits(data, span, name, {})
    yield Edit(span.end, span.end, _tags(tail, prefix))


def _tags(text: str, prefix: str) -> bytes:
    return text.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}").encode()


def _prefix(span: ElementSpan) -> str:
    prefix, colon, _ = span.name.rpartition(":")
    return prefix + colon


def _paragraph(document: Document, element: etree._Element) -> _Edits:
    """A paragraph; of a quotation, a list or verse that held nothing else the tags go, too."""
    yield from _renamed(document, element, "p")
    around = element.getparent()
    if around is not None and local_name(around) in ("quote", "lg", "list") and len(around) == 1:
        span = document.element_span(around)
        yield Edit(span.start, span.start_end, b"")
        yield Edit(span.end_start, span.end, b"")


def _heading(document: Document, element: etree._Element) -> _Edits:
    """A heading begins a section: the one that the paragraph stood in ends before it."""
    around = element.getparent()
    if around is None or local_name(around) not in ("div", "body"):
        raise _refused(document, element, "a heading stands in a section")
    if _is_first(element):
        yield from _renamed(document, element, "head")
    elif local_name(around) == "div":
        yield from _renamed(document, element, "head", "</div><div>")
    else:
        later = next((e for e in element.itersiblings() if local_name(e) == "div"), None)
        span = document.element_span(around)
        end = document.element_span(later).start if later is not None else span.end_start
        yield from _renamed(document, element, "head", "<div>")
        yield Edit(end, end, _tags("</div>", _prefix(span)))


def _is_first(element: etree._Element) -> bool:
    parent = element.getparent()
    return (
        parent is not None
        and local_name(parent) == "div"
        and not any(isinstance(e.tag, str) for e in element.itersiblings(preceding=True))
    )


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
    following = next(
        (e for e in element.itersiblings() if isinstance(e.tag, str) and local_name(e) not in ("pb", "fw")), None
    )
    if following is None or local_name(following) != local_name(element):
        raise _refused(document, element, "no block of the same kind follows")
    first, second = document.element_span(element), document.element_span(following)
    data = document.source.data
    between = data[first.end : second.start]
    yield Edit(first.end_start, second.start_end, between if between.strip() else b" ")
    yield Edit(second.end_start, second.end, data[first.end_start : first.end])


ACTIONS: Final[dict[str, Callable[[Document, etree._Element], _Edits]]] = {
    "split": _join,  # has words of its own, see above
    "join": _join,
    "heading": _heading,
    "paragraph": _paragraph,
    "quotation": lambda document, element: _renamed(document, element, "p", "<quote>", "</quote>"),
    "list": lambda document, element: _renamed(document, element, "item", "<list>", "</list>"),
    "verse": lambda document, element: _renamed(document, element, "l", "<lg>", "</lg>"),
    "note": lambda document, element: _renamed(document, element, "note"),
}
