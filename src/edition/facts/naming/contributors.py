"""Who made a text, as far as its header names them by a key: authors, editors and others who answer for it.

Takes the title statement of a header, gives those whom it names, by what they did. They are no mentions: the text does
not speak of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from lxml import etree

from edition.facts.letters import Letter, Party
from edition.markup import all_text, local_name, tei
from edition.registers import pointers_of

_ROLES: Final = {"author": "author", "editor": "editor", "principal": "editor", "respStmt": "resp"}
_NAMES: Final = (tei("persName"), tei("orgName"), tei("name"))


def read_contributors(statement: etree._Element | None, key: Callable[[str, str], str]) -> dict[str, tuple[Party, ...]]:
    """Those whom a title statement names, by role, each once.

    `<author ref="#ada">Ada Nehir</author>` → {"author": (Party("Ada Nehir", "ada"),)}
    """
    out: dict[str, dict[str, Party]] = {}
    for element in () if statement is None else statement.iterchildren(*map(tei, _ROLES)):
        for party in _parties(element, key):
            out.setdefault(_ROLES[local_name(element)], {}).setdefault(party.key, party)
    return {role: tuple(parties.values()) for role, parties in out.items()}


def everyone(letter: Letter | None, contributors: Mapping[str, tuple[Party, ...]]) -> tuple[Party, ...]:
    """All whom a header names beside its descriptions: those of a letter's head, and who made the text."""
    made = (party for parties in contributors.values() for party in parties)
    return (*(letter.parties if letter else ()), *made)


def _parties(element: etree._Element, key: Callable[[str, str], str]) -> Iterator[Party]:
    """Each name with a pointer; one without has that of the element around it."""
    for name in [*element.iter(*_NAMES)] or [element]:
        is_body = local_name(name) == "orgName" or name.get("type") in ("org", "organisation", "organization")
        kind = "org" if is_body else "person"
        for pointer in pointers_of(name) or pointers_of(element):
            yield Party(all_text(name), key(pointer, kind), kind)
