"""The table of rules: every reason for which a stretch of text is taken for a name, with its explanation.

A rule is a module: its docstring explains it, its function is asked at every token. To add one, write the module, put
it into the table of its kind, and put texts into `tests/annotate/cases/rules/` that it finds and that it leaves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from edition.annotate.elsewhere.offers import COMMAND, ENDPOINT, GLINER, SPACY
from edition.annotate.model import Candidate
from edition.annotate.names.words import TokenReader, may_tell_person, may_tell_thing
from edition.annotate.rules.bodies import acronym, head, head_first, naming, number, press, small_head
from edition.annotate.rules.people import RULES as PEOPLE
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.places import known_place, near, place_case, place_head, preposition, row, street
from edition.annotate.rules.rule import Rule, Sign
from edition.annotate.rules.things import Things

THINGS: Final = (
    head.RULE,
    head_first.RULE,
    number.RULE,
    known_place.RULE,
    place_case.RULE,
    preposition.RULE,
    row.RULE,
    acronym.RULE,
    small_head.RULE,
    place_head.RULE,
    street.RULE,
    near.RULE,
    press.RULE,
    naming.RULE,
)
RULES: Final[tuple[Rule[Any], ...]] = (*PEOPLE, *THINGS)
ANY: Final = ("person", "place", "org", "event")
SIGNS: Final = (
    Sign("register", ANY, "The words are a name form of the registers, as it stands there or inflected."),
    Sign("named-before", ("person", "place"), "The article has told the name elsewhere, in full or by its company."),
    Sign(
        "capitals", ("person",), "Words with capitals stand together in a language that no file tells: proposed only."
    ),
    Sign("slip", ("person", "place"), "The word is one letter away from a name form of the registers."),
    Sign("learned", ANY, "The words around it are as around names that editors marked: `edition learn` tells so."),
    Sign(SPACY, ANY, "The spaCy pipeline that the settings name found it."),
    Sign(GLINER, ANY, "The GLiNER model that the settings name found it."),
    Sign(COMMAND, ANY, "The program that the settings name found it."),
    Sign(ENDPOINT, ANY, "The server that the settings name found it."),
)
REASONS: Final[tuple[Rule[Any] | Sign, ...]] = (*RULES, *SIGNS)
SUMMARIES: Final = {reason.name: reason.summary for reason in REASONS}


def find_people(reader: TokenReader, taken: frozenset[int]) -> Iterator[Candidate]:
    """Persons, overlapping ones too. `taken` are tokens of register names of other kinds, where a name ends."""
    text = Persons(reader, taken)
    for i, word in enumerate(reader.tokens.text):
        if may_tell_person(word, reader.lang):
            for rule in PEOPLE:
                yield from rule.at(text, i)


def find_things(reader: TokenReader, places: frozenset[int], persons: frozenset[int]) -> Iterator[Candidate]:
    """Bodies, events and places, overlapping ones too. `places` and `persons` are tokens of names of these kinds."""
    text = Things(reader, places, persons)
    for i, word in enumerate(reader.tokens.text):
        if may_tell_thing(word, reader.lang):
            for rule in THINGS:
                yield from rule.at(text, i)
