"""Authors with what belongs to each, in the forms in which journals print them.

Takes the lines of a title page, gives the authors with their places of work, addresses and ORCID. What belongs to
nobody in particular is given to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from edition.intake.signs.numbers import plain_digits
from edition.intake.signs.people import (
    Person,
    is_by,
    is_byline,
    is_place,
    marked_names,
    named,
    names_in,
    person_of_note,
)
from edition.languages import fold

_MARK: Final = re.compile(r"\(?(\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|[*†‡§¶]+)[.)]?\s*(?=[^\W\d]|\d{4})")
_SIGN: Final = re.compile(r"\d+|[*†‡§¶]+")
_IN_BRACKETS: Final = re.compile(r"([^(),;]++)\(([^()]{3,}+)\)\s*+(?:[,;&]|\band\b|$)")


@dataclass
class _Author:
    name: str
    signs: frozenset[str] = frozenset()
    told: list[str] = field(default_factory=list)

    def person(self) -> Person:
        """The author as a value."""
        return person_of_note(self.name, ", ".join(self.told))


@dataclass
class _Group:
    """The authors of one line, and the lines behind it that are no one's by their mark."""

    authors: list[_Author]
    lines: list[str] = field(default_factory=list)


def read_people(lines: Sequence[str]) -> tuple[Person, ...]:
    """The authors that the lines of a title page name; the first line may be the title."""
    for at, line in enumerate(lines):
        found = marked_names(line)
        if found or (at and names_in(line) and (is_byline(line) or all(map(is_place, lines[at + 1 :])))):
            return people_in(lines[at:])
    return ()


def people_in(lines: Sequence[str]) -> tuple[Person, ...]:
    """The authors in lines that hold nothing but authors and what belongs to them.

    >>> [p.affiliation for p in people_in(["Ada Whitby1, John Marr2", "1 York", "2 Bergen"])]
    ['York', 'Bergen']
    >>> people_in(["By Ada Whitby (York) and John Marr (Bergen)"])[1].affiliation
    'Bergen'
    """
    groups: list[_Group] = []
    for line in (line.strip() for line in lines):
        authors = _authors(line)
        if authors:
            groups.append(_Group(authors))
        elif groups and not is_by(line) and not _by_mark(groups, line):
            groups[-1].lines.append(line)
    return tuple(person for group in groups for person in _people(group))


def _authors(line: str) -> list[_Author]:
    """The authors that a line names, with what it tells of each."""
    names = named(line) or marked_names(line)
    if len(names) == 1 and is_place(line):  # Universität Passau
        return []
    return [_Author(name, _signs(marks)) for name, marks in names] or _bracketed(line) or _with_place(line)


def _bracketed(line: str) -> list[_Author]:
    """`Ada Whitby (York) and John Marr (Bergen)`."""
    told = [(names_in(name), place) for name, place in _in_brackets(line.strip())]
    return [_Author(names[0], told=[place]) for names, place in told] if all(len(n) == 1 for n, _ in told) else []


def _with_place(line: str) -> list[_Author]:
    """`Ada Whitby, University of York`."""
    head, _, rest = line.partition(",")
    found = named(head)
    return [_Author(found[0][0], _signs(found[0][1]), [rest.strip()])] if len(found) == 1 and rest.strip() else []


def _in_brackets(line: str) -> list[tuple[str, str]]:
    """Names with their places in brackets, where the line holds nothing else.

    >>> _in_brackets("Ada Whitby (Hull) and Ali Marr (Kars)")
    [('Ada Whitby', 'Hull'), ('Ali Marr', 'Kars')]
    >>> _in_brackets("Ada Whitby (Hull), of late")
    []
    """
    found, at = [], 0
    while at < len(line):
        match = _IN_BRACKETS.match(line, at)
        if match is None:
            return []
        found.append((match[1].strip(), match[2]))
        at = match.end()
    return found


def _signs(marks: str) -> frozenset[str]:
    return frozenset(_SIGN.findall(plain_digits(marks)))


def _by_mark(groups: Sequence[_Group], line: str) -> bool:
    """Give a line to the authors whose mark it begins with."""
    mark = _MARK.match(line)
    sign = plain_digits(mark.group(1)) if mark else ""
    called = [author for group in groups for author in group.authors if sign and sign in author.signs]
    for author in called:
        assert mark is not None
        author.told.append(line[mark.end() :])
    return bool(called)


def _people(group: _Group) -> list[Person]:
    """The authors of a line with what the lines behind it tell of them."""
    if len(group.authors) == 1:
        group.authors[0].told += group.lines
        return [group.authors[0].person()]
    people = [author.person() for author in group.authors]
    told = [person_of_note("", line) for line in group.lines]
    for field_ in ("affiliation", "email", "orcid"):
        people = _dealt(people, [str(value) for each in told if (value := getattr(each, field_))], field_)
    return people


def _dealt(people: list[Person], values: list[str], what: str) -> list[Person]:
    """Values given to the authors: one to each, a place to all, an address to whom it is named for."""
    if len(values) == len(people):
        pairs = zip(people, values, strict=True)
        return [replace(person, **{what: getattr(person, what) or value}) for person, value in pairs]
    if what == "affiliation" and len(values) == 1:
        return [replace(person, affiliation=person.affiliation or values[0]) for person in people]
    if what == "email":
        return [replace(person, email=person.email or _named_for(person.name, values)) for person in people]
    return people


def _named_for(name: str, addresses: Sequence[str]) -> str:
    """The address that has a part of a name before its @."""
    parts = [part for part in re.split(r"\W+", fold(name)) if len(part) > 2]
    found = [each for each in addresses if any(part in fold(each.partition("@")[0]) for part in parts)]
    return found[0] if len(found) == 1 else ""
