"""Addresses behind authority numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from edition.registers import Entity

_IN_ADDRESSES: Final = ":/?#[]@!$&'()*+,;=%"  # what an address may have beside letters and digits
_ADDRESSES: Final = {
    "geonames": "https://sws.geonames.org/{}/",
    "gnd": "https://d-nb.info/gnd/{}",
    "wikidata": "http://www.wikidata.org/entity/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "lccn": "http://id.loc.gov/authorities/names/{}",
    "isni": "https://isni.org/isni/{}",
    "orcid": "https://orcid.org/{}",
    "bnf": "https://catalogue.bnf.fr/ark:/12148/{}",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "ulan": "http://vocab.getty.edu/ulan/{}",
    "pleiades": "https://pleiades.stoa.org/places/{}",
    "doi": "https://doi.org/{}",
}


def authority_uri(type_: str, value: str) -> str:
    """The address of an identifier; empty for kinds that are no authority.

    >>> authority_uri("GeoNames", "743952"), authority_uri("citation-number", "3")
    ('https://sws.geonames.org/743952/', '')
    """
    if value.startswith(("http://", "https://")):
        return quote(value, safe=_IN_ADDRESSES)
    pattern = _ADDRESSES.get(type_.lower())
    return pattern.format(quote(value, safe=_IN_ADDRESSES)) if pattern and value else ""


def authority_uris(entity: Entity) -> Iterator[str]:
    """The addresses that say who or what an entity is, each once."""
    found = (authority_uri(i.type, i.value) for i in entity.idnos)
    return iter(dict.fromkeys(uri for uri in found if uri))
