"""White space put in order where it means nothing: between the children of elements that hold no text.

Takes a document and its grammar, gives edits. Words and what stands beside words, comments, `xml:space="preserve"` and
elements that the grammar does not know stay as they are; a blank line between two elements stays, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from edition.diagnostics import Edit
from edition.markup import Document
from edition.relaxng import Name, Schema

_ELEMENTS: Final = "{*}*"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def tidied(document: Document, schema: Schema, unit: bytes = b"  ") -> list[Edit]:
    """The edits that put each child of an element without text on a line of its own, further in by `unit`.

    `<list><item>a <b/></item>   <item/></list>` becomes three lines and the end tag's; `a <b/>` is as it was.
    """
    return list(_edits(document, schema, unit))


def _edits(document: Document, schema: Schema, unit: bytes) -> Iterator[Edit]:
    data = document.source.data
    ending = b"\r\n" if b"\r\n" in data else b"\n"
    indents: dict[etree._Element, bytes] = {}
    for element in document.root.iter(_ELEMENTS):
        if len(element) and not _has_words(element) and not _holds_text(element, schema):
            indents[element] = _indent(document, element, indents, unit)
            yield from _in_gaps(data, _gaps(document, element), ending + indents[element], unit, ending)


def _has_words(element: etree._Element) -> bool:
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def _in_gaps(data: bytes, gaps: list[tuple[int, int]], line: bytes, unit: bytes, ending: bytes) -> Iterator[Edit]:
    """White space between children as new lines; an empty line between two of them stays one."""
    for number, (start, end) in enumerate(gaps):
        old, is_last = data[start:end], number == len(gaps) - 1
        is_apart = old.count(b"\n") > 1 and number > 0 and not is_last
        new = (ending if is_apart else b"") + line + (b"" if is_last else unit)
        if old != new and not old.strip():
            yield Edit(start, end, new)


def _gaps(document: Document, element: etree._Element) -> list[tuple[int, int]]:
    """The stretches before, between and behind the children of an element."""
    span = document.element_span(element)
    inside = [document.element_span(child) for child in element.iterchildren(_ELEMENTS)]
    places = [span.start_end, *(place for child in inside for place in (child.start, child.end)), span.end_start]
    return list(pairwise(places))[::2]


def _holds_text(element: etree._Element, schema: Schema) -> bool:
    """Whether white space in an element may mean something."""
    around = (str(e.get(_SPACE)) for e in (element, *element.iterancestors()) if e.get(_SPACE))
    if next(around, "") == "preserve":
        return True
    name = etree.QName(element)
    return schema.allowed.holds_text(Name(name.namespace or "", name.localname))


def _indent(document: Document, element: etree._Element, indents: dict[etree._Element, bytes], unit: bytes) -> bytes:
    """How far in the line of an element's start tag will stand: as far as it does, or as what begins that line will."""
    data, at = document.source.data, document.element_span(element).start
    begin = data.rfind(b"\n", 0, at) + 1
    for one in (element, *element.iterancestors()):
        around, start = one.getparent(), document.element_span(one).start
        if around in indents and (one is element or start >= begin):
            return indents[around] + unit
    line = data[begin:at]
    return line[: len(line) - len(line.lstrip(b" \t"))]
