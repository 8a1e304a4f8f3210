"""The forms under which a text may name an entry: those that its register lists, and those that follow from its parts.

An entry `<surname>Bahr</surname> <forename>Hermann</forename>`, or `Bahr, Hermann, 1863-1934`, is also named
`Hermann Bahr`, `H. Bahr`, `Bahr` and `Hermann`: the first two name it as surely as the entry does, the others less so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from edition.languages import SHIPPED, Language, fold, language, near
from edition.languages.suffixes import GRAMMARS, listed_stems
from edition.registers import Entity, Name

SURNAME: Final = "surname"  # types of forms that the register does not list but that follow from a name's parts
FORENAME: Final = "forename"
CYRILLIC: Final = "\u0400"  # the first letter of the script
_WORD: Final = re.compile(r"[^\W_]+")
_PREFERRED: Final = frozenset(("", "main", "pref", "preferred"))
_SHORTEST_PART: Final = 3
_SHORTEST_LIKELY: Final = 4  # shorter last words are too often given names and numbers: Ali, III
# years of a life behind a name, as library catalogues write them: Adams, Abigail, 1744-1818; Bahr, Hermann (1863–1934)
_LIFE: Final = (re.compile(r"\s*\([^()]*\d[^()]*\)"), re.compile(r",[^,]*\d[^,]*(?=,|\Z)"))
_CERTAIN_PARTS: Final = ("surname", "forename")


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
        for years in _LIFE if entity.kind == "person" else ():
            text = years.sub("", text)
        is_preferred = entity.kind == "person" and name.type in _PREFERRED
        forms = _of_person(name, text) if is_preferred else _in_one_piece(name, text)
        yield from ((form, name, type_) for form, type_ in forms)


def _in_one_piece(name: Name, text: str) -> Iterator[tuple[str, str]]:
    if "," not in text:
        yield text, name.type


def _of_person(name: Name, text: str) -> Iterator[tuple[str, str]]:
    """The forms that follow from a name; one in one piece gives no forename, for its parts are guessed."""
    if parted := _parted(name, text):
        yield from _of_parts(*parted, name.type)
        return
    yield from _in_one_piece(name, text)
    if likely := _likely_parts(text, name.lang):
        yield from (one for one in _of_parts(*likely, name.type) if one[0] != text and one[1] != FORENAME)


def _parted(name: Name, text: str) -> tuple[str, str] | None:
    """Forenames and surname of a person, where the entry tells them apart."""
    found = dict[str, list[str]]()
    for element, words in name.parts:
        found.setdefault(element, []).extend(words.split())
    if found.get("surname"):
        return " ".join(found.get("forename", ())), " ".join((*found.get("nameLink", ()), *found["surname"]))
    surname, _, rest = text.partition(",")
    forename = rest.partition(",")[0].strip()  # what follows is a title: Scott, Walter, Sir
    if not forename:
        return None
    return ("" if _is_title(forename) else forename), surname.strip()


def _likely_parts(text: str, lang: str) -> tuple[str, str] | None:
    """Forenames and surname of a name in one piece, where its last word may be one: no title, given name or number.

    >>> [_likely_parts(name, "en") for name in ("Ada Lovelace", "Otto von Bismarck", "Enver Pasha", "Peter the Great")]
    [('Ada', 'Lovelace'), ('Otto von', 'Bismarck'), None, None]
    """
    known = language(lang)
    *before, last = text.split() or [""]
    names = [word for word in before if fold(word) not in known.particles]
    if not names or not all(word[0].isupper() for word in (*names, last)):
        return None
    return (" ".join(before), last) if _may_be_surname(last, known) else None


def _may_be_surname(word: str, known: Language) -> bool:
    lists = known.titles, known.honorifics, known.offices, known.given_names, known.common_nouns, known.epithets
    if not word.isalpha() or word.isupper() or len(word) < _SHORTEST_LIKELY:
        return False
    folded = fold(word)
    return not any(folded in words for words in lists)


def _is_title(words: str) -> bool:
    """Whether what stands behind a comma is no forename.

    >>> _is_title("King of France"), _is_title("Hugo von")
    (True, False)
    """
    small = [word[0].islower() for word in words.split()]
    return any(one and not following for one, following in pairwise(small))


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
    """A Cyrillic word without the longest ending that it may have in any language that is written so."""
    return min(listed_stems(folded, _cyrillic_endings()), key=len)


@lru_cache(maxsize=1)
def _cyrillic_endings() -> frozenset[str]:
    return frozenset(ending for lang in SHIPPED.all if lang.script == "cyrillic" for ending in lang.endings)


def endings_of(lang: Language) -> frozenset[str]:
    """The endings of Cyrillic words in a text: its own language's, or all where its language tells none."""
    return lang.endings if lang.script == "cyrillic" and lang.endings else _cyrillic_endings()


def agrees(form: Form, words: Sequence[str], lang: Language) -> bool:
    """Whether the words of a text are a form's with endings of the text's language: *Києвом* is no Russian *Киев*.

    >>> form = Form("Ковальов", "k", "person", "", "uk", 1, "ковальов")
    >>> [agrees(form, [word], language("uk")) for word in ("Ковальовим", "Ковальовом", "Коваль")]
    [True, True, False]
    """
    own = _WORD.findall(form.text)
    if len(own) != len(words):
        return True
    endings = endings_of(lang)
    return all(_share_stem(fold(a), fold(b), endings) for a, b in zip(own, words, strict=True))


def _share_stem(one: str, other: str, endings: frozenset[str]) -> bool:
    if one == other or one[0] < CYRILLIC or other[0] < CYRILLIC:
        return True
    return not set(listed_stems(one, endings)).isdisjoint(listed_stems(other, endings))


def _without_article(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _bare(text: str, lang: str) -> str:
    """`Bakü Kurultayı` without its possessive, since some write `Bakü Kurultay’ında`."""
    names = (language(lang).suffixes,) if lang else GRAMMARS
    return next((bare for name in names if name and (bare := GRAMMARS[name].without_possessive(text))), "")
