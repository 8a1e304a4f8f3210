"""Accepting and rejecting a mention of the machine where it stands: what `edition decide` would write, as edits.

Takes a home, the texts and a place; gives the decisions that may be taken there, with the edits of the article and of
the edition's list of decisions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.deciding import Article, Mark, Wish, decide, read_marks
from edition.deciding.carry import now
from edition.deciding.lines import with_line
from edition.deciding.places import of_mark
from edition.diagnostics import Edit
from edition.writing.home import Home
from edition.writing.pointers import edits_between
from edition.writing.texts import Texts

_NEAR: Final = 4_000  # bytes before a place: a mention that begins further away is not looked for
_MACHINE: Final = (b"cert", b"edition-annotate")


@dataclass(frozen=True, slots=True)
class OfferedDecision:
    """Something to decide, in a few words, and the edits by file."""

    action: str
    title: str
    edits: dict[Path, list[Edit]]


def decisions_at(home: Home, texts: Texts, path: Path, at: int) -> list[OfferedDecision]:
    """What may be decided of the mention at a place; nothing where it is an editor's already."""
    data = texts.data(path)
    around = data[max(0, at - _NEAR) : data.find(b">", at) + 1 or len(data)]
    if home.project is None or path not in home.articles or not any(mark in around for mark in _MACHINE):
        return []  # to read an article takes time, and this is asked with each step of the cursor
    document = texts.document(home, path)
    if document is None or document.source.data != data:
        return []
    article = read_marks(document, home.project.settings.mentions)
    mark = _innermost(article, at)
    if mark is None:
        return []
    registers, list_ = texts.registers(home), home.project.path(home.project.settings.files.decisions)
    found = []
    for action, title in (("accept", f"accept “{mark.text}”"), ("reject", f"reject “{mark.text}”")):
        decided = decide(article, of_mark(mark), Wish(action, when=now()), registers)
        before = texts.data(list_)
        lines = edits_between(before, with_line(before, decided.line))
        found.append(OfferedDecision(action, title, {path: list(decided.edits), list_: lines}))
    return found


def _innermost(article: Article, at: int) -> Mark | None:
    found = [mark for mark in article.marks if any(part.start <= at <= part.end for part in mark.parts)]
    innermost = max(found, key=lambda mark: mark.parts[0].start, default=None)
    return innermost if innermost and innermost.is_open else None
