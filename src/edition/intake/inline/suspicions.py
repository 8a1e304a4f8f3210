"""Probable errors of the source, each with a proposal; nothing is changed here.

Takes a block's text and the document's words, gives `Suspicion`s. The rules hold for the scripts and for Turkish
spelling in general; a word that the document itself spells otherwise in most places is the strongest witness.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from edition.diagnostics import Code
from edition.intake.codes import (
    DOUBLED_WORD,
    MISSING_SPACE,
    MIXED_SCRIPT,
    NEARLY_YEAR,
    UNCLOSED_QUOTATION,
    WRONG_APOSTROPHE,
    WRONG_I,
)
from edition.intake.inline.quotations import unpaired_signs
from edition.languages import fold, lower
from edition.languages.suffixes import is_turkish_suffix
from edition.languages.used import used

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'`][^\W\d_]+)?")
_CYRILLIC: Final = "аеорсухАВЕКМНОРСТХ"
_LATIN: Final = "aeopcyxABEKMHOPCTX"
_TO_LATIN: Final = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
_DOUBLED: Final = re.compile(r"\b([^\W\d_]{5,})\s+\1\b")
_YEAR: Final = re.compile(r"(?<![\d.,/:–-])(?<![^\W\d_]\.)(?<![.]\s)\b(1\d\d)(?=[’']([^\W\d_]{1,5})\b)")
_FULL_YEAR: Final = re.compile(r"\b1\d\d\d\b")
_ADDRESSES: Final = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)[^\s@]{1,64}@\S+")
_GRAVE: Final = re.compile(r"(?<=[^\W\d_])`(?=[^\W\d_])")
_JOINED: Final = re.compile(r"(?<=[a-zçğıöşüâîû]{2})([.;,])(?=[A-ZÇĞİÖŞÜ0-9][^\W\d_.]|\d{4})")
_ADDRESS: Final = 300  # no address is longer
_GLUED: Final = re.compile(r"(?<=[a-zçğıöşüâîû]{3})(\d{1,2}(?=\s[A-ZÇĞİÖŞÜ][a-zçğıöşü]+\s\d{4})|1[5-9]\d\d(?=[’']))")
_QUOTED: Final = 5  # words of a quotation by which it is found again
_LAST: Final = "\U0010ffff"  # sorts behind every letter
_UPPER_I: Final = re.compile(r"\b[A-ZÇĞİÖŞÜÂÎÛ]{3,}(?:[’'][A-ZÇĞİÖŞÜ]+)?\b")


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A probable error at `start:end` of a block's text, and what is likely meant (None where nothing can be said)."""

    code: Code
    start: int
    end: int
    proposal: str | None
    message: str


class Witness:
    """What the whole document says about its words: how often each is written how."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: Counter[str] = Counter()
        self.doubled: Counter[str] = Counter()
        self.years: Counter[int] = Counter()
        for text in (_ADDRESSES.sub(" ", text) for text in texts):
            self.words.update(_WORD.findall(text))
            self.doubled.update(match.group(1) for match in _DOUBLED.finditer(text))
            self.years.update(int(year) for year in _FULL_YEAR.findall(text))
        self.lower = Counter[str]()
        for word, count in self.words.items():
            if not word.isupper():
                self.lower[_small(word)] += count
        self._sorted = sorted(self.lower)
        self._sums = [0, *itertools.accumulate(self.lower[word] for word in self._sorted)]

    def beginning(self, stem: str) -> int:
        """How many words begin so."""
        first, last = bisect_left(self._sorted, stem), bisect_left(self._sorted, stem + _LAST)
        return self._sums[last] - self._sums[first]


def find_suspicions(text: str, lang: str, witness: Witness) -> list[Suspicion]:
    """The probable errors of a block."""
    found = [*_scripts(text, lang), *_doubled(text, witness), *_years(text, witness), *_graves(text), *_spaces(text)]
    if used().get(lang).suffixes:
        found += _capitals(text, witness)
    found += _quotations(text)
    return _apart(sorted(found, key=lambda s: (s.start, s.end)))


def _apart(found: Sequence[Suspicion]) -> list[Suspicion]:
    kept: list[Suspicion] = []
    for suspicion in found:
        if not kept or suspicion.start >= kept[-1].end:
            kept.append(suspicion)
    return kept


def _small(word: str) -> str:
    return lower(word)


def _scripts(text: str, lang: str) -> Iterable[Suspicion]:
    cyrillic_text = used().get(lang).script == "cyrillic"
    for match in _WORD.finditer(text):
        word = match.group()
        cyrillic = sum(map(_is_cyrillic, word))
        if not cyrillic:
            continue
        meant = _in_cyrillic(word) if cyrillic_text else _in_latin(word)
        whole = cyrillic == len(word)  # a word in the other alphabet
        if meant and not (whole and (cyrillic_text or len(word) < 2 or not _alone(text, match))):
            yield Suspicion(
                MIXED_SCRIPT, match.start(), match.end(), meant, f"“{word}” has letters of another alphabet"
            )


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"


def _in_cyrillic(word: str) -> str:
    """The word with Latin letters that look alike made Cyrillic; empty where others are left."""
    meant = word.translate(_TO_CYRILLIC)
    return meant if all(_is_cyrillic(c) or not c.isalpha() for c in meant) else ""


def _in_latin(word: str) -> str:
    """The word with Cyrillic letters that look alike made Latin; empty where others are left."""
    meant = word.translate(_TO_LATIN)
    return "" if any(map(_is_cyrillic, meant)) else meant


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether the words around are of the other script, so that this is no Cyrillic passage."""
    around = text[max(0, match.start() - 30) : match.start()] + text[match.end() : match.end() + 30]
    return not any(map(_is_cyrillic, around))


