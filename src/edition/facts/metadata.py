"""What a TEI header tells of its article."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.facts.facets import read_facets
from edition.facts.letters import Letter, Party, read_letter
from edition.facts.naming.contributors import everyone, read_contributors
from edition.markup import XML_ID, XML_LANG, all_text, tei
from edition.registers import Bibliography, key_of
from edition.registers.parts.bibliography import read_bibliography

_UNTOLD: Final = 1
# which part of a series, journal or volume a title names: the smallest comes first
_LEVELS: Final = {"a": 0, "u": 1, "": _UNTOLD, "m": 2, "j": 3, "s": 4}
_DATE: Final = re.compile(r"\d{4}(-\d\d){0,2}\Z")


@dataclass(frozen=True, slots=True)
class Author:
    """Someone who wrote the article; a body (`orgName`) has a name that is not turned round, or one by language."""

    name: str
    key: str = ""
    affiliation: str = ""
    email: str = ""
    orcid: str = ""
    is_body: bool = False
    names: Mapping[str, str] = field(default_factory=dict)

    def written(self, lang: str) -> str:
        """The name as the header has it, in a language, else the first."""
        return self.names.get(lang) or self.name

    def named(self, lang: str) -> str:
        """The name as one says it.

        >>> Author("Die Herausgeber", names={"en": "The editors"}).named("en"), Author("Hayat, Ada").named("en")
        ('The editors', 'Ada Hayat')
        """
        written = self.written(lang)
        if self.is_body or written.count(",") != 1:
            return written
        return " ".join(part.strip() for part in reversed(written.split(","))).strip()


@dataclass(frozen=True, slots=True)
class Metadata:
    """The header as values. `titles` and `keywords` are kept by language; "" stands for the document's own.

    `contributors` are who made the text, by role, as far as they have keys.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    editors: tuple[str, ...] = ()
    responsible: Mapping[str, str] = field(default_factory=dict)
    source: Bibliography | None = None
    source_text: str = ""
    publisher: str = ""
    licence: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: str = ""
    published: str = ""
    changed: str = ""
    letter: Letter | None = None
    facets: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)
    contributors: Mapping[str, tuple[Party, ...]] = field(default_factory=dict)

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone whom the header names beside its descriptions: who made the text, and whom a letter's head names."""
        return everyone(self.letter, self.contributors)

    def title(self, lang: str) -> str:
        """The title in a language, else the first."""
        return self.titles.get(lang) or next(iter(self.titles.values()), "")


def read_metadata(root: etree._Element, key: Callable[[str, str], str] = key_of) -> Metadata:
    """Read the header of a document; an absent header gives empty values."""
    header = root.find(tei("teiHeader"))
    if header is None:
        return Metadata()
    statement = header.find(f"{tei('fileDesc')}/{tei('titleStmt')}")
    publication = header.find(f"{tei('fileDesc')}/{tei('publicationStmt')}")
    bibl = _source(header)
    letter = read_letter(root, key)
    licence = None if publication is None else publication.find(f".//{tei('licence')}")
    return Metadata(
        titles=_titles(statement, root.get(XML_LANG, "")),
        subtitle=_sub(statement),
        authors=_authors(statement, bibl, key),
        editors=() if statement is None else tuple(all_text(e) for e in statement.findall(tei("editor"))),
        responsible=_responsible(header),
        source=None if bibl is None else read_bibliography(bibl),
        source_text="" if bibl is None else _told(bibl),
        publisher="" if publication is None else _text(publication.find(tei("publisher"))),
        licence="" if licence is None else licence.get("target", ""),
        languages={e.get("ident", ""): all_text(e) for e in header.iter(tei("language"))},
        keywords=_keywords(header, root.get(XML_LANG, "")),
        date=_date(header, bibl, letter),
        letter=letter,
        facets=read_facets(header, key),
        contributors=read_contributors(statement, key),
        published=_published(publication),
        changed=_changed(header),
    )


def _changed(header: etree._Element) -> str:
    """The newest change of the file; what `listChange` elsewhere tells happened to the text."""
    changes = header.iterfind(f"{tei('revisionDesc')}//{tei('change')}")
    return max((c.get("when", "") for c in changes), default="")


def _text(element: etree._Element | None) -> str:
    return "" if element is None else all_text(element)


def _source(header: etree._Element) -> etree._Element | None:
    description = header.find(f"{tei('fileDesc')}/{tei('sourceDesc')}")
    if description is None:
        return None
    for name in ("biblStruct", "biblFull", "bibl"):
        found = description.find(f".//{tei(name)}")
        if found is not None:
            return found
    return None


def _titles(statement: etree._Element | None, lang: str) -> dict[str, str]:
    """The title by language. Where several stand there, the one of the text itself counts: a series is many texts'.

    `<title level="s">Letters</title><title level="a">To Ada, 1890</title>` → To Ada, 1890
    """
    out: dict[str, tuple[int, str]] = {}
    for title in _chief_titles([] if statement is None else statement.findall(tei("title"))):
        text = all_text(title)
        if text:
            rank = _LEVELS.get(title.get("level", ""), _UNTOLD)
            key = title.get(XML_LANG) or lang
            if key not in out or rank < out[key][0]:
                out[key] = (rank, text)
    best = min((rank for rank, _ in out.values()), default=0)
    return {key: text for key, (rank, text) in out.items() if rank in (best, _UNTOLD)}


