"""Articles and mentions as the scripts of Review take them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from starlette.requests import Request

from edition.annotate.dates.typed import written
from edition.deciding import Article, Mark, Record
from edition.deciding.article import keys_meant
from edition.deciding.review import rank
from edition.desk.web.frame import bench_of, words_of
from edition.registers import Registers, key_of, kind_of_reference

_TOLD: Final = {"kind": ("kind.",), "structure": ("decision.", "structure.")}  # where the words for what is told stand


def payload(request: Request, article: Article, *, with_html: bool = True) -> dict[str, Any]:
    """An article for the script."""
    bench = bench_of(request)
    registers = bench.shelf.registers
    undo, redo = bench.store.journal.own_changes(bench.by)
    value: dict[str, Any] = {
        "id": article.id, "digest": article.digest, "lang": article.facts.lang, "undo": len(undo), "redo": len(redo),
        "last": last_number(request), "marks": marks_value(article.marks, request),
    }  # fmt: skip
    if with_html:
        value["html"] = bench.renderings.whole(article, registers)
    return value


def marks_value(marks: Iterable[Mark], request: Request) -> list[dict[str, Any]]:
    """Mentions for the script."""
    registers, lang = bench_of(request).shelf.registers, words_of(request).lang
    return [_mark_value(mark, registers, lang) for mark in marks]


def _mark_value(mark: Mark, registers: Registers, lang: str) -> dict[str, Any]:
    keys = keys_meant(mark, registers)
    names = [e.name(lang) if (e := registers.get(key)) else key for key in keys]
    return {
        "id": mark.id, "kind": mark.fact.kind, "cert": mark.certainty, "machine": mark.by_machine, "text": mark.text,
        "keys": keys, "names": names, "block": mark.fact.block, "rank": rank(mark.fact),
        "date": written(mark.fact.date) if mark.fact.kind == "date" else "",
        "calendar": mark.fact.date.calendar or "", "when": mark.fact.date.earliest or "",
        "context": mark.parts[0].attributes.get("evidence") == "internal",
    }  # fmt: skip


def last_number(request: Request) -> int:
    """The number of the last change of the edition; 0 before the first."""
    records = bench_of(request).store.journal.records
    return records[-1].number if records else 0


def sentence(record: Record, request: Request) -> str:
    """A change in words."""
    told = told_words(record, request)
    times = f" (×{record.count})" if record.count > 1 else ""
    word = words_of(request)
    return word("did", text=record.text, what=word("did." + record.action)) + (f" → {told}" if told else "") + times


def told_words(record: Record, request: Request) -> str:
    """What is told with a change as people call it: an entry by its name, with its key; a kind in their language."""
    word = words_of(request)
    labels = [group + record.told for group in _TOLD.get(record.action, ())]
    if label := next((label for label in labels if label in word.script()), ""):
        return word(label)
    kind = kind_of_reference(record.told) or ""
    registers = bench_of(request).shelf.registers
    entity = registers.get(key_of(record.told, kind, registers.shared)) if kind else None
    return f"{entity.name(word.lang)} ({entity.key})" if entity else record.told
