"""A TOML file of an edition as text: parsed, with every table and key placed, and what is no TOML told in plain words.

Takes the file's bytes, gives the table; raises with the place where the file stops being TOML.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, Final

from edition.diagnostics.codes import Code
from edition.diagnostics.model import Diagnostic, EditionError, Span
from edition.diagnostics.places import LineIndex

_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_IN_LIST: Final = re.compile(rb"#[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|\]")
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PLAIN: Final = (
    ("Cannot overwrite a value", "this setting stands here for the second time", "keep one of the two"),
    ("Cannot declare", "this table stands here for the second time", "put its settings together"),
    ("Illegal character '\\n'", "a text is not closed on its line", 'close it with "'),
    ("Unterminated string", "a text is not closed", 'close it with "'),
    ("Expected '=' after a key", "a setting has no value", 'write it as: key = "value"'),
    ("Unclosed array", "a list is not closed", "close it with ]"),
    ("Expected ']'", "the name of a table is not closed", "close it with ]"),
    ("Unclosed inline table", "a table is not closed", "close it with }"),
    ("Invalid value", "a value is missing or is no TOML", "put texts into quotation marks, lists into [ ]"),
)


def _no_xml(value: Any) -> Iterator[str]:
    """The characters in a value that XML forbids."""
    if isinstance(value, str):
        yield from _NO_XML.findall(value)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _no_xml(key)
            yield from _no_xml(one)
    elif isinstance(value, list):
        for one in value:
            yield from _no_xml(one)


class TomlText:
    """The bytes of a TOML file and the places of its tables and keys. What is no TOML is told under `code`."""

    def __init__(self, file: str, data: bytes, code: Code) -> None:
        self._file = file
        self._data = data
        self._code = code

    def parse(self) -> dict[str, Any]:
        """The table that the file describes."""
        try:
            table = tomllib.loads(self._data.decode("utf-8-sig").replace("\r\n", "\n"))
        except UnicodeDecodeError as error:
            message = f"the file is not UTF-8: it holds the byte {self._data[error.start]:02x}"
            raise self._no_toml(message, "save the file as UTF-8", error.start) from error
        except tomllib.TOMLDecodeError as error:
            raise self._explained(str(error)) from error
        except (ValueError, RecursionError) as error:
            message = "a number or a nesting is beyond reason"
            raise self._no_toml(message, "write what is meant", 0) from error
        if wrong := next(_no_xml(table), ""):
            written = re.search(rf"\\\\[uU]0*{ord(wrong):x}".encode(), self._data, re.IGNORECASE)
            message = f"a text holds U+{ord(wrong):04X}, a character that no file of XML may hold"
            raise self._no_toml(message, "take it out", written.start() if written else 0)
        return table

    def span(self, key: str, where: tuple[str, ...]) -> Span:
        """A key below the heading of its table (the most exact one that there is), else the heading, else the start."""
        start = next((at for depth in range(len(where), 0, -1) if (at := self._heading(where[:depth])) >= 0), 0)
        name = re.escape(key).encode()
        found = re.compile(rb"(?m)^[^#\n]*?(?<![\w-])(" + name + rb")[\"']?\s*=").search(self._data, start)
        found = found or re.compile(rb"(?m)^\s*\[+[^\]\n]*?(?<![\w-])(" + name + rb")(?![\w-])").search(self._data)
        return Span(self._file, found.start(1), found.end(1)) if found else Span(self._file, start, start + 1)

    def strings(self, key: str, where: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
        """The texts of a key's list as they are written, each with its place."""
        for match in _IN_LIST.finditer(self._data, self.span(key, where).end):
            if match[0] == b"]":
                return
            if match[0][:1] != b"#":
                yield match[0][1:-1].decode("utf-8", "replace"), Span(self._file, match.start(), match.end())

    def with_string(self, text: str, key: str, where: tuple[str, ...]) -> bytes:
        """The file with a text more at the end of a key's list."""
        last = max((span.end for _, span in self.strings(key, where)), default=0)
        at = last or next(m.start() for m in _IN_LIST.finditer(self._data, self.span(key, where).end) if m[0] == b"]")
        new = (", " if last else "") + json.dumps(text, ensure_ascii=False)
        return self._data[:at] + new.encode() + self._data[at:]

    def _heading(self, table: tuple[str, ...]) -> int:
        dotted = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in table)
        found = re.search(rf"(?m)^\s*\[+\s*{dotted}\s*\]".encode(), self._data)
        return found.start() if found else -1

    def _explained(self, reason: str) -> EditionError:
        place = _PLACE.search(reason)
        start = len(self._data.rstrip()) - 1
        if place and place[1]:
            start = LineIndex(self._data).offset(int(place[1]))
        for beginning, message, help_text in _PLAIN:
            if reason.startswith(beginning):
                return self._no_toml(message, help_text, start)
        message = f"the file is not TOML: {_PLACE.sub('', reason)}"
        return self._no_toml(message, "mend this line; https://toml.io/en/ tells how TOML is written", start)

    def _no_toml(self, message: str, help_text: str, start: int) -> EditionError:
        start = max(start, 0)
        return EditionError(
            Diagnostic(self._code, message, Span(self._file, start, start + 1), help=help_text),
        )
