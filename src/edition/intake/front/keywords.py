"""A line of keywords cut into its terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from edition.intake.content import Markup
from edition.intake.signs.labels import section_label

_BETWEEN: Final = re.compile(r"(?:(?<!\s)\s++)?[;,•·]\s*+")


@dataclass(frozen=True, slots=True)
class Keywords:
    """The terms in their language, and where they stand in the block."""

    lang: str
    terms: tuple[str, ...]
    spans: tuple[Markup, ...]


def split_keywords(text: str, lang: str | None) -> Keywords:
    """Cut `Keywords: treaty, border.` into its terms.

    >>> split_keywords("Keywords: treaty, border.", "en").terms
    ('treaty', 'border')
    """
    label = section_label(text)
    at = label.length if label else 0
    separator = ";" if text.count(";") > text.count(",") else None
    spans: list[Markup] = []
    for piece in _pieces(text, at, separator):
        start, end = piece
        while end > start and text[end - 1] in " .;,":
            end -= 1
        if end > start:
            spans.append(Markup(start, end, "term"))
    terms = tuple(text[span.start : span.end] for span in spans)
    return Keywords((label.lang if label else lang) or "und", terms, tuple(spans))


def _pieces(text: str, at: int, separator: str | None) -> list[tuple[int, int]]:
    pattern = re.compile(r"(?:(?<!\s)\s++)?;\s*+") if separator else _BETWEEN
    found: list[tuple[int, int]] = []
    start = at
    for cut in pattern.finditer(text, at):
        found.append((start, cut.start()))
        start = cut.end()
    found.append((start, len(text)))
    return found
