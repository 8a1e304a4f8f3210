"""What stands inside a text and is not part of its running words: variant readings, and entries of registers.

Takes elements, says what they are. The words of a variant reading are a text of their own, like a note's.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from edition.markup import XML_ID, local_name, tei
from edition.registers import LISTS

_EXAMPLE: Final = "{http://www.tei-c.org/ns/Examples}"
READINGS: Final = frozenset({"lem", "rdg"})
# where an apparatus stands among blocks, apart from the words that it speaks of
_ENTRY_PARENTS: Final = frozenset({"listApp", "div"})
_REGISTERS: Final = frozenset({"listPerson", "listPlace", "listOrg", "listEvent", "listBibl"})
_MIXED: Final = frozenset({"opener", "closer", "byline", "dateline", "signed", "salute", "postscript"})


def is_example(element: etree._Element) -> bool:
    """Whether an element belongs to an example of markup (`egXML`), which shows how one marks and marks nothing."""
    return str(element.tag).startswith(_EXAMPLE)


def base_reading(app: etree._Element) -> etree._Element | None:
    """The reading that stands in the text: the lemma, else the first; none where the entry speaks of words elsewhere.

    >>> ns = "http://www.tei-c.org/ns/1.0"
    >>> base_reading(etree.fromstring(f"<app xmlns='{ns}'><rdg>a</rdg><lem>b</lem></app>")).text
    'b'
    >>> base_reading(etree.fromstring(f"<app xmlns='{ns}' from='#a'><lem>b</lem></app>"))
    """
    parent = app.getparent()
    if app.get("from") or app.get("to") or (parent is not None and local_name(parent) in _ENTRY_PARENTS):
        return None
    for path in (tei("lem"), f"{tei('rdgGrp')}/{tei('lem')}", tei("rdg"), f"{tei('rdgGrp')}//{tei('rdg')}"):
        found = app.find(path)
        if found is not None:
            return found
    return None


def is_variant(element: etree._Element) -> bool:
    """Whether a `lem` or `rdg` is a reading beside the text, not the text."""
    app = next(element.iterancestors(tei("app")), None)
    return app is not None and base_reading(app) is not element


def is_register(element: etree._Element) -> bool:
    """Whether a list in an article's back holds entries of a register, which are read as such and are no text."""
    if local_name(element) not in _REGISTERS or not any(local_name(a) == "back" for a in element.iterancestors()):
        return False
    if local_name(element) == "listBibl":  # a bibliography is read, unless it stands among registers
        parent = element.getparent()
        beside = () if parent is None else parent
        return any(local_name(e) in _REGISTERS - {"listBibl"} and is_register(e) for e in beside)
    return any(local_name(e) in LISTS and e.get(XML_ID) for e in element)


def is_sentence(element: etree._Element) -> bool:
    """Whether an opener or the like is one run of words with named parts, and not a row of blocks."""
    if local_name(element) not in _MIXED:
        return False
    parts = [element.text, *(child.tail for child in element)]
    return any(part and part.strip() for part in parts)