def _doubled(text: str, witness: Witness) -> Iterable[Suspicion]:
    for match in _DOUBLED.finditer(text):
        if witness.doubled[match.group(1)] == 1:
            word = match.group(1)
            yield Suspicion(DOUBLED_WORD, match.start(), match.end(), word, f"“{word}” stands twice")


def _years(text: str, witness: Witness) -> Iterable[Suspicion]:
    for match in _YEAR.finditer(text):
        if not is_turkish_suffix(fold(match.group(2))):
            continue
        years = [year for year in witness.years if _one_digit_more(match.group(1), str(year))]
        meant = str(max(years, key=lambda y: witness.years[y])) if years else None
        yield Suspicion(NEARLY_YEAR, match.start(), match.end(), meant, f"“{match.group(1)}” is hardly a year here")


def _one_digit_more(short: str, long: str) -> bool:
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _graves(text: str) -> Iterable[Suspicion]:
    for match in _GRAVE.finditer(text):
        yield Suspicion(WRONG_APOSTROPHE, match.start(), match.end(), "’", "a grave accent stands for an apostrophe")


def _spaces(text: str) -> Iterable[Suspicion]:
    for match in _JOINED.finditer(text):
        nearest = max(0, match.start() - _ADDRESS)
        start = max(nearest, text.rfind(" ", nearest, match.start()) + 1)
        word = text[start : match.end() + 40].split(" ")[0]
        if "://" in word or "@" in word:
            continue
        sign = match.group()
        yield Suspicion(MISSING_SPACE, match.start(), match.end(), f"{sign} ", f"no space follows “{sign}”")
    for match in _GLUED.finditer(text):
        number = match.group()
        yield Suspicion(MISSING_SPACE, match.start(), match.end(), f" {number}", f"no space stands before “{number}”")


def _capitals(text: str, witness: Witness) -> Iterable[Suspicion]:
    """A word in capitals whose small form the document does not have, but has with the other i."""
    for match in _UPPER_I.finditer(text):
        word = match.group()
        if "I" not in word:
            continue
        as_is = _known(_small(word), witness)
        meant = word.replace("I", "İ")
        dotted = _known(_small(meant), witness)
        if dotted > as_is:
            yield Suspicion(WRONG_I, match.start(), match.end(), meant, f"“{word}” has I where the word has i")
            continue
        for at in (i for i, c in enumerate(word) if c == "I"):
            one = word[:at] + "İ" + word[at + 1 :]
            if _known(_small(one), witness) > as_is:
                yield Suspicion(WRONG_I, match.start(), match.end(), one, f"“{word}” has I where the word has i")
                break


def _known(word: str, witness: Witness) -> int:
    """How often the document has the word or, since suffixes differ, its first five letters and more."""
    if witness.lower[word]:
        return witness.lower[word] + 10
    stem = word[: max(6, len(word) - 4)]
    return witness.beginning(stem) if len(stem) >= 6 else 0


def _quotations(text: str) -> Iterable[Suspicion]:
    """Signs of one pair that do not come out even."""
    for at, opens in unpaired_signs(text):
        if opens:
            told = f"the quotation “{_beginning(text[at + 1 :])}” is opened and not closed"
        else:
            told = f"a quotation is closed and was never opened, behind “{_end(text[:at])}”"
        yield Suspicion(UNCLOSED_QUOTATION, at, at + 1, None, told)


def _beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:_QUOTED]) + (" …" if len(words) > _QUOTED else "")


def _end(text: str) -> str:
    words = text.split()
    return ("… " if len(words) > _QUOTED else "") + " ".join(words[-_QUOTED:])
