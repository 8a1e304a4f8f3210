"""Changes: what was changed, by whom and when, as sentences and as a difference; any of it can be taken back."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding import Record
from edition.desk.repository import Repository
from edition.desk.values import sentence
from edition.desk.web.answers import Asked, changing, reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.words import InterfaceWords

_MOST = 200


async def show(request: Request) -> Response:
    """The page: the latest first, as many as fit; `article` and `by` choose."""
    bench, word = bench_of(request), words_of(request)
    undo, redo = bench.store.journal.open_changes()
    wanted = {name: request.query_params.get(name, "") for name in ("article", "by", "since")}
    paths = {s.path for s in bench.summaries() if s.id == wanted["article"]}
    records = [
        r for r in reversed(bench.store.journal.records) if r.action not in ("undo", "redo") and _fits(r, wanted, paths)
    ]
    rows = "".join(_row(r, request, r.number in undo, r.number in redo) for r in records[:_MOST])
    listed = f"<ol class='changes listing'>{rows}</ol>" if rows else f'<p class="empty">{word.html("changes.none")}</p>'
    main = f'<div class="room"><h1>{word.html("view.changes")}</h1>{_filter(word, wanted)}{_commit(bench.project.root, word)}{listed}</div>'
    return page(request, "changes", main)


def _fits(record: Record, wanted: dict[str, str], paths: Collection[str]) -> bool:
    """Whether a change is among those that are wanted; `paths` are the files of the article."""
    return (
        (wanted["article"] in ("", record.article) or any(file.path in paths for file in record.files))
        and wanted["by"].lower() in record.by.lower()
        and record.when[:10] >= wanted["since"]
    )


def _filter(word: InterfaceWords, wanted: dict[str, str]) -> str:
    fields = "".join(
        f'<label>{word.html("changes." + name)} <input name="{name}" type="{"date" if name == "since" else "text"}" value="{escape(value)}"></label>'
        for name, value in wanted.items()
    )
    return f'<form class="tools-row" method="get">{fields}<button>{word.html("changes.show")}</button></form>'


def _row(record: Record, request: Request, can_undo: bool, can_redo: bool) -> str:
    word, what = words_of(request), sentence(record, request)
    who = " · ".join(filter(None, (record.when[:16].replace("T", " "), record.by, record.article)))
    diff = "".join(
        f'<p class="hint">{escape(file.path)}</p>' + "".join(
            f'<pre class="diff">{_shown(h.before[-40:])}<del>{_shown(h.old)}</del><ins>{_shown(h.new)}</ins>{_shown(h.behind[:40])}</pre>'
            for h in file.hunks[:6])
        for file in record.files)  # fmt: skip
    button = ""
    if can_undo:
        button = f'<button type="button" data-undo="{record.number}">{word.html("changes.take-back")}</button>'
    elif can_redo:
        button = f'<button type="button" data-redo="{record.number}">{word.html("changes.again")}</button>'
    gone = ' class="gone"' if not can_undo else ""
    return (
        f"<li{gone}><p>{escape(what)} {button}</p><small>{escape(who)}</small>"
        f"<details><summary>{word.html('changes.difference')}</summary>{diff}</details></li>"
    )


def _shown(data: bytes) -> str:
    text = data.decode("utf-8", "replace")
    return escape(text if len(text) < 600 else f"{text[:300]} … {text[-300:]}")


def _commit(root: Any, word: InterfaceWords) -> str:
    repository = Repository.of(root)
    if repository is None:
        return ""
    changed = repository.changed()
    if not changed:
        return f'<p class="hint">{word.html("commit.clean")}</p>'
    names = "".join(f"<li><code>{escape(name)}</code></li>" for name in changed[:30])
    message = escape(repository.proposed(changed))
    return (
        f'<form id="commit" class="box"><h2>{word.html("commit.head", n=len(changed))}</h2><ul>{names}</ul>'
        f'<label>{word.html("commit.message")} <input name="message" value="{message}" required></label> '
        f"<button>{word.html('commit.do')}</button></form>"
    )


def _keep(request: Request, asked: Asked) -> dict[str, Any]:
    bench = bench_of(request)
    repository = Repository.of(bench.project.root)
    if repository is None:
        raise ValueError("no repository")
    return {"commit": repository.commit(str(asked["message"]), bench.by)}


def _listed(request: Request) -> list[dict[str, Any]]:
    return [
        {"number": r.number, "action": r.action, "by": r.by, "when": r.when, "article": r.article, "text": r.text,
         "told": r.told, "of": r.of, "sentence": sentence(r, request)}
        for r in bench_of(request).store.journal.records
    ]  # fmt: skip


ROUTES = [
    Route("/changes", show),
    Route("/api/changes", reading(_listed)),
    Route("/api/commit", changing(_keep), methods=["POST"]),
]
