"""What a specification says of itself, in the words that a grammar carries as documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from edition.markup import XML_LANG, all_text, squeeze, tei

_GLOSS, _DESC = tei("gloss"), tei("desc")
_MARKS: Final = {tei("gi"): "<{}>", tei("att"): "@{}", tei("tag"): "<{}>"}


def described(prose: Iterable[etree._Element], *, gloss: bool = False) -> str:
    """The English description, with the English gloss before it in brackets.

    A description in no language counts as English; where there is none in English, the first one serves.
    """
    glosses = [e for e in prose if e.tag == _GLOSS and e.get(XML_LANG) == "en"] if gloss else []
    descriptions = [e for e in prose if e.tag == _DESC]
    english = [e for e in descriptions if e.get(XML_LANG, "en") == "en"] or descriptions[:1]
    return " ".join([*(f"({squeezed(e)})" for e in glosses), *map(squeezed, english)])


def squeezed(element: etree._Element) -> str:
    """Text with single blanks; names of elements and attributes are marked as such."""
    return " ".join("".join(_words(element)).split())


def _words(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    if mark := _MARKS.get(element.tag):
        yield mark.format(squeeze(all_text(element)))
        return
    yield element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
