"""How a document that is being written got to where somebody types: of two such places only what lies between is read.

Takes the bytes before a place, gives the state of the automaton there and the elements that are open. Keeps what it
read last, with a mark at each window: the text that follows mostly begins with the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from xml.parsers import expat

from edition.relaxng.automaton import Automaton, AutomatonNode
from edition.relaxng.model import Limits
from edition.relaxng.reading.expansion import needs_expansion
from edition.relaxng.reading.tokens import Chunks
from edition.relaxng.reading.wellformed import Prolog, read_prolog
from edition.relaxng.validator import ValidationRun

_WINDOW: Final = 1 << 14  # bytes between two marks
_MARKUP: Final = re.compile(
    rb"<(?:!--(?s:.*?)-->|!\[CDATA\[(?s:.*?)\]\]>|\?(?s:.*?)\?>|(/?)([^\s/>!?<]++)"
    rb"(?:[^>\"'/<]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+(/?)>)"
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place outside of markup, and all that decides how the text goes on."""

    at: int
    node: AutomatonNode
    stack: tuple[AutomatonNode, ...]
    names: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """The end of a text: the elements that are open, outermost first; no node where the text is no XML."""

    names: tuple[bytes, ...]
    node: AutomatonNode | None = None


class Trail:
    """The way through the text that was asked for last."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._data = b""
        self._prolog = Prolog()
        self._marks: list[_Mark] = []

    def follow(self, before: bytes) -> Here | None:
        """Where a text ends; None where that is inside of markup, or its tags do not match."""
        marks = list(self._marks)
        while marks and not before.startswith(self._data[: marks[-1].at]):
            marks.pop()
        mark = _last(marks)
        names = _open_from(mark, before)
        if names is None:
            return None
        if mark is None:
            closing = b"".join(b"</%b>" % name for name in reversed(names))
            self._prolog = read_prolog(before + (closing or b"<x/>"), Limits())
        if not self._is_readable(before, mark, names):
            return Here(tuple(names))
        run = self._run(before, mark)
        for _ in run.steps():
            at = run.tokens.end()
            if at >= len(before):
                break  # in the midst of text, which may go on
            inside = _open_from(_last(marks), before[:at])
            if inside is not None:
                marks.append(_Mark(at, run.node, tuple(run.stack), tuple(inside)))
        self._data, self._marks = before, marks
        return Here(tuple(names), run.node)

    def _is_readable(self, before: bytes, mark: _Mark | None, names: list[bytes]) -> bool:
        if mark is None:
            return not self._prolog.fatal and not needs_expansion(self._prolog.entities)
        return _is_xml(before[mark.at :], mark.names, names)

    def _run(self, before: bytes, mark: _Mark | None) -> ValidationRun:
        if mark is None:
            run = ValidationRun(self._automaton, before, self._prolog, Limits())
        else:
            run = ValidationRun(self._automaton, before, replace(self._prolog, content_start=mark.at), Limits())
            run.node, run.stack = mark.node, list(mark.stack)
        run.tokens = Chunks(before, mark.at if mark else self._prolog.content_start, _WINDOW)
        return run


def _last(marks: list[_Mark]) -> _Mark | None:
    return marks[-1] if marks else None


def _open_from(mark: _Mark | None, data: bytes) -> list[bytes] | None:
    """The elements that are open at the end of a text, of which a part was read before."""
    return open_elements(data, mark.at, mark.names) if mark else open_elements(data)


def open_elements(data: bytes, start: int = 0, open_there: tuple[bytes, ...] = ()) -> list[bytes] | None:
    """The elements that are open at the end of a text, outermost first; None where it is no XML, or in a comment.

    `open_there` are those that are open at `start`.

    >>> open_elements(b"<a><b/><c>x")
    [b'a', b'c']
    """
    if _is_open(data, b"<!--", b"-->") or _is_open(data, b"<![CDATA[", b"]]>"):
        return None
    stack = list(open_there)
    for match in _MARKUP.finditer(data, start):
        closing, name, empty = match.groups()
        if name is None or empty:
            continue
        if not closing:
            stack.append(name)
        elif not stack or stack.pop() != name:
            return None
    return stack


def _is_open(data: bytes, begin: bytes, end: bytes) -> bool:
    """Whether a stretch that begins so is still open; to look from the front whether there is any is far quicker."""
    return begin in data and data.rfind(begin) > data.rfind(end)


def _is_xml(data: bytes, before: tuple[bytes, ...], behind: list[bytes]) -> bool:
    """Whether a part of a document, with the elements around it, is well-formed."""
    parser = expat.ParserCreate()
    opening = b"".join(b"<%b>" % name for name in before)
    closing = b"".join(b"</%b>" % name for name in reversed(behind))
    try:
        parser.Parse(opening + data + (closing or b"<x/>"), True)
    except expat.ExpatError:
        return False
    return True
