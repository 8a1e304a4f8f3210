"""Word's formulas (OMML) as MathML: fractions, roots, scripts, limits, matrices, brackets, accents.

Takes an `m:oMath`, gives the text of a `math` element. No character is lost: what is in no known form stands in a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree

from edition.intake.word.package import child, is_on, value
from edition.intake.word.symbols import symbol
from edition.markup import local_name

MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_][\u0300-\u036f]*|\S")
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")
_SILENT: Final = frozenset({"rPr", "ctrlPr", "del", "moveFrom", "argPr"})
_THROUGH: Final = frozenset({"e", "oMath", "box", "borderBox", "phant", "ins", "moveTo", "sdt", "sdtContent", "r"})
_THROUGH_ALSO: Final = frozenset(
    {"num", "den", "sup", "sub", "deg", "lim", "fName", "hyperlink", "smartTag", "customXml"}
)
_DEEPEST: Final = 60

Made = etree._Element


class Formula:
    """One formula, and the elements in it whose form is not known."""

    def __init__(self, math: etree._Element) -> None:
        self.unknown: set[str] = set()
        # lxml takes None for the default namespace, its stubs do not
        root = etree.Element(f"{{{MATHML}}}math", nsmap={None: MATHML})  # type: ignore[dict-item]
        root.extend(self._parts(math, 0))
        self.xml: Final = etree.tostring(root, encoding="unicode")
        self.text: Final = " ".join("".join(map(str, root.itertext())).split())

    def _parts(self, element: etree._Element | None, depth: int) -> Iterator[Made]:
        """What an element holds, as parts of a row."""
        for each in element if element is not None and depth < _DEEPEST else ():
            name = local_name(each)
            if name in _SILENT or name.endswith("Pr"):
                continue
            if name in _FORMS:
                yield _FORMS[name](self, each, depth + 1)
            elif name == "t":
                yield from _tokens(each)
            elif name == "sym":
                yield _leaf("mi", symbol(each))
            else:
                if name not in _THROUGH | _THROUGH_ALSO:
                    self.unknown.add(name)
                yield from self._parts(each, depth + 1)

    def _row(self, element: etree._Element | None, depth: int) -> Made:
        """What an element holds, as one part."""
        parts = list(self._parts(element, depth))
        return parts[0] if len(parts) == 1 else _made("mrow", *parts)

    def _of(self, element: etree._Element, depth: int, *names: str) -> Iterator[Made]:
        return (self._row(child(element, name), depth) for name in names)

    def _fraction(self, element: etree._Element, depth: int) -> Made:
        made = _made("mfrac", *self._of(element, depth, "num", "den"))
        if value(child(element, "fPr", "type")) == "noBar":
            made.set("linethickness", "0")
        return made

    def _root(self, element: etree._Element, depth: int) -> Made:
        degree = child(element, "deg")
        hidden = is_on(child(element, "radPr", "degHide")) or degree is None or not len(degree)
        return (
            _made("msqrt", *self._of(element, depth, "e"))
            if hidden
            else _made("mroot", *self._of(element, depth, "e", "deg"))
        )

    def _raised(self, element: etree._Element, depth: int) -> Made:
        return _made("msup", *self._of(element, depth, "e", "sup"))

    def _lowered(self, element: etree._Element, depth: int) -> Made:
        return _made("msub", *self._of(element, depth, "e", "sub"))

    def _both(self, element: etree._Element, depth: int) -> Made:
        return _made("msubsup", *self._of(element, depth, "e", "sub", "sup"))

    def _before(self, element: etree._Element, depth: int) -> Made:
        base, below, above = self._of(element, depth, "e", "sub", "sup")
        return _made("mmultiscripts", base, _made("mprescripts"), below, above)

    def _below(self, element: etree._Element, depth: int) -> Made:
        return _made("munder", *self._of(element, depth, "e", "lim"))

    def _above(self, element: etree._Element, depth: int) -> Made:
        return _made("mover", *self._of(element, depth, "e", "lim"))

    def _function(self, element: etree._Element, depth: int) -> Made:
        return _made("mrow", *self._of(element, depth, "fName", "e"))

    def _sum(self, element: etree._Element, depth: int) -> Made:
        """An operator with its limits, and what it is of."""
        sign = _leaf("mo", signs(element))
        below, above = self._row(child(element, "sub"), depth), self._row(child(element, "sup"), depth)
        beside = value(child(element, "naryPr", "limLoc")) == "subSup"
        return _made("mrow", _scripted(sign, below, above, beside), self._row(child(element, "e"), depth))

    def _brackets(self, element: etree._Element, depth: int) -> Made:
        opening, between, closing = brackets(element)
        parts: list[Made] = [_leaf("mo", opening)] if opening else []
        for at, each in enumerate(e for e in element if local_name(e) == "e"):
            parts += [_leaf("mo", between)] if at and between else []
            parts.append(self._row(each, depth))
        return _made("mrow", *parts, *([_leaf("mo", closing)] if closing else []))

    def _accent(self, element: etree._Element, depth: int) -> Made:
        sign = _leaf("mo", signs(element))
        top = local_name(element) == "acc" or value(child(element, f"{local_name(element)}Pr", "pos")) == "top"
        made = _made("mover" if top else "munder", self._row(child(element, "e"), depth), sign)
        made.set("accent" if top else "accentunder", "true")
        return made

    def _matrix(self, element: etree._Element, depth: int) -> Made:
        rows = [e for e in element if local_name(e) == "mr"]
        return _made("mtable", *(self._cells([e for e in row if local_name(e) == "e"], depth) for row in rows))

    def _lines(self, element: etree._Element, depth: int) -> Made:
        return _made("mtable", *(self._cells([e], depth) for e in element if local_name(e) == "e"))

    def _cells(self, cells: list[etree._Element], depth: int) -> Made:
        return _made("mtr", *(_made("mtd", *self._parts(cell, depth)) for cell in cells))


_FORMS: Final[dict[str, Callable[[Formula, etree._Element, int], Made]]] = {
    "f": Formula._fraction, "rad": Formula._root, "sSup": Formula._raised, "sSub": Formula._lowered,
    "sSubSup": Formula._both, "sPre": Formula._before, "limLow": Formula._below, "limUpp": Formula._above,
    "func": Formula._function, "nary": Formula._sum, "d": Formula._brackets, "acc": Formula._accent,
    "bar": Formula._accent, "groupChr": Formula._accent, "m": Formula._matrix, "eqArr": Formula._lines,
}  # fmt: skip
_DEFAULTS: Final = {"nary": "∫", "acc": "\u0302", "groupChr": "⏟"}


def signs(element: etree._Element) -> str:
    """The sign that a form has without writing it: of a sum, an accent, a brace or a bar.

    >>> signs(etree.fromstring('<nary><naryPr><chr val="∑"/></naryPr></nary>')), signs(etree.fromstring("<nary/>"))
    ('∑', '∫')
    """
    name = local_name(element)
    properties = child(element, f"{name}Pr")
    if name == "bar":
        return "¯" if value(child(properties, "pos")) == "top" else "_"
    told = child(properties, "chr")
    return (value(told) or "") if told is not None else _DEFAULTS.get(name, "")


def brackets(element: etree._Element) -> tuple[str, str, str]:
    """What stands before, between and behind the parts of brackets.

    >>> brackets(etree.fromstring('<d><dPr><begChr val="["/><endChr val=""/></dPr></d>'))
    ('[', '|', '')
    """
    found = []
    for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")")):
        told = child(element, "dPr", name)
        found.append((value(told) or "") if told is not None else default)
    return found[0], found[1], found[2]


def drawn(element: etree._Element) -> str:
    """All signs that a form of a formula has without writing them."""
    if local_name(element) != "d":
        return signs(element) if local_name(element) in ("nary", "acc", "groupChr", "bar") else ""
    opening, between, closing = brackets(element)
    parts = sum(local_name(e) == "e" for e in element)
    return opening + between * max(0, parts - 1) + closing


def _scripted(sign: Made, below: Made, above: Made, beside: bool) -> Made:
    has_below, has_above = _is_full(below), _is_full(above)
    if has_below and has_above:
        return _made("msubsup" if beside else "munderover", sign, below, above)
    if has_below:
        return _made("msub" if beside else "munder", sign, below)
    if has_above:
        return _made("msup" if beside else "mover", sign, above)
    return sign


def _is_full(part: Made) -> bool:
    return bool(len(part) or part.text)


def _tokens(text: etree._Element) -> Iterator[Made]:
    """Numbers, letters and operators of a run; what the run says is text stays one piece."""
    run = text.getparent()
    properties = child(run, "rPr")
    if is_on(child(properties, "nor")):
        yield _leaf("mtext", text.text or "")
        return
    upright = value(child(properties, "sty")) == "p"
    for found in (_PLAIN if upright else _TOKEN).finditer(text.text or ""):
        token = found.group()
        made = _leaf("mn" if token[0].isdigit() else "mi" if token[0].isalpha() else "mo", token)
        if upright and made.tag == f"{{{MATHML}}}mi" and len(token) == 1:
            made.set("mathvariant", "normal")
        yield made


def _made(name: str, *parts: Made) -> Made:
    element = etree.Element(f"{{{MATHML}}}{name}")
    element.extend(parts)
    return element


def _leaf(name: str, text: str) -> Made:
    element = etree.Element(f"{{{MATHML}}}{name}")
    element.text = text
    return element
