"""Linked Places Format 1.2, the JSON-LD that World Historical Gazetteer, Pelagios and Recogito take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.maps.geojson import point
from edition.export.streams import without_empty, write_json_list
from edition.registers import DateValue, Entity, Relation

_CONTEXT: Final = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
_CERTAINTY: Final = {"low": "uncertain", "medium": "less-certain", "unknown": "uncertain"}
# types of places in the Art & Architecture Thesaurus, and the feature classes of GeoNames that gazetteers search by
# (A administrative, H water, L area, P populated, R road, S site, T land form)
_AAT: Final = {
    "city": ("aat:300008389", "P"),
    "town": ("aat:300008375", "P"),
    "village": ("aat:300008372", "P"),
    "country": ("aat:300128207", "A"),
    "region": ("aat:300182722", "L"),
    "province": ("aat:300000774", "A"),
    "river": ("aat:300008707", "H"),
    "sea": ("aat:300008694", "H"),
    "lake": ("aat:300008680", "H"),
    "island": ("aat:300008791", "T"),
    "mountain": ("aat:300008795", "T"),
    "street": ("aat:300008247", "R"),
    "building": ("aat:300004792", "S"),
}
# further words for types, by their class alone
_CLASSES: Final = {
    "A": "country state nation kingdom empire republic province district county canton municipality commune department "
    "governorate oblast vilayet sanjak kaza emirate duchy bloc territory",
    "H": "river sea lake ocean bay gulf strait canal stream waterfall harbour harbor fjord reservoir",
    "L": "region area park field battlefield continent landscape",
    "R": "street road railway route path square bridge tunnel",
    "S": "building house church mosque temple synagogue monastery castle fort fortress palace station school "
    "university hospital hotel theatre museum cemetery factory prison camp ruin site port",
    "T": "island mountain peak hill valley plain plateau desert cape peninsula pass volcano cave coast",
}
_CLASS_OF: Final = {word: class_ for class_, words in _CLASSES.items() for word in words.split()}
_UNKNOWN_CLASS: Final = "P"  # the format wants one; most places that texts name are towns
_PARENTS: Final = {"part-of": "gvp:broaderPartitive", "located-in": "gvp:broaderPartitive"}


def write_linked_places(corpus: Corpus, file: BinaryIO) -> None:
    """All places as a FeatureCollection with names, types, times and links."""
    features = (_feature(corpus, place) for place in corpus.entities("place"))
    write_json_list(file, features, {"type": "FeatureCollection", "@context": _CONTEXT}, "features")


def _feature(corpus: Corpus, place: Entity) -> dict[str, Any]:
    citation = [{"label": corpus.title(), "@id": corpus.uri("place", place.key)}]
    geometry = point(place)
    if geometry is not None:
        geometry["certainty"] = _CERTAINTY.get(place.geo_cert, "certain")
    return {
        "@id": corpus.uri("place", place.key),
        "type": "Feature",
        "properties": {"title": place.name(corpus.languages[0] if corpus.languages else ""), **_class(place.type)},
        "geometry": geometry or {"type": "GeometryCollection", "geometries": []},
        "names": [without_empty({"toponym": n.text, "lang": n.lang, "citations": citation}) for n in place.names],
        **without_empty(
            {
                "when": _when(place.existence),
                "types": _types(place.type),
                "relations": list(_relations(corpus, place)),
                "links": [{"type": "exactMatch", "identifier": uri} for uri in authority_uris(place)],
                "descriptions": [
                    without_empty({"value": n.text, "lang": n.lang, "@id": corpus.uri("place", place.key)})
                    for n in place.notes
                    if n.type == "description"
                ],
            }
        ),
    }


def _class(type_: str) -> dict[str, list[str]]:
    """The feature class, which every feature must have."""
    known = _AAT[type_][1] if type_ in _AAT else _CLASS_OF.get(type_.lower(), _UNKNOWN_CLASS)
    return {"fclasses": [known]}


def _types(type_: str) -> list[dict[str, Any]]:
    if not type_:
        return []
    identifier = _AAT[type_][0] if type_ in _AAT else ""
    return [without_empty({"identifier": identifier, "label": type_, "sourceLabels": [{"label": type_}]})]


def _when(date: DateValue) -> dict[str, Any]:
    if not date:
        return {}
    if date.when:
        return {"timespans": [{"start": {"in": date.when}, "end": {"in": date.when}}]}
    start = without_empty({"in": date.from_, "earliest": date.not_before})
    end = without_empty({"in": date.to, "latest": date.not_after})
    # a timespan must have a start; of what is known by its end only, it lay no later than that
    start = start or {"latest": date.to or date.not_after}
    return {"timespans": [without_empty({"start": start, "end": end})]}


def _relations(corpus: Corpus, place: Entity) -> Iterator[dict[str, Any]]:
    for relation in corpus.registers.relations_of(place.key):
        for other in _wholes(relation, place.key):
            entity = corpus.registers.get(other)
            if entity is not None and entity.kind == "place":
                yield {
                    "relationType": _PARENTS[relation.name],
                    "relationTo": corpus.uri("place", entity.key),
                    "label": entity.name(corpus.languages[0] if corpus.languages else ""),
                }


def _wholes(relation: Relation, key: str) -> tuple[str, ...]:
    return relation.passive if relation.name in _PARENTS and key in relation.active else ()
