"""Why a mention is marked as it is, and who else may be meant: what the annotator says of its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from edition.annotate import Annotator, Mention
from edition.annotate.names.reasons import Reason
from edition.deciding import Article, Mark
from edition.deciding.article import keys_meant
from edition.desk.web.words import InterfaceWords
from edition.diagnostics import EditionError
from edition.markup import squeeze
from edition.markup.standoff import Flow
from edition.registers import Entity, Registers

if TYPE_CHECKING:
    from edition.desk.state.bench import Bench

_MOST: Final = 9


@dataclass(frozen=True)
class Reasons:
    """Sentences for people, and entries with what speaks for them."""

    lines: list[str]
    candidates: list[tuple[Entity, str]]


class Asked:
    """The annotator's answers about articles; a text's answers hold as long as its words do."""

    def __init__(self) -> None:
        self._annotator: Annotator | None = None
        self._found: dict[tuple[str, int], dict[tuple[str, int, str], Mention]] = {}

    def of(self, article: Article, mark: Mark, registers: Registers) -> Mention | None:
        """What the annotator finds at a mark."""
        if self._annotator is None or self._annotator.registers is not registers:
            self._annotator = Annotator(registers)
            self._found.clear()
        key = article.id, hash(tuple(article.texts.values()))
        if key not in self._found:
            try:
                found = self._annotator.find(article.document).mentions
            except EditionError:  # it is too long to ask again: what is marked is shown without reasons
                found = ()
            self._found[key] = {_place(one.flow, one.mention.text, one.mention.start): one.mention for one in found}
        words = mark.flow.text[mark.start : mark.end]
        return self._found[key].get(_place(mark.flow, words, mark.start))


def _place(flow: Flow, words: str, start: int) -> tuple[str, int, str]:
    """What names a place whatever is marked around it."""
    return flow.id, flow.text.count(words, 0, start), squeeze(words)


def reasons(bench: Bench, article: Article, mark: Mark, registers: Registers, word: InterfaceWords) -> Reasons:
    """Why, and who else."""
    found = bench.asked.of(article, mark, registers) if mark.by_machine else None
    lines = [word("by-machine") if mark.by_machine else word("by-editor"),
             f"{word('certainty')}: {word('cert.' + mark.certainty)}"]  # fmt: skip
    why: dict[str, str] = {}
    if found is not None:
        lines.append(f"{word('rule')}: {word('why.' + found.rule)}")
        if found.form:
            lines.append(f"{word('form')}: {found.form}")
        if found.inferred:
            lines.append(word("inferred"))
        why = {choice.key: _told(choice.reasons, word) for choice in found.choices}
    candidates = list(dict.fromkeys([*keys_meant(mark, registers), *why]))
    if mark.fact.kind != "date":
        candidates += [e.key for e in bench.shelf.search(mark.text, (mark.fact.kind,), bench.counts())]
    entities = [e for key in dict.fromkeys(candidates) if (e := registers.get(key)) is not None]
    return Reasons(lines, [(entity, why.get(entity.key, "")) for entity in entities[:_MOST]])


def _told(why: Iterable[Reason], word: InterfaceWords) -> str:
    return "; ".join(word(f"reason.{reason.name}", **dict(reason.values)) for reason in why)
