"""What a paragraph is by the name of its style, in the languages that word processors speak.

Takes a name, gives the kind and level; None where the name tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from edition.intake.content import Kind
from edition.languages import Labels, Languages
from edition.languages.patterns import any_label
from edition.languages.used import told

# a template's own mark before or behind a name: MDPI_1.2_title, Article Title, Abstract Text
_MARK: Final = r"(?:\w*[\d._]+_|(?:article|paper|main)[ _-])?"
_REST: Final = r"(?:[ _-]?(?:\d|text|texte?|body|names?|list|para(?:graph)?))?"
_CONTENTS: Final = re.compile(
    r"(?:toc|toa|contents|verzeichnis)[ _]|inhaltsverzeichnis|table of contents", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class NamedRole:
    """What a style's name says: a kind and level, whether a subtitle, whether of a table of contents."""

    kind: Kind
    level: int = 0
    subtitle: bool = False
    contents: bool = False


@told
def _heading(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"{any_label(languages, lambda labels: labels.heading_styles)}\s*(\d)$", re.IGNORECASE)


_SORTS: Final[tuple[tuple[NamedRole, Callable[[Labels], Iterable[str]]], ...]] = (
    (NamedRole(Kind.TITLE), lambda labels: labels.title_styles),
    (NamedRole(Kind.TITLE, subtitle=True), lambda labels: labels.subtitle_styles),
    (NamedRole(Kind.PERSON), lambda labels: labels.author_styles),
    (NamedRole(Kind.ABSTRACT), lambda labels: labels.abstract),
    (NamedRole(Kind.KEYWORDS), lambda labels: labels.keywords),
    (NamedRole(Kind.ENTRY), lambda labels: labels.bibliography),
    (NamedRole(Kind.CAPTION), lambda labels: (*labels.caption_styles, *labels.figures, *labels.tables)),
)


@told
def _named(languages: Languages) -> list[tuple[re.Pattern[str], NamedRole]]:
    made = ((any_label(languages, of), role) for role, of in _SORTS)
    return [(re.compile(rf"{_MARK}{words}s?{_REST}", re.IGNORECASE), role) for words, role in made]


@told
def _quotation(languages: Languages) -> re.Pattern[str]:
    words = any_label(languages, lambda labels: labels.quotation_styles)
    return re.compile(rf"(?:intense |block )?{words}s?\b", re.IGNORECASE)


def named_role(name: str) -> NamedRole | None:
    """What a style's name says.

    >>> named_role("Überschrift 2"), named_role("Zitat").kind, named_role("Body Text")
    (NamedRole(kind=<Kind.HEADING: 'head'>, level=2, subtitle=False, contents=False), <Kind.QUOTE: 'quote'>, None)
    """
    name = " ".join(name.replace("_20_", " ").split())
    if _CONTENTS.match(name):
        return NamedRole(Kind.PARAGRAPH, contents=True)
    heading = _heading().fullmatch(name)
    if heading:
        return NamedRole(Kind.HEADING, int(heading.group(1)))
    found = next((role for pattern, role in _named() if pattern.fullmatch(name)), None)
    if found is None and name.lower() in _ENGLISH:
        return _ENGLISH[name.lower()]
    return found or (NamedRole(Kind.QUOTE) if _quotation().match(name) else None)


_ENGLISH: Final = {
    "abstract title": NamedRole(Kind.LABEL), "image caption": NamedRole(Kind.CAPTION),
    "table caption": NamedRole(Kind.CAPTION), "endnote bibliography": NamedRole(Kind.ENTRY),
}  # fmt: skip
