"""Journeys as GeoJSON: a line through the places of the stages, and each stage as a point with its date and source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.streams import without_empty, write_json_list
from edition.registers import Entity
from edition.registers.parts.accounts import accounts_in
from edition.registers.parts.journeys import journeys_of


def write_journeys(corpus: Corpus, file: BinaryIO) -> None:
    """All journeys as a FeatureCollection; stages whose place has no coordinates are left out."""
    features = (feature for journey in journeys_of(corpus.registers) for feature in _journey(corpus, journey))
    write_json_list(file, features, {"type": "FeatureCollection"}, "features")


def _journey(corpus: Corpus, journey: Entity) -> Iterator[dict[str, Any]]:
    lang = corpus.languages[0] if corpus.languages else ""
    stops = [
        (stage, place)
        for stage in corpus.registers.stages_of(journey.key)
        for key in stage.where
        if (place := corpus.registers.get(key)) and place.geo
    ]
    line = [[place.geo[1], place.geo[0]] for _, place in stops if place.geo]
    about = {"key": journey.key, "name": journey.name(lang), "date": edtf(journey.existence)}
    if len(line) > 1:
        yield _feature({"type": "LineString", "coordinates": line}, about)
    for number, ((stage, place), point) in enumerate(zip(stops, line, strict=True), 1):
        properties = {
            "journey": journey.key, "number": number, "key": stage.key, "name": stage.name(lang), "place": place.key,
            "date": edtf(stage.existence), "sources": list(dict.fromkeys(a.article for a in accounts_in(stage, lang))),
        }  # fmt: skip
        yield _feature({"type": "Point", "coordinates": point}, properties)


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": without_empty(properties)}
