"""Distributed Text Services 1.0 as static files: entry point, collection, navigation, document.

    dts/index.json                       the entry point
    dts/collection/index.json            the collection; dts/collection/ID.json a resource
    dts/navigation/ID.json               all citable units; dts/navigation/ID/REF.json one unit and its children
    dts/document/ID.xml                  the whole text; dts/document/ID/REF.xml one unit

The addresses in the answers are templates (RFC 6570) of these files, so that a client follows them without a server.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from edition.export.apis.citation import Unit, structures, units
from edition.export.corpus import Corpus
from edition.export.streams import write_json, write_json_list
from edition.export.texts.reading import About
from edition.markup import TEI, Document, open_for_write, tei, write_file

_CONTEXT: Final = "https://dtsapi.org/context/v1.0.json"
_DTS: Final = "https://dtsapi.org/v1.0#"
_VERSION: Final = "1.0"
_WRAPPER: Final = f"{{{_DTS}}}wrapper"
_NSMAP: Final[Any] = {None: TEI, "dts": _DTS}


def write_dts(corpus: Corpus, folder: Path) -> None:
    """Write the answers of every endpoint, article by article."""
    _write(folder / "index.json", _entry_point(corpus))
    with open_for_write(folder / "collection" / "index.json") as file:
        write_json_list(file, _members(corpus, folder), _collection(corpus), "member")


def file_of(ref: str) -> str:
    """A reference as a path below the resource; no part of it can lead elsewhere.

    >>> file_of("regest/1"), file_of("../x y")
    ('regest/1', '%2E%2E/x%20y')
    """
    parts = (quote(part, safe="-_.~") for part in ref.split("/"))
    return "/".join(part.replace(".", "%2E") if not part.strip(".") else part for part in parts)


def _members(corpus: Corpus, folder: Path) -> Iterator[dict[str, Any]]:
    """The resources; their own answers are written on the way."""
    for document in corpus.text_documents():
        about = About.of(document)
        trees = [(s, units(document, s)) for s in structures(document)]
        resource = _resource(corpus, about, [_citation_tree(s) for s, _ in trees])
        path = quote(about.id, safe="-_.~")
        _write(folder / "collection" / f"{path}.json", {"@context": _CONTEXT, "dtsVersion": _VERSION, **resource})
        _write_navigation(folder / "navigation", path, resource, [u for _, found in trees for u in found])
        _write_documents(folder / "document", path, document, [u for _, found in trees for u in found])
        yield resource


def _base(corpus: Corpus) -> str:
    return f"{corpus.info.base_url.rstrip('/')}/exports/dts" if corpus.info.base_url else "."


def _entry_point(corpus: Corpus) -> dict[str, Any]:
    base = _base(corpus)
    return {
        "@context": _CONTEXT,
        "@id": f"{base}/index.json",
        "@type": "EntryPoint",
        "dtsVersion": _VERSION,
        "collection": f"{base}/collection/{{id}}.json",
        "navigation": f"{base}/navigation/{{resource}}{{/ref}}.json",
        "document": f"{base}/document/{{resource}}{{/ref}}.xml",
    }


def _collection(corpus: Corpus) -> dict[str, Any]:
    number = sum(1 for _ in corpus.texts())
    return {
        "@context": _CONTEXT,
        "dtsVersion": _VERSION,
        "@id": "index",
        "@type": "Collection",
        "title": corpus.title(),
        "totalParents": 0,
        "totalChildren": number,
        "collection": f"{_base(corpus)}/collection/index.json",
        "dublinCore": {
            "title": [{"lang": lang, "value": text} if lang else text for lang, text in corpus.info.title.items()],
            "publisher": corpus.info.publisher,
            "rights": corpus.info.licence,
        },
    }


def _resource(corpus: Corpus, about: About, trees: list[dict[str, Any]]) -> dict[str, Any]:
    base = _base(corpus)
    path = quote(about.id, safe="-_.~")
    core = {
        "title": [{"lang": lang, "value": text} if lang else text for lang, text in about.metadata.titles.items()],
        "creator": [a.name for a in about.metadata.authors],
        "language": about.lang,
        "date": about.metadata.date,
        "rights": about.metadata.licence or corpus.info.licence,
    }
    return {
        "@id": about.id,
        "@type": "Resource",
        "title": about.title,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": f"{base}/collection/{path}.json",
        "navigation": f"{base}/navigation/{path}{{/ref}}.json",
        "document": f"{base}/document/{path}{{/ref}}.xml",
        "download": f"{base}/document/{path}.xml",
        "mediaTypes": ["application/tei+xml"],
        "dublinCore": {name: value for name, value in core.items() if value},
        "citationTrees": trees,
    }


def _citation_tree(structure: etree._Element) -> dict[str, Any]:
    return {"@type": "CitationTree", "citeStructure": [_cite_structure(structure)]}


def _cite_structure(structure: etree._Element) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CiteStructure", "citeType": structure.get("unit", "part")}
    children = [_cite_structure(child) for child in structure.findall(tei("citeStructure"))]
    return {**found, "citeStructure": children} if children else found


def _write_navigation(folder: Path, path: str, resource: dict[str, Any], tops: list[Unit]) -> None:
    head = {"@context": _CONTEXT, "dtsVersion": _VERSION, "@type": "Navigation"}
    everything = [u for top in tops for u in top.walk()]
    whole = {**head, "@id": f"{path}.json", "resource": resource, "member": [_citable(u) for u in everything]}
    _write(folder / f"{path}.json", whole)
    for unit in everything:
        answer = {
            **head,
            "@id": f"{path}/{file_of(unit.ref)}.json",
            "resource": resource,
            "ref": _citable(unit),
            "member": [_citable(child) for child in unit.children],
        }
        _write(folder / path / f"{file_of(unit.ref)}.json", answer)


def _citable(unit: Unit) -> dict[str, Any]:
    found = {
        "@type": "CitableUnit",
        "identifier": unit.ref,
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": unit.type,
    }
    return {**found, "dublinCore": {"title": unit.title}} if unit.title else found


def _write_documents(folder: Path, path: str, document: Document, tops: list[Unit]) -> None:
    write_file(folder / f"{path}.xml", document.source.data)
    for top in tops:
        for unit in top.walk():
            root = etree.Element(tei("TEI"), nsmap=_NSMAP)
            wrapper = etree.SubElement(root, _WRAPPER, ref=unit.ref)
            wrapper.append(etree.fromstring(etree.tostring(unit.element, with_tail=False)))
            data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
            write_file(folder / path / f"{file_of(unit.ref)}.xml", data)


def _write(path: Path, answer: dict[str, Any]) -> None:
    with open_for_write(path) as file:
        write_json(file, answer)
