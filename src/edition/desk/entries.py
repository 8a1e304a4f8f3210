"""Changes of entries that the desk's scripts ask for, and where an entry is mentioned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from lxml import etree
from starlette.requests import Request

from edition.annotate.dates.typed import read_date, written
from edition.deciding import Article, Record
from edition.deciding.article import keys_meant
from edition.deciding.carry import now
from edition.deciding.forms.entries import FieldChange, changed_entry
from edition.deciding.forms.relations import added_relation, removed_relation
from edition.desk.state.bench import Bench
from edition.desk.state.shelf import card
from edition.desk.web.frame import bench_of, words_of
from edition.diagnostics import EditionError
from edition.facts.patterns import MentionPatterns
from edition.markup import Document, parse, read_source
from edition.registers import DocumentChange, Registers, merge, plain_key, rename, split
from edition.registers.editing.pointers import KindOf

Asked = dict[str, Any]
_MENTIONS: Final = 200


def change_fields(request: Request, asked: Asked) -> dict[str, Any]:
    """An entry with other fields."""
    bench = bench_of(request)
    changes = [_field_change(one, words_of(request).lang) for one in asked["changes"]]
    change = changed_entry(bench.shelf.documents, asked["key"], changes)
    return _written(bench, Record("entry", bench.by, now(), text=asked["key"], told=""), [change])


def _field_change(asked: Asked, lang: str) -> FieldChange:
    name, text, date = str(asked.get("name", "")), str(asked.get("text", "")), asked.get("date")
    if date is not None:
        date = written(read_date(str(date), lang)) or str(date)  # words are in the language of the desk
    return FieldChange(int(asked["number"]), name, text, asked.get("attributes"), bool(asked.get("remove")), date)


def change_relation(request: Request, asked: Asked) -> dict[str, Any]:
    """A relation more, or one less."""
    bench, key = bench_of(request), str(asked["key"])
    if "remove" in asked:
        change = removed_relation(bench.shelf.documents, str(asked["file"]), int(asked["remove"]), key)
    else:
        name, other, end = (str(asked[part]) for part in ("name", "other", "end"))
        change = added_relation(bench.shelf.documents, name, key, other, end)
    return _written(bench, Record("relation", bench.by, now(), text=key, told=str(asked.get("other", ""))), [change])


def rename_key(request: Request, asked: Asked) -> dict[str, Any]:
    """Another key, everywhere."""
    old, new = str(asked["key"]), str(asked["new"])
    return _everywhere(request, "rename", old, new, lambda documents: rename(documents, old, new, _kind_of(request)))


def join(request: Request, asked: Asked) -> dict[str, Any]:
    """Two entries become one."""
    gone, kept = str(asked["key"]), str(asked["into"])
    return _everywhere(request, "merge", gone, kept, lambda documents: merge(documents, gone, kept, _kind_of(request)))


def part(request: Request, asked: Asked) -> dict[str, Any]:
    """A new entry out of an old one, with the mentions that were picked."""
    key, new = str(asked["key"]), str(asked["new"])
    names = [(str(lang), str(name)) for lang, name in asked["names"]]
    bench = bench_of(request)
    picked = {
        id_: {p.start for m in bench.article(id_).marks if m.id in ids for p in m.parts}
        for id_, ids in asked["ids"].items()
    }
    paths = {bench.article(id_).document.source.path: starts for id_, starts in picked.items()}

    def wanted(document: Document, element: etree._Element) -> bool:
        return document.element_span(element).start in paths.get(document.source.path, ())

    return _everywhere(
        request, "split", key, new, lambda documents: split(documents, key, new, names, wanted, _kind_of(request))
    )


def _everywhere(
    request: Request, action: str, key: str, told: str, make: Callable[[Sequence[Document]], list[DocumentChange]]
) -> dict[str, Any]:
    """A change of registers and of the articles that name the entry, as one."""
    bench = bench_of(request)
    documents = [*bench.shelf.documents, *_naming(bench, key)]
    changes = make(documents)
    left_out = [text for change in changes for text in change.left_out]
    return {**_written(bench, Record(action, bench.by, now(), text=key, told=told), changes), "leftOut": left_out}


def _naming(bench: Bench, key: str) -> list[Document]:
    """The articles in whose bytes a key stands."""
    found = []
    for path in bench.project.article_paths():
        source = read_source(path, bench.project.shown(path))
        if plain_key(key).encode() in source.data:
            found.append(parse(source))
    return found


def _kind_of(request: Request) -> KindOf:
    """What tells the kind of a mention in this edition."""
    return MentionPatterns.of(bench_of(request).project.settings.mentions).kind_of


def _written(bench: Bench, record: Record, changes: Sequence[DocumentChange]) -> dict[str, Any]:
    files = {c.document.source.path: (c.document.source.data, c.data) for c in changes}
    kept = bench.store.write(record, files)
    return {"number": kept.number, "files": sorted(files)}


def mentions_of(request: Request) -> dict[str, Any]:
    """Where an entry is mentioned, in its sentences."""
    bench, key = bench_of(request), request.query_params["key"]
    out: list[dict[str, Any]] = []
    articles = bench.articles_of(key)
    for summary, _ in articles:
        if len(out) < _MENTIONS:
            out += _in_article(bench.article(summary.id), bench.shelf.registers, key, summary.title)
    return {"all": sum(n for _, n in articles), "mentions": out[:_MENTIONS]}


def _in_article(article: Article, registers: Registers, key: str, title: str) -> list[dict[str, Any]]:
    return [
        {"article": article.id, "title": title, "id": mark.id, "cert": mark.certainty,
         "sentence": article.sentence(mark)}
        for mark in article.marks if key in keys_meant(mark, registers)[:1]
    ]  # fmt: skip


def proposals_now(request: Request) -> list[dict[str, Any]]:
    """The names that no register has, one cluster a name, with sentences and the entries that they may be."""
    bench, lang = bench_of(request), words_of(request).lang
    clusters: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for summary in bench.summaries(wait=True):
        for waiting in summary.waiting:
            if waiting.rank == 0 and waiting.kind != "date":
                clusters.setdefault((waiting.kind, waiting.text), []).append((summary.id, waiting.id))
    out = []
    for (kind, text), places in sorted(clusters.items(), key=lambda c: (-len(c[1]), c[0])):
        likely = bench.shelf.search(text, (kind,), bench.counts())[:3]
        out.append({
            "kind": kind, "text": text, "count": len(places), "ids": _by_article(places),
            "sentences": [s for place in places[:3] if (s := _sentence(bench, *place))],
            "likely": [card(e, lang, bench.counts()[e.key]) for e in likely],
        })  # fmt: skip
    return out[:_MENTIONS]


def _by_article(places: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for article, id_ in places:
        out.setdefault(article, []).append(id_)
    return out


def _sentence(bench: Bench, article: str, id_: str) -> tuple[str, str, str] | None:
    try:
        found = bench.article(article)
        return found.sentence(found.by_id[id_])
    except (EditionError, KeyError):
        return None
