"""Pages of persons, places, organisations, events and works, and signposts from the addresses of merged entries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from edition.publish.cards import Cards, joined, lifetime
from edition.publish.extract import ArticleHeading, Extract, Occurrence, counted, date_text
from edition.publish.map import MapPlace, map_of
from edition.publish.order import sort_key
from edition.publish.pages.collection import Collection
from edition.publish.pages.index import all_places, coast_of
from edition.publish.pages.letters import letters_of
from edition.publish.pages.years import year_strip
from edition.publish.paths import FOLDERS, article_path, entity_path, further_path
from edition.registers import Entity, Idno, Relation, kind_of_reference, plain_key

_MOST_COMPANIONS: Final = 12
_MOST_NEIGHBOURS: Final = 12
_NEAR: Final = 5.0  # degrees of latitude
_MOST_MENTIONS: Final = 500  # on one page
_ADDRESSES: Final = {
    "geonames": "https://www.geonames.org/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "viaf": "https://viaf.org/viaf/{}",
    "orcid": "https://orcid.org/{}",
    "doi": "https://doi.org/{}",
    "isni": "https://isni.org/isni/{}",
}


Said = tuple[ArticleHeading, Sequence[Occurrence]]


def with_sentences(frame: dict[str, Any], said: Iterable[Said], lang: str) -> dict[str, Any]:
    """The page of an entity with what each article says, the articles in their order."""
    articles = [_article(heading, own, lang) for heading, own in said]
    return {**frame, "mentions": {**frame["mentions"], "articles": articles}}


def entity_frames(collection: Collection, cards: Cards, key: str) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """The page of an entity without sentences, and the ids of the articles whose sentences stand on it.

    One that is mentioned very often goes on over further pages, which have nothing but sentences.
    """
    first = entity_frame(collection, cards, key)
    parts = list(_parts(collection.mentions.get(key, [])))
    pages = [{"number": n, "path": further_path(first["path"], n)} for n in range(1, len(parts) + 1)]
    first["mentions"]["pages"] = pages if len(pages) > 1 else []
    yield first, parts[0] if parts else []
    for page, articles in list(zip(pages, parts, strict=True))[1:]:
        further = {
            "kind": "mentions",
            "folder": first["folder"],
            "path": page["path"],
            "title": f"{first['title']} ({page['number']})",
            "name": first["title"],
            "first": first["path"],
            "mentions": first["mentions"],
        }
        yield further, articles


def _parts(uses: Iterable[tuple[Extract, Occurrence]]) -> Iterator[list[str]]:
    """Whole articles together, as long as their mentions make a page that is pleasant to load."""
    part: list[str] = []
    mentions = 0
    for id_, count in Counter(extract.id for extract, _ in uses).items():
        if part and mentions + count > _MOST_MENTIONS:
            yield part
            part, mentions = [], 0
        part.append(id_)
        mentions += count
    if part:
        yield part


def entity_frame(collection: Collection, cards: Cards, key: str) -> dict[str, Any]:
    """What the page of one entity shows, but for the sentences; it depends on its entry and its companions' names."""
    card = collection.card(key, cards)
    entity = collection.registers.get(key)
    uses = collection.mentions.get(key, [])
    years = Counter(year for _, use in uses for year in use.years)
    return {
        "kind": "entity",
        "folder": card["folder"],
        "path": card["path"],
        "title": (title := _title(collection, cards, card)),
        "is-text": title in _texts(collection, cards.lang),
        "description": card.get("text", ""),
        "entity": _entity(collection, cards, card, entity, len(uses)),
        "map": _map(collection, cards, card, entity),
        "years": year_strip(years),
        "mentions": {"part": "mentions", "count": len(uses), "articles": []},
        "together": _together(collection, cards, key),
        "letters": letters_of(collection, key, cards.lang),
    }


def _title(collection: Collection, cards: Cards, card: Mapping[str, Any]) -> str:
    """The name; where several entries are called so, with the key, which no two share."""
    names = collection.kept(
        f"names {cards.lang}", lambda: Counter(collection.card(key, cards)["name"] for key in collection.entities)
    )
    return card["name"] if names[card["name"]] == 1 else f"{card['name']} ({plain_key(card['key'])})"


def _texts(collection: Collection, lang: str) -> set[str]:
    """What texts are called, whose pages those of entries must be told from."""
    return collection.kept(f"texts {lang}", lambda: {extract.title(lang)[0] for extract in collection.extracts})


