"""Citations in three styles: `[4, s. 516]`, `(Author, 2008: 770; Author, 2017: 1078)`, and notes with short titles.

Takes a block's text and the works known, gives stretches to mark; a citation that fits just one work is linked.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from edition.intake.content import Markup
from edition.languages import Languages, lower
from edition.languages.patterns import any_and, any_label
from edition.languages.used import told
from edition.registers import Registers, reference

_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d")
_MOST: Final = 100  # nobody has so many works in one list that cannot be told apart
_ENTRY_NUMBER: Final = re.compile(r"\[?(\d{1,3})[\].)]\s*")
_ROUND: Final = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_LINK: Final = re.compile(r"https?://[^\s<>()\[\]“”]+[^\s<>()\[\]“”.,;:]")


@told
def _joining(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"\s(?:{any_and(languages)}|&)\s")


@told
def _number_pattern(languages: Languages) -> re.Pattern[str]:
    pages = any_label(languages, lambda labels: labels.page_signs)
    return re.compile(rf"\[\s*(?P<n>\d{{1,3}})\s*(?:,\s*{pages}\.\s*[\d\s–,-]+)?(?:;\s*\d[^\]\[]*)?\]", re.I)


@told
def _year_pattern(languages: Languages) -> re.Pattern[str]:
    pages = any_label(languages, lambda labels: labels.page_signs)
    return re.compile(
        r"(?P<author>[^\W\d_][^();,:\d]{0,60}?),?\s+(?P<year>1[5-9]\d\d|20\d\d)[a-z]?"
        rf"(?P<pages>\s?:\s?[\d\s,–-]+|,\s*{pages}\.\s?[\d–-]+)?",
        re.IGNORECASE,
    )


@told
def _note_pattern(languages: Languages) -> re.Pattern[str]:
    pages = any_label(languages, lambda labels: labels.page_signs)
    return re.compile(
        r"(?:^|[;(.]\s*)(?P<cite>(?P<author>(?:[^\W\d_]\.\s?){0,3}[^\W\d_][\w’'-]+(?:\s[^\W\d_][\w’'.-]+){0,3}),\s"
        rf"(?P<title>[^;()]{{4,160}}?),?\s?(?:{pages}|[SC])\.\s?\d[\d\s,–-]*)"
    )


@dataclass(frozen=True)
class Works:
    """Works by surname and year, and the document's own numbered bibliography."""

    by_author: Mapping[str, Sequence[tuple[str, str, str]]] = field(default_factory=dict)
    numbered: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)

    def with_entries(self, entries: Iterable[tuple[str, str]]) -> Works:
        """The works together with the document's own list of them, as ids and texts of its entries."""
        numbered: dict[str, str] = {}
        own: dict[str, list[tuple[str, str]]] = {}
        for ident, text in entries:
            label = _ENTRY_NUMBER.match(text)
            if label:
                numbered.setdefault(label.group(1), ident)
            name = _surname(text[label.end() if label else 0 :].split(",")[0])
            for key in (name, *(f"{name} {year}" for year in sorted(set(_YEAR.findall(text))))):
                own.setdefault(key, []).append((ident, _plain(text)))
        return replace(self, numbered=numbered, own=own)

    def target(self, author: str, year: str = "", title: str = "") -> str | None:
        """What a citation points to: the register's work, or else the only entry of the document's own list."""
        key = self.find(author, year, title)
        if key:
            return reference("work", key)
        entries = self.own.get(f"{_surname(author)} {year}".strip(), ())
        if len(entries) > _MOST:
            return None
        fits = [ident for ident, text in entries if _plain(title) in text]
        return f"#{fits[0]}" if len(fits) == 1 else None

    def find(self, author: str, year: str = "", title: str = "") -> str | None:
        """The key of the only work that fits."""
        options = self.by_author.get(_surname(author), ())
        keys = {
            key
            for key, work_year, work_title in options
            if (not year or work_year == year) and (not title or _similar(title, work_title))
        }
        return keys.pop() if len(keys) == 1 else None


def works_of_registers(registers: Registers) -> Works:
    """The register of works, ready to be looked up."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for entity in registers.of_kind("work"):
        work = entity.bibliography
        if work is None:
            continue
        for author in work.authors or work.editors:
            found.setdefault(_surname(author), []).append((entity.key, work.year, work.title))
    return Works(found)


def find_citations(text: str, works: Works, *, note: bool) -> list[Markup]:
    """The citations and links in a text."""
    found = [*_numbered(text, works), *_author_year(text, works)]
    if note:
        found += _short_titles(text, works)
    return [*found, *_links(text, found)]


def find_links(text: str) -> list[Markup]:
    """The links in a text."""
    return list(_links(text, ()))


def _numbered(text: str, works: Works) -> Iterable[Markup]:
    for match in _number_pattern().finditer(text):
        target = works.numbered.get(match.group("n"))
        yield _citation(match.start(), match.end(), f"#{target}" if target else None)


def _author_year(text: str, works: Works) -> Iterable[Markup]:
    for bracket in _ROUND.finditer(text):
        for match in _year_pattern().finditer(text, bracket.start() + 1, bracket.end() - 1):
            before = text[bracket.start() + 1 : match.start()].rstrip()
            if before and before[-1] not in ";,":
                continue
            if not match.group("author")[0].isupper():
                continue
            first = _joining().split(match.group("author"))[0]
            yield _citation(match.start(), match.end(), works.target(first, match.group("year")))


def _short_titles(text: str, works: Works) -> Iterable[Markup]:
    for match in _note_pattern().finditer(text):
        if not match.group("author")[0].isupper():
            continue
        title = match.group("title").split(",")[0]
        start, end = match.span("cite")
        target = works.target(match.group("author"), title=title)
        yield _citation(start, start + len(text[start:end].rstrip(" ,")), target)


def _links(text: str, found: Sequence[Markup]) -> Iterable[Markup]:
    for match in _LINK.finditer(text):
        if not any(m.start <= match.start() < m.end for m in found):
            yield Markup(match.start(), match.end(), "ref", (("target", match.group()),))


def _citation(start: int, end: int, target: str | None) -> Markup:
    attributes = [("type", "citation")] + ([("target", target)] if target else [])
    return Markup(start, end, "ref", tuple(attributes))


def _surname(author: str) -> str:
    """`Karabekir, Kâzım` and `K. Karabekir` come to the same."""
    last = author.split(",")[0].split()[-1] if "," in author else (author.split() or [""])[-1]
    return _plain(last)


def _plain(text: str) -> str:
    low = lower(text).replace("ı", "i")
    return "".join(c for c in unicodedata.normalize("NFD", low) if c.isalnum())


def _similar(short: str, long: str) -> bool:
    a, b = _plain(short), _plain(long)
    return bool(a) and (b.startswith(a) or a.startswith(b[: max(8, len(b))]))
