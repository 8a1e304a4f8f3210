"""GeoJSON (RFC 7946): the places that have coordinates, as points; programs stumble over features without a place."""

from __future__ import annotations

from typing import Any, BinaryIO

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.streams import without_empty, write_json_list
from edition.registers import Entity


def write_geojson(corpus: Corpus, file: BinaryIO) -> None:
    """The places as a FeatureCollection."""
    features = (_feature(corpus, place) for place in corpus.entities("place") if place.geo)
    write_json_list(file, features, {"type": "FeatureCollection"}, "features")


def point(place: Entity) -> dict[str, Any] | None:
    """The place's geometry: longitude before latitude."""
    return {"type": "Point", "coordinates": [place.geo[1], place.geo[0]]} if place.geo else None


def _feature(corpus: Corpus, place: Entity) -> dict[str, Any]:
    langs = corpus.languages
    properties = {
        "key": place.key,
        "name": place.name(langs[0] if langs else ""),
        "names": {lang: name for lang in langs if (name := _main(place, lang))},
        "variants": [n.text for n in place.names if n.type not in ("main", "")],
        "type": place.type,
        "certainty": place.geo_cert,
        "descriptions": {n.lang: n.text for n in place.notes if n.type == "description"},
        "mentions": corpus.tally.mentions(place.key),
        "sameAs": list(authority_uris(place)),
    }
    return {
        "type": "Feature",
        "id": corpus.uri("place", place.key),
        "geometry": point(place),
        "properties": without_empty(properties),
    }


def _main(place: Entity, lang: str) -> str:
    return next((n.text for n in place.names if n.lang == lang and n.type in ("main", "")), "")
