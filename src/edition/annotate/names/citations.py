"""Where a text cites: brackets, notes and addresses whose names and years belong to other works, not to the story."""

from __future__ import annotations

import re
from typing import Final

from edition.annotate.languages import Language
from edition.annotate.tokens import fold

Span = tuple[int, int]
_BRACKETS: Final = re.compile(r"\[[^\[\]]{1,90}\]|\((?:[^()]|\([^()]{0,60}\)){3,600}\)")
_MAY_CITE: Final = re.compile(r"\d|https?:|www\.|@|\[|\((?:bkz?|cf|see)\b")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s)\]>]+|[\w.+-]+@[\w-]+\.[\w.]+")
_PAGES: Final = r"(?:\d[\d,;\s–—-]*|[ivxlIVXL]+)"
_IS_CITATION: Final = (
    re.compile(r"[^\W\d][\w.]*,\s*\(?(?:1[4-9]|20)\d\d[a-z]?\s*(?:[-–]\d{2,4}\s*)?(?:[:;,.)\]]|$)"),
    re.compile(rf"\w\s*:\s*{_PAGES}\.?\s*$"),
    re.compile(rf"(?:^|[\s,;])(?:s{{1,2}}|sf|pp?|с|стр)\.\s*{_PAGES}", re.IGNORECASE),
    re.compile(r"(?:https?://|www\.)"),
    re.compile(r"(?:^|[\s,;])(?:Yer|Fon|Kutu|Dosya|Gömlek|ISH|Devre|Tefrika)\s*[:.]|\d{2,}/\d{2,}[-\d]*"),
    re.compile(r"^\[\s*\d+\s*(?:[,;-]\s*\d+\s*)*\]$"),
)
_AUTHOR_YEAR: Final = re.compile(
    rf"[^\W\d_a-zçğıöşü][\w’'.-]+(?:\s*(?:[-–&]|ve|and)\s*[^\W\d_a-zçğıöşü][\w’'-]+)*(?:\s+vd\.?)?,\s*(?:1[4-9]|20)\d\d[a-z]?(?:\s*:\s*{_PAGES})"
)
_NOTE_AUTHOR_YEAR: Final = re.compile(
    rf"[^\W\d_a-zçğıöşü][\w’'.-]+(?:\s*[-–&]\s*[^\W\d_a-zçğıöşü][\w’'-]+)*,\s*(?:1[3-9]|20)\d\d[a-z]?(?:\s*:\s*{_PAGES})?(?=\s*[.;,)]|\s*$)"
)
_NOTE_PAGES: Final = re.compile(
    rf"(?:(?<=[\s,;.])|^)(?:s{{1,2}}|sf|pp?)\.\s*{_PAGES}\.?|\w\s*:\s*\d[\d–-]*(?:\s*\([^)]{{0,20}}\))?(?=\s*[.;]?\s*$)"
)
_SENTENCE: Final = re.compile(r"(?:[.;”\")]\s+\(?|\()(?=[^\W\d_a-zçğıöşü])")
_CUE: Final = re.compile(r"\b(\w+)\.\s+")
_LONGEST: Final = 320


def citations(text: str, lang: Language, *, is_note: bool) -> list[Span]:
    """The stretches that cite, merged and in order.

    >>> from edition.annotate.languages import language
    >>> text = "Kurultay toplandı [18, s. 23] ve dağıldı (Yılmaz, 2006: 294). Kars (1921) alındı."
    >>> [text[a:b] for a, b in citations(text, language("tr"), is_note=False)]
    ['[18, s. 23]', '(Yılmaz, 2006: 294)']
    """
    if not _MAY_CITE.search(text):
        return []
    found = [m.span() for m in _BRACKETS.finditer(text) if _cites(m.group(), lang)]
    found += [m.span() for m in _ADDRESS.finditer(text)]
    found += [m.span() for m in _AUTHOR_YEAR.finditer(text)]
    if is_note:
        found += [m.span() for m in _NOTE_AUTHOR_YEAR.finditer(text)]
        found += _note_citations(text, found, lang)
    return _merged(found)


def _cites(bracket: str, lang: Language) -> bool:
    inner = bracket[1:-1].strip()
    if bracket[0] == "[":
        return bool(
            _IS_CITATION[-1].search(bracket) or re.match(r"\d+\s*,", inner) or re.fullmatch(r"[A-ZÇĞİÖŞÜ]{2,8}", inner)
        )
    first = fold(inner.split(" ", 1)[0].strip(".,:"))
    return first in lang.citation_cues or any(pattern.search(inner) for pattern in _IS_CITATION[:-1])


def _note_citations(text: str, known: list[Span], lang: Language) -> list[Span]:
    """In a note a reference runs from the beginning of its sentence, or from `bk.`, to its pages."""
    out: list[Span] = []
    for match in _NOTE_PAGES.finditer(text):
        if any(a <= match.start() < b for a, b in known):
            continue
        begin = max(out[-1][1] if out else 0, match.start() - _LONGEST)
        for boundary in _SENTENCE.finditer(text, begin, match.start()):
            if not _is_abbreviation(text, boundary.start()):
                begin = boundary.end()
        for cue in _CUE.finditer(text, begin, match.start()):
            if fold(cue[1]) in lang.citation_cues:
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
