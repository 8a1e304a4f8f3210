"""Authors, affiliations and addresses in the lines before an abstract.

Takes such a line, gives stretches to mark; takes all of them, gives the authors with what belongs to each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.content import Markup
from edition.languages import Languages
from edition.languages.patterns import any_and, any_label
from edition.languages.used import told

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
_ORCID: Final = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
_SIGNS: Final = "*†0123456789 "


@told
def _codes(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"\b{any_label(languages, lambda labels: labels.codes)}\b")


@told
def _name(languages: Languages) -> re.Pattern[str]:
    return re.compile(
        r"(?P<name>(?:[^\W\d_](?:[^\W\d]|[’'-]){0,60}+\.?\s+){0,3}[^\W\d_](?:[^\W\d]|[’'-]){1,60}+(?:\s+(?:[^\W\d_]\.\s?){1,3})?)"
        rf"(?P<marks>[\d*†]*)(?:,|;|$|\s{any_and(languages)}\s)"
    )


@told
def _joins(languages: Languages) -> re.Pattern[str]:
    """What joins two names; one letter is of a name: Ortega y Gasset."""
    return re.compile(rf"\s{any_and(languages, shortest=2)}\s", re.I)


@told
def _full_name(languages: Languages) -> re.Pattern[str]:
    titles = rf"(?:{any_label(languages, lambda labels: labels.academic_titles)}\.?\s?){{0,9}}"
    articles = any_label(languages, lambda labels: labels.articles)
    return re.compile(
        rf"{titles}(?P<first>(?!{articles}\b)[^\W\d_a-zçğıöşü][\w’'-]*\.?)"
        r"(?:\s[^\W\d_a-zçğıöşü](?:[\w’'-]+|\.)){1,3}"
    )


@told
def _by(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"^(?i:{any_label(languages, lambda labels: labels.by)})[:\s]\s*")


@told
def _between(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\s)\s++)?[,;&]\s*+|\s{any_and(languages)}\s")


@told
def _address(languages: Languages) -> re.Pattern[str]:
    return re.compile(any_label(languages, lambda labels: labels.institutions), re.I)


@told
def _contact(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\s)\s++)?\b{any_label(languages, lambda labels: labels.contacts)}\b")


@dataclass(frozen=True, slots=True)
class Person:
    """An author as the text names them."""

    name: str
    affiliation: str = ""
    email: str = ""
    orcid: str = ""


def people_spans(text: str) -> list[Markup]:
    """The addresses in a line.

    >>> [text.name for text in people_spans("Kars University, a.b@kars.example")]
    ['ref']
    """
    return [
        Markup(found.start(), found.end(), "ref", (("target", f"mailto:{found.group()}"),))
        for found in _EMAIL.finditer(text)
    ]


def is_code(text: str) -> bool:
    """Whether a line is a classification code or the like."""
    return bool(_codes().search(text)) and "@" not in text


def is_people(text: str) -> bool:
    """Whether a line names authors, an affiliation or an address, rather than a title."""
    return "@" in text or bool(_address().search(text)) or bool(_authors(text))


def is_name(text: str) -> bool:
    """Whether a line can be somebody's name, as it stands below a title: two to four capitalised words.

    >>> is_name("Eleanor M. Whitby"), is_name("Ships of the Harbour"), is_name("SHIPS AND HARBOURS")
    (True, False, False)
    """
    return bool(_full_name().fullmatch(text.rstrip(_SIGNS))) and not _joins().search(text)


def names_in(text: str) -> list[str]:
    """The names of a line that has nothing but names, with or without a word like “by” before them.

    >>> names_in("By Ada Whitby and John Marr"), names_in("Ada Whitby, John Marr"), names_in("By the harbour")
    (['Ada Whitby', 'John Marr'], ['Ada Whitby', 'John Marr'], [])
    """
    parts = [part.strip() for part in _between().split(_by().sub("", text.strip())) if part.strip()]
    return [part.rstrip(_SIGNS) for part in parts] if parts and all(map(is_name, parts)) else []


def is_byline(text: str) -> bool:
    """Whether a line names authors and says so.

    >>> is_byline("By Ada Whitby and John Marr"), is_byline("Ada Whitby")
    (True, False)
    """
    return bool(_by().match(text)) and bool(names_in(text))


def read_people(lines: Sequence[str]) -> tuple[Person, ...]:
    """The authors of the first line that names some, each with the lines that carry their mark."""
    for i, line in enumerate(lines):
        found = _authors(line)
        if not found and i and (is_byline(line) or all(map(_is_place, lines[i + 1 :]))):
            names = names_in(line)
            found = [(name, line[len(line.rstrip(_SIGNS)) :] if len(names) == 1 else "") for name in names]
        if found:
            return tuple(_with_lines(name, mark, lines[i + 1 :], len(found)) for name, mark in found)
    return ()


def _is_place(line: str) -> bool:
    return "@" in line or bool(_address().search(line)) or bool(_codes().search(line)) or bool(_ORCID.search(line))


def _authors(text: str) -> list[tuple[str, str]]:
    """`MARK A.1, JOHN B.2`: names with a mark each, or short capitalised names and nothing else."""
    if "@" in text or _codes().search(text) or len(text) > 160 or _address().search(text):
        return []
    found = [(m.group("name").strip(), m.group("marks")) for m in _name().finditer(text)]
    if not found or sum(len(n) + len(m) for n, m in found) < 0.7 * len(re.sub(r"\W", "", text)):
        return []
    marked = all(mark for _, mark in found)
    initials = all(re.search(r"\b[^\W\d_]\.", name) for name, _ in found)
    return found if marked or initials else []


def _with_lines(name: str, mark: str, lines: Sequence[str], count: int) -> Person:
    own: list[str] = []
    taking = False
    for line in lines:
        head = re.match(r"(\d|\*+|†)\s?(?=[^\W\d])", line)
        if head:
            taking = head.group(1) == mark
        if taking or (count == 1 and "@" in line):
            own.append(line[head.end() :] if head else line)
        if _authors(line):
            break
    return person_of_note(name, " ".join(own))


def person_of_note(name: str, text: str) -> Person:
    """Somebody with what a note says of them: place of work, address, ORCID."""
    email, orcid = _EMAIL.search(text), _ORCID.search(text)
    place = _contact().split(text, maxsplit=1)[0].strip(" ,;")
    return Person(name, place, email.group() if email else "", orcid.group() if orcid else "")
