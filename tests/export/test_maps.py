"""Maps read back with geojson-pydantic, rdflib and an XML parser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
from geojson_pydantic import FeatureCollection
from lxml import etree

# what the Linked Places Format 1.2 demands of a collection, from its description
LPF = {
    "type": "object",
    "required": ["type", "@context", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@id", "type", "properties", "names"],
                "properties": {
                    "@id": {"type": "string", "format": "uri"},
                    "type": {"const": "Feature"},
                    "properties": {
                        "type": "object",
                        "required": ["title", "fclasses"],
                        "properties": {
                            "fclasses": {
                                "type": "array",
                                "minItems": 1,
                                "items": {"enum": ["A", "H", "L", "P", "R", "S", "T"]},
                            }
                        },
                    },
                    "names": {"type": "array", "minItems": 1, "items": {"required": ["toponym"]}},
                    "when": {
                        "required": ["timespans"],
                        "properties": {
                            "timespans": {
                                "items": {
                                    "required": ["start"],
                                    "properties": {
                                        "start": {
                                            "minProperties": 1,
                                            "propertyNames": {"enum": ["in", "earliest", "latest"]},
                                        }
                                    },
                                }
                            }
                        },
                    },
                    "links": {"items": {"required": ["type", "identifier"]}},
                    "relations": {"items": {"required": ["relationType", "relationTo"]}},
                },
            },
        },
    },
}


def test_geojson_is_valid_and_has_longitude_first(export: Callable[..., Path]) -> None:
    text = export("places", "geojson").read_text()
    found = FeatureCollection.model_validate_json(text)
    by_key = {f.properties["key"]: f for f in found.features if f.properties}
    assert by_key.keys() == {"kars", "ada"}  # the third has no coordinates
    assert by_key["kars"].geometry and tuple(by_key["kars"].geometry.coordinates) == (43.0855, 40.5983)
    assert "null" not in text
    assert json.loads(text)["features"][1]["properties"]["names"] == {"tr": "Kars", "en": "Kars"}


def test_linked_places_fulfil_the_format(export: Callable[..., Path]) -> None:
    found = json.loads(export("places", "lpf").read_text())
    jsonschema.validate(found, LPF)
    FeatureCollection.model_validate(found)
    by_id = {f["@id"]: f for f in found["features"]}
    kars = by_id["https://letters.example/places/kars.html"]
    assert [n["toponym"] for n in kars["names"]] == ["Kars", "Kars", "Qars"]
    assert kars["types"][0]["identifier"] == "aat:300008389"
    assert kars["links"] == [{"type": "exactMatch", "identifier": "https://sws.geonames.org/743952/"}]
    assert kars["relations"][0]["relationTo"] == "https://letters.example/places/diyar.html"
    ada = by_id["https://letters.example/places/ada.html"]
    assert ada["when"] == {"timespans": [{"start": {"in": "1918"}, "end": {"in": "1920"}}]}
    assert ada["geometry"]["certainty"] == "less-certain"
    classes = {id_.rpartition("/")[2]: f["properties"]["fclasses"] for id_, f in by_id.items()}
    assert classes == {"kars.html": ["P"], "ada.html": ["T"], "diyar.html": ["L"]}


def test_kml_has_a_placemark_for_each_place_with_coordinates(export: Callable[..., Path]) -> None:
    ns = {"k": "http://www.opengis.net/kml/2.2"}
    found = etree.parse(export("places", "kml"))
    marks = {m.get("id"): m for m in found.iterfind(".//k:Placemark", ns)}
    assert marks.keys() == {"kars", "ada"}
    assert marks["ada"].findtext("k:Point/k:coordinates", namespaces=ns) == "-30.25,-12.5"
    assert marks["ada"].findtext("k:TimeSpan/k:end", namespaces=ns) == "1920"
