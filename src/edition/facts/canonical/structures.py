"""Places as the header's `citeStructure` elements find and name them (TEI Guidelines, 3.11.4).

Their paths are read as XPath 1.0 whose names are TEI's; a structure that needs more than that is left to the numbers
of the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from edition.markup import TEI, reading_text, tei

Cited = tuple[etree._Element, str, str]
_SIGN: Final = re.compile(r"'[^']*'|\"[^\"]*\"|[\w.·-]+|::|:|//|\.\.|[^\s\w]|\s+")
_NAME: Final = re.compile(r"[^\W\d][\w.·-]*\Z")
_BEFORE_OPERANDS: Final = frozenset({"@", "::", ":", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!", "<", ">"})
_SAFE: Final = re.compile(r"[^\s\"'<>#?%&]{1,60}\Z")


def cited_units(root: etree._Element) -> list[Cited]:
    """Elements with their number and reference, in the order of the text; none where no unit is declared, or usable.

    Where some structures name their unit, the others (a list of contents, say) are no part of a reference.
    """
    declared = root.findall(f"{tei('teiHeader')}/{tei('encodingDesc')}/{tei('refsDecl')}/{tei('citeStructure')}")
    some_named = any(s.get("unit") for top in declared for s in top.iter(tei("citeStructure")))
    try:
        found = [unit for top in declared for unit in _units(root, top, "", some_named)]
    except etree.XPathError:
        return []
    if len(declared) > 1:
        order = {element: place for place, element in enumerate(root.iter())}
        found.sort(key=lambda unit: order[unit[0]])
    return found


def _units(context: etree._Element, structure: etree._Element, around: str, some_named: bool) -> Iterator[Cited]:
    path = with_prefixes(structure.get("match", ""))
    use = structure.get("use", "@xml:id")
    for place, element in enumerate(_elements(context, path), 1):
        value = str(place) if use.strip() == "position()" else _value(element, use)
        reference = f"{around}{structure.get('delim', '') if around else ''}{value}"
        counts = bool(value) and (not some_named or structure.get("unit") is not None)
        if counts and _SAFE.match(reference):
            yield element, value, reference
        for inner in structure.findall(tei("citeStructure")):
            yield from _units(element, inner, reference if counts else around, some_named)


def _elements(context: etree._Element, path: str) -> list[etree._Element]:
    """What a path finds; one from the root may begin with the name of the root itself."""
    found: Any = context.xpath(path, namespaces={"tei": TEI})
    return [e for e in found if isinstance(e, etree._Element)] if isinstance(found, list) else []


def _value(element: etree._Element, use: str) -> str:
    found: Any = element.xpath(with_prefixes(use), namespaces={"tei": TEI})
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
