"""The letters of an edition in the Correspondence Metadata Interchange Format (CMIF 2)."""

from __future__ import annotations

import uuid
from typing import Any, BinaryIO, Final

from lxml import etree

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.facts import ArticleFacts
from edition.facts.letters import Party
from edition.markup import TEI, XML_ID, serialise, tei
from edition.registers import DateValue

_NSMAP: Final[Any] = {None: TEI}
_DATES: Final = {"when": "when", "from_": "from", "to": "to", "not_before": "notBefore", "not_after": "notAfter"}
_MENTIONS: Final = {"person": "mentionsPerson", "org": "mentionsOrg", "place": "mentionsPlace", "work": "mentionsBibl"}
_UNKNOWN: Final = "http://correspSearch.net/unknown"


def write_cmif(corpus: Corpus, file: BinaryIO) -> None:
    """A `correspDesc` for each letter, with persons and places by their authority's addresses."""
    root = etree.Element(tei("TEI"), nsmap=_NSMAP)
    header = etree.SubElement(root, tei("teiHeader"))
    source = f"bibl-{uuid.uuid5(uuid.NAMESPACE_URL, corpus.uri('edition', corpus.info.id or 'letters'))}"
    _file_description(corpus, header, source)
    profile = etree.SubElement(header, tei("profileDesc"))
    for facts in corpus.texts():
        if facts.metadata.letter is not None:
            profile.append(_description(corpus, facts, source))
    body = etree.SubElement(etree.SubElement(root, tei("text")), tei("body"))
    etree.SubElement(body, tei("p"))
    file.write(serialise(root))


def _file_description(corpus: Corpus, header: etree._Element, source: str) -> None:
    description = etree.SubElement(header, tei("fileDesc"))
    statement = etree.SubElement(description, tei("titleStmt"))
    _child(statement, "title", corpus.title())
    for name in _editors(corpus):
        _child(statement, "editor", name)
    publication = etree.SubElement(description, tei("publicationStmt"))
    publisher = etree.SubElement(publication, tei("publisher"))
    address = corpus.info.base_url or corpus.uri("edition", corpus.info.id or "letters")
    _child(publisher, "ref", corpus.info.publisher or corpus.title()).set("target", address)
    _child(publication, "idno", address).set("type", "url")
    date = etree.SubElement(publication, tei("date"))
    date.set("when", max((f.metadata.changed for f in corpus.texts() if f.metadata.changed), default="2000-01-01")[:10])
    availability = etree.SubElement(publication, tei("availability"))
    if corpus.info.licence:
        _child(availability, "licence", corpus.info.licence).set("target", corpus.info.licence)
    else:
        _child(availability, "p", "No licence is told.")  # the format wants this part
    bibl = _child(etree.SubElement(description, tei("sourceDesc")), "bibl", corpus.title())
    bibl.set("type", "online")
    bibl.set(XML_ID, source)


def _editors(corpus: Corpus) -> list[str]:
    """Who made the edition: those of its settings, else of its texts, else the publisher; the format asks for one."""
    named = [editor.name for editor in corpus.info.editors]
    told = dict.fromkeys(name for facts in corpus.texts() for name in facts.metadata.editors if name)
    return named or list(told) or [corpus.info.publisher or corpus.title()]


def _description(corpus: Corpus, facts: ArticleFacts, source: str) -> etree._Element:
    letter = facts.metadata.letter
    assert letter is not None
    element = etree.Element(tei("correspDesc"), nsmap=_NSMAP)
    if corpus.info.base_url:
        element.set("ref", corpus.uri("article", facts.id))
    element.set("source", f"#{source}")
    sent = etree.SubElement(element, tei("correspAction"), type="sent")
    _parties(corpus, sent, letter.senders, letter.sent_from)
    if letter.date:
        _date(sent, letter.date, letter.date_text)
    received = etree.SubElement(element, tei("correspAction"), type="received")
    _parties(corpus, received, letter.receivers, letter.sent_to)
    _note(corpus, facts, element)
    return element


def _note(corpus: Corpus, facts: ArticleFacts, description: etree._Element) -> None:
    """Whom and what the letter names, as far as they have an address, its language and its file."""
    note = etree.Element(tei("note"), nsmap=_NSMAP)
    keys = {key: _MENTIONS[m.kind] for m in facts.mentions if m.kind in _MENTIONS for key in m.keys}
    for key, relation in keys.items():
        party = Party("", key)
        if address := _address(corpus, party):
            _reference(note, relation, address, _name(corpus, party))
    if facts.lang:
        _reference(note, "hasLanguage", facts.lang)
    if corpus.info.base_url:
        _reference(note, "isAvailableAsTEIfile", corpus.uri("article", facts.id).removesuffix(".html") + ".xml")
    if len(note):
        description.append(note)


def _reference(note: etree._Element, relation: str, target: str, text: str = "") -> None:
    child = etree.SubElement(note, tei("ref"), type=f"cmif:{relation}", target=target)
    child.text = text or None


def _parties(corpus: Corpus, action: etree._Element, persons: tuple[Party, ...], places: tuple[Party, ...]) -> None:
    for party in persons or (Party("unknown"),):
        element = _child(action, "orgName" if party.kind == "org" else "persName", _name(corpus, party))
        if address := _address(corpus, party) if persons else _UNKNOWN:
            element.set("ref", address)
    for place in places[:1]:
        element = _child(action, "placeName", _name(corpus, place))
        if address := _address(corpus, place):
            element.set("ref", address)


def _name(corpus: Corpus, party: Party) -> str:
    entity = corpus.registers.get(party.key) if party.key else None
    return party.name or (entity.name("") if entity else party.key)


def _address(corpus: Corpus, party: Party) -> str:
    """The address that an authority file has for someone, else that of the edition's own page, if it has one."""
    if "://" in party.key:
        return party.key
    entity = corpus.registers.get(party.key) if party.key else None
    own = corpus.uri(entity.kind, entity.key) if entity and corpus.info.base_url else ""
    return next(iter(authority_uris(entity)), own) if entity else ""


def _date(action: etree._Element, date: DateValue, text: str) -> None:
    element = _child(action, "date", text)
    for name, attribute in _DATES.items():
        if value := getattr(date, name):
            element.set(attribute, value)


def _child(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, tei(name))
    child.text = text
    return child
