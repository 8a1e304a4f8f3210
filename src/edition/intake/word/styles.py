"""The styles and lists of a Word document: what a paragraph is, what its letters look like, which number it has.

Takes `styles.xml` and `numbering.xml`; a style that is based on another has what that one has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.intake.content import Kind
from edition.intake.word.package import Package, child, is_on, value
from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told
from edition.markup import local_name

# names that Word and those who write for it keep in every language
_NAMED: Final = {
    "title": Kind.TITLE, "subtitle": Kind.TITLE, "author": Kind.PERSON, "byline": Kind.PERSON,
    "abstract": Kind.ABSTRACT, "abstract title": Kind.LABEL, "bibliography": Kind.ENTRY, "caption": Kind.CAPTION,
    "image caption": Kind.CAPTION, "table caption": Kind.CAPTION,
}  # fmt: skip
_LOOKS: Final = {"b": "bold", "i": "italic", "smallCaps": "smallcaps", "strike": "strikethrough", "u": "underline"}
_RAISED: Final = {"superscript", "subscript"}
_DEEPEST: Final = 32


@told
def _heading(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"{any_label(languages, lambda labels: labels.heading_styles)}\s*(\d)", re.IGNORECASE)


@told
def _quotation(languages: Languages) -> re.Pattern[str]:
    words = any_label(languages, lambda labels: labels.quotation_styles)
    return re.compile(rf"{words}|^(?:intense )?quote|^block ?text", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class StyleRole:
    """What a paragraph is by its style: its kind and level, or part of a table of contents."""

    kind: Kind
    level: int = 0
    number: str = ""
    subtitle: bool = False
    contents: bool = False


class Styles:
    """The styles by their ids."""

    def __init__(self, package: Package) -> None:
        root = package.xml("word/styles.xml")
        found = root if root is not None else ()
        self._styles = {str(value(s, "styleId")): s for s in found if local_name(s) == "style"}
        self._lists = _Lists(package)

    def role(self, paragraph: etree._Element) -> StyleRole:
        """What a paragraph is."""
        own = child(paragraph, "pPr")
        chain = list(self._chain(value(child(own, "pStyle"))))
        names = [(value(child(style, "name")) or "").lower() for style in chain]
        if any(name.startswith("toc ") for name in names):
            return StyleRole(Kind.PARAGRAPH, contents=True)
        kind, level = _kind_of(names)
        outline = next(
            (o for p in (own, *(child(s, "pPr") for s in chain)) if (o := child(p, "outlineLvl")) is not None), None
        )
        depth = value(outline) or ""
        if kind is Kind.PARAGRAPH and depth in set("012345678"):
            kind, level = Kind.HEADING, int(depth) + 1
        numbered = next(
            (n for p in (own, *(child(s, "pPr") for s in chain)) if (n := child(p, "numPr")) is not None), None
        )
        at, number = self._lists.next(numbered, level) if numbered is not None else (None, "")
        if kind is Kind.PARAGRAPH and (at is not None or any(name.startswith("list ") for name in names)):
            kind, level = Kind.ITEM, max((at or 0) + 1, *(_named_level(name) for name in names), 1)
        return StyleRole(kind, level, number, subtitle="subtitle" in names)

    def looks(self, run: etree._Element) -> frozenset[str]:
        """What a run's letters look like, apart from its paragraph's style."""
        own = child(run, "rPr")
        if own is None:
            return frozenset()
        found: set[str] = set()
        chain = [child(style, "rPr") for style in self._chain(value(child(own, "rStyle")))]
        for properties in (*reversed(chain), own):
            _apply(properties, found)
        return frozenset(found)

    def _chain(self, ident: str | None) -> Iterator[etree._Element]:
        for _ in range(_DEEPEST):
            style = self._styles.get(ident or "")
            if style is None:
                return
            yield style
            ident = value(child(style, "basedOn"))


def _named_level(name: str) -> int:
    """The level that a list's style is named for: `List Bullet 2`."""
    return int(name[-1]) if re.fullmatch(r"list .*[1-9]", name) else 0


def _kind_of(names: list[str]) -> tuple[Kind, int]:
    for name in names:
        heading = _heading().match(name)
        if heading:
            return Kind.HEADING, int(heading.group(1))
        if name in _NAMED:
            return _NAMED[name], 0
        if _quotation().search(name):
            return Kind.QUOTE, 0
    return Kind.PARAGRAPH, 0


def _apply(properties: etree._Element | None, found: set[str]) -> None:
    for each in properties if properties is not None else ():
        name = local_name(each)
        if name in _LOOKS:
            (found.add if is_on(each) else found.discard)(_LOOKS[name])
        elif name == "vertAlign":
            found -= _RAISED
            found |= _RAISED & {value(each) or ""}


_DIGITS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    done = ""
    for worth, sign in _DIGITS:
        done += sign * (number // worth)
        number %= worth
    return done


def printed(number: int, form: str) -> str:
    """A number as a list prints it.

    >>> printed(4, "lowerRoman"), printed(28, "upperLetter"), printed(3, "decimal")
    ('iv', 'BB', '3')
    """
    if form.endswith("Roman"):
        done = _roman(number % 4000)
    elif form.endswith("Letter"):
        done = chr(97 + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)
    else:
        done = str(number)
    return done.upper() if form.startswith("upper") else done


@dataclass
class _Lists:
    """The levels of every list, and how far each has been counted."""

    package: Package
    levels: dict[str, dict[int, etree._Element]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        root = self.package.xml("word/numbering.xml")
        kinds = list(root) if root is not None else []
        abstract = {value(a, "abstractNumId"): a for a in kinds if local_name(a) == "abstractNum"}
        for num in kinds:
            if local_name(num) == "num":
                of = abstract.get(value(child(num, "abstractNumId")))
                levels = [e for e in of if local_name(e) == "lvl"] if of is not None else []
                self.levels[str(value(num, "numId"))] = {_whole(value(e, "ilvl")): e for e in levels}

    def next(self, numbered: etree._Element, level: int) -> tuple[int | None, str]:
        """The level of the next item of a list, and its printed number; no level where numbering is switched off."""
        ident = value(child(numbered, "numId")) or ""
        if ident == "0":
            return None, ""
        own = value(child(numbered, "ilvl"))
        at = min(8, _whole(own)) if own is not None else max(0, level - 1)
        levels, counts = self.levels.get(ident, {}), self.counts.setdefault(ident, {})
        counts[at] = counts.get(at, self._start(levels, at) - 1) + 1
        for deeper in [k for k in counts if k > at]:
            del counts[deeper]
        form = value(child(levels.get(at), "numFmt")) or "bullet"
        if form in ("bullet", "none"):
            return at, ""
        pattern = value(child(levels.get(at), "lvlText")) or ""
        return at, re.sub(r"%([1-9])", lambda m: self._number(levels, counts, int(m.group(1)) - 1), pattern).strip()

    def _start(self, levels: dict[int, etree._Element], at: int) -> int:
        return _whole(value(child(levels.get(at), "start")) or "1")

    def _number(self, levels: dict[int, etree._Element], counts: dict[int, int], at: int) -> str:
        form = value(child(levels.get(at), "numFmt")) or "decimal"
        return printed(max(1, counts.get(at, self._start(levels, at))), form)


def _whole(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else 0