def _chief_titles(titles: list[etree._Element]) -> list[etree._Element]:
    """Those that are no further title; where all have types of the edition's own, the first that is not below one."""
    usual = [title for title in titles if title.get("type") in (None, "main", "translation", "parallel", "full")]
    return usual or [title for title in titles if title.get("type") not in ("sub", "subordinate", "iso-date")][:1]


def _sub(statement: etree._Element | None) -> str:
    return "" if statement is None else _text(statement.find(f"{tei('title')}[@type='sub']"))


def _authors(
    statement: etree._Element | None, bibl: etree._Element | None, key: Callable[[str, str], str]
) -> tuple[Author, ...]:
    found = [] if statement is None else statement.findall(tei("author"))
    if not found and bibl is not None:
        found = list(bibl.iter(tei("author")))
    return tuple(_author(a, key) for a in found)


def _author(element: etree._Element, key: Callable[[str, str], str]) -> Author:
    bodies = _bodies(element)
    name = _name_of(element, bodies)
    surname = " ".join(all_text(s) for s in name.iter(tei("surname")))
    forename = " ".join(all_text(f) for f in name.iter(tei("forename")))
    text = f"{forename} {surname}" if surname and forename else _own_name(element, name)
    pointer = name.get("ref") or element.get("ref") or name.get("key") or ""
    orcid = element.find(f".//{tei('idno')}[@type='ORCID']")
    return Author(
        text,
        key(pointer.split()[0], "org" if bodies else "person") if pointer else "",
        _text(element.find(f".//{tei('affiliation')}")),
        _text(element.find(f".//{tei('email')}")),
        _text(orcid),
        bool(bodies),
        {lang: all_text(body) for body in bodies if (lang := body.get(XML_LANG))},
    )


def _bodies(author: etree._Element) -> list[etree._Element]:
    """The names of a body; where a person is named, an `orgName` is no author but an affiliation."""
    return [] if author.find(tei("persName")) is not None else author.findall(tei("orgName"))


def _name_of(author: etree._Element, bodies: list[etree._Element]) -> etree._Element:
    person = author.find(tei("persName"))
    if person is not None:
        return person
    return bodies[0] if len(bodies) > 1 else author


def _own_name(author: etree._Element, name: etree._Element) -> str:
    if name is not author:
        return all_text(name)
    if len(author) == 0:
        return all_text(author)
    return (author.text or "").strip() or all_text(author)


def _responsible(header: etree._Element) -> dict[str, str]:
    """`@resp` values and the names behind them."""
    out = {}
    for statement in header.iter(tei("respStmt")):
        named = list(statement.iter(tei("name"), tei("persName"), tei("orgName")))
        names = [all_text(name) for name in _in_one_language(named)]
        for element in statement.iter(etree.Element):
            if key := element.get(XML_ID):
                out[key] = ", ".join(names) or all_text(statement)
    return out


def _in_one_language(names: list[etree._Element]) -> list[etree._Element]:
    """The names without those that say an earlier one again in a second language."""
    first = next((lang for name in names if (lang := name.get(XML_LANG))), None)
    return [name for name in names if name.get(XML_LANG) in (None, first)]


def _keywords(header: etree._Element, lang: str) -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for keywords in header.iter(tei("keywords")):
        words = tuple(text for w in keywords.iter(tei("term"), tei("item")) if (text := all_text(w)))
        key = keywords.get(XML_LANG) or lang
        out[key] = out.get(key, ()) + words
    return out


def _date(header: etree._Element, bibl: etree._Element | None, letter: Letter | None) -> str:
    """The date that a list of articles is ordered by: of the text's creation or sending, else of its publication."""
    creation = header.iterfind(f"{tei('profileDesc')}/{tei('creation')}//{tei('date')}")
    if created := next(filter(None, (_begin(date, "notBefore") for date in creation)), ""):
        return created
    if letter and letter.date.earliest:
        sent = letter.date
        return next(filter(None, (sent.when, sent.from_, sent.not_before, sent.to, sent.not_after)), "")
    for title in header.iterfind(f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}[@type='iso-date']"):
        return title.get("when-iso") or all_text(title)
    return "" if bibl is None else _printed(bibl)


def _printed(bibl: etree._Element) -> str:
    """The first date of a source that is told in figures."""
    dates = (_begin(date) or all_text(date) for date in bibl.iter(tei("date")))
    return next((value for value in dates if value[:1].isdigit()), "")


def _begin(date: etree._Element, *others: str) -> str:
    """The value of a date, or that which it begins with."""
    return next((value for name in ("when", "from", *others) if (value := date.get(name))), "")


def _published(publication: etree._Element | None) -> str:
    """When this electronic text came out."""
    date = None if publication is None else publication.find(f".//{tei('date')}")
    if date is None:
        return ""
    value = _begin(date) or all_text(date)
    return value if _DATE.match(value) else ""


def _told(bibl: etree._Element) -> str:
    """A source as one reads it; the parts of a structured entry have no stops between them and need some."""
    if bibl.tag != tei("biblStruct"):
        return all_text(bibl)
    known = read_bibliography(bibl)
    printed = ": ".join(t for t in (known.place, known.publisher) if t)
    dated = known.year or next((all_text(date) for date in bibl.iter(tei("date"))), "")
    where = ", ".join(t for t in (known.container, known.volume_and_issue, printed, dated, known.pages) if t)
    parts = ("; ".join(known.authors), known.title, where, known.doi and f"doi:{known.doi}")
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
