"""Start tags with other attributes: what stands in them otherwise stays as it is written.

Takes the bytes of an element, gives edits; knows nothing of decisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from edition.diagnostics import Edit
from edition.markup import ElementSpan
from edition.markup.serialise import quoteattr
from edition.markup.standoff import Element

_PLACE: Final = re.compile(r"(?<!\s)(?:\s+(?:cert|evidence|resp)\s*=|\s*/?>\Z)")  # what a new attribute stands before
Changes = Mapping[str, str | None]


def retagged(tag: str, name: str, changes: Changes) -> str:
    """A start tag with another name and other attributes; None takes one out, a new one goes before `resp`.

    >>> retagged('<persName ref="person:a" cert="low">', "placeName", {"cert": None, "ref": "place:b", "n": "1"})
    '<placeName ref="place:b" n="1">'
    """
    old = re.match(r"<([^\s/>]+)", tag)
    assert old is not None
    tag = f"<{name}{tag[old.end() :]}"
    for attribute, value in changes.items():
        pattern = re.compile(rf"(?<!\s)\s+{re.escape(attribute)}\s*=\s*(?:\"[^\"]*\"|'[^']*')")
        written = "" if value is None else f" {attribute}={quoteattr(value)}"
        if pattern.search(tag):
            tag = pattern.sub(lambda _, new=written: new, tag, count=1)  # type: ignore[misc]
        elif written:
            place = _PLACE.search(tag)
            at = place.start() if place else len(tag)
            tag = tag[:at] + written + tag[at:]
    return tag


def tag_edits(data: bytes, element: Element | ElementSpan, name: str, changes: Changes) -> Iterator[Edit]:
    """The edits that give an element another name (without prefix) or other attributes."""
    old = data[element.start : element.start_end].decode()
    prefix, colon, _ = old[1:].split()[0].rstrip("/>").rpartition(":")
    new = retagged(old, prefix + colon + name, changes)
    if new != old:
        yield Edit(element.start, element.start_end, new.encode())
    if name != element.name.rpartition(":")[2]:
        yield Edit(element.end_start, element.end, f"</{prefix}{colon}{name}>".encode())


def without_tags(element: Element) -> Iterator[Edit]:
    """The edits that leave an element's content without it."""
    yield Edit(element.start, element.start_end, b"")
    yield Edit(element.end_start, element.end, b"")
