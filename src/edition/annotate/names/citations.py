"""Where a text cites: brackets, notes and addresses whose names and years belong to other works, not to the story."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from edition.languages import Language, fold
from edition.languages.patterns import any_of

Span = tuple[int, int]
_BRACKETS: Final = re.compile(r"\[[^\[\]]{1,90}\]|\((?:[^()]|\([^()]{0,60}\)){3,600}\)")
_MAY_CITE: Final = re.compile(r"\d|https?:|www\.|@|\[|\(")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s)\]>]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[\w.]+")
_NUMBERS: Final = re.compile(r"^\[\s*\d+\s*(?:[,;-]\s*\d+\s*)*\]$")
_ACRONYM: Final = re.compile(r"[^\W\d_]{2,8}")
_PAGES: Final = r"(?:\d[\d,;\s–—-]*|[ivxlIVXL]+)"
_SENTENCE: Final = re.compile(r"(?:[.;”\")]\s+\(?|\()(?=[^\W\d_])")
_CUE: Final = re.compile(r"\b(\w+)\.\s+")
_LONGEST: Final = 320


class Citing:
    """What citations look like in a language: its signs for pages and archives, its `and` and its `et al.`."""

    def __init__(self, lang: Language) -> None:
        self.cues = lang.citation_cues
        pages, archives = any_of(lang.labels.page_signs), any_of(lang.archive_signs)
        joining = rf"\s*(?:[-–&]|{any_of(lang.and_words - lang.with_words)})\s*"
        author = r"[^\W\d_](?:[\w’']|-(?=\w)){1,60}+"
        first = r"[^\W\d_](?:[\w’'.]|-(?=\w)){1,60}+"
        others = rf"(?:\s+(?:{any_of(lang.labels.et_al)})\.?)?"
        self._inside = (
            re.compile(r"[^\W\d][\w.]{0,60}+,\s*\(?(?:1[4-9]|20)\d\d[a-z]?\s*(?:[-–]\d{2,4}\s*)?(?:[:;,.)\]]|$)"),
            re.compile(r"\w\s*:\s*(?:\d[\d,;\s–—-]*+|[ivxlIVXL]+\s*+)(?:\.\s*+)?$"),
            re.compile(rf"(?:^|[\s,;])(?:{pages})\.\s*{_PAGES}", re.IGNORECASE),
            re.compile(r"(?:https?://|www\.)"),
            re.compile(rf"(?:^|[\s,;])(?:{archives})\s*[:.]|(?<!\d)\d{{2,}}/\d{{2,}}[-\d]*", re.IGNORECASE),
        )
        self.author_year = re.compile(
            rf"{first}(?:{joining}{author}){{0,9}}{others},\s*(?:1[4-9]|20)\d\d[a-z]?(?:\s*:\s*{_PAGES})"
        )
        self.note_author_year = re.compile(
            rf"{first}(?:\s*[-–&]\s*{author}){{0,9}},\s*(?:1[3-9]|20)\d\d[a-z]?(?:\s*:\s*{_PAGES})?(?=\s{{0,3}}[.;,)]|\s{{0,3}}$)"
        )
        self.note_pages = re.compile(
            rf"(?:(?<=[\s,;.])|^)(?:{pages})\.\s*{_PAGES}\.?"
            rf"|\w\s*:\s*\d[\d–-]*(?:\s*\([^)]{{0,20}}\))?(?=\s*+(?:[.;]\s*+)?$)"
        )

    def cites(self, bracket: str) -> bool:
        """Whether what stands in brackets cites."""
        inner = bracket[1:-1].strip()
        if bracket[0] == "[":
            is_acronym = bool(_ACRONYM.fullmatch(inner)) and inner.isupper()
            return is_acronym or bool(_NUMBERS.search(bracket) or re.match(r"\d+\s*,", inner))
        first = fold(inner.split(" ", 1)[0].strip(".,:"))
        return first in self.cues or any(pattern.search(inner) for pattern in self._inside)


@lru_cache(maxsize=32)
def citing(lang: Language) -> Citing:
    """The citations of a language."""
    return Citing(lang)


def _capitals(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Where a pattern stands that begins with a capital letter."""
    return (m.span() for m in pattern.finditer(text) if text[m.start()].isupper())


def citations(text: str, lang: Language, *, is_note: bool) -> list[Span]:
    """The stretches that cite, merged and in order.

    >>> from edition.languages import language
    >>> text = "Kurultay toplandı [18, s. 23] ve dağıldı (Yılmaz, 2006: 294). Kars (1921) alındı."
    >>> [text[a:b] for a, b in citations(text, language("tr"), is_note=False)]
    ['[18, s. 23]', '(Yılmaz, 2006: 294)']
    """
    if not _MAY_CITE.search(text):
        return []
    known = citing(lang)
    found = [m.span() for m in _BRACKETS.finditer(text) if known.cites(m.group())]
    found += [m.span() for m in _ADDRESS.finditer(text)]
    found += _capitals(known.author_year, text)
    if is_note:
        found += _capitals(known.note_author_year, text)
        found += _note_citations(text, found, known)
    return _merged(found)


def _note_citations(text: str, known: list[Span], lang: Citing) -> list[Span]:
    """In a note a reference runs from the beginning of its sentence, or from `bk.`, to its pages."""
    out: list[Span] = []
    for match in lang.note_pages.finditer(text):
        if any(a <= match.start() < b for a, b in known):
            continue
        begin = max(out[-1][1] if out else 0, match.start() - _LONGEST)
        for boundary in _SENTENCE.finditer(text, begin, match.start()):
            if text[boundary.end()].isupper() and not _is_abbreviation(text, boundary.start()):
                begin = boundary.end()
        for cue in _CUE.finditer(text, begin, match.start()):
            if fold(cue[1]) in lang.cues:
                begin = cue.end()
        if "," in text[begin : match.start() + 1]:
            out.append((begin, match.end()))
    return out


def _is_abbreviation(text: str, point: int) -> bool:
    """Whether the point belongs to an initial, a title or a numeral."""
    word = re.search(r"(\w+)$", text[max(0, point - 8) : point])
    return text[point] == "." and bool(word) and len(word[1] if word else "") <= 2


def _merged(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
