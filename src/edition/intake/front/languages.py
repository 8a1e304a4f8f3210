"""Which language a text is in: by letters that only some languages have, by its commonest words, and for the rest by a
statistical classifier restricted to the languages that such editions meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

KNOWN: Final = ("tr", "en", "ru", "kk", "az", "de", "fr", "uk", "ky", "fa", "ar", "it", "es")
_SURE: Final = 40
_WORDS: Final = {
    "tr": "ve bir bu ile için olarak de da ki olan gibi daha sonra kadar ne çok en",
    "en": "the of and to in that was is for with as on by from this which were",
    "de": "der die und das den von mit des dem ein eine ist im auf zu nicht",
    "fr": "le la les des et du une dans que est pour par qui sur au",
    "ru": "и в на с что по не он как из для от это был его к",
    "kk": "және мен бір үшін бұл деп болды оның туралы еді осы да де",
    "az": "və bir bu ilə üçün olan da də ki olaraq sonra həm",
    "it": "il di che la e del della per con una non è",
    "es": "el de que y la en los del las por con una para",
}
_COMMON: Final = {lang: frozenset(words.split()) for lang, words in _WORDS.items()}
_LETTERS: Final = {"kk": "әғқңөұүһі", "az": "ə", "uk": "їєґ"}
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str, hint: str | None = None) -> str | None:
    """The language of a text, or None where it has no words; short texts need a `hint` to be more than a guess.

    >>> language_of("Bu ordu ve bu devlet için bir anlaşma"), language_of("the army and the treaty of peace")
    ('tr', 'en')
    """
    words = [word.replace("İ", "i").lower() for word in _WORD.findall(text[:4000])]
    if not words:
        return hint
    by_letters = _by_letters(words)
    if by_letters:
        return by_letters
    hits = {lang: sum(word in common for word in words) for lang, common in _COMMON.items()}
    best = max(hits, key=lambda lang: (hits[lang], lang == hint))
    ordered = sorted(hits.values())
    if hits[best] >= 2 and ordered[-1] > 1.3 * ordered[-2]:
        return best
    if hint:
        return hint
    return _classify(text[:2000]) if len(text) > _SURE else None


def _by_letters(words: list[str]) -> str | None:
    """Letters that one language alone has among its neighbours, in a good share of the words."""
    for lang, letters in _LETTERS.items():
        share = sum(any(letter in word for letter in letters) for word in words) / len(words)
        if share > 0.25:
            return lang
    return None


@lru_cache(maxsize=1)
def _classifier() -> Any:
    """The classifier of the extra `edition[languages]`, or None; its model is large, so it is loaded when needed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(KNOWN))
    return identifier


def _classify(text: str) -> str | None:
    classifier = _classifier()
    return str(classifier.classify(text)[0]) if classifier else None
