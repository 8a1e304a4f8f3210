"""What a word of a text may be in the eyes of the rules: a title, an office, the head of a body's name, a name part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from edition.annotate.tokens import APOSTROPHES, DASHES, Tokens
from edition.languages import Language, fold, near
from edition.languages.suffixes import GRAMMARS, listed_stems

_SHORTEST_STEM: Final = 4
_SHORTEST_SURNAME: Final = 5
_ROMAN: Final = re.compile(r"[IVXLC]+\Z")


@lru_cache(maxsize=100_000)
def forms_of_word(word: str, lang: Language) -> tuple[str, ...]:
    """The folded word and what it may be without its ending."""
    folded = fold(word)
    if lang.endings:
        return tuple(dict.fromkeys(listed_stems(folded, lang.endings)))
    if not lang.suffixes or len(folded) != len(word):
        return (folded,)
    return folded, *GRAMMARS[lang.suffixes].stems(near(word), folded)


@lru_cache(maxsize=64)
def _with_stems(words: frozenset[str], lang: Language) -> frozenset[str]:
    """Words with what they are without a listed ending, so that договором is found by договор."""
    return words | {s for w in words for s in forms_of_word(w, lang) if len(s) >= _SHORTEST_STEM}


@lru_cache(maxsize=100_000)
def may_tell_person(word: str, lang: Language) -> bool:
    """Whether any rule for persons can begin at this word; nearly all words of a text are passed over so."""
    return word[0].isupper() or (word[0].isalpha() and fold(word) in lang.offices)


@lru_cache(maxsize=100_000)
def may_tell_thing(word: str, lang: Language) -> bool:
    """Whether any rule for bodies, events and places can look at this word."""
    if word[0].isupper():
        return True
    small = lang.org_heads_any_case | lang.event_heads_any_case | lang.place_heads | lang.naming
    small |= lang.near_places | lang.press_heads
    if lang.endings:
        small |= lang.org_heads | lang.event_heads
    if lang.inflected_lists:
        small = _with_stems(small, lang)
    return word[0].isalpha() and any(form in small for form in forms_of_word(word, lang))


@lru_cache(maxsize=200_000)
def stem_length(word: str, lang: Language, words: frozenset[str]) -> int:
    """The length of a word without its ending if it is one of the words, else 0."""
    found = forms_of_word(word, lang)
    if found[0] in lang.common_nouns and found[0] not in words:
        return 0  # Harbiye is no inflected Harbi
    if lang.endings:  # the ending is of the word, and stays in the tag
        known = _with_stems(words, lang) if lang.inflected_lists else words
        return len(word) if any(form in known for form in found) else 0
    return next((min(len(form), len(word)) for form in found if form in words), 0)


@lru_cache(maxsize=100_000)
def names_people(word: str, lang: Language) -> bool:
    """Whether a word names a people or a language: `Türk`, `Türklerin`, `İtalyanca` (but not `Rusya`)."""
    found = forms_of_word(word, lang)
    is_plural = any(f in lang.peoples and f.endswith(lang.people_plurals) for f in found)
    return found[0] in lang.peoples or names_language(word, lang) or is_plural


def names_language(word: str, lang: Language) -> bool:
    """Whether a word names the language of a people: `İtalyanca`."""
    folded = fold(word)
    return any(folded.endswith(end) and folded.removesuffix(end) in lang.peoples for end in lang.language_endings)


@lru_cache(maxsize=100_000)
def heads_name(word: str, lang: Language) -> bool:
    """Whether a word is the last one of some body's, event's or office's name."""
    return any(stem_length(word, lang, words) for words in (lang.org_heads, lang.event_heads, lang.offices))


@lru_cache(maxsize=100_000)
def may_name_person(word: str, lang: Language) -> bool:
    """Whether a word can be one of a person's name: with a capital, and of no other use in the language."""
    if not word[0].isupper() or len(word) < 2 or not word.isalpha():
        return False
    folded = fold(word)
    if folded in lang.given_names:
        return True
    others = (lang.function_words, lang.peoples, lang.offices, lang.places, lang.common_nouns)
    if (lang.inflected_lists and stem_length(word, lang, lang.places)) or _is_inflected_place(folded, lang):
        return False
    return not (any(folded in words for words in others) or names_people(word, lang) or heads_name(word, lang))


@lru_cache(maxsize=100_000)
def longest_form(word: str, lang: Language, words: frozenset[str]) -> int:
    """The length of the longest form of a word, with or without an ending, that one of the words may have, too."""
    known = _with_stems(words, lang)
    return max((len(form) for form in forms_of_word(word, lang) if form in known), default=0)


def _is_inflected_place(folded: str, lang: Language) -> bool:
    """Whether an ending of places is hung on a known one without an apostrophe: `Bakıda`."""
    cases = lang.place_cases | lang.from_cases | lang.motion_cases if lang.suffixes else ()
    return any(folded.endswith(case) and folded.removesuffix(case) in lang.places for case in cases)