def redirect_pages(collection: Collection, lang: str) -> Iterator[dict[str, Any]]:
    """A page at each address that an entry had before it was merged or renamed."""
    cards = Cards(collection.registers, lang)
    for old, key in sorted(collection.registers.former_keys.items()):
        entity = collection.registers.get(key)
        if entity and old != entity.key and entity.key in collection.entities:
            name = cards.name(entity)
            yield {
                "kind": "redirect",
                "folder": FOLDERS[entity.kind],
                "path": entity_path(entity.kind, old),
                "title": name,
                "target": entity_path(entity.kind, entity.key),
                "target-name": name,
            }


def _article(heading: ArticleHeading, uses: Sequence[Occurrence], lang: str) -> dict[str, Any]:
    shown = counted(uses)
    told = {} if shown is uses else _translations(uses, lang)
    mentions = [
        {
            "part": "mention",
            "id": use.id,
            "anchor": f"{heading.id}.{number}",
            "before": use.before,
            "text": use.text,
            "after": use.after,
            "lang": use.lang,
            "cert": use.cert if use.cert != "high" else "",
            "machine": "machine" if use.machine else "",
            "reference": use.reference,
            "translation": next(told[use.pair], None) if use.pair in told else None,
        }
        for number, use in enumerate(shown, 1)
    ]
    return {"path": article_path(heading.id), "title": heading.title, "title-lang": heading.lang, "mentions": mentions}


def _translations(uses: Sequence[Occurrence], lang: str) -> dict[str, Iterator[dict[str, str]]]:
    """The sentences of a translation into the reader's language, by the block that is translated, in their order."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for use in uses:
        if use.version and use.lang == lang:
            found[use.pair].append({"lang": use.lang, "text": f"{use.before}{use.text}{use.after}"})
    return {pair: iter(sentences) for pair, sentences in found.items()}


def _together(collection: Collection, cards: Cards, key: str) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    counts = collection.together.get(key, Counter())
    for other in sorted(counts, key=lambda k: (-counts[k], k)):
        kind = collection.entities[other]
        items = found.setdefault(kind, [])
        if len(items) < _MOST_COMPANIONS:
            items.append({**collection.link(other, cards), "count": counts[other]})
    return [
        {"part": "together", "kind": kind, "folder": folder, "items": found[kind]}
        for kind, folder in FOLDERS.items()
        if kind in found
    ]


def _map(collection: Collection, cards: Cards, card: Mapping[str, Any], entity: Entity | None) -> dict[str, Any] | None:
    """Where a place lies, with its neighbours; their mentions do not matter here, so that the page stays as it is."""
    if entity is None or entity.geo is None:
        return None
    own = MapPlace(card["name"], card["path"], card["slug"], 1, entity.geo, entity.geo_cert)
    known = collection.kept(f"near {cards.lang}", lambda: _by_mentions(all_places(collection, cards.lang)))
    near = (place for place in known if place.slug != own.slug and _near(place, entity.geo))
    plan = map_of([own], coast_of(collection), around=list(islice(near, _MOST_NEIGHBOURS)))
    return {**plan, "unit": ""} if plan else None


def _by_mentions(places: Iterable[MapPlace]) -> list[MapPlace]:
    """Those named most often first, so that a place's neighbours are found without looking at all places there are."""
    ordered = sorted(places, key=lambda place: (-place.count, place.slug))
    return [replace(place, count=1, years="") for place in ordered]


def _near(place: MapPlace, geo: tuple[float, float]) -> bool:
    return abs(place.geo[0] - geo[0]) < _NEAR and abs(place.geo[1] - geo[1]) < 2 * _NEAR


def _entity(
    collection: Collection, cards: Cards, card: Mapping[str, Any], entity: Entity | None, count: int
) -> dict[str, Any]:
    base = {"part": "entity", "kind": card["kind"], "name": card["name"], "registered": entity is not None}
    if entity is None:
        forms = {use.text for _, use in collection.mentions.get(card["key"], ())} - {card["name"]}
        # most have one, and an order of its own costs more than all else here
        ordered = sorted(forms, key=lambda form: sort_key(form, cards.lang)) if len(forms) > 1 else forms
        return {**base, "forms": [{"text": form, "lang": "", "type": ""} for form in ordered]}
    return {
        **base,
        **lifetime(entity),
        "type": entity.type,
        "born": entity.birth.when,
        "died": entity.death.when,
        "description": card.get("text", ""),
        "descriptions": notes_of(collection, cards, entity, "description"),
        "notes": _other_notes(collection, cards, entity),
        "forms": [
            {"text": n.text, "lang": n.lang, "type": n.type}
            for n in dict.fromkeys(entity.names)
            if n.text != card["name"]
        ],
        "portrait": cards.portrait(entity),
        "facts": _facts(collection, cards, entity),
        "relations": _relations(collection, cards, entity),
        "identifiers": [_identifier(idno) for idno in entity.idnos if idno.type != "former-key"],
        "geo": {"lat": entity.geo[0], "lon": entity.geo[1]} if entity.geo else None,
    }


