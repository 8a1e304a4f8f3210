"""What stands at a place of a text that is being written, and need not be well-formed: a name, an attribute, a value.

Takes bytes in UTF-8 and an offset, gives the word there; looks no further than the tag that the place is in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_WORD: Final = re.compile(rb"[^\s=/<>\"']*")
_GIVEN: Final = re.compile(rb"\s+([^\s=/<>\"']+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_IN_VALUE: Final = re.compile(rb"\s+([^\s=/<>\"']+)\s*=\s*(?:\"([^\"<]*)|'([^'<]*))\Z")
_IN_NAME: Final = re.compile(rb"\s+([^\s=/<>\"']*)\Z")
_LATER: Final = re.compile(rb"[\s\"']([^\s=/<>\"']+)\s*=\s*[\"']")
_TOKEN: Final = re.compile(rb"[^\s<>\"']*")


class TagPart(StrEnum):
    """What of a tag a place is in."""

    NAME = "name"
    ATTRIBUTE = "attribute"
    VALUE = "value"
    END = "end"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A word of a tag: `start:end` is the name, or of a value the token (values may be lists)."""

    part: TagPart
    start: int
    end: int
    tag: int  # the `<` of the tag
    element: str
    attribute: str = ""
    given: tuple[str, ...] = ()  # the other attributes of the tag
    first: bool = True  # nothing stands before the token in its value


def cursor_at(data: bytes, at: int) -> Cursor | None:
    """The word of a tag at a place; None in running text.

    >>> cursor_at(b'<p><pers', 8).part.value, cursor_at(b'<a n="1 2"/>', 9).start, cursor_at(b"<p>x</p>", 4)
    ('name', 8, None)
    """
    tag = data.rfind(b"<", 0, at)
    head = data[tag + 1 : at]
    if tag < 0 or head[:1] in (b"!", b"?"):
        return None
    begin = tag + 1 + (head[:1] == b"/")
    end = _end(_WORD, data, begin)
    element = data[begin:end].decode("utf-8", "replace")
    if begin <= at <= end:
        return Cursor(TagPart.END if begin > tag + 1 else TagPart.NAME, begin, end, tag, element)
    return None if begin > tag + 1 else _inside(data, at, tag, end, element)


def _inside(data: bytes, at: int, tag: int, start: int, element: str) -> Cursor | None:
    """The attribute or value at a place behind the name of a tag."""
    given: list[str] = []
    while (match := _GIVEN.match(data, start)) and match.end() <= at:
        given.append(match[1].decode("utf-8", "replace"))
        start = match.end()
    if found := _IN_VALUE.match(data[start:at]):
        which = found.lastindex or 2
        written = start + found.start(which)
        begin = max(written, *(data.rfind(space, written, at) + 1 for space in (b" ", b"\n", b"\t")))
        end = _end(_TOKEN, data, begin)
        name = found[1].decode("utf-8", "replace")
        is_first = not data[written:begin].strip()
        return Cursor(TagPart.VALUE, begin, end, tag, element, name, (*given, *_later(data, end)), is_first)
    if found := _IN_NAME.match(data[start:at]):
        begin = start + found.start(1)
        end = _end(_WORD, data, begin)
        name = data[begin:end].decode("utf-8", "replace")
        return Cursor(TagPart.ATTRIBUTE, begin, end, tag, element, name, (*given, *_later(data, end)))
    return None


def _later(data: bytes, at: int) -> list[str]:
    """The attributes of the tag behind a place."""
    ends = [end for mark in (b"<", b">") if (end := data.find(mark, at)) >= 0]
    return [m[1].decode("utf-8", "replace") for m in _LATER.finditer(data, at, min(ends, default=len(data)))]


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    found = pattern.match(data, at)
    return found.end() if found else at
