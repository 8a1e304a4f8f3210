"""What Source asks while somebody writes: findings, the page, offers, and what a word means.

It has a thread of its own, for a compiled schema and a compiled stylesheet serve the thread that made them. It writes
nothing: a text is looked at and forgotten.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from edition.deciding import Article, read_marks
from edition.desk.state.reading import Renderings
from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.markup import Document
from edition.paths import real
from edition.project import Project
from edition.writing.checks import Checks
from edition.writing.hovers import Hover, hover_at
from edition.writing.offers import Offer, offers_at

R = TypeVar("R")


@dataclass(frozen=True)
class Look:
    """What was seen in a text: its bytes, what is wrong, the page where it makes one, and where things of it stand."""

    data: bytes
    findings: list[Diagnostic]
    html: str | None = None
    places: tuple[tuple[str, int, int], ...] = ()


class Writer:
    """The texts of one edition while they are written."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._checks = Checks()
        self._renderings = Renderings(project)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")

    async def run(self, function: Callable[..., R], *arguments: object) -> R:
        """Run one of the methods below in the thread of this."""
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, partial(copy_context().run, function, *arguments)
        )

    def close(self) -> None:
        """Let the thread go."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def at_once(self, file: str, text: str) -> Look:
        """What the grammar says, as soon as the keys pause for a moment."""
        with self._open(file, text) as (path, data):
            return Look(data, self._checks.at_once(path))

    def faults(self, file: str, text: str) -> Counter[str]:
        """The errors that the grammar finds in a text."""
        with self._open(file, text) as (path, _):
            return Counter(d.message for d in self._checks.at_once(path) if d.severity is Severity.ERROR)

    def whole(self, file: str, text: str, saved: bool) -> Look:
        """All findings, and the page; of a text that takes long all findings only when it is opened or saved."""
        with self._open(file, text) as (path, data):
            home = self._checks.home(path)
            found = self._checks.all(path, wholly=saved)
            document = self._checks.texts.document(home, path)
            if document is None or document.source.data != data or path not in home.articles:
                return Look(data, found)
            return self._page(document, path, found)

    def _page(self, document: Document, path: Path, found: list[Diagnostic]) -> Look:
        registers = self._checks.texts.registers(self._checks.home(path))
        data = document.source.data
        try:
            article = read_marks(document, self._project.settings.mentions)
            html = self._renderings.whole(article, registers)
        except EditionError as error:
            return Look(data, [*found, *error.diagnostics])
        return Look(data, found, html, tuple(_places(article)))

    def offers(self, file: str, text: str, at: Callable[[bytes], int]) -> tuple[bytes, list[Offer]]:
        """What may be written at a place."""
        with self._open(file, text) as (path, data):
            return data, offers_at(self._checks.home(path), self._checks.texts, path, at(data))

    def hover(self, file: str, text: str, at: Callable[[bytes], int]) -> tuple[bytes, Hover | None]:
        """What there is to say of a word."""
        with self._open(file, text) as (path, data):
            return data, hover_at(self._checks.home(path), self._checks.texts, path, at(data))

    @contextmanager
    def _open(self, file: str, text: str) -> Iterator[tuple[Path, bytes]]:
        """A text is open while it is looked at; afterwards the file counts again."""
        path = real(self._project.root) / file
        self._checks.homes.look_again()
        try:
            yield path, self._checks.texts.put(path, text)
        finally:
            self._checks.texts.close(path)


def _places(article: Article) -> Iterator[tuple[str, int, int]]:
    """Where the blocks and the mentions of a page stand in the bytes."""
    document = article.document
    for block, element in zip(article.facts.blocks, article.reading.block_elements, strict=True):
        span = document.element_span(element)
        yield block.id, span.start, span.end
    for mark in article.marks:
        for part in mark.parts:
            yield mark.id, part.start, part.end
