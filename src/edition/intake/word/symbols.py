"""Symbols that Word keeps as numbers in a font: those of the font Symbol as letters, others as they are."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from edition.intake.word.package import value

_FIRST: Final = 0xF000
_GREEK: Final = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "\u0391\u0392\u03a7\u0394\u0395\u03a6\u0393\u0397\u0399\u03d1\u039a\u039b\u039c\u039d\u039f\u03a0\u0398\u03a1\u03a3\u03a4\u03a5\u03c2\u03a9\u039e\u03a8\u0396"
        "\u03b1\u03b2\u03c7\u03b4\u03b5\u03c6\u03b3\u03b7\u03b9\u03d5\u03ba\u03bb\u03bc\u03bd\u03bf\u03c0\u03b8\u03c1\u03c3\u03c4\u03c5\u03d6\u03c9\u03be\u03c8\u03b6",
        strict=True,
    )
)


def symbol(element: etree._Element) -> str:
    """The character of a `w:sym`.

    >>> symbol(etree.fromstring('<sym font="Symbol" char="F061"/>'))
    'α'
    """
    code = value(element, "char") or ""
    number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    font = (value(element, "font") or "").lower()
    if font == "symbol" and chr(number & 0xFF) in _GREEK:
        return _GREEK[chr(number & 0xFF)]
    if number < 0x20 or 0xD800 <= number < 0xE000 or number in (0xFFFE, 0xFFFF):
        return "\ufffd"
    return chr(number)
