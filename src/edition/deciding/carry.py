"""A decision carried out: the article, the line of `decisions.tsv` and the journal, together or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from edition.deciding.article import Article, read_marks
from edition.deciding.decide import Wish, decide
from edition.deciding.history import Change, Record, Store
from edition.deciding.lines import with_line
from edition.deciding.places import Place
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup import parse
from edition.markup.codes import UNREADABLE
from edition.markup.source import as_source, read_source
from edition.paths import told_in_head
from edition.project import Project
from edition.registers import Registers

_ROOT_ID: Final = re.compile(rb"<[^!?<][^<>]*?\sxml:id\s*=\s*[\"']([^\"']+)[\"']")
_HEAD: Final = 8_192


class Carried(NamedTuple):
    """A decision that was carried out: the journal's record, the article's new bytes, and the edits that made them."""

    record: Record
    data: bytes
    edits: tuple[Edit, ...]


def now() -> str:
    """The moment of a change, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def open_article(project: Project, wanted: str) -> Article:
    """An article by its id, or by its file."""
    for path in _likely(project, wanted):
        id_ = told_in_head(path, _ROOT_ID, _HEAD) or path.stem
        if wanted in (id_, project.shown(path), path.name):
            return read_article_file(project, path)
    message = f"there is no article `{wanted}`"
    help_text = f"articles are: {', '.join(path.stem for path in project.article_paths()[:8])} …"
    raise EditionError(Diagnostic(UNREADABLE, message, help=help_text))


def read_article_file(project: Project, path: Path) -> Article:
    """An article's marks, read from its file."""
    return read_marks(parse(read_source(path, project.shown(path))), project.settings.mentions)


def again(project: Project, article: Article, data: bytes) -> Article:
    """The same article with other bytes."""
    return read_marks(parse(as_source(article.document.source.path, data)), project.settings.mentions)


def carry_out(
    project: Project, store: Store, article: Article, wishes: Iterable[tuple[Place, Wish]], registers: Registers,
    more: dict[str, Change] | None = None,
) -> Carried:  # fmt: skip
    """Decide about one or several places of an article and write it; `more` are files that change with it."""
    lines_path, before = _lines(project, store)
    plan, lines = _planned(article, wishes, registers, before)
    changes = {**(more or {}), **_change(article, plan), lines_path: (before, lines)}
    return plan._replace(record=store.write(plan.record, changes))


def carry_out_all(
    project: Project, store: Store, decisions: Iterable[tuple[Article, Iterable[tuple[Place, Wish]]]],
    registers: Registers,
    more: dict[str, Change] | None = None,
) -> Record:  # fmt: skip
    """Decide about places of several articles as one change, which is made whole or not at all."""
    lines_path, before = _lines(project, store)
    lines, changes, records = before, dict(more or {}), list[Record]()
    for article, wishes in decisions:
        plan, lines = _planned(article, wishes, registers, lines)
        changes |= _change(article, plan)
        records.append(plan.record)
    whole = replace(records[0], count=sum(record.count for record in records))
    return store.write(whole, {**changes, lines_path: (before, lines)})


def _lines(project: Project, store: Store) -> tuple[str, bytes]:
    """The file of decisions, and what it has."""
    path = project.settings.files.decisions
    return path, store.read(path)


def _change(article: Article, plan: Carried) -> dict[str, Change]:
    return {article.document.source.path: (article.document.source.data, plan.data)}


def _planned(
    article: Article, wishes: Iterable[tuple[Place, Wish]], registers: Registers, lines: bytes
) -> tuple[Carried, bytes]:
    """What is to be written, and the lines of decisions. Every place is decided on the article as it was read."""
    edits: list[Edit] = []
    record = Record("")
    for place, wish in wishes:
        decided = decide(article, place, wish, registers)
        edits += decided.edits
        lines = with_line(lines, decided.line)
        line = decided.line
        record = Record(wish.action, wish.by, wish.when, article.id, place_block(article, place), line.text, line.kind,
                        line.ref, record.count + bool(record.action))  # fmt: skip
    data = apply_edits(article.document.source.data, edits)
    return Carried(record, data, tuple(edits)), lines


def place_block(article: Article, place: Place) -> str:
    """The block of a place."""
    return place.mark.fact.block if place.mark else article.block_of(place.flow)


def _likely(project: Project, wanted: str) -> list[Path]:
    """The files, the one of that name first."""
    return sorted(project.article_paths(), key=lambda path: path.stem != wanted)
