"""Which language a text is in: by letters that only some languages have, by its commonest words, and for the rest by a
statistical classifier restricted to the languages that such editions meet.
"""

from __future__ import annotations

import re
from typing import Any, Final

from edition.languages import Language, Languages
from edition.languages.used import told

_SURE: Final = 40
_SHARE: Final = 0.25
_WORD: Final = re.compile(r"[^\W\d_]+")


@told
def _told(languages: Languages) -> tuple[Language, ...]:
    """The languages that are told by their words or letters; one that extends another has them of that."""
    return tuple(lang for lang in languages.all if (lang.telling.words or lang.telling.letters) and not lang.extends)


@told
def _common(_: Languages) -> dict[str, frozenset[str]]:
    return {lang.code: frozenset(lang.telling.words) for lang in _told()}


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
    hits = {lang: sum(word in common for word in words) for lang, common in _common().items()}
    best = max(hits, key=lambda lang: (hits[lang], lang == hint))
    ordered = sorted(hits.values())
    if hits[best] >= 2 and ordered[-1] > 1.3 * ordered[-2]:
        return best
    if hint:
        return hint
    return _classify(text[:2000]) if len(text) > _SURE else None


def _by_letters(words: list[str]) -> str | None:
    """Letters that one language alone has among its neighbours, in a good share of the words."""
    shares = {
        lang.code: sum(any(letter in word for letter in lang.telling.letters) for word in words) / len(words)
        for lang in _told()
    }
    best = max(shares, key=lambda lang: shares[lang])
    return best if shares[best] > _SHARE else None


@told
def _classifier(_: Languages) -> Any:
    """The classifier of the extra `edition[languages]`, or None; its model is large, so it is loaded when needed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([lang.code for lang in _told() if lang.code in identifier.nb_classes])
    return identifier


def _classify(text: str) -> str | None:
    classifier = _classifier()
    return str(classifier.classify(text)[0]) if classifier else None
