"""Why a mention is marked as it is, and who else may be meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from edition.annotate.names.reasons import Reason
from edition.deciding import Article, Mark
from edition.deciding.article import keys_meant
from edition.desk.state.bench import Bench
from edition.desk.web.words import InterfaceWords
from edition.registers import Entity, Registers

_MOST: Final = 9


@dataclass(frozen=True)
class Reasons:
    """Sentences for people, and entries with what speaks for them."""

    lines: list[str]
    candidates: list[tuple[Entity, str]]


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
