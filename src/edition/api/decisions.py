"""What editors decide about single mentions: the queue of those that wait, and one decision carried out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from edition.deciding import Article, Mark, Record, Wish, find_place, review_order
from edition.deciding.carry import carry_out, now, open_article, read_article_file
from edition.deciding.codes import NOT_FOUND, SEVERAL
from edition.deciding.decide import ACTIONS, KINDS
from edition.deciding.history import Store
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import Mention
from edition.project import Project
from edition.registers import kind_of_reference
from edition.registers.files import load_registers

__all__ = ["ABOUT_THE_TEXT", "ACTIONS", "KINDS", "Decided", "WaitingMention", "decide", "queue"]

# codes that say something of the text, and not of the call
ABOUT_THE_TEXT: Final = (NOT_FOUND, SEVERAL)


@dataclass(frozen=True)
class WaitingMention:
    """A mention in the queue, with what a decision needs to find it, and its sentence in three parts."""

    article: str
    id: str
    block: str
    text: str
    occurrence: int
    kind: str
    keys: tuple[str, ...]
    when: str
    certainty: str
    by_machine: bool
    sentence: tuple[str, str, str]


@dataclass(frozen=True)
class Decided:
    """A decision that was carried out: the file that changed, and what the journal has of it."""

    path: str
    record: Record


def queue(
    project: Project, article: str = "", *, by_text: bool = False, everything: bool = False
) -> tuple[list[WaitingMention], list[Diagnostic]]:
    """The mentions that wait for an editor, the most uncertain first; with `everything` also those that do not."""
    told: list[Diagnostic] = [] if article else project.patterns_without_files()
    articles = [open_article(project, article)] if article else _all_articles(project, told)
    found = [(a, mark) for a in articles for mark in a.marks if everything or mark.is_open]
    known = {(a.id, mark.id): _waiting(a, mark) for a, mark in found}
    pairs: list[tuple[str, Mention]] = [(a.id, mark.fact) for a, mark in found]
    return [known[id_, fact.id] for id_, fact in review_order(pairs, by_text=by_text)], told


def decide(
    project: Project,
    action: str,
    article: str,
    *,
    id: str = "",
    block: str = "",
    text: str = "",
    occurrence: int = 0,
    kind: str = "",
    ref: str = "",
    date: str = "",
    extent: str = "",
    by: str = "",
) -> Decided:
    """Decide about one mention, named by its `id`, or by `block` and `text`: in the TEI, the decisions, the journal.

    Raises `EditionError` where there is no such mention, several, or a decision that says nothing.
    """
    registers = load_registers(project).registers
    kind = kind or kind_of_reference(ref) or ""
    wish = Wish(action, kind, registers.key_of(ref, kind) if ref else "", date, extent=extent, by=by, when=now())
    found = open_article(project, Path(article).as_posix() if Path(article).suffix else article)
    place = find_place(found, id, block, text, occurrence, new=action == "add")
    record = carry_out(project, Store.of(project.root), found, [(place, wish)], registers).record
    return Decided(found.document.source.path, record)


def _all_articles(project: Project, told: list[Diagnostic]) -> Iterator[Article]:
    for path in project.article_paths():
        try:
            yield read_article_file(project, path)
        except EditionError as error:
            told += error.diagnostics


def _waiting(article: Article, mark: Mark) -> WaitingMention:
    equal = [m for m in article.by_block[mark.fact.block] if m.text == mark.text]
    return WaitingMention(
        article=article.id,
        id=mark.id,
        block=mark.fact.block,
        text=mark.text,
        occurrence=equal.index(mark) + 1,
        kind=mark.fact.kind,
        keys=mark.fact.keys,
        when=mark.fact.date.when or "",
        certainty=mark.certainty,
        by_machine=mark.by_machine,
        sentence=article.sentence(mark),
    )
