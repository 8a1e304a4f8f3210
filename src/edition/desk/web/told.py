"""What is wrong, in the editor's language: findings have a title, refusals of the desk are told whole.

Takes diagnostics, whose words are English; gives sentences from the catalogue beside the labels of the interface. What
the catalogue does not have stays English, below the title of its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from edition.desk.web.words import catalogue
from edition.diagnostics import Diagnostic

_PLACE: Final = re.compile(r"\{(\d)\}")


def title(diagnostic: Diagnostic, lang: str) -> str:
    """What its code says; nothing in English, where the message says it."""
    return catalogue(lang).get(diagnostic.code.id, "")


def told(diagnostic: Diagnostic, lang: str) -> str:
    """A refusal: what and why, and what can be done."""
    message, advice = in_words(diagnostic.message, lang), in_words(diagnostic.help or "", lang)
    if message and (advice or not diagnostic.help):
        return f"{message} {advice}".strip()
    return " ".join(filter(None, (title(diagnostic, lang), _in_english(diagnostic))))


def told_all(diagnostics: Iterable[Diagnostic], lang: str) -> str:
    """Several of them, one after the other."""
    return " ".join(told(diagnostic, lang) for diagnostic in diagnostics)


def _in_english(diagnostic: Diagnostic) -> str:
    places = "; ".join((*diagnostic.notes, *(label.text for label in diagnostic.labels)))
    advice = f". {diagnostic.help[:1].upper()}{diagnostic.help[1:]}" if diagnostic.help else ""
    return diagnostic.message + (f" ({places})" if places else "") + advice


def in_words(text: str, lang: str) -> str:
    """An English sentence in another language, with its values in their places; empty where the catalogue lacks it.

    >>> in_words("no register has the key `ada`", "de"), in_words("no such sentence", "de")
    ('Kein Register hat den Schlüssel `ada`.', '')
    """
    for pattern, sentence in _sentences(lang):
        if match := pattern.fullmatch(text):
            return _PLACE.sub(lambda place: match[f"v{place[1]}"], sentence)
    return ""


@cache
def _sentences(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """English sentences as patterns, those with the most letters of their own first."""
    ordered = sorted(catalogue(lang).items(), key=lambda pair: -len(_PLACE.sub("", pair[0])))
    return tuple((_pattern(english), sentence) for english, sentence in ordered)


def _pattern(english: str) -> re.Pattern[str]:
    parts = (
        part if n % 2 == 0 else f"(?P<v{part}>.+?)"
        for n, part in enumerate(_PLACE.split(re.escape(english).replace(r"\{", "{").replace(r"\}", "}")))
    )
    return re.compile("".join(parts), re.DOTALL)
