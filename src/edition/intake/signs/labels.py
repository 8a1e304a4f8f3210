"""The words that journals put before an abstract, its keywords and the bibliography, by language.

Takes a line, tells whether such a part begins there; takes lines, finds those of titles and authors before abstracts.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from edition.intake.signs.lines import Line
from edition.intake.signs.people import is_by, is_byline, names_in
from edition.languages import Language, Languages, lower
from edition.languages.patterns import any_label
from edition.languages.used import told


def _tellers(languages: Languages) -> list[Language]:
    """The languages that labels tell; one that extends another has them of that."""
    return [lang for lang in languages.all if not lang.extends]


@told
def _abstracts(languages: Languages) -> dict[str, list[tuple[str, str]]]:
    return _by_letter((form, lang.code) for lang in _tellers(languages) for form in lang.labels.abstract)


@told
def _keywords(languages: Languages) -> dict[str, list[tuple[str, str]]]:
    return _by_letter((form, lang.code) for lang in _tellers(languages) for form in lang.labels.keywords)


@told
def _bibliographies(languages: Languages) -> frozenset[str]:
    return frozenset(form.lower() for lang in languages.all for form in lang.labels.bibliography)


def _by_letter(forms: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """The forms with their languages, by first letter: most lines of a text begin with none of these letters' words."""
    found: dict[str, list[tuple[str, str]]] = {}
    for form, lang in forms:
        found.setdefault(form[0].lower(), []).append((form.lower(), lang))
    return found


_LABEL_END: Final = re.compile(r"\s*([:.—–-]|$)\s*")
_ZONE: Final = 25
_OPENING: Final = 8
_SHORT: Final = 100
_STOPPED: Final = re.compile(r"[.!?;,][\"”’»)]*$")
_FINISHED: Final = re.compile(r"[.!?…][\"”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class SectionLabel:
    """A label at the head of a line: its language, whether of keywords, its length, whether it stands alone."""

    lang: str
    keywords: bool
    length: int
    alone: bool
    extended: bool = False


def _lower(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı" if "Ö" in text or "Ü" in text else "i").lower()


def section_label(text: str) -> SectionLabel | None:
    """The label that a line begins with.

    >>> section_label("Anahtar Kelimeler: ordu, savaş").lang, section_label("ABSTRACT").alone
    ('tr', True)
    """
    low = _lower(text[:60]).lstrip("*[(")
    offset = len(text[:60]) - len(low)
    for form, lang in _keywords().get(low[:1], ()):
        found = _LABEL_END.match(low, len(form)) if low.startswith(form) else None
        if found:
            length = offset + found.end()
            return SectionLabel(lang, True, length, length >= len(text))
    for word, lang in _abstracts().get(low[:1], ()):
        found = _LABEL_END.match(low, len(word)) if low.startswith(word) else None
        if found and (found.group(1) or found.end() == len(low)) and "-" not in found.group(1):
            length = offset + found.end()
            return SectionLabel(lang, False, length, length >= len(text))
    return _extended(text, low)


def _extended(text: str, low: str) -> SectionLabel | None:
    """`Extended Abstract`, `Genişletilmiş Özet`: a short line whose last word is an abstract's label; the number
    of a section before it (`I. Summary`) makes it no other abstract.
    """
    if len(text) > 40 or not text[:1].isupper():
        return None
    words = low.rstrip(" :.").split()
    if not 2 <= len(words) <= 3 or not all(map(str.isalpha, words)):
        return None
    for form, lang in _abstracts().get(words[-1][0], ()):
        if words[-1] == form:
            return SectionLabel(lang, False, len(text), True, extended=True)
    return None


def is_bibliography(text: str) -> bool:
    """Whether a heading heads the list of works cited.

    >>> is_bibliography("5. KAYNAKÇA"), is_bibliography("Sources of power")
    (True, False)
    """
    bare = re.sub(r"^[\dIVX]+[.)]?\s+", "", text).strip(" .:")
    return bool({bare.lower(), _lower(bare), lower(bare)} & _bibliographies())


@told
def _chapters(languages: Languages) -> re.Pattern[str]:
    word = any_label(languages, lambda labels: labels.chapters)
    number = r"(?:\d{1,3}|[IVXLC]{1,8}|[A-Z])"
    return re.compile(
        rf"(?:{word}\s+(?:{number}|[^\W\d_]{{3,8}})|(?:{number}\.?|[^\W\d_]{{3,12}})\s+{word})[.:]?", re.I
    )


def is_chapter(text: str) -> bool:
    """Whether a line is nothing but the number of a chapter; its title stands below.

    >>> is_chapter("Chapter IV"), is_chapter("BİRİNCİ BÖLÜM"), is_chapter("Chapters of a life")
    (True, True, False)
    """
    return bool(_chapters().fullmatch(text.strip()))


def title_zones(lines: Sequence[Line], furniture: Container[int]) -> frozenset[int]:
    """The lines of titles, authors and affiliations: those before an abstract's label back to a finished sentence."""
    found: set[int] = set()
    text = [i for i in range(len(lines)) if i not in furniture]
    labels = {i: label for i in text if (label := section_label(lines[i].text))}
    for place, i in enumerate(text):
        label = labels.get(i)
        if label is None or label.keywords:
            continue
        zone: list[int] = []
        for j in reversed(text[max(0, place - _ZONE) : place]):
            if (_FINISHED.search(lines[j].text) and not _is_code(lines[j].text)) or j in labels:
                break
            zone.append(j)
        found.update(_without_keywords(lines, zone, labels))
    return frozenset(found)


def opening_zone(lines: Sequence[Line], furniture: Container[int]) -> frozenset[int]:
    """The lines of title and authors that a text begins with: short ones up to one that says that it names authors."""
    first = [i for i in range(len(lines)) if i not in furniture][:_OPENING]
    end = next((at + 1 for at in range(1, len(first)) if _names_authors([lines[i].text for i in first], at)), 0)
    texts = [lines[i].text for i in first[:end]]
    apart = all(len(text) <= _SHORT and not section_label(text) for text in texts)
    return frozenset(first[:end] if apart and not any(map(_STOPPED.search, texts[:-1])) else ())


def _names_authors(texts: Sequence[str], at: int) -> bool:
    """Whether a line names authors behind a word for it, on the same line or the one before."""
    return is_byline(texts[at]) or (at > 1 and is_by(texts[at - 1]) and bool(names_in(texts[at])))


def _is_code(text: str) -> bool:
    """Classification codes and addresses end in dots, too."""
    return "@" in text or len(re.findall(r"\d", text)) * 4 > len(text)


def _without_keywords(lines: Sequence[Line], zone: list[int], labels: Container[int]) -> list[int]:
    """Keywords may end without a full stop; what stands close behind their label belongs to them."""
    if not zone or zone[-1] - 1 not in labels:
        return zone
    usual = min(lines[j].gap for j in zone)
    for place in range(len(zone) - 1, -1, -1):
        if lines[zone[place]].gap > usual:
            return zone[: place + 1]
    return []
