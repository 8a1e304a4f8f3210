"""Review: the article as readers will see it, and the mentions that wait, one after the other."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from edition.annotate.dates.typed import read_date, written
from edition.deciding.decide import KINDS
from edition.desk.changes import changed_blocks, decide, new_entry, same, take_back
from edition.desk.state.shelf import card
from edition.desk.values import payload
from edition.desk.views.dialogs import dialogs
from edition.desk.views.reasons import reasons
from edition.desk.web.answers import changing, reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.told import told
from edition.diagnostics import EditionError

_SHOWN = 400  # so many equal mentions are listed with their sentences


async def show(request: Request) -> Response:
    """The page; with `article` the queue is that article's, else the whole edition's."""
    bench = bench_of(request)
    wanted = request.query_params.get("article", "")
    if not wanted:
        await bench.all_known()
    queue = [] if wanted else _queue(request)
    first = wanted or (queue[0]["article"] if queue else next((s.id for s in bench.summaries(wait=True)), ""))
    word = words_of(request)
    try:
        article = bench.article(first) if first else None
    except EditionError as error:
        return page(request, "review", f'<p class="empty">{escape(told(error.diagnostics[0], word.lang))}</p>')
    if article is None:
        return page(request, "review", f'<p class="empty">{word.html("no-articles")}</p>')
    data = {"article": payload(request, article, with_html=False), "queue": queue, "single": bool(wanted)}
    html = bench.renderings.whole(article, bench.shelf.registers)
    return page(request, "review", _main(request, html), data)


def _main(request: Request, html: str) -> str:
    word = words_of(request)
    buttons = "".join(
        f'<button type="button" data-do="{name}">{word.html("do." + name)}<kbd aria-hidden="true">{escape(key)}</kbd></button>'
        for name, key in (
            ("next", "j"), ("previous", "k"), ("accept", "a"), ("reject", "x"), ("link", "l"), ("new-entry", "n"),
            ("kind", "t"), ("date", "d"), ("same", "s"), ("undo", "z"), ("redo", "Z"), ("search", "/"), ("help", "?"),
        )
    )  # fmt: skip
    borders = "".join(
        f'<button type="button" data-do="{name}" title="{word.html("do." + name)}" aria-label="{word.html("do." + name)}">{sign}</button>'
        for name, sign in (("start-out", "⇤"), ("start-in", "⇥"), ("end-in", "↤"), ("end-out", "↦"))
    )
    return (
        f'<div class="review"><div class="reading" id="reading"><article class="article">{html}</article></div>'
        f'<aside class="panel" aria-label="{word.html("panel")}"><p class="place"><span id="place"></span>'
        f'<label class="order">{word.html("order")} <select id="order"><option value="uncertain">{word.html("order.uncertain")}'
        f'</option><option value="text">{word.html("order.text")}</option></select></label></p>'
        f'<div id="current" class="current"></div><div class="actions" role="group" aria-label="{word.html("actions")}">'
        f'{buttons}</div><div class="borders" role="group" aria-label="{word.html("borders")}">{borders}'
        f'<label class="check"><input type="checkbox" id="by-letter"> {word.html("borders.letter")}</label></div></aside></div>'
        + dialogs(word)
    )


def _queue(request: Request) -> list[dict[str, Any]]:
    """What waits in the edition, the most uncertain first, then as the articles have it."""
    found = [(w.rank, n, m, s.id, w) for n, s in enumerate(bench_of(request).summaries(wait=True))
             for m, w in enumerate(s.waiting)]  # fmt: skip
    return [{"article": id_, "id": w.id, "rank": w.rank} for _, _, _, id_, w in sorted(found, key=lambda f: f[:3])]


def _article(request: Request) -> dict[str, Any]:
    return payload(request, bench_of(request).article(request.query_params["id"]))


def _state(request: Request) -> dict[str, Any]:
    """Whether something changed elsewhere."""
    bench = bench_of(request)
    undo, redo = bench.store.journal.own_changes(bench.by)
    records = bench.store.journal.records
    return {"digest": bench.known_digest(request.query_params["article"]), "undo": len(undo), "redo": len(redo),
            "last": records[-1].number if records else 0}  # fmt: skip


def _since(request: Request) -> dict[str, Any]:
    """The blocks that differ from those that a page shows: of an article that another window or program changed."""
    bench = bench_of(request)
    article = bench.article(request.query_params["article"])
    old = bench.earlier(article.id, request.query_params["digest"])
    if old is None:
        return {"whole": payload(request, article)}
    return changed_blocks(request, old, article)


async def _why(request: Request) -> Response:
    """Why a mention is marked so, and who else may be meant; the annotator is asked beside other requests."""
    bench = bench_of(request)
    try:
        article = bench.article(request.query_params["article"])
        mark = article.by_id[request.query_params["id"]]
    except (EditionError, KeyError):
        return JSONResponse({"lines": [], "candidates": []})
    registers = bench.shelf.registers
    found = await run_in_threadpool(reasons, bench, article, mark, registers, words_of(request))
    counts = bench.counts()
    before, words, behind = article.sentence(mark)
    candidates = [
        {**card(entity, words_of(request).lang, counts[entity.key]), "why": why} for entity, why in found.candidates
    ]
    return JSONResponse({"lines": found.lines, "candidates": candidates, "sentence": [before, words, behind]})


def _entries(request: Request) -> list[dict[str, Any]]:
    bench = bench_of(request)
    counts = bench.counts()
    kinds = tuple(KINDS) if request.query_params.get("for") == "mention" else ()
    asked = request.query_params
    found = bench.shelf.search(asked.get("q", ""), kinds, counts, asked.get("kind", ""))
    lang = words_of(request).lang
    titles: dict[str, list[str]] = {}
    wanted = {entity.key for entity in found}
    for summary in bench.summaries():
        for key in wanted & summary.keys.keys():
            titles.setdefault(key, []).append(summary.title)
    return [card(entity, lang, counts[entity.key], titles.get(entity.key, ())) for entity in found]


def _date(request: Request) -> dict[str, Any]:
    """A value as it is being typed: what it is in the Gregorian calendar."""
    value = read_date(request.query_params.get("value", ""), request.query_params.get("lang", ""))
    word = words_of(request)
    if not value:
        return {"ok": False, "shown": word("date.none")}
    first, last = value.earliest or "", value.latest or ""
    shown = first if first == last else f"{first} – {last}"
    return {"ok": True, "shown": f"{word('date.gregorian')}: {shown}", "value": written(value)}


ROUTES = [
    Route("/review", show),
    Route("/api/article", reading(_article)),
    Route("/api/queue", reading(_queue)),
    Route("/api/state", reading(_state)),
    Route("/api/since", reading(_since)),
    Route("/api/why", _why),
    Route("/api/entries", reading(_entries)),
    Route("/api/date", reading(_date)),
    Route("/api/same", reading(lambda request: same(request, _SHOWN))),
    Route("/api/decide", changing(decide), methods=["POST"]),
    Route("/api/entry/new", changing(new_entry), methods=["POST"]),
    Route("/api/undo", changing(lambda request, asked: take_back(request, asked, "undo")), methods=["POST"]),
    Route("/api/redo", changing(lambda request, asked: take_back(request, asked, "redo")), methods=["POST"]),
]
