"""An entry of a register as a form, with its relations and its mentions; two entries side by side, before they are merged."""

from __future__ import annotations

from html import escape
from typing import Any, Final

from starlette.requests import Request

from edition.deciding.forms.entries import OWN, Field, fields, find_entry
from edition.deciding.forms.relations import EntryRelation, names_of_relations, relations_of
from edition.desk.state.shelf import card
from edition.desk.web.frame import bench_of, words_of
from edition.desk.web.words import InterfaceWords
from edition.publish.map.layers import layers_in
from edition.registers import Entity

_NEW_FIELDS: Final = (
    "persName", "placeName", "orgName", "eventName", "title", "author", "birth", "death", "floruit", "date", "occupation",
    "affiliation", "residence", "note", "idno", "location", "country", "region", "settlement",
)  # fmt: skip
_OF_KIND: Final = {
    "person": ("persName", "birth", "death", "floruit", "occupation", "affiliation", "residence", "note", "idno"),
    "place": ("placeName", "location", "country", "region", "settlement", "note", "idno"),
    "org": ("orgName", "state", "note", "idno"), "event": ("eventName", "note", "idno"),
    "work": ("title", "author", "editor", "date", "pubPlace", "publisher", "biblScope", "note", "idno"),
}  # fmt: skip
_LONG: Final = 45  # letters that a line of the form shows
_KEY: Final = "[a-z][a-z0-9]*(-[a-z0-9]+)*"


def entry_page(request: Request, key: str) -> str:
    """The entry with a key."""
    bench, word = bench_of(request), words_of(request)
    entity = bench.shelf.registers.get(key)
    if entity is None:
        return f'<p class="empty">{word.html("entry.none", key=key)}</p>'
    entry = find_entry(bench.shelf.documents, entity.key)
    rows = "".join(_field(field, word) for field in fields(entry))
    options = "".join(f'<option value="{n}">{_named(n, word)}</option>' for n in _OF_KIND.get(entity.kind, _NEW_FIELDS))
    return (
        f'<h2 data-kind="{entity.kind}">{escape(entity.name(word.lang))} <small>{escape(entity.key)}</small></h2>'
        f'<div class="columns entry"><div><section class="box"><form id="entry" data-key="{escape(entity.key)}">{rows}'
        f'<div class="field new"><select name="new" aria-label="{word.html("entry.new-field")}">{options}</select>'
        f'<input name="new-text" aria-label="{word.html("entry.new-text")}" placeholder="{word.html("entry.new-text")}"><input name="new-lang" aria-label="{word.html("field.lang")}" placeholder="{word.html("field.lang")}">'
        f'<input name="new-type" aria-label="{word.html("field.type")}" placeholder="{word.html("field.type")}"><output class="hint" data-gregorian></output></div>'
        f'<p class="error" role="alert"></p><button class="first">{word.html("save")}</button></form></section>'
        f"{_map(entity, word)}{_relations(request, entity)}{_candidates(request)}{_keys(entity, word)}</div>"
        f'<section class="box" aria-labelledby="mentions-head"><h3 id="mentions-head">{word.html("entry.mentions")}</h3>'
        f'<div id="mentions" data-key="{escape(entity.key)}"></div></section></div>'
    )


def _named(name: str, word: InterfaceWords, group: str = "entryfield.") -> str:
    """An element, or what else has words in a group of labels, as people call it."""
    label = group + name
    known = word(label)
    return escape(name if known == label else known)


