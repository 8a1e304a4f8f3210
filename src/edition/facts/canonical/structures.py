"""What the header's `citeStructure` elements find, and how it is cited (TEI Guidelines, 3.11.4).

Their paths are read as XPath 1.0 whose names are TEI's, or as whoever asks evaluates them; a structure that needs more
than XPath 1.0 is left to the numbers of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from edition.markup import TEI, reading_text, tei

Cited = tuple[etree._Element, str, str]
Select = Callable[[etree._Element, str], Any]  # what a path finds from an element
_SIGN: Final = re.compile(r"'[^']*'|\"[^\"]*\"|[\w.·-]+|::|:|//|\.\.|[^\s\w]|\s+")
_NAME: Final = re.compile(r"[^\W\d][\w.·-]*\Z")
_BEFORE_OPERANDS: Final = frozenset({"@", "::", ":", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!", "<", ">"})
_SAFE: Final = re.compile(r"[^\s\"'<>#?%&]{1,60}\Z")


@dataclass(frozen=True)
class CitedUnit:
    """A citable unit: its element, its number there, its reference, the kind of unit, and those within it."""

    element: etree._Element
    value: str
    reference: str
    type: str
    level: int
    parent: str
    children: tuple[CitedUnit, ...] = ()

    def walk(self) -> Iterator[CitedUnit]:
        """This unit and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


def declared_structures(root: etree._Element) -> list[etree._Element]:
    """The outermost structures that a header declares."""
    return root.findall(f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('refsDecl')}/{tei('citeStructure')}")


def cited_units(root: etree._Element) -> list[Cited]:
    """Elements with their number and reference, in the order of the text; none where no unit is declared, or usable."""
    try:
        tops = read_units(root, declared_structures(root))
    except etree.XPathError:
        return []
    units = (unit for top in tops for unit in top.walk())
    return [(unit.element, unit.value, unit.reference) for unit in units if _SAFE.match(unit.reference)]


def select_simply(context: etree._Element, path: str) -> Any:
    """What a path finds as XPath 1.0 whose names are TEI's."""
    return context.xpath(with_prefixes(path), namespaces={"tei": TEI})


def read_units(
    root: etree._Element, structures: Sequence[etree._Element], select: Select = select_simply
) -> list[CitedUnit]:
    """The units that structures find in a document, in the order of the text.

    Where some structures name their unit, the others (the whole text, a list of contents) are no part of a reference.
    """
    some_named = any(s.get("unit") for top in structures for s in top.iter(tei("citeStructure")))
    reader = _Reader(select, some_named)
    tops = [unit for structure in structures for unit in reader.units(root, structure, None)]
    if len(structures) > 1:
        order = {element: place for place, element in enumerate(root.iter())}
        tops.sort(key=lambda unit: order[unit.element])
    return tops


@dataclass(frozen=True)
class _Reader:
    select: Select
    some_named: bool

    def units(
        self, context: etree._Element, structure: etree._Element, around: CitedUnit | None
    ) -> Iterator[CitedUnit]:
        """The units of a structure from an element on, within another unit."""
        use = structure.get("use", "@xml:id").strip()
        for place, element in enumerate(_elements(self.select(context, structure.get("match", ""))), 1):
            value = str(place) if use == "position()" else _value(self.select(element, use))
            counts = bool(value) and (not self.some_named or structure.get("unit") is not None)
            own = _unit(structure, element, value, around) if counts else around
            within = (self.units(element, inner, own) for inner in structure.findall(tei("citeStructure")))
            children = tuple(unit for found in within for unit in found)
            if counts and own is not None:
                yield replace(own, children=children)
            else:
                yield from children


def _unit(structure: etree._Element, element: etree._Element, value: str, around: CitedUnit | None) -> CitedUnit:
    reference = f"{around.reference}{structure.get('delim', '')}{value}" if around else value
    level, parent = (around.level + 1, around.reference) if around else (1, "")
    return CitedUnit(element, value, reference, structure.get("unit", "part"), level, parent)


def _elements(found: Any) -> list[etree._Element]:
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _value(found: Any) -> str:
    first = (found[0] if found else "") if isinstance(found, list) else found
    if isinstance(first, float):
        return f"{first:g}"
    return reading_text(first) if isinstance(first, etree._Element) else str(first).strip()


def with_prefixes(path: str) -> str:
    """XPath whose element names have no prefix, with that of TEI.

    >>> with_prefixes("//body/div[@type='book']/l[position() mod 2 = 1]")
    "//tei:body/tei:div[@type='book']/tei:l[position() mod 2 = 1]"
    """
    said: list[str] = []
    out = []
    expects_operand = True  # where a name is an element's, not an operator's
    signs = _SIGN.findall(path)
    for place, sign in enumerate(signs):
        if sign.isspace():
            out.append(sign)
            continue
        is_name = _NAME.match(sign) is not None and expects_operand
        out.append(f"tei:{sign}" if is_name and _is_element(said, "".join(signs[place + 1 :]).lstrip()) else sign)
        said.append(sign)
        expects_operand = sign in _BEFORE_OPERANDS or (not is_name and _NAME.match(sign) is not None)
        expects_operand = expects_operand or (sign == "*" and len(said) > 1 and said[-2] not in _BEFORE_OPERANDS)
    return "".join(out)


def _is_element(before: list[str], behind: str) -> bool:
    """Whether a name is that of an element: no attribute's, function's, axis' or prefix, and without a prefix."""
    last = before[-1] if before else ""
    is_attribute = last == "@" or before[-2:] == ["attribute", "::"]
    return not is_attribute and last not in (":", "$") and not behind.startswith(("(", ":"))
