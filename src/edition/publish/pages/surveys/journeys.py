"""Journeys: events whose stages have places, as routes on the map and as ordered lists with their sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edition.publish.cards import Cards
from edition.publish.extract import date_text
from edition.publish.map import MapPlace, MapRoute, map_of
from edition.publish.pages.collection import Collection
from edition.publish.pages.entity import notes_of
from edition.publish.pages.index import coast_of
from edition.publish.pages.surveys.comparison import account_values
from edition.publish.paths import slug
from edition.registers import Entity
from edition.registers.parts.accounts import accounts_in
from edition.registers.parts.journeys import TRAVELLER, journeys_of


def journeys_page(collection: Collection, lang: str) -> dict[str, Any]:
    """Every journey with its stages, and one map of all."""
    cards = Cards(collection.registers, lang)
    journeys = journeys_of(collection.registers)
    places = {place.slug: place for journey in journeys for place in _places(collection, cards, journey)}
    routes = [_route(collection, cards, number, journey) for number, journey in enumerate(journeys, 1)]
    return {
        "map": map_of(list(places.values()), coast_of(collection), routes=routes),
        "journeys": [_journey(collection, cards, number, journey) for number, journey in enumerate(journeys, 1)],
    }


def _journey(collection: Collection, cards: Cards, number: int, journey: Entity) -> dict[str, Any]:
    return {
        "part": "journey",
        "id": slug(journey.key),
        "number": number,
        "name": cards.name(journey),
        "path": collection.link(journey.key, cards)["path"],
        "date-value": date_text(journey.existence) if journey.existence.earliest else "",
        "descriptions": notes_of(collection, cards, journey, "description"),
        "travellers": [
            collection.link(key, cards)
            for relation in collection.registers.relations_of(journey.key)
            if relation.name == TRAVELLER and journey.key in relation.passive
            for key in relation.active
        ],
        "stages": [_stage(collection, cards, stage) for stage in collection.registers.stages_of(journey.key)],
    }


def _stage(collection: Collection, cards: Cards, stage: Entity) -> dict[str, Any]:
    return {
        "part": "stage",
        "name": cards.name(stage),
        "date-value": date_text(stage.existence) if stage.existence.earliest else "",
        "places": [collection.link(key, cards) for key in stage.where],
        "descriptions": notes_of(collection, cards, stage, "description"),
        "accounts": [account_values(account) for account in accounts_in(stage, cards.lang)],
    }


def _places(collection: Collection, cards: Cards, journey: Entity) -> Iterator[MapPlace]:
    for stage in collection.registers.stages_of(journey.key):
        for key in stage.where:
            place = collection.registers.get(key)
            if place and place.geo:
                path = collection.link(key, cards)["path"]
                yield MapPlace(cards.name(place), path, slug(place.key), 1, place.geo, place.geo_cert)


def _route(collection: Collection, cards: Cards, number: int, journey: Entity) -> MapRoute:
    points = tuple(place.geo for place in _places(collection, cards, journey))
    return MapRoute(cards.name(journey), slug(journey.key), number, points)
