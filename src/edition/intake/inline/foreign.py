"""Passages in another language or script within a text: quotations and titles of some length.

Marks a quotation of four words or more, and runs of another script, where the language is beyond doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from edition.intake.content import Markup
from edition.intake.signs.languages import language_of
from edition.languages.used import used

_RUN: Final = {
    "Cyrl": re.compile(r"[\u0400-\u04ff][\u0400-\u04ff\s.,’'-]{2,}[\u0400-\u04ff]"),
    "Arab": re.compile(r"[\u0600-\u06ff][\u0600-\u06ff\s.,]{2,}[\u0600-\u06ff]"),
}
_SURE: Final = frozenset({"tr", "en", "de", "fr", "ru", "kk"})
_WORDS: Final = 6


def find_foreign(text: str, lang: str, quotations: Sequence[Markup]) -> list[Markup]:
    """The foreign passages of a text in `lang`."""
    found: list[Markup] = []
    if used().get(lang).script != "cyrillic":
        found += [
            _foreign(match.start(), match.end(), language_of(match.group(), "ru") or "ru")
            for match in _RUN["Cyrl"].finditer(text)
            if len(match.group().split()) > 1
        ]
    for quotation in quotations:
        inner = text[quotation.start + 1 : quotation.end - 1]
        if len(inner.split()) < _WORDS:
            continue
        other = language_of(inner, lang)
        if other and other != lang and other in _SURE and language_of(inner, other) == other:
            found.append(_foreign(quotation.start + 1, quotation.end - 1, other))
    return found


def _foreign(start: int, end: int, lang: str) -> Markup:
    return Markup(start, end, "foreign", (("{http://www.w3.org/XML/1998/namespace}lang", lang),))
