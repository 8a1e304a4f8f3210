"""The styles and lists of a Word document: what a paragraph is, what its letters look like, which number it has.

Takes `styles.xml` and `numbering.xml`; a style that is based on another has what that one has.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from edition.intake.content import BlockLook, Kind
from edition.intake.structured.style_names import NamedRole, named_role
from edition.intake.word.package import Package, child, is_on, value
from edition.markup import local_name

_LOOKS: Final = {"b": "bold", "i": "italic", "smallCaps": "smallcaps", "strike": "strikethrough", "u": "underline"}
_RAISED: Final = {"superscript", "subscript"}
_DEEPEST: Final = 32
_OUTLINE: Final = frozenset("012345678")
_USUAL: Final = 10.0  # points, where a document tells nothing
_INSET: Final = 280  # twentieths of a point


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
        defaults = next((each for each in found if local_name(each) == "docDefaults"), None)
        self._defaults = child(defaults, "rPrDefault", "rPr")
        standard = (ident for ident, style in self._styles.items() if value(style, "default") in ("1", "true"))
        self._normal = next((ident for ident in standard if value(self._styles[ident], "type") == "paragraph"), None)

    def role(self, paragraph: etree._Element) -> StyleRole:
        """What a paragraph is."""
        own = child(paragraph, "pPr")
        chain = list(self._chain(value(child(own, "pStyle"))))
        names = [(value(child(style, "name")) or "").lower() for style in chain]
        told = _told(names)
        if told.contents:
            return StyleRole(Kind.PARAGRAPH, contents=True)
        properties = (own, *(child(style, "pPr") for style in chain))
        kind, level = _outlined(told, value(_first(properties, "outlineLvl")) or "")
        numbered = _first(properties, "numPr")
        at, number = self._lists.next(numbered, level) if numbered is not None else (None, "")
        if kind is Kind.PARAGRAPH and (at is not None or any(name.startswith("list ") for name in names)):
            level = max((at or 0) + 1, *map(_named_level, names), 1)
            kind = Kind.ITEM
        return StyleRole(kind, level, number, subtitle=told.subtitle)

    def look(self, paragraph: etree._Element) -> BlockLook:
        """How a paragraph is set, apart from what its letters have of their own."""
        own = child(paragraph, "pPr")
        chain = list(self._chain(value(child(own, "pStyle")) or self._normal))
        found: set[str] = set()
        for style in reversed(chain):
            _apply(child(style, "rPr"), found)
        properties = (own, *(child(style, "pPr") for style in chain))
        indent = _first(properties, "ind")
        sizes = Counter[float]()
        for run in paragraph.iter("{*}r"):
            size = self._size(run, chain)
            sizes[size] += sum(len(text.text or "") for text in run.iter("{*}t"))
        return BlockLook(
            max(sizes, key=lambda size: sizes[size], default=0.0), "bold" in found, "italic" in found,
            value(_first(properties, "jc")) == "center", _is_inset(indent),
        )  # fmt: skip

    def _size(self, run: etree._Element, chain: Sequence[etree._Element]) -> float:
        """The size of a run's letters in points."""
        own = child(run, "rPr")
        styles = (*self._chain(value(child(own, "rStyle"))), *chain)
        sizes = (value(child(each, "sz")) for each in (own, *(child(style, "rPr") for style in styles), self._defaults))
        return next((_whole(size) / 2 for size in sizes if size), _USUAL)

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


def _told(names: Sequence[str]) -> NamedRole:
    """What the names of a style and of those that it is based on tell."""
    return next((role for name in names if (role := named_role(name))), NamedRole(Kind.PARAGRAPH))


def _outlined(told: NamedRole, depth: str) -> tuple[Kind, int]:
    """The kind and level by a style's name, else by a level of the outline."""
    if told.kind is Kind.PARAGRAPH and depth in _OUTLINE:
        return Kind.HEADING, int(depth) + 1
    return told.kind, told.level


def _first(properties: Iterable[etree._Element | None], name: str) -> etree._Element | None:
    """The first of some properties' children of a name: the paragraph's own before those of its styles."""
    return next((found for each in properties if (found := child(each, name)) is not None), None)


def _is_inset(indent: etree._Element | None) -> bool:
    """Whether a paragraph stands in from both margins."""
    sides = (("left", "start"), ("right", "end"))
    return all(_whole(value(indent, side) or value(indent, other)) >= _INSET for side, other in sides)


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
