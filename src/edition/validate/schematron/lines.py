"""Errors of the compiled stylesheet led back to the line of the schema that they come from.

Every element of the schema carries its line into the instructions that are made of it; the error tells the line of the
instruction.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from edition.saxon import SaxonError

_LINES: Final = "https://edition.example/ns/lines"
_LINE: Final = re.compile(r':line="(\d+)"')
_PLACE: Final = re.compile(r"\bon line (\d+) column")
_WORDS: Final = re.compile(r"(?s).*?\b[A-Z]{4}\d{4}\s+(.+)")
_END: Final = re.compile(r"\n\s*(?:In template|invoked by|In the body|Caused by|Error).*", re.DOTALL)
_GENERATED: Final = re.compile(r"Q\{[^}]*\}")


def number_lines(schema: etree._Element) -> None:
    """Write its line on each element."""
    for element in schema.iter(etree.Element):
        element.set(f"{{{_LINES}}}line", str(element.sourceline or 0))


def placed(error: SaxonError, stylesheet: str) -> SaxonError:
    """The same error with the line of the schema: that of the instruction it is in, or of the last one before."""
    place = _PLACE.search(error.message)
    if place is None:
        return error
    before = "\n".join(stylesheet.split("\n")[: int(place[1])])
    lines = _LINE.findall(before)
    return SaxonError(error.message, None, int(lines[-1]) if lines else None, error.code)


def told(error: SaxonError) -> str:
    """What is wrong in Saxon's words, without the places of what was generated."""
    found = _WORDS.match(error.message)
    words = _END.sub("", found[1] if found else error.message)
    text = _GENERATED.sub("", " ".join(words.split())).rstrip(".")
    return f"{text} (line {error.line})" if error.line else text
