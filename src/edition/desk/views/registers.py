"""Registers: the table of entries, an entry as a form with its mentions, likely doubles, proposals in clusters."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding.forms.entries import DATED_FIELDS, FIELDS
from edition.desk.candidates import candidates
from edition.desk.entries import change_fields, change_relation, join, mentions_of, part, proposals_now, rename_key
from edition.desk.state.shelf import card
from edition.desk.views.dialogs import entry_dialogs
from edition.desk.views.entry import earth, entry_page, side_by_side
from edition.desk.web.answers import changing, posted, reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.words import InterfaceWords
from edition.registers.likeness import Likeness, likely_doubles

_ROWS = 100
_MOST = 120
_KINDS = ("person", "place", "org", "event", "work")
_TABS = ("entries", "doubles", "proposals")


async def show(request: Request) -> Response:
    """One of the three lists, or one entry."""
    word = words_of(request)
    view = request.query_params.get("view", "entries")
    key = request.query_params.get("key", "")
    tabs = "".join(
        f'<li><a href="/registers?view={name}"{current(name == view and not key)}>{word.html("tab." + name)}</a></li>'
        for name in _TABS
    )
    if key:
        inside = entry_page(request, key)
    elif view == "merge":
        inside = side_by_side(request, request.query_params.get("first", ""), request.query_params.get("second", ""))
    elif view == "doubles":
        inside = _doubles(request, word)
    elif view == "proposals":
        inside = f'<h2>{word.html("tab.proposals")}</h2><div id="proposals"></div>'
    else:
        inside = _table(word)
    main = (
        f'<div class="room"><h1>{word.html("view.registers")}</h1><nav aria-label="{word.html("tabs")}"><ul class="tools-row tabs">{tabs}</ul></nav>'
        f"{inside}{entry_dialogs(word)}</div>"
    )
    return page(
        request, "registers", main, {"view": view, "key": key, "fields": list(FIELDS), "dated": list(DATED_FIELDS)}
    )


def current(here: bool) -> str:
    """What tells the present one of several links."""
    return ' aria-current="page"' if here else ""


def _table(word: InterfaceWords) -> str:
    kinds = "".join(f'<option value="{k}">{word.html("kind." + k)}</option>' for k in _KINDS)
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{name}">{word.html("column." + name)}</button></th>'
        for name in ("name", "kind", "dates", "count", "key")
    )
    return (
        f'<form class="tools-row" id="filter"><label>{word.html("filter")} <input type="search" name="q" autocomplete="off"></label>'
        f'<label>{word.html("field.kind")} <select name="kind"><option value="">{word.html("kind.all")}</option>{kinds}</select></label>'
        f'<button type="button" id="new">{word.html("do.new-entry")}</button></form><p id="count" class="hint" role="status"></p>'
        f'<div class="scroll" tabindex="0"><table id="entries"><thead><tr>{heads}</tr></thead><tbody></tbody></table></div>'
        f'<button type="button" id="more" hidden>{word.html("more")}</button>'
    )


def _doubles(request: Request, word: InterfaceWords) -> str:
    bench = bench_of(request)
    found = likely_doubles(bench.shelf.registers)
    counts = bench.counts()
    rows = "".join(_double(one, request, counts) for one in found[:_MOST])
    listed = f'<ol class="listing doubles">{rows}</ol>' if rows else f'<p class="empty">{word.html("doubles.none")}</p>'
    return f'<h2>{word.html("tab.doubles")}</h2><p class="hint">{word.html("doubles.hint", n=len(found))}</p>{listed}'


def _double(one: Likeness, request: Request, counts: dict[str, int]) -> str:
    bench, word = bench_of(request), words_of(request)
    sides = []
    for key, other in ((one.first, one.second), (one.second, one.first)):
        entity = bench.shelf.registers.entities[key]
        told = card(entity, word.lang, counts[key])
        names = ", ".join(told["names"])
        keep = word.html("doubles.keep", key=key)
        sides.append(
            f'<div class="side"><p><b data-kind="{entity.kind}"><a href="/registers?key={escape(key)}">{escape(told["name"])}</a></b> {escape(told["dates"])}<br>'
            f"<small>{escape(names)} · {word.html('mentions', n=counts[key])}<br>{escape(told['note'])}</small></p>"
            f'<button type="button" data-merge="{escape(other)}" data-into="{escape(key)}">{keep}</button></div>'
        )
    beside = f"/registers?view=merge&amp;first={escape(one.first)}&amp;second={escape(one.second)}"
    return f'<li><div class="columns">{"".join(sides)}</div><p><a href="{beside}">{word.html("doubles.compare")}</a></p></li>'


def _list(request: Request) -> dict[str, Any]:
    """A stretch of the table, filtered and sorted."""
    bench, lang, asked = bench_of(request), words_of(request).lang, request.query_params
    counts = bench.counts()
    text, kind = asked.get("q", ""), asked.get("kind", "")
    found = bench.shelf.all_fitting(text, kind)
    sort, start = asked.get("sort", "key"), int(asked.get("start", "0"))
    orders = {
        "name": lambda e: e.name(lang).casefold(), "kind": lambda e: (e.kind, e.key), "count": lambda e: (-counts[e.key], e.key),
        "dates": lambda e: (e.birth.earliest or e.existence.earliest or "9999", e.key), "key": lambda e: e.key,
    }  # fmt: skip
    ordered = sorted(found, key=orders.get(sort, orders["key"]), reverse=asked.get("down") == "1")
    return {"all": len(ordered), "rows": [card(e, lang, counts[e.key]) for e in ordered[start : start + _ROWS]]}


def _doubles_json(request: Request) -> list[dict[str, Any]]:
    found = likely_doubles(bench_of(request).shelf.registers)
    return [{"first": d.first, "second": d.second, "score": d.score, "names": list(d.names)} for d in found]


ROUTES = [
    Route("/registers", show),
    Route("/api/registers", reading(_list)),
    Route("/api/doubles", reading(_doubles_json)),
    Route("/api/mentions", reading(mentions_of)),
    Route("/api/proposals", reading(proposals_now)),
    Route("/api/earth", reading(earth)),
    Route("/api/relation", changing(change_relation), methods=["POST"]),
    Route("/api/candidates", posted(candidates), methods=["POST"]),
    Route("/api/entry", changing(change_fields), methods=["POST"]),
    Route("/api/entry/rename", changing(rename_key), methods=["POST"]),
    Route("/api/entry/merge", changing(join), methods=["POST"]),
    Route("/api/entry/split", changing(part), methods=["POST"]),
]
