"""The TEI header: all that the text tells of itself, and a plain mark where it does not.

Takes an article and its source, gives `teiHeader`. Invents nothing: an unknown title is the file's name, marked so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from edition.intake.content import Block, Fixture, Kind, NoteCall
from edition.intake.front.article import ArticleParts, Division
from edition.intake.front.authors import people_in, read_people
from edition.intake.front.keywords import Keywords
from edition.intake.signs.history import read_history
from edition.intake.signs.journal import is_masthead, read_journal
from edition.intake.signs.languages import language_of
from edition.intake.signs.people import Person, is_code, is_name, is_people, person_of_note
from edition.languages.used import used
from edition.markup import XML_ID, XML_LANG, tei
from edition.markup.changes.sealing import WORDS, ZEROS, note_pictures
from edition.version import __version__

_DATES: Final = ("received", "accepted", "published")
_EDGES: Final = 12
_FIRST: Final = 12
_SHORT: Final = 160
_VERSION: Final = re.compile(r"(?<![\w.])\d{1,6}(?:\.\d{1,6}){0,3}(?![\w.])|(?<![\w.])\d{1,6}(?:\.\d{1,6}){1,3}")
_REGISTERS: Final = {
    "person": "persons", "place": "places", "org": "organisations", "event": "events", "work": "works",
}  # fmt: skip


@dataclass(frozen=True)
class EditionWays:
    """Where an article lies in its edition: the ways from there to schemas, registers and articles. Outside of an
    edition there are none.
    """

    schemas: tuple[str, ...] = ("../../schema/edition.rng", "../../schema/edition.sch")
    registers: str = "../registers"
    articles: str = "../articles"


@dataclass(frozen=True)
class Spare:
    """What a file's properties tell, used where neither text nor structure does."""

    title: str = ""
    people: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meta:
    """What the source's own structure tells (JATS, DOCX properties), which the text itself may not."""

    titles: tuple[tuple[str, str], ...] = ()
    people: tuple[Person, ...] = ()
    journal: Mapping[str, str] | None = None
    subtitle: str = ""
    spare: Spare = Spare()


@dataclass(frozen=True)
class SourceInfo:
    """The source: its file's name with and without its endings, SHA-256, the account of its characters, the pictures
    that are taken out of it, and the program that read it off pictures, where one did.
    """

    name: str
    stem: str
    sha256: str
    account: Mapping[str, int]
    files: Sequence[tuple[str, bytes]] = ()
    read_off: str | None = None


@dataclass(frozen=True)
class Publication:
    """What the edition that an article goes into says of itself; empty where there is no edition."""

    publisher: str = ""
    licence: str = ""
    editors: tuple[str, ...] = ()


@dataclass(frozen=True)
class InEdition:
    """What an article has around it: the edition that it goes into, and its place there."""

    publication: Publication = Publication()
    place: EditionWays = EditionWays()


def make_header(
    article: ArticleParts, meta: Meta, source: SourceInfo, keywords: Sequence[Keywords], around: InEdition
) -> etree._Element:
    """The header of an article."""
    header = etree.Element(tei("teiHeader"))
    file = _sub(header, "fileDesc")
    told = _told(article, meta)
    if meta.spare.keywords and not keywords:
        keywords = [Keywords(article.lang, meta.spare.keywords, ())]
    _title_statement(_sub(file, "titleStmt"), told.titles, meta.subtitle, told.people, source)
    _publication(file, around.publication)
    _source(_sub(file, "sourceDesc"), told, source)
    _encoding(_sub(header, "encodingDesc"), source, around.place)
    _profile(_sub(header, "profileDesc"), article, keywords)
    noted = f"Imported from {source.name}; {WORDS}{ZEROS}{note_pictures(source.files)}"
    change = _sub(_sub(header, "revisionDesc"), "change", noted)
    change.set("type", "import")
    return header


def _publication(file: etree._Element, publication: Publication) -> None:
    """Who publishes and encodes, and under which licence, as `edition.toml` says."""
    if publication.editors:
        statement = _sub(file[0], "respStmt")
        _sub(statement, "resp", "encoding")
        for name in publication.editors:
            _sub(statement, "name", name)
    published = _sub(file, "publicationStmt")
    if publication.publisher:
        _sub(published, "publisher", publication.publisher)
    else:
        _sub(published, "publisher", "unknown").set("cert", "unknown")
    if publication.licence:
        licence = _sub(_sub(published, "availability"), "licence", publication.licence)
        licence.set("target", publication.licence)


