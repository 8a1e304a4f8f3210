"""What an import put in the wrong order or place, mended: calls of notes, hyphens, columns, the depth of sections.

Takes an article, gives its new bytes; nothing is written anew but what moves. Refuses what would not be TEI.
"""

from __future__ import annotations

from lxml import etree

from edition.deciding.article import Article
from edition.deciding.codes import NOT_FOUND, WRONG_WISH
from edition.deciding.forms.sections import BETWEEN
from edition.deciding.places import Place, words_in
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits, counted
from edition.markup import local_name, parse
from edition.markup.source import as_source

_HYPHEN = "-"


def with_call_behind(article: Article, note: str, words: str, occurrence: int = 0) -> bytes:
    """The note, and with it the sign that calls it, behind other words of the text.

    `occurrence` tells which, where the words stand more than once.
    """
    found = element_of(article, note)
    element = next((e for e in (found, *found.iterancestors()) if local_name(e) == "note"), None)
    if element is None:
        raise _refused(f"`{note}` is no note", "choose a note")
    span = article.document.element_span(element)
    outside = [p for p in _in_text(article, words) if not span.start <= p.flow.start_byte(p.start) < span.end]
    place = _one(outside, words, occurrence)
    at = place.flow.end_byte(place.end - 1)
    data = article.document.source.data
    return _checked(article, [Edit(span.start, span.end, b""), Edit(at, at, data[span.start : span.end])])


def with_hyphen(article: Article, before: str, behind: str, *, keep: bool) -> bytes:
    """A word that was cut at a line's end, joined or with its hyphen: `Baku-` and `Batum`, `Kara-` and `bakh`."""
    word = before + ("" if keep else _HYPHEN) + behind
    place = _one(_in_text(article, word), word, 0)
    at = place.start + len(before)
    if keep:
        end = place.flow.end_byte(at - 1)
        return _checked(article, [Edit(end, end, _HYPHEN.encode())])
    return _checked(article, [Edit(place.flow.start_byte(at), place.flow.end_byte(at), b"")])


def with_columns_swapped(article: Article, block: str, first: int, second: int) -> bytes:
    """Some blocks from one on, and as many as told behind them, in the other order: columns that were read wrongly."""
    element = element_of(article, block)
    row = [e for e in (element, *element.itersiblings()) if isinstance(e.tag, str) and local_name(e) not in BETWEEN]
    if first < 1 or second < 1 or len(row) < first + second:
        message = f"the section has {counted(len(row), 'block')} from here on"
        raise _refused(message, "say how many of them each column has")
    spans = [article.document.element_span(e) for e in row]
    data = article.document.source.data
    begin, middle = spans[0].start, spans[first - 1].end
    next_, end = spans[first].start, spans[first + second - 1].end
    return _checked(article, [Edit(begin, end, data[next_:end] + data[middle:next_] + data[begin:middle])])


def with_depth(article: Article, heading: str, *, deeper: bool) -> bytes:
    """The section of a heading one level deeper (part of the one before it) or higher (no part of the one around)."""
    element = element_of(article, heading)
    section = element.getparent()
    if local_name(element) != "head" or section is None or local_name(section) != "div":
        raise _refused("only the heading of a section has a level", "make it a heading first")
    document = article.document
    own = document.element_span(section)
    if deeper:
        above = section.getprevious()
        if above is None or local_name(above) != "div":
            raise _refused("there is no section before this one to be a part of", "leave it as it is")
        before = document.element_span(above)
        tag = document.source.data[before.end_start : before.end]
        return _checked(article, [Edit(before.end_start, before.end, b""), Edit(own.end, own.end, tag)])
    around = section.getparent()
    if around is None or local_name(around) != "div":
        raise _refused("the section is no part of another", "leave it as it is")
    outer = document.element_span(around)
    tag = document.source.data[outer.end_start : outer.end]
    return _checked(article, [Edit(own.start, own.start, tag), Edit(outer.end_start, outer.end, b"")])


def element_of(article: Article, block: str) -> etree._Element:
    """The element of a block."""
    for known, element in zip(article.facts.blocks, article.reading.block_elements, strict=True):
        if known.id == block:
            return element
    message = f"{article.id} has no block `{block}`"
    raise EditionError(Diagnostic(NOT_FOUND, message, help="look at the article again"))


def _in_text(article: Article, words: str) -> list[Place]:
    return words_in(article.flows, words)


def _one(found: list[Place], words: str, occurrence: int) -> Place:
    if occurrence and occurrence <= len(found):
        return found[occurrence - 1]
    if len(found) != 1 or occurrence:
        message = f"`{words}` stands {counted(len(found), 'time')} in the text"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="write words that stand there once"))
    return found[0]


def _refused(why: str, help_text: str) -> EditionError:
    return EditionError(Diagnostic(WRONG_WISH, why, help=help_text))


def _checked(article: Article, edits: list[Edit]) -> bytes:
    data = apply_edits(article.document.source.data, sorted(edits))
    parse(as_source(article.document.source.path, data))
    return data