def _field(field: Field, word: InterfaceWords) -> str:
    name = _named(field.name, word)
    head = f'<div class="field" data-number="{field.number}" data-name="{escape(field.name)}"><span title="{escape(field.name)}">{name}</span>'
    if field.number == OWN:
        return f'{head}<span class="values">{_date(field, name, word)}</span></div>'
    always = {"source": ""} if field.name == "note" else {}
    others = {k: v for k, v in field.attributes.items() if k not in ("xml:lang", "type")}
    more = "".join(
        f'<input data-attribute="{attribute}" value="{escape(value)}" aria-label="{name}: {_attribute(attribute, word)}" placeholder="{_attribute(attribute, word)}" title="{_attribute(attribute, word)}">'
        for attribute, value in {**always, **others}.items()
    )
    disabled = "" if field.is_plain else " readonly"
    text = (
        f'<textarea name="text" rows="4" aria-label="{name}"{disabled}>{escape(field.text)}</textarea>' if len(field.text) > _LONG
        else f'<input name="text" value="{escape(field.text)}" aria-label="{name}"{disabled}>'
    )  # fmt: skip
    small = "".join(
        f'<input data-attribute="{attribute}" value="{escape(field.attributes.get(attribute, ""))}" aria-label="{name}: {word.html(label)}" placeholder="{word.html(label)}">'
        for attribute, label in (("xml:lang", "field.lang"), ("type", "field.type"))
    )
    return (
        f'{head}<span class="values">{_date(field, name, word)}{text}{more}</span>{small}'
        f'<button type="button" data-remove aria-label="{word.html("entry.remove", name=name)}">×</button></div>'
    )


def _date(field: Field, name: str, word: InterfaceWords) -> str:
    """A date as it is written, in any calendar, and what it is in the Gregorian one."""
    if field.date is None:
        return ""
    what = word.html("attribute.when")
    return (
        f'<input data-date value="{escape(field.date)}" aria-label="{name}: {what}" placeholder="{what}" title="{word.html("date.help")}" autocomplete="off">'
        '<output class="hint" data-gregorian></output>'
    )


def _attribute(name: str, word: InterfaceWords) -> str:
    return _named(name, word, "attribute.")


def _relations(request: Request, entity: Entity) -> str:
    """Each relation as a sentence of two names, with a button that takes it away, and a form for a new one."""
    bench, word = bench_of(request), words_of(request)
    rows = "".join(_relation(one, request, entity.key) for one in relations_of(bench.shelf.documents, entity.key))
    names = "".join(f'<option value="{escape(name)}">' for name in names_of_relations(bench.shelf.documents))
    ends = "".join(
        f'<option value="{end}">{word.html("relation." + end)}</option>' for end in ("active", "passive", "mutual")
    )
    return (
        f'<section class="box" aria-labelledby="relations-head"><h3 id="relations-head">{word.html("entry.relations")}</h3><ul id="relations">{rows}</ul>'
        f'<form class="tools-row" id="relation"><label>{word.html("relation.name")} <input name="name" list="relation-names" required autocomplete="off"></label>'
        f'<datalist id="relation-names">{names}</datalist><label>{word.html("relation.other")} <input name="other" list="keys" required autocomplete="off"></label><datalist id="keys"></datalist>'
        f'<label>{word.html("relation.end")} <select name="end">{ends}</select></label><button>{word.html("add")}</button><p class="error" role="alert"></p></form></section>'
    )


def _relation(one: EntryRelation, request: Request, key: str) -> str:
    word = words_of(request)
    ends = [one.active, one.passive] if one.active else [one.mutual[:1], one.mutual[1:]]
    told = f" <i>{escape(one.name)}</i> ".join(", ".join(_linked(k, request) for k in end) for end in ends)
    label = word.html("entry.remove", name=one.name)
    return f'<li>{told} <button type="button" data-relation="{one.number}" data-file="{escape(one.file)}" aria-label="{label}">×</button></li>'


def _linked(key: str, request: Request) -> str:
    entity = bench_of(request).shelf.registers.get(key)
    name = escape(entity.name(words_of(request).lang) if entity else key)
    return f'<a href="/registers?key={escape(key)}">{name}</a>'


def _map(entity: Entity, word: InterfaceWords) -> str:
    """A map with coasts, to pick coordinates on: with a pointer, or with arrows, plus, minus and Enter."""
    if entity.kind != "place":
        return ""
    latitude, longitude = entity.geo or ("", "")
    buttons = "".join(
        f'<button type="button" data-map="{sign}" aria-label="{word.html(label)}">{sign}</button>'
        for sign, label in (("+", "map.nearer"), ("−", "map.farther"))
    )
    return (
        f'<details class="box pick" id="pick"><summary>{word.html("entry.map")}</summary><div class="tools-row">{buttons}<output id="map-at"></output></div>'
        f'<svg id="map" viewBox="-180 -90 360 180" tabindex="0" role="application" aria-label="{word.html("map.keys")}" data-lat="{latitude}" data-lon="{longitude}"></svg>'
        f'<p class="hint">{word.html("map.keys")}</p></details>'
    )


