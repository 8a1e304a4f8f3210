"""Words of the compact syntax: names, literals and signs, each with its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from edition.relaxng.datatypes.characters import NAME_PART, NAME_START
from edition.relaxng.model import SchemaError


class Word(NamedTuple):
    """One token: its kind, text and line."""

    kind: str  # "name", "cname", "nsname", "literal", "sign" or "end"
    text: str
    line: int


_START, _PART = NAME_START.replace(r"\u003A", "", 1), NAME_PART.replace(r"\u003A", "", 1)
_NCNAME = f"[{_START}][{_PART}]*"
_TOKEN = (
    r"(?P<space>[ \t\n\r]+|#[^\n\r]*)"
    r"|(?P<literal>\"\"\"(?:\"{0,2}[^\"])*\"\"\"|'''(?:'{0,2}[^'])*'''|\"[^\"\n\r]*\"|'[^'\n\r]*')"
    rf"|(?P<nsname>{_NCNAME}:\*)"
    rf"|(?P<cname>{_NCNAME}:{_NCNAME})"
    rf"|(?P<name>\\?{_NCNAME})"
    r"|(?P<sign>\|=|&=|>>|[=|&,?*+{}()\[\]~\-])"
)
_ESCAPE = re.compile(r"\\x+\{([0-9A-Fa-f]*)(\}?)")
# stand for escaped line ends, which may stand in a literal where real ones may not
_ESCAPED = str.maketrans({"\n": "\0", "\r": "\1"})
_UNESCAPED = str.maketrans({"\0": "\n", "\1": "\r"})
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_words(data: bytes, source: str) -> list[Word]:
    """Cut a schema into words, comments and documentation left out."""
    return list(_words(_decode(data, source), source))


def _decode(data: bytes, source: str) -> str:
    """Decode, normalise line ends, resolve ``\\x{...}``, which may stand anywhere."""
    codec = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as problem:
        raise SchemaError(f"not {codec}: {problem.reason}", source, 1) from problem
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        raise SchemaError(f"no such character: {ord(control[0]):X}", source, line)
    return _ESCAPE.sub(lambda found: _character(found, text.count("\n", 0, found.start()) + 1, source), text)


def _character(found: re.Match[str], line: int, source: str) -> str:
    code, closed = found.groups()
    if not (code and closed):
        raise SchemaError("\\x{ needs a hexadecimal number and a closing brace", source, line)
    number = int(code[-8:], 16) if code[:-8].strip("0") == "" else -1
    if not 0 <= number <= 0x10FFFF or number in range(0xD800, 0xE000) or (number < 32 and number not in (9, 10, 13)):
        raise SchemaError(f"no such character: {code}", source, line)
    return chr(number).translate(_ESCAPED)


def _words(text: str, source: str) -> Iterator[Word]:
    match_token = re.compile(_TOKEN).match
    at, line = 0, 1
    while at < len(text):
        found = match_token(text, at)
        if found is None:
            is_quote = text[at] in "\"'"
            raise SchemaError(
                "a literal is not closed" if is_quote else f"unexpected character {text[at]!r}", source, line
            )
        kind = found.lastgroup or ""
        if kind == "literal":
            width = 3 if found[0][:3] in ('"""', "'''") else 1
            yield Word(kind, found[0][width:-width].translate(_UNESCAPED), line)
        elif kind != "space":
            yield Word(kind, found[0], line)
        line += found[0].count("\n")
        at = found.end()
    yield Word("end", "", line)
