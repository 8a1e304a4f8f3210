"""Registers: the table of entries, an entry as a form with its mentions, likely doubles, proposals in clusters."""

from __future__ import annotations

from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edition.deciding.forms.entries import FIELDS, Field, fields, find_entry
from edition.desk.entries import change_fields, join, mentions_of, part, proposals_now, rename_key
from edition.desk.state.shelf import card
from edition.desk.views.dialogs import entry_form
from edition.desk.web.answers import changing, reading
from edition.desk.web.frame import bench_of, page, words_of
from edition.desk.web.words import InterfaceWords
from edition.registers import Entity
from edition.registers.likeness import Likeness, likely_doubles

_ROWS = 100
_MOST = 120
_KINDS = ("person", "place", "org", "event", "work")
_TABS = ("entries", "doubles", "proposals")
_NEW_FIELDS = (
    "persName",
    "placeName",
    "orgName",
    "eventName",
    "birth",
    "death",
    "occupation",
    "note",
    "idno",
    "location",
)


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
        inside = _entry(request, key, word)
    elif view == "doubles":
        inside = _doubles(request, word)
    elif view == "proposals":
        inside = f'<h2>{word.html("tab.proposals")}</h2><div id="proposals"></div>'
    else:
        inside = _table(word)
    main = (
        f'<div class="room"><h1>{word.html("view.registers")}</h1><nav aria-label="{word.html("tabs")}"><ul class="tools-row tabs">{tabs}</ul></nav>'
        f"{inside}{entry_form(word)}</div>"
    )
    return page(request, "registers", main, {"view": view, "key": key, "fields": list(FIELDS)})


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


def _entry(request: Request, key: str, word: InterfaceWords) -> str:
    bench = bench_of(request)
    entity = bench.shelf.registers.get(key)
    if entity is None:
        return f'<p class="empty">{word.html("entry.none", key=key)}</p>'
    entry = find_entry(bench.shelf.documents, entity.key)
    rows = "".join(_field(field, word) for field in fields(entry))
    options = "".join(f'<option value="{n}">{escape(n)}</option>' for n in _NEW_FIELDS)
    relations = "".join(
        f"<li>{escape(r.name)}: {escape(', '.join(k for k in r.keys if k != entity.key))}</li>"
        for r in bench.shelf.registers.relations_of(entity.key)
    )
    return (
        f'<h2 data-kind="{entity.kind}">{escape(entity.name(word.lang))} <small>{escape(entity.key)}</small></h2>'
        f'<div class="columns"><section class="box"><form id="entry" data-key="{escape(entity.key)}">{rows}'
        f'<div class="field new"><select name="new" aria-label="{word.html("entry.new-field")}">{options}</select>'
        f'<input name="new-text" aria-label="{word.html("entry.new-text")}"><input name="new-lang" aria-label="{word.html("field.lang")}" placeholder="xml:lang">'
        f'<input name="new-type" aria-label="{word.html("field.type")}" placeholder="type"></div>'
        f'<p class="error" role="alert"></p><button class="first">{word.html("save")}</button></form>{_map(entity, word)}'
        + (f"<h3>{word.html('entry.relations')}</h3><ul>{relations}</ul>" if relations else "") + _keys(entity, word)
        + f'</section><section class="box" aria-labelledby="mentions-head"><h3 id="mentions-head">{word.html("entry.mentions")}</h3>'
        f'<div id="mentions" data-key="{escape(entity.key)}"></div></section></div>'
    )  # fmt: skip


def _field(field: Field, word: InterfaceWords) -> str:
    lang, type_ = field.attributes.get("xml:lang", ""), field.attributes.get("type", "")
    others = {k: v for k, v in field.attributes.items() if k not in ("xml:lang", "type")}
    dated = "".join(
        f'<input data-attribute="{name}" value="{escape(value)}" aria-label="{escape(field.name)} {name}" title="{name}">'
        for name, value in ({"when": "", **others} if field.name in ("birth", "death", "floruit") else others).items()
    )
    disabled = "" if field.is_plain else " readonly"
    long = len(field.text) > 70
    text = (
        f'<textarea name="text" rows="3" aria-label="{escape(field.name)}"{disabled}>{escape(field.text)}</textarea>' if long
        else f'<input name="text" value="{escape(field.text)}" aria-label="{escape(field.name)}"{disabled}>'
    )  # fmt: skip
    return (
        f'<div class="field" data-number="{field.number}"><span>{escape(field.name)}</span><span class="values">{text}{dated}</span>'
        f'<input data-attribute="xml:lang" value="{escape(lang)}" aria-label="{escape(field.name)} xml:lang">'
        f'<input data-attribute="type" value="{escape(type_)}" aria-label="{escape(field.name)} type">'
        f'<button type="button" data-remove aria-label="{word.html("entry.remove", name=field.name)}">×</button></div>'
    )


def _map(entity: Entity, word: InterfaceWords) -> str:
    """The world as a net of degrees, to pick coordinates on."""
    if entity.kind != "place":
        return ""
    lines = "".join(f'<line x1="{x}" y1="-90" x2="{x}" y2="90"/>' for x in range(-180, 181, 30))
    lines += "".join(f'<line x1="-180" y1="{y}" x2="180" y2="{y}"/>' for y in range(-90, 91, 30))
    dot = f'<circle cx="{entity.geo[1]}" cy="{-entity.geo[0]}" r="3" fill="currentColor"/>' if entity.geo else ""
    return (
        f'<details class="pick"><summary>{word.html("entry.map")}</summary><svg id="map" viewBox="-180 -90 360 180" role="img" '
        f'aria-label="{word.html("entry.map")}" stroke="currentColor" stroke-width=".4">{lines}{dot}</svg></details>'
    )


def _keys(entity: Entity, word: InterfaceWords) -> str:
    return (
        f'<details><summary>{word.html("entry.keys")}</summary><form class="tools-row" data-form="rename"><label>{word.html("entry.rename")} '
        f'<input name="new" value="{escape(entity.key)}" required pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"></label><button>{word.html("do.rename")}</button></form>'
        f'<form class="tools-row" data-form="merge"><label>{word.html("entry.merge")} <input name="into" required></label><button>{word.html("do.merge")}</button></form>'
        f'<form class="tools-row" data-form="split"><label>{word.html("entry.split-key")} <input name="new" required pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"></label>'
        f'<label>{word.html("field.name")} <input name="name" required></label><button>{word.html("do.split")}</button>'
        f'<p class="hint">{word.html("entry.split-hint")}</p></form><p class="error" role="alert"></p></details>'
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
    return f'<li><div class="columns">{"".join(sides)}</div></li>'


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
    Route("/api/entry", changing(change_fields), methods=["POST"]),
    Route("/api/entry/rename", changing(rename_key), methods=["POST"]),
    Route("/api/entry/merge", changing(join), methods=["POST"]),
    Route("/api/entry/split", changing(part), methods=["POST"]),
]
