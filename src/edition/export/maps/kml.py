"""KML 2.2 for map programs: places with coordinates as placemarks."""

from __future__ import annotations

from typing import Any, BinaryIO, Final

from lxml import etree

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.registers import DateValue, Entity

_KML: Final = "http://www.opengis.net/kml/2.2"
_NSMAP: Final[Any] = {None: _KML}


def write_kml(corpus: Corpus, file: BinaryIO) -> None:
    """All places that have coordinates."""
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{_KML}}}kml", nsmap=_NSMAP), out.element(f"{{{_KML}}}Document"):
            out.write(_text("name", corpus.title()), pretty_print=True)
            for place in corpus.entities("place"):
                if place.geo:
                    out.write(_placemark(corpus, place), pretty_print=True)
    file.write(b"\n")


def _placemark(corpus: Corpus, place: Entity) -> etree._Element:
    lang = corpus.languages[0] if corpus.languages else ""
    mark = etree.Element(f"{{{_KML}}}Placemark", id=place.key, nsmap=_NSMAP)
    mark.append(_text("name", place.name(lang)))
    if corpus.info.base_url:
        mark.append(_text("description", f"{place.description(lang)} {corpus.uri('place', place.key)}".strip()))
    elif description := place.description(lang):
        mark.append(_text("description", description))
    if place.existence:
        mark.append(_span(place.existence))
    mark.append(_data(corpus, place))
    point = etree.SubElement(mark, f"{{{_KML}}}Point")
    assert place.geo is not None
    point.append(_text("coordinates", f"{place.geo[1]},{place.geo[0]}"))
    return mark


def _data(corpus: Corpus, place: Entity) -> etree._Element:
    """What KML has no element for, as named values."""
    found = etree.Element(f"{{{_KML}}}ExtendedData")
    values = [("key", place.key), ("type", place.type), ("mentions", str(corpus.tally.mentions(place.key)))]
    values += [(f"name {n.lang}".strip(), n.text) for n in place.names]
    values += [("same as", uri) for uri in authority_uris(place)]
    for name, value in values:
        if value:
            data = etree.SubElement(found, f"{{{_KML}}}Data", name=name)
            data.append(_text("value", value))
    return found


def _span(date: DateValue) -> etree._Element:
    span = etree.Element(f"{{{_KML}}}TimeSpan")
    begin, end = date.when or date.from_ or date.not_before, date.when or date.to or date.not_after
    if begin:
        span.append(_text("begin", begin))
    if end:
        span.append(_text("end", end))
    return span


def _text(name: str, text: str) -> etree._Element:
    element = etree.Element(f"{{{_KML}}}{name}", nsmap=_NSMAP)
    element.text = text
    return element
