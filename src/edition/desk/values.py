"""Articles and mentions as the scripts of Review take them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from edition.annotate.dates.typed import written
from edition.deciding import Article, Mark
from edition.deciding.article import keys_meant
from edition.deciding.review import rank
from edition.desk.web.frame import bench_of, words_of


def payload(request: Request, article: Article, *, with_html: bool = True) -> dict[str, Any]:
    """An article for the script."""
    bench = bench_of(request)
    registers = bench.shelf.registers
    undo, redo = bench.store.journal.open_changes()
    value: dict[str, Any] = {
        "id": article.id, "digest": article.digest, "lang": article.facts.lang, "undo": len(undo), "redo": len(redo),
        "marks": [mark_value(mark, request) for mark in article.marks],
    }  # fmt: skip
    if with_html:
        value["html"] = bench.renderings.whole(article, registers)
    return value


def mark_value(mark: Mark, request: Request) -> dict[str, Any]:
    """A mention for the script."""
    registers, lang = bench_of(request).shelf.registers, words_of(request).lang
    keys = keys_meant(mark, registers)
    names = [e.name(lang) if (e := registers.get(key)) else key for key in keys]
    return {
        "id": mark.id, "kind": mark.fact.kind, "cert": mark.certainty, "machine": mark.by_machine, "text": mark.text,
        "keys": keys, "names": names, "block": mark.fact.block, "rank": rank(mark.fact),
        "date": written(mark.fact.date) if mark.fact.kind == "date" else "",
        "calendar": mark.fact.date.calendar or "", "when": mark.fact.date.earliest or "",
    }  # fmt: skip
