"""TEI that stands alone: a `teiCorpus` of the articles with the register entries in it, pointers made local."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from lxml import etree

from edition.export.corpus import KINDS, Corpus
from edition.export.entries.tei import header, localise, stand_off
from edition.markup import TEI, XML_ID, Document, tei

_NSMAP: Final[Any] = {None: TEI}


def write_joined(corpus: Corpus, file: BinaryIO) -> None:
    """All articles, one after another. Ids of an article get the article's id in front, so that none is there twice."""
    keys = {kind: [e.key for e in corpus.entities(kind)] for kind in KINDS}
    here = {key for chosen in keys.values() for key in chosen}
    names = {facts.id: _free(facts.id, here) for facts in corpus.texts()}
    with etree.xmlfile(file, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(tei("teiCorpus"), nsmap=_NSMAP):
            out.write("\n")
            out.write(header(corpus, corpus.title()))
            if here:
                out.write("\n")
                out.write(_with_names(stand_off(corpus, keys, names), names))
            for document in corpus.text_documents():
                out.write("\n")
                out.write(_standing_alone(corpus, document, here, names))
            out.write("\n")
    file.write(b"\n")


def _free(article: str, keys: set[str]) -> str:
    """The article's id, or another where an entity has it as its key."""
    return f"article-{article}" if article in keys else article


def _standing_alone(corpus: Corpus, document: Document, here: set[str], names: dict[str, str]) -> etree._Element:
    root = document.root
    own = str(root.get(XML_ID) or "")
    ids = {str(e.get(XML_ID)) for e in root.iter(etree.Element) if e.get(XML_ID)}
    prefix = names.get(own, own or "article")
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name == XML_ID:
                element.set(name, prefix if element is root else f"{prefix}.{value!s}")
            elif "#" in value:
                element.set(name, " ".join(_pointers(str(value), ids, own, prefix)))
    return _with_names(localise(corpus, root, here | set(names)), names)


def _pointers(value: str, ids: set[str], own: str, prefix: str) -> Iterator[str]:
    for pointer in value.split():
        target = pointer[1:]
        if pointer.startswith("#") and target in ids:
            yield f"#{prefix}" if target == own else f"#{prefix}.{target}"
        else:
            yield pointer


def _with_names(element: etree._Element, names: dict[str, str]) -> etree._Element:
    """Articles that had to take another name are pointed to by it."""
    renamed = {f"#{old}": f"#{new}" for old, new in names.items() if old != new}
    for found in element.iter(etree.Element) if renamed else ():
        if (source := found.get("source")) is not None:
            found.set("source", " ".join(renamed.get(p, p) for p in source.split()))
    return element