def earth(_: Request) -> dict[str, str]:
    """Land and lakes as paths of a drawing whose units are degrees, north above."""
    layers = layers_in((-180.0, -90.0, 180.0, 90.0))
    return {name: "".join(_path(line) for line in getattr(layers, name)) for name in ("land", "lakes")}


def _path(line: Any) -> str:
    return "M" + "L".join(f"{x:.2f} {-y:.2f}" for x, y in line) + "Z"


def _candidates(request: Request) -> str:
    """A service is asked only by the button, and there is one only where a service was named at the start."""
    bench, word = bench_of(request), words_of(request)
    if not bench.service:
        return ""
    return (
        f'<section class="box" aria-labelledby="candidates-head"><h3 id="candidates-head">{word.html("entry.candidates")}</h3>'
        f'<button type="button" id="ask">{word.html("entry.ask", service=bench.service)}</button><ul id="candidates" class="listing"></ul></section>'
    )


def _keys(entity: Entity, word: InterfaceWords) -> str:
    return (
        f'<details class="box"><summary>{word.html("entry.keys")}</summary><form class="tools-row" data-form="rename"><label>{word.html("entry.rename")} '
        f'<input name="new" value="{escape(entity.key)}" required pattern="{_KEY}"></label><button>{word.html("do.rename")}</button></form>'
        f'<form class="tools-row" action="/registers"><input type="hidden" name="view" value="merge"><input type="hidden" name="first" value="{escape(entity.key)}">'
        f'<label>{word.html("entry.merge")} <input name="second" list="keys" required autocomplete="off"></label><button>{word.html("do.compare")}</button></form>'
        f'<form class="tools-row" data-form="split"><label>{word.html("entry.split-key")} <input name="new" required pattern="{_KEY}"></label>'
        f'<label>{word.html("field.name")} <input name="name" required></label><button>{word.html("do.split")}</button>'
        f'<p class="hint">{word.html("entry.split-hint")}</p></form><p class="error" role="alert"></p></details>'
    )


def side_by_side(request: Request, first: str, second: str) -> str:
    """Two entries with all that they have; either can be merged into the other."""
    bench, word = bench_of(request), words_of(request)
    found = [bench.shelf.registers.get(key) for key in (first, second)]
    lost = next((key for key, entity in zip((first, second), found, strict=True) if entity is None), "")
    if lost or first == second:
        return f'<p class="empty">{word.html("entry.none", key=lost or second)}</p>'
    counts = bench.counts()
    sides = [
        _side(entity, other.key, counts[entity.key], request)
        for entity, other in (found, found[::-1])
        if entity and other
    ]
    return f'<h2>{word.html("doubles.beside")}</h2><div class="columns doubles">{"".join(sides)}</div>'


def _side(entity: Entity, other: str, count: int, request: Request) -> str:
    bench, word = bench_of(request), words_of(request)
    told = card(entity, word.lang, count)
    rows = "".join(
        f'<tr><th scope="row">{_named(field.name, word)}</th><td>{escape(" ".join(filter(None, (field.date, field.text))))} '
        f"<small>{escape(' · '.join(v for k, v in field.attributes.items() if v and k in ('xml:lang', 'type', 'source')))}</small></td></tr>"
        for field in fields(find_entry(bench.shelf.documents, entity.key))
    )
    return (
        f'<section class="side box"><h3 data-kind="{entity.kind}"><a href="/registers?key={escape(entity.key)}">{escape(told["name"])}</a></h3>'
        f'<p class="hint">{escape(entity.key)} · {word.html("mentions", n=count)}</p><table>{rows}</table>'
        f'<button type="button" data-merge="{escape(other)}" data-into="{escape(entity.key)}" data-then="/registers?key={escape(entity.key)}">{word.html("doubles.keep", key=entity.key)}</button></section>'
    )
