"""Authors, affiliations and addresses in the lines before an abstract.

Takes such a line, gives stretches to mark; takes all of them, gives the authors with what belongs to each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from edition.intake.content import Markup
from edition.languages import Languages
from edition.languages.patterns import any_and, any_label
from edition.languages.used import told

_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")
ORCID: Final = re.compile(r"\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b")
ORCID_WORDS: Final = re.compile(r"(?:https?://)?(?:www\.)?orcid\.org/?|\bORCID(?:\s?iD)?\b:?", re.IGNORECASE)
_SIGNS: Final = "*†‡§¶0123456789¹²³⁴⁵⁶⁷⁸⁹⁰ "
_LONGEST: Final = 250


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
        r"(?:\s[^\W\d_a-zçğıöşü](?:[\w’'-]+|\.|(?=\s))){1,3}"
    )


@told
def _by(languages: Languages) -> re.Pattern[str]:
    """The word before authors, or the number that a form for papers has before each."""
    return re.compile(rf"^(?:(?i:{any_label(languages, lambda labels: labels.by)})[:\s]\s*|\d{{1,2}}[a-z]{{2}}\s)")


@told
def _between(languages: Languages) -> re.Pattern[str]:
    ands, joins = any_and(languages), any_and(languages, shortest=2)
    return re.compile(rf"(?:(?<!\s)\s++)?[,;&·•|]\s*+(?:{ands}\s)?|\s(?:{ands}|(?i:{joins}))\s")


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
    return "@" in text or bool(_address().search(text)) or bool(marked_names(text))


def is_name(text: str) -> bool:
    """Whether a line can be somebody's name, as it stands below a title: two to four capitalised words.

    >>> [is_name(text) for text in ("Eleanor M. Whitby", "Ada M Whitby", "Ships of the Harbour", "SHIPS AND HARBOURS")]
    [True, True, False, False]
    """
    return bool(_full_name().fullmatch(text.rstrip(_SIGNS))) and not _joins().search(text)


def names_in(text: str) -> list[str]:
    """The names of a line that has nothing but names, with or without a word like “by” before them.

    >>> names_in("By Ada Whitby and John Marr"), names_in("1st Ada Whitby, John Marr"), names_in("By the harbour")
    (['Ada Whitby', 'John Marr'], ['Ada Whitby', 'John Marr'], [])
    """
    return [name for name, _ in named(text)]


def named(text: str) -> list[tuple[str, str]]:
    """The names of a line that has nothing else, each with the signs behind it that call a place of work.

    >>> named("Ada Whitby¹, John Marr²*"), named("Ada Whitby1, and John Marr2")
    ([('Ada Whitby', '¹'), ('John Marr', '²*')], [('Ada Whitby', '1'), ('John Marr', '2')])
    """
    parts = [part.strip() for part in _between().split(_by().sub("", text.strip())) if part.strip()]
    # signs may have a comma between them: Ada Whitby1,*
    for at in range(len(parts) - 1, 0, -1):
        if not parts[at].strip(_SIGNS):
            parts[at - 1 : at + 1] = [parts[at - 1] + parts[at]]
    bare = [(part.rstrip(_SIGNS), part[len(part.rstrip(_SIGNS)) :].strip()) for part in parts]
    return bare if bare and all(is_name(name) for name, _ in bare) else []


def is_byline(text: str) -> bool:
    """Whether a line names authors and says so.

    >>> is_byline("By Ada Whitby and John Marr"), is_byline("Ada Whitby")
    (True, False)
    """
    return bool(_by().match(text)) and bool(names_in(text))


def is_author_line(text: str) -> bool:
    """Whether a line below a title names authors, or tells where they work and how they are reached.

    >>> is_author_line("By Ada Whitby"), is_author_line("ORCID: 0000-0002-1694-233X"), is_author_line("A ship sails")
    (True, True, False)
    """
    if len(text) > _LONGEST:
        return False
    return bool(ORCID.search(text)) or is_people(text) or bool(names_in(text)) or is_by(text)


def is_by(text: str) -> bool:
    """Whether a line is nothing but the word before authors."""
    return bool(_by().fullmatch(f"{text.strip()} "))


def is_place(line: str) -> bool:
    """Whether a line tells of a place of work, an address or a code."""
    return "@" in line or bool(_address().search(line)) or bool(_codes().search(line)) or bool(ORCID.search(line))


def marked_names(text: str) -> list[tuple[str, str]]:
    """`MARK A.1, JOHN B.2`: names with a mark each, or short capitalised names and nothing else."""
    if "@" in text or _codes().search(text) or len(text) > 160 or _address().search(text):
        return []
    found = [(m.group("name").strip(), m.group("marks")) for m in _name().finditer(text)]
    if not found or sum(len(n) + len(m) for n, m in found) < 0.7 * len(re.sub(r"\W", "", text)):
        return []
    marked = all(mark for _, mark in found)
    initials = all(re.search(r"\b[^\W\d_]\.", name) for name, _ in found)
    return found if marked or initials else []


def person_of_note(name: str, text: str) -> Person:
    """Somebody with what a text says of them: place of work, address, ORCID.

    >>> person_of_note("Ada Whitby", "University of York, ada@york.example, ORCID: 0000-0002-1694-233X").affiliation
    'University of York'
    """
    email, orcid, rest = reached(text)
    rest = ORCID_WORDS.sub(" ", rest)
    place = re.sub(r"[(\[]\s*[)\]]", " ", _contact().split(rest, maxsplit=1)[0])
    place = re.sub(r"\s+([,;.])", r"\1", " ".join(place.split())).strip(" ,;:")
    return Person(name, place, email, orcid)


def reached(text: str) -> tuple[str, str, str]:
    """The first address and ORCID in a text, and the text without any.

    >>> reached("York, ada@york.example")
    ('ada@york.example', '', 'York,  ')
    """
    email, orcid = _EMAIL.search(text), ORCID.search(text)
    rest = ORCID.sub(" ", _EMAIL.sub(" ", text))
    return email.group() if email else "", orcid.group() if orcid else "", rest
