"""The forms under which a text may name an entry: those that its register lists, and those that follow from its parts.

An entry `<surname>Bahr</surname> <forename>Hermann</forename>`, or `Bahr, Hermann`, is also named `Hermann Bahr`,
`H. Bahr`, `Bahr` and `Hermann`: the first two name it as surely as the entry does, the others less so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from edition.languages import fold, language, near
from edition.languages.suffixes import GRAMMARS, listed_stems
from edition.registers import Entity, Name

SURNAME: Final = "surname"  # types of forms that the register does not list but that follow from a name's parts
FORENAME: Final = "forename"
CYRILLIC: Final = "\u0400"  # the first letter of the script
_WORD: Final = re.compile(r"[^\W_]+")
_PREFERRED: Final = frozenset(("", "main", "pref", "preferred"))
_SHORTEST_PART: Final = 3


@dataclass(frozen=True, slots=True)
class Form:
    """A name form of a register entry. `type` is main, variant, ambiguous, alias …, `bare` (possessive left off),
    `surname` or `forename` (one part of the name).
    """

    text: str
    key: str
    kind: str
    type: str
    lang: str
    words: int
    near: str


def forms_of(entity: Entity) -> Iterator[tuple[Form, list[str]]]:
    """The forms of an entry that a text may use, each with its folded words."""
    for text, name, type_ in _written(entity):
        words = words_of(text)
        if not words or (entity.is_cited_only and len(words) < 2) or type_ == "short":
            continue
        yield _form(text, entity, type_, name.lang, words), words
        is_headed = len(words) > 1 and entity.kind in ("org", "event")
        if is_headed and (bare := _bare(text, name.lang)):
            yield _form(bare, entity, "bare", name.lang, words), words_of(bare)


def first_words(entity: Entity) -> Iterator[tuple[str, str]]:
    """The first word of each form as it is filed, with the form's text."""
    for text, _, _ in _written(entity):
        if match := _WORD.search(text):
            yield keys_of_word(match.group())[-1], text


def _form(text: str, entity: Entity, type_: str, lang: str, words: list[str]) -> Form:
    return Form(text, entity.key, entity.kind, type_, lang, len(words), near(text))


def _written(entity: Entity) -> Iterator[tuple[str, Name, str]]:
    """What a text may have: the words, the name that they come of, the type of the form."""
    for name in entity.names:
        text = _without_article(name.text)
        parted = _parted(name, text) if entity.kind == "person" and name.type in _PREFERRED else None
        if parted is None:
            if "," not in text:
                yield text, name, name.type
            continue
        yield from ((form, name, type_) for form, type_ in _of_parts(*parted, name.type))


def _parted(name: Name, text: str) -> tuple[str, str] | None:
    """Forenames and surname of a person, where the entry tells them apart."""
    found = dict[str, list[str]]()
    for element, words in name.parts:
        found.setdefault(element, []).extend(words.split())
    if found.get("surname"):
        return " ".join(found.get("forename", ())), " ".join((*found.get("nameLink", ()), *found["surname"]))
    surname, comma, forename = text.partition(",")
    if comma and "," not in forename and forename.strip():
        return forename.strip(), surname.strip()
    return None


def _of_parts(forename: str, surname: str, type_: str) -> Iterator[tuple[str, str]]:
    """The forms of a person's name in parts.

    >>> list(_of_parts("Hugo von", "Hofmannsthal", ""))[:3]
    [('Hugo von Hofmannsthal', ''), ('Hofmannsthal', 'surname'), ('Hugo Hofmannsthal', '')]
    """
    if not forename:
        yield surname, type_
        return
    yield f"{forename} {surname}", type_
    if len(surname) >= _SHORTEST_PART and surname[0].isupper():
        yield surname, SURNAME
    given = forename.split()
    first = given[0]
    if len(given) > 1:
        yield f"{first} {surname}", type_
    if len(first.rstrip(".")) > 1 and first[0].isupper():
        yield f"{first[0]}. {surname}", type_
        if len(first) >= _SHORTEST_PART:
            yield first, FORENAME


def words_of(text: str) -> list[str]:
    """The words of a name as they are filed."""
    return [keys_of_word(word)[-1] for word in _WORD.findall(text)]


def keys_of_word(word: str) -> tuple[str, ...]:
    """What a word is filed under: itself, and for Cyrillic the stem."""
    folded = fold(word)
    if folded[0] < CYRILLIC:
        return (folded,)
    return folded, shortest_stem(folded)


def shortest_stem(folded: str) -> str:
    """A Cyrillic word without the longest ending that it may have."""
    endings = language("ru").endings | language("kk").endings
    return min(listed_stems(folded, endings), key=len)


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _bare(text: str, lang: str) -> str:
    """`Bakü Kurultayı` without its possessive, since some write `Bakü Kurultay’ında`."""
    names = (language(lang).suffixes,) if lang else GRAMMARS
    return next((bare for name in names if name and (bare := GRAMMARS[name].without_possessive(text))), "")
