"""What `edition new` wrote for want of something better, told until it is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.diagnostics import Diagnostic, Span
from edition.project.codes import PLACEHOLDER
from edition.project.settings import EditionInfo

TITLE: Final = "My edition"
EDITOR: Final = "Your name"
PUBLISHER: Final = "Your institution"


def placeholders(path: str, data: bytes, info: EditionInfo) -> Iterator[Diagnostic]:
    """The settings that still hold what no editor wrote."""
    found = {
        "title": TITLE in info.title.values() and TITLE,
        "editors": any(editor.name == EDITOR for editor in info.editors) and EDITOR,
        "publisher": info.publisher == PUBLISHER and PUBLISHER,
    }
    for name, value in found.items():
        if value:
            at = max(data.find(value.encode()), 0)
            span = Span(path, at, at + len(value.encode()))
            message = f"`{value}` stands for the {name} of the edition until you write yours"
            yield Diagnostic(PLACEHOLDER, message, span, help=f"write it in {path}; the site shows it to every reader")
