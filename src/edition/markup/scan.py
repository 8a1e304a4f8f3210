"""Exact byte places of tags and attributes, found by an expat pass over UTF-8 bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from edition.diagnostics import Span

_START_TAG: Final = re.compile(rb"<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_ATTRIBUTE: Final = re.compile(rb"\s([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_END_TAG: Final = re.compile(rb"</[^>]*>")


@dataclass(frozen=True, slots=True)
class ElementSpan:
    """Where an element stands: its start tag and its end tag. An empty-element tag has an empty end tag behind it."""

    name: str
    start: int
    start_end: int
    end_start: int
    end: int

    @property
    def is_empty_tag(self) -> bool:
        """Whether the element is written `<name/>`."""
        return self.end_start == self.end == self.start_end

    def name_span(self, file: str) -> Span:
        """The name in the start tag, without the bracket: what a caret should stand under."""
        return Span(file, self.start + 1, self.start + 1 + len(self.name.encode()))


@dataclass(frozen=True, slots=True)
class AttributeSpan:
    """Where an attribute stands in the file: where its name begins, and its value without the quotation marks."""

    name: str
    name_start: int
    value_start: int
    value_end: int


def make_parser() -> expat.XMLParserType:
    """An expat parser that reads no entity from anywhere."""
    parser = expat.ParserCreate("UTF-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    return parser


def scan_elements(data: bytes) -> list[ElementSpan]:
    """All elements in document order of well-formed UTF-8 bytes.

    >>> [(e.name, e.start, e.start_end, e.end_start, e.end) for e in scan_elements(b"<a><b/>x</a>")]
    [('a', 0, 3, 8, 12), ('b', 3, 7, 7, 7)]
    """
    opened: list[tuple[str, int, int]] = []
    found: list[list[int]] = []
    stack: list[int] = []
    parser = make_parser()

    def start(name: str, _attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _START_TAG.match(data, at)
        stack.append(len(opened))
        opened.append((name, at, tag.end() if tag else at))
        found.append([0, 0])

    def end(_name: str) -> None:
        index = stack.pop()
        at = parser.CurrentByteIndex
        _, begin, start_end = opened[index]
        if at == begin or data[start_end - 2 : start_end] == b"/>":
            found[index] = [start_end, start_end]
            return
        tag = _END_TAG.match(data, at)
        found[index] = [at, tag.end() if tag else at]

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(data, True)
    return [ElementSpan(n, s, e, *f) for (n, s, e), f in zip(opened, found, strict=True)]


def attribute_spans(data: bytes, element: ElementSpan) -> dict[str, AttributeSpan]:
    """The attributes of a start tag by their written names.

    >>> data = b'<p xml:id="a" n="1">x</p>'
    >>> attribute_spans(data, scan_elements(data)[0])["n"].value_start
    17
    """
    out = {}
    offset = element.start + 1 + len(element.name.encode())
    for match in _ATTRIBUTE.finditer(data, offset, element.start_end):
        group = 2 if match.group(2) is not None else 3
        name = match.group(1).decode()
        out[name] = AttributeSpan(name, match.start(1), match.start(group), match.end(group))
    return out


def scan_instructions(data: bytes, target: str) -> list[tuple[int, int]]:
    """Where the processing instructions of a target stand, in document order.

    >>> scan_instructions(b"<a><!-- <?x no?> --><?x yes?></a>", "x")
    [(20, 29)]
    """
    found: list[tuple[int, int]] = []
    parser = make_parser()

    def instruction(name: str, _data: str) -> None:
        if name == target:
            at = parser.CurrentByteIndex
            found.append((at, data.index(b"?>", at) + 2))

    parser.ProcessingInstructionHandler = instruction
    parser.Parse(data, True)
    return found


def first_error(data: bytes) -> tuple[str, int, tuple[str, int] | None] | None:
    """Why the bytes are not well-formed: message, offset, and for a mismatched tag the open one's name and offset."""
    stack: list[tuple[str, int]] = []
    parser = make_parser()

    def start(name: str, _attributes: dict[str, str]) -> None:
        stack.append((name, parser.CurrentByteIndex))

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: _pop(stack)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = expat.ErrorString(error.code)
        open_tag = stack[-1] if stack and error.code in _OPEN_TAG_ERRORS else None
        return message, max(0, parser.ErrorByteIndex), open_tag  # -1 where there is no byte
    return None


_OPEN_TAG_ERRORS: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH],
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
}


def _pop(stack: list[tuple[str, int]]) -> None:
    stack.pop()


def exceeds_depth(data: bytes, limit: int) -> bool:
    """Whether elements are nested deeper than the limit; memory stays flat however deep they are."""
    parser = make_parser()
    depth = 0

    class _TooDeepError(Exception):
        pass

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limit:
            raise _TooDeepError

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    handlers: tuple[Callable[..., None], Callable[..., None]] = (start, end)
    parser.StartElementHandler, parser.EndElementHandler = handlers
    try:
        parser.Parse(data, True)
    except _TooDeepError:
        return True
    except expat.ExpatError:
        return False
    return False
