"""A section that is none: what it holds goes on where the one before it ends.

Takes a document and a heading, gives edits of the tags around; the heading itself stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from edition.diagnostics import Edit
from edition.markup import XML_ID, Document, local_name

BETWEEN: Final = ("pb", "cb", "lb", "fw", "milestone", "anchor")  # what only marks a place between blocks


def without_section(document: Document, head: etree._Element) -> Iterator[Edit]:
    """The tags of a heading's section gone, and those that end the sections before it moved behind.

    Sections within it stay sections. One with a type or another word of its own stays: it is more than its heading.
    """
    section = head.getparent()
    if section is None or local_name(section) != "div" or set(section.attrib) - {XML_ID}:
        return
    own = document.element_span(section)
    before = beside(section, back=True)
    ended = [document.element_span(one) for one in _last_sections(before)]
    yield Edit(own.start, own.start_end, b"")
    for span in ended or [own]:
        yield Edit(span.end_start, span.end, b"")
    if len(ended) > 1:
        inner = next((document.element_span(e).start for e in section if local_name(e) == "div"), own.end_start)
        closed = b"".join(document.source.data[span.end_start : span.end] for span in reversed(ended[1:]))
        yield Edit(inner, inner, closed)


def beside(element: etree._Element, *, back: bool = False) -> etree._Element | None:
    """The next block, or the one before; what only marks a place is none, nor is a comment."""
    return next((e for e in element.itersiblings(preceding=back) if local_name(e) not in ("", *BETWEEN)), None)


def _last_sections(element: etree._Element | None) -> Iterator[etree._Element]:
    """A section, the last one in it, and so on."""
    found = element if element is not None and local_name(element) == "div" else None
    while found is not None:
        yield found
        found = next((e for e in reversed(found) if local_name(e) == "div"), None)
