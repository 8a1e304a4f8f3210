"""Letters folded so that spellings of one word meet: without case, without accents, with one i."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_ONE_LETTER: Final = {"İ": "i", "I": "i", "ı": "i", "ə": "e", "Ə": "e"}


class _Folding(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = _ONE_LETTER.get(char)
        if found is None:
            decomposed = unicodedata.normalize("NFD", char.lower())
            found = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
        self[code] = found
        return found


_FOLDING: Final = _Folding()


def fold_text(text: str) -> str:
    """A text of any length without case and accents; dotted and dotless i are one letter."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case and accents, remembered since words come again.

    >>> fold("KÂZIM"), fold("Kazım"), fold("İstanbul"), fold("Şûrâ")
    ('kazim', 'kazim', 'istanbul', 'sura')
    """
    return fold_text(word)


def fold_phrase(words: str) -> str:
    """Several words folded, with one blank between them.

    >>> fold_phrase("İlk  günleri")
    'ilk gunleri'
    """
    return " ".join(fold(w) for w in words.split())


@lru_cache(maxsize=200_000)
def near(word: str) -> str:
    """A word as Turkish tells words apart: without case and circumflex, with ç ğ ö ş ü kept.

    >>> near("Kâzım") == near("Kazım"), near("Muş") == near("Mus")
    (True, False)
    """
    return lower(word).translate(_CIRCUMFLEX)


_CIRCUMFLEX: Final = str.maketrans("âîûáíú", "aiuaiu")
_DOTS: Final = str.maketrans({"I": "ı", "İ": "i"})


def lower(word: str) -> str:
    """A word in small letters as Turkish has them, where each i keeps its dot or its lack of one.

    >>> lower("KAYNAKÇILIK"), lower("İZMİR")
    ('kaynakçılık', 'izmir')
    """
    return word.translate(_DOTS).lower()
