"""Entities that a document declares for itself, expanded in its bytes: `<!ENTITY ouml "ö">`.

Takes the bytes of a file, gives them with the entities in place and blanks where the declarations stood: lines keep
their numbers. Refuses (gives nothing for) everything that could read a file, reach the network or exhaust memory:
external and parameter entities, external subsets, entities within themselves, and more text than a bound allows.
"""

from __future__ import annotations

import re
from typing import Final

_PROLOG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!DOCTYPE\s+[^\s>\[]+\s*\[", re.DOTALL
)
_END: Final = re.compile(rb"\s*\]\s*>")
_DECLARATION: Final = re.compile(
    rb"\s*+(?:<!--(?>.*?-->)|<!ENTITY\s+([^\s%&;\"']+)\s+(?:\"([^\"]*)\"|'([^']*)')\s*>)", re.DOTALL
)
_MARKUP: Final = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[^>]*>|&([^\s#&;<>]+);", re.DOTALL)
_REFERENCE: Final = re.compile(rb"&([^\s#&;<>]+);")
_CHARACTER: Final = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,6})|(\d{1,7}));")
_PREDEFINED: Final = frozenset({b"lt", b"gt", b"amp", b"quot", b"apos"})
_DEEPEST: Final = 8
_MOST: Final = 1024 * 1024  # bytes that entities may add to a file


def expand_entities(data: bytes) -> bytes | None:
    """The file with its own entities in place; None where it declares anything but harmless ones, or none at all.

    >>> expand_entities(b'<!DOCTYPE a [<!ENTITY o "&#246;">]><a>sch&o;n</a>').decode().strip()
    '<a>schön</a>'
    >>> expand_entities(b'<!DOCTYPE a [<!ENTITY o SYSTEM "/etc/passwd">]><a>&o;</a>')
    """
    start = _PROLOG.match(data)
    if start is None:
        return None
    declared, end = _declared(data, start.end())
    if not declared or end < 0:
        return None
    body = _Expansion(declared).of(data[end:])
    if body is None:
        return None
    doctype = data.find(b"<!DOCTYPE")
    return data[:doctype] + re.sub(rb"[^\r\n]", b" ", data[doctype:end]) + body


def _declared(data: bytes, at: int) -> tuple[dict[bytes, bytes], int]:
    """The entities of an internal subset, and where it ends; -1 where something else stands in it."""
    out: dict[bytes, bytes] = {}
    while (match := _DECLARATION.match(data, at)) is not None:
        if match[1]:
            value = match[2] if match[2] is not None else match[3]
            if b"%" in value:
                return {}, -1
            out.setdefault(match[1], _CHARACTER.sub(_character, value))
        at = match.end()
    end = _END.match(data, at)
    return (out, end.end()) if end else ({}, -1)


def _character(match: re.Match[bytes]) -> bytes:
    number = int(match[1], 16) if match[1] else int(match[2])
    is_valid = number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number).encode() if is_valid else match[0]


class _Expansion:
    """Puts entities in their places, within the bound."""

    def __init__(self, declared: dict[bytes, bytes]) -> None:
        self._declared = declared
        self._added = 0
        self._known: dict[bytes, bytes | None] = {}

    def of(self, body: bytes) -> bytes | None:
        parts: list[bytes] = []
        at = 0
        for match in _MARKUP.finditer(body):
            parts.append(body[at : match.start()])
            found: bytes | None = match[0]
            if match[1] is not None:
                found = self._text(match[1], match[0])
            elif match[0].startswith((b"<!", b"<?")):
                found = match[0]
            elif b"&" in match[0]:
                found = self._tag(match[0])
            if found is None or self._added > _MOST:
                return None
            parts.append(found)
            at = match.end()
        return b"".join([*parts, body[at:]])

    def _text(self, name: bytes, written: bytes) -> bytes | None:
        if name in _PREDEFINED or name not in self._declared:
            return written
        value = self._value(name, 0)
        self._added += len(value or b"")
        return value

    def _value(self, name: bytes, depth: int) -> bytes | None:
        if name in self._known:
            return self._known[name]
        if depth > _DEEPEST:
            return None
        self._known[name] = None  # an entity within itself has no value
        value: bytes = self._declared[name]
        parts: list[bytes] = []
        at = 0
        for match in _REFERENCE.finditer(value):
            inner: bytes | None = match[0]
            if match[1] in self._declared and match[1] not in _PREDEFINED:
                inner = self._value(match[1], depth + 1)
            if inner is None or sum(map(len, parts)) > _MOST:
                return None
            parts += [value[at : match.start()], inner]
            at = match.end()
        self._known[name] = b"".join([*parts, value[at:]])
        return self._known[name]

    def _tag(self, tag: bytes) -> bytes | None:
        """A start tag: what stands in an attribute may hold neither markup nor quotation marks."""
        parts: list[bytes] = []
        at = 0
        for match in _REFERENCE.finditer(tag):
            value = self._text(match[1], match[0])
            if value is None or (value != match[0] and re.search(rb"[<\"']", value)):
                return None
            parts += [tag[at : match.start()], value]
            at = match.end()
        return b"".join([*parts, tag[at:]])
