"""Names that an article has told once in full, or by the company they keep, found again where they stand alone.

A person named `Alihan Bökeyhan` is later `Bökeyhan`; a place that a row of places or its ending told is one everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from edition.annotate.model import Candidate
from edition.annotate.names.forms import Form
from edition.annotate.names.words import forms_of_word
from edition.annotate.tokens import Tokens
from edition.languages import Language, fold

_SHORTEST_SURNAME: Final = 4
_PLACE_RULES: Final = frozenset(("row", "near", "place-case", "place-head"))
NAMED_BEFORE: Final = "named-before"
_Told = dict[str, tuple[Form, ...]]


class NamedText(Protocol):
    """A text of an article with the names found in it so far."""

    names: list[Candidate]
    language: Language

    @property
    def tokens(self) -> Tokens:
        """Its words."""

    @property
    def closed(self) -> list[tuple[int, int]]:
        """Where nothing is looked for."""


def find_again(texts: Sequence[NamedText], common: frozenset[str]) -> None:
    """Add to each text the names that stand alone in it; `common` are words that the article also writes small."""
    persons, places = _told(texts)
    if not persons and not places:
        return
    for text in texts:
        text.names = [_as_person(one, text, persons) for one in text.names]
        text.names += list(_alone(text, common, persons, places))


def _told(texts: Sequence[NamedText]) -> tuple[_Told, _Told]:
    """The last names of persons, and the places, that the article tells."""
    persons: _Told = {}
    places: _Told = {}
    for text in texts:
        for one in text.names:
            if one.kind == "person" and one.words > 1 and one.rule != "company":
                persons.setdefault(_last_name(one, text), one.forms)
            elif one.kind == "place" and one.words == 1 and one.rule in _PLACE_RULES:
                places.setdefault(fold(text.tokens.text[one.first]), one.forms)
    persons.pop("", None)
    return persons, {word: forms for word, forms in places.items() if word not in persons}


def _alone(text: NamedText, common: frozenset[str], persons: _Told, places: _Told) -> Iterator[Candidate]:
    tokens = text.tokens
    taken = {i for one in text.names for i in range(one.first, one.last + 1)}
    for i, word in enumerate(tokens.text):
        if i in taken or not word[0].isupper():
            continue
        forms = forms_of_word(word, text.language) if text.language.endings else (fold(word),)
        for kind, told in (("person", persons), ("place", places)):
            known = next((form for form in forms if form in told), None)
            if known is not None and _is_free(text, i, common):
                yield Candidate(tokens.start[i], tokens.end[i], i, i, kind, NAMED_BEFORE, told[known])
                break


def _last_name(one: Candidate, text: NamedText) -> str:
    """The folded last word of a person's name that is no honorific."""
    lang = text.language
    words = [fold(w) for w in text.tokens.text[one.first : one.last + 1] if w[0].isalpha()]
    titles = lang.honorifics | lang.plural_honorifics | lang.titles | lang.given_names
    kept = [w for w in words if w not in titles]
    return kept[-1] if kept and len(kept[-1]) >= _SHORTEST_SURNAME and kept[-1] not in lang.function_words else ""


def _as_person(one: Candidate, text: NamedText, persons: Mapping[str, tuple[Form, ...]]) -> Candidate:
    """A place that has the last name of a person of the article is that person, unless its ending is one of places."""
    if one.kind != "place" or one.words > 1:
        return one
    word = fold(text.tokens.source[one.start : one.end])
    case = text.tokens.apostrophe_suffix(one.first)
    lang = text.language
    if word not in persons or case in lang.place_cases or word in lang.places:
        return one
    return replace(one, kind="person", rule=NAMED_BEFORE, forms=persons[word])


def _is_free(text: NamedText, i: int, common: frozenset[str]) -> bool:
    start = text.tokens.start[i]
    if text.tokens.opens_sentence(i) and fold(text.tokens.text[i]) in common:
        return False
    return not any(a <= start < b for a, b in text.closed)
