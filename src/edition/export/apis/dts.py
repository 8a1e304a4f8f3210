"""Distributed Text Services 1.0 as static files: entry point, collection, navigation, document.

    dts/index.json                       the entry point
    dts/collection/index.json            the collection; dts/collection/ID.json a resource
    dts/navigation/ID.json               all citable units; dts/navigation/ID/REF.json one unit and its children
    dts/document/ID.xml                  the whole text; dts/document/ID/REF.xml one unit

The addresses in the answers are templates (RFC 6570) of these files with all parameters of the standard, so that a
client follows them without a server. What cannot be static (a range from `start` to `end`, `down`, other media types)
gets the answer to the question without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from edition.export.apis.addresses import file_of
from edition.export.apis.citation import Citation, read_citation, title_of
from edition.export.corpus import Corpus
from edition.export.graphs.languages import language_tag
from edition.export.streams import without_empty, write_json, write_json_list
from edition.export.texts.reading import About
from edition.facts.canonical.structures import CitedUnit
from edition.markup import TEI, XML_LANG, Document, Source, open_for_write, parse, tei, write_file

_CONTEXT: Final = "https://dtsapi.org/context/v1.0.json"
_DTS: Final = "https://dtsapi.org/v1.0#"
_VERSION: Final = "1.0"
_ROOT: Final = "index"  # the identifier of the collection of all texts
# what else the standard lets a client ask for: a template must have it, and files give the same answer to all of it
_PAGED: Final = "{?page,nav}"
_STRETCH: Final = "{?start,end,down,tree,page}"
_FORM: Final = "{?start,end,tree,mediaType}"
_WRAPPER: Final = f"{{{_DTS}}}wrapper"
_NSMAP: Final[Any] = {None: TEI, "dts": _DTS}


def write_dts(corpus: Corpus, folder: Path) -> None:
    """Write the answers of every endpoint, article by article."""
    _write(folder / "index.json", _entry_point(corpus))
    ids = {facts.id for facts in corpus.texts()}
    root = _ROOT if _ROOT not in ids else f"{_ROOT}-of-all"
    with open_for_write(folder / "collection" / f"{root}.json") as file:
        write_json_list(file, _members(corpus, folder), _collection(corpus, root, len(ids)), "member")


def _members(corpus: Corpus, folder: Path) -> Iterator[dict[str, Any]]:
    """The resources; their own answers are written on the way."""
    for document in corpus.text_documents():
        about = About.of(document)
        citation = read_citation(document, corpus.findings)
        path = file_of(about.id)
        resource = _resource(corpus, about, citation, 1)
        _write(folder / "collection" / f"{path}.json", {"@context": _CONTEXT, "dtsVersion": _VERSION, **resource})
        _write_navigation(corpus, folder, about, citation)
        _write_documents(folder / "document", path, document, citation)
        yield resource


def _base(corpus: Corpus, depth: int = 0) -> str:
    """Where the answers lie: absolute, or as seen from a file so many folders deep while the edition has no address."""
    if corpus.info.base_url:
        return f"{corpus.info.base_url.rstrip('/')}/exports/dts"
    return "/".join([".."] * depth) or "."


def _entry_point(corpus: Corpus) -> dict[str, Any]:
    base = _base(corpus)
    return {
        "@context": _CONTEXT,
        "@id": f"{base}/index.json",
        "@type": "EntryPoint",
        "dtsVersion": _VERSION,
        "collection": f"{base}/collection/{{id}}.json{_PAGED}",
        "navigation": f"{base}/navigation/{{resource}}{{/ref}}.json{_STRETCH}",
        "document": f"{base}/document/{{resource}}{{/ref}}.xml{_FORM}",
    }


def _collection(corpus: Corpus, root: str, number: int) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "dtsVersion": _VERSION,
        "@id": root,
        "@type": "Collection",
        "title": corpus.title(),
        "totalParents": 0,
        "totalChildren": number,
        "collection": f"{_base(corpus, 1)}/collection/{root}.json{_PAGED}",
        "dublinCore": without_empty(
            {
                "title": _localised(corpus.info.title),
                "publisher": corpus.info.publisher,
                "rights": corpus.info.licence,
            }
        ),
    }


def _localised(texts: Mapping[str, str]) -> list[Any]:
    return [
        {"lang": tag, "value": text} if (tag := language_tag(lang)) else text for lang, text in texts.items() if text
    ]


def _resource(corpus: Corpus, about: About, citation: Citation, depth: int) -> dict[str, Any]:
    """What is said of an article in a file so many folders deep."""
    base = _base(corpus, depth)
    path = quote(file_of(about.id))
    core = {
        "title": _localised(about.metadata.titles),
        "creator": [a.name for a in about.metadata.authors if a.name],
        "language": about.lang,
        "date": about.metadata.date,
        "rights": about.metadata.licence or corpus.info.licence,
    }
    tree = {"@type": "CitationTree", "citeStructure": list(_cite_structures(citation.structures))}
    return {
        "@id": about.id,
        "@type": "Resource",
        "title": about.title,
        "totalParents": 1,
        "totalChildren": 0,
        "collection": f"{base}/collection/{path}.json{_PAGED}",
        "navigation": f"{base}/navigation/{path}{{/ref}}.json{_STRETCH}",
        "document": f"{base}/document/{path}{{/ref}}.xml{_FORM}",
        "download": f"{base}/document/{path}.xml",
        "mediaTypes": ["application/tei+xml"],
        "dublinCore": without_empty(core),
        "citationTrees": [tree],
    }


def _cite_structures(structures: Sequence[etree._Element]) -> Iterator[dict[str, Any]]:
    """The kinds of units as they lie in one another; a structure that names none is only a way to those within it."""
    for structure in structures:
        children = list(_cite_structures(structure.findall(tei("citeStructure"))))
        unit = structure.get("unit")
        if unit is None and children:
            yield from children
        else:
            found = {"@type": "CiteStructure", "citeType": unit or "part"}
            yield {**found, "citeStructure": children} if children else found


def _write_navigation(corpus: Corpus, folder: Path, about: About, citation: Citation) -> None:
    """The whole tree of citable units, and a file for each of them with its children."""
    own = file_of(about.id)
    _write_units(corpus, folder, f"navigation/{own}.json", about, citation, {}, citation.units)
    for unit in citation.units:
        path = f"navigation/{own}/{file_of(unit.reference)}.json"
        _write_units(corpus, folder, path, about, citation, {"ref": _citable(unit)}, unit.children)


def _write_units(
    corpus: Corpus,
    folder: Path,
    path: str,
    about: About,
    citation: Citation,
    asked: Mapping[str, Any],
    members: Sequence[CitedUnit],
) -> None:
    depth = path.count("/")
    answer = {
        "@context": _CONTEXT,
        "dtsVersion": _VERSION,
        "@type": "Navigation",
        "@id": f"{_base(corpus, depth)}/{quote(path)}",
        "resource": _resource(corpus, about, citation, depth),
        **asked,
        "member": [_citable(unit) for unit in members],
    }
    _write(folder / path, answer)


def _citable(unit: CitedUnit) -> dict[str, Any]:
    found = {
        "@type": "CitableUnit",
        "identifier": unit.reference,
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": unit.type,
    }
    title = title_of(unit)
    if not title:
        return found
    lang = next((str(e.get(XML_LANG)) for e in _and_ancestors(unit.element) if e.get(XML_LANG)), "")
    return {**found, "dublinCore": {"title": _localised({lang: title})}}


def _and_ancestors(element: etree._Element) -> Iterator[etree._Element]:
    yield element
    yield from element.iterancestors()


def _write_documents(folder: Path, path: str, document: Document, citation: Citation) -> None:
    write_file(folder / f"{path}.xml", document.source.data)
    for unit in citation.units:
        root = etree.Element(tei("TEI"), nsmap=_NSMAP)
        wrapper = etree.SubElement(root, _WRAPPER, ref=unit.reference)
        alone = Source(document.source.path, etree.tostring(unit.element, with_tail=False))
        wrapper.append(parse(alone).root)  # whatever an id looks like, and however deep it is
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        write_file(folder / path / f"{file_of(unit.reference)}.xml", data)


def _write(path: Path, answer: dict[str, Any]) -> None:
    with open_for_write(path) as file:
        write_json(file, answer)