def _other_notes(collection: Collection, cards: Cards, entity: Entity) -> list[dict[str, Any]]:
    types = sorted({note.type for note in entity.notes} - {"description", ""})
    return [note for type_ in types for note in notes_of(collection, cards, entity, type_)]


def notes_of(collection: Collection, cards: Cards, entity: Entity, type_: str) -> list[dict[str, Any]]:
    """Notes of a type in the interface's language, else in whatever language they have."""
    found = [n for n in entity.notes if n.type == type_ or (type_ == "description" and not n.type)]
    own = [n for n in found if n.lang in (cards.lang, "")] or found[:1]
    return [
        {
            "type": type_,
            "lang": n.lang,
            "text": n.text,
            "sources": [s for k in n.sources for s in _source(collection, k, cards.lang)],
        }
        for n in own
    ]


def _source(collection: Collection, pointer: str, lang: str) -> Iterator[dict[str, Any]]:
    """An article that says so, by its title; a work by its own."""
    id_, _, place = pointer.removeprefix("article:").partition("#")
    if extract := collection.by_id.get(id_):
        yield {"name": extract.title(lang)[0], "path": article_path(id_), "id": place}
    elif id_ in collection.missing:
        yield {"name": id_, "path": "", "missing": True}
    elif kind_of_reference(pointer) and collection.registers.get(key := collection.registers.key_of(pointer)):
        yield collection.link(key, Cards(collection.registers, lang))


def _life(collection: Collection, cards: Cards, entity: Entity) -> Iterator[dict[str, Any]]:
    """Birth and death: when, where, and who says so; or that nobody does."""
    ends = (
        ("fact.birth", entity.birth, entity.birth_place, entity.birth_sources),
        ("fact.death", entity.death, entity.death_place, entity.death_sources),
    )
    for label, date, place, pointers in ends:
        sources = [s for pointer in pointers for s in _source(collection, pointer, cards.lang)]
        unsourced = date.cert == "unknown" and not pointers
        if place or sources or unsourced:
            known = collection.registers.get(place)
            name = cards.name(known) if known else place
            yield {
                "label": label, "text": name, "date-value": date_text(date), "sources": sources, "unsourced": unsourced,
            }  # fmt: skip


def _facts(collection: Collection, cards: Cards, entity: Entity) -> list[dict[str, Any]]:
    """What the entry says line by line; the days of a life stand here where their source is told."""
    roles = [("fact.occupation", note.text) for note in entity.occupations if note.lang in (cards.lang, "")]
    out: list[tuple[str, str]] = []
    if entity.geo:
        out.append(("fact.coordinates", f"{entity.geo[0]:g}, {entity.geo[1]:g}"))
    if bibl := entity.bibliography:
        out += [("fact.author", name) for name in bibl.authors]
        out += [("fact.editor", name) for name in bibl.editors]
        out += [
            ("fact.container", joined(" ", bibl.container, bibl.volume_and_issue)),
            ("fact.publisher", joined(", ", bibl.place, bibl.publisher)),
            ("fact.year", bibl.year), ("fact.pages", bibl.pages), ("fact.doi", bibl.doi),
        ]  # fmt: skip
    return [*_told(roles), *_life(collection, cards, entity), *_told(out)]


def _told(facts: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "text": text, "date-value": "", "sources": []} for label, text in facts if text]


def _relations(collection: Collection, cards: Cards, entity: Entity) -> list[dict[str, Any]]:
    relations = collection.registers.relations_of(entity.key)
    found = [told for relation in relations for told in _relation(collection, cards, entity, relation)]
    return sorted(found, key=lambda told: (told["label"], sort_key(told["name"], cards.lang)))


def _relation(collection: Collection, cards: Cards, entity: Entity, relation: Relation) -> Iterator[dict[str, Any]]:
    own = {entity.key, *entity.former_keys}
    label = f"relation.{relation.name}"
    if own & set(relation.active):
        others, name = relation.passive, label
    elif own & set(relation.passive):
        others, name = relation.active, f"{label}.inverse"
    else:
        others, name = tuple(k for k in relation.mutual if k not in own), label
    sources = [s for pointer in relation.sources for s in _source(collection, pointer, cards.lang)]
    for other in others:
        yield {"label": name, **collection.link(other, cards), "sources": sources}


def _identifier(idno: Idno) -> dict[str, str]:
    value = idno.value.strip()
    if value.startswith(("http://", "https://")):
        return {"type": idno.type, "value": value, "url": value}
    pattern = _ADDRESSES.get(idno.type.lower(), "")
    return {"type": idno.type, "value": value, "url": pattern.format(value) if pattern else ""}