def _sub(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    element = etree.SubElement(parent, tei(name))
    element.text = text
    return element


def _title_blocks(article: ArticleParts) -> list[Block]:
    return [
        node
        for part in article.front
        for node in part.nodes
        if isinstance(node, Block) and node.kind in (Kind.TITLE, Kind.HEADING, Kind.PERSON) and part.type == "title"
    ]


def _called_people(article: ArticleParts) -> tuple[Person, ...]:
    """The authors whose names call notes that tell who they are."""
    found: list[Person] = []
    for block in _title_blocks(article):
        for at, event in block.events:
            if not isinstance(event, NoteCall) or event.note < 0:
                continue
            before = block.text[:at].rpartition(",")[2].rpartition(" and ")[2].rpartition(" ve ")[2].strip()
            note = " ".join(part.text for part in article.notes[event.note].blocks)
            if is_name(before) and is_people(note):
                found.append(person_of_note(before, note))
    return tuple(found)


def _with_called(people: Sequence[Person], called: Sequence[Person]) -> tuple[Person, ...]:
    """The authors with what their notes tell of them."""
    told = {person.name: person for person in called}
    return tuple(
        replace(
            person,
            affiliation=person.affiliation or told[person.name].affiliation,
            email=person.email or told[person.name].email,
            orcid=person.orcid or told[person.name].orcid,
        )
        if person.name in told
        else person
        for person in people
    )


def _titles(article: ArticleParts, journal: str) -> list[tuple[str, str]]:
    """Titles with their languages; the journal's own title is none of them."""
    titles: list[tuple[str, str]] = []
    for at, part in enumerate(article.front):
        title = _title_of(part, journal) if part.type == "title" else ""
        if title:
            following = article.front[at + 1 : at + 2]
            hint = following[0].lang if following and following[0].type == "abstract" else None
            titles.append((title, language_of(title, hint) or article.lang))
    return titles


def _title_texts(part: Division) -> list[str]:
    return [n.text for n in part.nodes if isinstance(n, Block) and n.kind in (Kind.TITLE, Kind.HEADING)]


def _title_of(part: Division, journal: str) -> str:
    """The first line of a part that is neither the journal's nor a code; one that tells of a place of work is a title
    only where it is all that the part has.
    """
    texts = _title_texts(part)
    named = [text for text in texts if not is_code(text) and not is_masthead(text) and text != journal]
    return next((text for text in named if len(texts) == 1 or not is_people(text)), "")


def _codes(article: ArticleParts) -> list[str]:
    parts = (part for part in article.front if part.type == "title")
    return [text for part in parts for text in _title_texts(part) if is_code(text)]


def _title_statement(
    parent: etree._Element,
    titles: Sequence[tuple[str, str]],
    subtitle: str,
    people: Sequence[Person],
    source: SourceInfo,
) -> None:
    for i, (title, lang) in enumerate(titles):
        element = _sub(parent, "title", title)
        element.set("type", "main" if i == 0 else "parallel")
        if subtitle and i == 0:
            element.text = f"{title} "
            _sub(element, "title", subtitle).set("type", "sub")
        element.set(XML_LANG, lang)
    if not titles:
        element = _sub(parent, "title", source.stem or source.name)
        element.set("cert", "unknown")
    for person in people:
        _author(parent, person)


def _author(parent: etree._Element, person: Person) -> None:
    author = _sub(parent, "author")
    name = _sub(author, "persName", person.name)
    if person.orcid:
        name.set("ref", f"https://orcid.org/{person.orcid}")
    if person.affiliation:
        _sub(author, "affiliation", person.affiliation)
    if person.email:
        _sub(author, "email", person.email)


def _edges(article: ArticleParts) -> list[str]:
    """The running heads of the first pages."""
    found: list[str] = []
    for node in itertools.chain(*(part.nodes for part in article.front), article.body):
        events = [event for _, event in node.events] if isinstance(node, Block) else [node]
        found += [event.text for event in events if isinstance(event, Fixture) and event.type in ("header", "footer")]
        if len(found) >= _EDGES:
            break
    return list(dict.fromkeys(found))


def _first_lines(article: ArticleParts) -> list[str]:
    """What is short among the first blocks, where journals tell the way of an article to print."""
    nodes = itertools.chain(*(part.nodes for part in article.front), article.body)
    blocks = itertools.islice((node for node in nodes if isinstance(node, Block)), _FIRST)
    return [block.text for block in blocks if len(block.text) <= _SHORT]


@dataclass(frozen=True)
class _Told:
    """What the text tells of itself as a publication."""

    titles: Sequence[tuple[str, str]]
    people: Sequence[Person]
    journal: Mapping[str, str]
    dates: Mapping[str, str]
    codes: Sequence[str]


def _told(article: ArticleParts, meta: Meta) -> _Told:
    """What the source's structure tells, else the text, else the file's properties."""
    heads = [*(block.text for block in _title_blocks(article)), *_edges(article)]
    journal = {**read_journal(heads), **(meta.journal or {})}
    known = {**read_history([*heads, *_first_lines(article)]), **journal}
    titles = _titles(article, journal.get("title", ""))
    spare = [(meta.spare.title, article.lang)] if meta.spare.title else []
    dates: dict[str, str] = {what: known.pop(what) for what in _DATES if what in known}
    return _Told(list(meta.titles) or titles or spare, _people(article, meta), known, dates, _codes(article))


def _people(article: ArticleParts, meta: Meta) -> Sequence[Person]:
    """The authors: as the structure tells, else by lines of their own, by notes at their names, by any line."""
    if meta.people:
        return meta.people
    blocks = _title_blocks(article)
    called = _called_people(article)
    lines = [block.text for block in blocks if block.kind is Kind.PERSON and not is_masthead(block.text)]
    named = _with_called(people_in(lines), called) or called
    return named or read_people([block.text for block in blocks]) or meta.spare.people


def _source(parent: etree._Element, told: _Told, source: SourceInfo) -> None:
    journal = told.journal
    whole = _sub(parent, "biblStruct" if journal else "bibl")
    part = _sub(whole, "analytic") if journal else whole
    for person in told.people:
        _sub(part, "author", person.name)
    for title, lang in told.titles:
        _sub(part, "title", title).set(XML_LANG, lang)
    holder = _sub(whole, "monogr") if journal else whole
    if journal:
        _sub(holder, "title", journal.get("title", "unknown")).set("level", "j")
    _numbers(holder, told, source)
    if journal:
        holder = _sub(holder, "imprint")
        _imprint(holder, journal)
    for what, when in told.dates.items():
        element = _sub(holder, "date", when)
        element.set("type", what)
        element.set("when", when)


def _numbers(holder: etree._Element, told: _Told, source: SourceInfo) -> None:
    numbers = [(kind, told.journal[kind]) for kind in ("DOI", "ISSN") if kind in told.journal]
    numbers += [("classification", code) for code in told.codes]
    for kind, number in (*numbers, ("file", source.name), ("sha256", source.sha256)):
        _sub(holder, "idno", number).set("type", kind)


def _imprint(imprint: etree._Element, journal: Mapping[str, str]) -> None:
    for unit in ("volume", "issue", "page"):
        if unit in journal:
            _sub(imprint, "biblScope", journal[unit]).set("unit", unit)
    _sub(imprint, "date", journal.get("date", "unknown"))


def _encoding(parent: etree._Element, source: SourceInfo, place: EditionWays) -> None:
    patterns = {ident: f"{place.registers}/{file}.xml#$1" for ident, file in _REGISTERS.items() if place.registers}
    if place.articles:
        patterns["article"] = f"{place.articles}/$1.xml"
    prefixes = _sub(parent, "listPrefixDef") if patterns else parent
    for ident, pattern in patterns.items():
        attributes = {"ident": ident, "matchPattern": "([a-z0-9-]+)", "replacementPattern": pattern}
        etree.SubElement(prefixes, tei("prefixDef"), attributes)
    info = _sub(parent, "appInfo")
    application = etree.SubElement(info, tei("application"), {"ident": "edition", "version": __version__})
    _sub(application, "desc", account_text(source.account))
    if source.read_off is not None:
        _recogniser(info, " ".join(source.read_off.split()))


def _recogniser(info: etree._Element, program: str) -> None:
    """That the text was read off pictures of the pages, and by which program, as far as the file names it."""
    version = _VERSION.search(program)
    attributes = {"ident": "ocr", "version": version.group() if version else "0"}
    application = etree.SubElement(info, tei("application"), attributes)
    by = f" ({program})" if program else ""
    _sub(
        application, "desc", f"The text was read off pictures of the pages by a program{by}, and may have its mistakes"
    )


def account_text(account: Mapping[str, int]) -> str:
    """The account in one line.

    >>> account_text({"text": 10, "hyphens": 1})
    'Account of the source: text=10 hyphens=1'
    """
    return "Account of the source: " + " ".join(f"{name}={count}" for name, count in account.items())


def _profile(parent: etree._Element, article: ArticleParts, keywords: Sequence[Keywords]) -> None:
    usage = _sub(parent, "langUsage")
    langs = [article.lang, *(part.lang for part in (*article.front, *article.back) if part.lang)]
    for lang in dict.fromkeys(langs):
        _sub(usage, "language", used().get(lang).name or lang).set("ident", lang)
    if keywords:
        classes = _sub(parent, "textClass")
        for found in keywords:
            element = _sub(classes, "keywords")
            element.set(XML_LANG, found.lang)
            for term in found.terms:
                _sub(element, "term", term)


def add_proposer(header: etree._Element, ident: str) -> None:
    """A statement of responsibility for what the program proposes."""
    titles = header.find(f".//{tei('titleStmt')}")
    assert titles is not None
    statement = etree.SubElement(titles, tei("respStmt"), {XML_ID: ident})
    _sub(statement, "resp", "proposals of corrections, made by a program")
    _sub(statement, "name", f"edition {__version__}")