@lru_cache(maxsize=100_000)
def ends_as_surname(word: str, lang: Language) -> bool:
    """Whether a word has an ending that only surnames have: `Hatisyan`, `Akçuraoğlu`, `Аралову`."""
    forms = forms_of_word(word, lang) if lang.endings else (fold(word),)
    if len(forms[0]) != len(word):
        return False
    long = (f for f in forms if len(f) >= _SHORTEST_SURNAME)
    return any(f.endswith(ending) and len(f) >= len(ending) + 2 for f in long for ending in lang.surname_endings)


@dataclass(frozen=True)
class TokenReader:
    """The tokens of a text in the light of its language. `common` are words that the document also writes small."""

    tokens: Tokens
    lang: Language
    common: frozenset[str]

    def stem_in(self, i: int, words: frozenset[str]) -> int:
        """The length of token `i` without its ending if it is one of the words, else 0."""
        return stem_length(self.tokens.text[i], self.lang, words)

    def is_people(self, i: int) -> bool:
        """Whether token `i` names a people."""
        return names_people(self.tokens.text[i], self.lang)

    def is_one_of(self, i: int, words: frozenset[str]) -> bool:
        """Whether token `i`, as it stands, is one of the words."""
        return 0 <= i < len(self.tokens.text) and fold(self.tokens.text[i]) in words

    def is_numeral(self, i: int) -> bool:
        """Whether token `i` is an ordinal: a number or a Roman numeral with a point behind it."""
        text = self.tokens.at(i)
        return bool(text) and (text.isdigit() or bool(_ROMAN.match(text))) and self.tokens.at(i + 1) == "."

    def is_initial(self, i: int) -> bool:
        """Whether token `i` is an initial: `K.` of `K. Radek`, not the `B.` of `z. B.`."""
        text, before = self.tokens.at(i), self.tokens.at(i - 2)
        if self.tokens.at(i - 1) == "." and len(before) == 1 and before.islower():
            return False
        return len(text) == 1 and text.isupper() and text.isalpha() and self.tokens.at(i + 1) == "."

    def is_name_part(self, i: int) -> bool:
        """Whether token `i` can be a word of a person's name; a common word that opens a sentence is none."""
        tokens = self.tokens
        if not 0 <= i < len(tokens.text) or not may_name_person(tokens.text[i], self.lang):
            return False
        folded = fold(tokens.text[i])
        return folded not in self.common or folded in self.lang.given_names or not tokens.opens_sentence(i)

    def is_head(self, i: int) -> bool:
        """Whether token `i` is the last word of some body's, event's or office's name."""
        return heads_name(self.tokens.text[i], self.lang)

    def is_naming(self, i: int) -> bool:
        """Whether token `i` may stand in the name of a body or event before its head."""
        tokens, lang = self.tokens, self.lang
        if not tokens.is_capital(i):
            return False
        folded = fold(tokens.text[i])
        if tokens.opens_sentence(i):
            months = lang.calendar.months
            return (
                folded not in self.common
                and not self.is_head(i)
                and (folded not in lang.function_words or folded in lang.event_first | lang.directions | set(months))
            )
        return not (self.is_head(i) or self.is_one_of(i, lang.honorifics))

    def may_open(self, i: int) -> bool:
        """Whether token `i`, standing first in a sentence, is sure to begin a name rather than the sentence."""
        text = self.tokens.text[i]
        words = (
            self.lang.given_names,
            self.lang.places,
            self.lang.titles,
            self.lang.epithets,
            self.lang.peoples,
            self.lang.event_first,
        )
        return self.is_numeral(i) or (text.isupper() and len(text) > 1) or any(fold(text) in known for known in words)

    def says_something(self, i: int) -> bool:
        """Whether token `i` tells one body from others: not only `Yeni`, `Büyük`, `Millî`."""
        folded, months = fold(self.tokens.text[i]), self.lang.calendar.months
        return self.tokens.is_capital(i) and (folded not in self.lang.function_words or folded in months)

    def is_ship(self, i: int) -> bool:
        """Whether token `i` is a word for a ship, so that the name before it is the ship's: `Bandırma vapuru`."""
        return i < len(self.tokens) and bool(self.stem_in(i, self.lang.ships))

    def ends_name(self, i: int) -> bool:
        """Whether an apostrophe and an ending follow token `i`, so that a name ends with it."""
        mark = self.tokens.at(i + 1)
        return bool(mark) and mark in APOSTROPHES and self.tokens.joined(i + 1)

    def dash(self, i: int) -> bool:
        """Whether token `i` is a dash within a word."""
        text = self.tokens.at(i)
        return bool(text) and text in DASHES and self.tokens.joined(i) and self.tokens.joined(i + 1)
