"""Gold descriptions of structure: JSON read and checked before anything is compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NotRequired, TypedDict

import msgspec

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.markup import read_source
from edition.score.codes import WRONG_GOLD


class _Stretch(TypedDict):
    """A block by its first and last words."""

    first: str
    last: str


class _Note(_Stretch):
    n: str
    called_after: NotRequired[str | None]


class _Abstract(_Stretch):
    lang: str
    keywords: NotRequired[list[str]]


class _Head(TypedDict):
    text: str


class _Word(TypedDict):
    joined: str


class _Structure(TypedDict):
    paragraphs: list[_Stretch]
    headings: list[_Head]
    footnotes: list[_Note]
    abstracts: list[_Abstract]
    quotes: NotRequired[list[_Stretch]]
    joined: NotRequired[list[_Word]]
    kept: NotRequired[list[_Word]]
    running: NotRequired[list[str]]


def read_structure(path: Path) -> dict[str, Any]:
    """The description of an article's structure; one that lacks what is compared is refused."""
    data = read_source(path).data
    try:
        found: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
        msgspec.convert(found, _Structure)
    except msgspec.DecodeError as error:
        reason = str(error)
        message = f"this is no description of a structure: {reason[:1].lower()}{reason[1:]}"
        help_text = "write what the guidelines of the gold ask for, as JSON"
        raise EditionError(Diagnostic(WRONG_GOLD, message, Span(str(path), 0, 1), help=help_text)) from error
    return found
