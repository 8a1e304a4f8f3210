"""One clean TEI list of a kind of entities: the register's own elements, with the relations among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from copy import deepcopy
from typing import Any, BinaryIO, Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.facts.patterns import MentionPatterns
from edition.markup import TEI, XML_ID, XML_LANG, Document, local_name, serialise, tei
from edition.project import Mentions
from edition.registers import LIST_OF, LISTS, Entity, plain_key, reference
from edition.registers.read import entries

_NAME_ELEMENTS: Final = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "event": "label",
    "work": "title",
}
_ID: Final = re.compile(r"[^\W\d][\w.·-]*\Z")
_PATTERNS: Final = MentionPatterns.of(Mentions())
_NSMAP: Final[Any] = {None: TEI}
_SCHEMES: Final = ("person:", "place:", "org:", "event:", "work:", "article:")


def tei_writer(kind: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of a kind of entities as a TEI document."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        root = etree.Element(tei("TEI"), nsmap=_NSMAP)
        root.set(XML_LANG, corpus.language or "en")
        root.append(header(corpus, f"{corpus.title()}: {LIST_OF[kind]}"))
        keys = [e.key for e in corpus.entities(kind)]
        root.append(stand_off(corpus, {kind: keys}) if keys else _nothing())
        file.write(serialise(root))

    return write


def _nothing() -> etree._Element:
    """A text without words: TEI has no list without entries."""
    text = etree.Element(tei("text"), nsmap=_NSMAP)
    etree.SubElement(etree.SubElement(text, tei("body")), tei("p"))
    return text


def header(corpus: Corpus, title: str) -> etree._Element:
    """A header that says what the file is, whose, and under which licence."""
    found = etree.Element(tei("teiHeader"), nsmap=_NSMAP)
    description = etree.SubElement(found, tei("fileDesc"))
    _child(etree.SubElement(description, tei("titleStmt")), "title", title)
    publication = etree.SubElement(description, tei("publicationStmt"))
    _child(publication, "publisher", corpus.info.publisher or corpus.title())
    if corpus.info.licence:
        licence = _child(etree.SubElement(publication, tei("availability")), "licence", corpus.info.licence)
        licence.set("target", corpus.info.licence)
    _child(
        etree.SubElement(description, tei("sourceDesc")),
        "p",
        f"Made from the registers and articles of {corpus.title()}.",
    )
    return found


def stand_off(corpus: Corpus, keys: dict[str, list[str]], others: Collection[str] = ()) -> etree._Element:
    """The entries with these keys, by kind, in a `standOff`, and the relations whose ends are all there.

    `others` are further ids of the file that pointers may lead to.
    """
    found = etree.Element(tei("standOff"), nsmap=_NSMAP)
    lists = {kind: etree.SubElement(found, tei(LIST_OF[kind])) for kind, chosen in keys.items() if chosen}
    wanted = {key: kind for kind, chosen in keys.items() for key in chosen}
    here = {*wanted, *others}
    relations = []
    left = dict(wanted)
    for document in corpus.register_documents():
        _take(corpus, document, left, wanted, here, lists)
        relations += [
            localise(corpus, deepcopy(r), here)
            for r in document.root.iter(tei("relation"))
            if _ends(corpus, r) <= wanted.keys()
        ]
    for document in corpus.documents() if left else ():
        _take(corpus, document, left, wanted, here, lists)
    for key, kind in left.items():
        lists[kind].append(_made(corpus.registers.entities[key]))
    if relations:
        etree.SubElement(found, tei("listRelation")).extend(relations)
    return found


def _take(
    corpus: Corpus,
    document: Document,
    left: dict[str, str],
    wanted: Collection[str],
    here: Collection[str],
    lists: Mapping[str, etree._Element],
) -> None:
    """Copy the entries of a document that are still wanted."""
    for element in entries(document.root):
        key = _key(corpus, element)
        if key in left:
            kind = left.pop(key)
            if not _inside_chosen(corpus, element, wanted):
                lists[kind].append(localise(corpus, _copied(corpus, element), here))


def _made(entity: Entity) -> etree._Element:
    """An entry of what the texts say; a key that can be no id, such as an address, stands as an identifier."""
    element = etree.Element(tei("bibl" if entity.kind == "work" else entity.kind), nsmap=_NSMAP)
    is_id = bool(_ID.match(entity.key))
    if is_id:
        element.set(XML_ID, entity.key)
    for name in entity.names:
        child = _child(element, _NAME_ELEMENTS[entity.kind], name.text)
        if entity.kind != "work":
            child.set("type", name.type)
    if not is_id:
        _child(element, "idno", entity.key)
    return element


def _key(corpus: Corpus, entry: etree._Element) -> str:
    """The key by which an entry's element is known."""
    return corpus.registers.key_of(str(entry.get(XML_ID)), LISTS.get(local_name(entry), ""))


def _copied(corpus: Corpus, entry: etree._Element) -> etree._Element:
    """A copy with ids that no other entry of one file has, where two kinds share a key."""
    found = deepcopy(entry)
    for element in found.iter(etree.Element) if corpus.registers.shared else ():
        if element.get(XML_ID) in corpus.registers.shared:
            element.set(XML_ID, _key(corpus, element))
    return found


def _inside_chosen(corpus: Corpus, element: etree._Element, wanted: Collection[str]) -> bool:
    """A place within a place that is copied already comes with it."""
    return any(_key(corpus, a) in wanted for a in element.iterancestors())


def _ends(corpus: Corpus, relation: etree._Element) -> set[str]:
    return {
        corpus.registers.key_of(p)
        for name in ("active", "passive", "mutual")
        for p in (relation.get(name) or "").split()
    }


def localise(corpus: Corpus, element: etree._Element, here: Collection[str]) -> etree._Element:
    """Turn the edition's private pointers (`person:lenin`) into local ones, and into addresses for what is not here."""
    for found in element.iter(etree.Element) if corpus.registers.shared else ():
        _tell_apart(corpus, found)
    for found in element.iter(etree.Element):
        for name, value in found.attrib.items():
            if name not in (XML_ID, XML_LANG) and any(scheme in value for scheme in _SCHEMES):
                found.set(name, " ".join(_pointer(corpus, pointer, here) for pointer in str(value).split()))
    return element


def _tell_apart(corpus: Corpus, element: etree._Element) -> None:
    """A pointer to a key that two kinds share, on a mention that tells the kind, names the kind itself."""
    kind = _PATTERNS.kind_of(element)
    for name in ("ref", "key", "corresp") if kind else ():
        if value := element.get(name):
            keys = (corpus.registers.key_of(pointer, kind or "") for pointer in value.split())
            told = (
                reference(kind or "", k) if plain_key(k) != k else p for k, p in zip(keys, value.split(), strict=True)
            )
            element.set(name, " ".join(told))


def _pointer(corpus: Corpus, pointer: str, here: Collection[str]) -> str:
    scheme, _, key = pointer.partition(":")
    if f"{scheme}:" not in _SCHEMES:
        return pointer
    entity = corpus.registers.get(corpus.registers.key_of(pointer)) if scheme != "article" else None
    key = entity.key if entity else key  # a former key leads to the present entry
    return f"#{key}" if key in here else corpus.uri(scheme, key)


def _child(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, tei(name))
    child.text = text
    return child
