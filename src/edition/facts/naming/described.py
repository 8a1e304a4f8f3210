"""What a header tells in words: the object that bears the text, what the text is about, remarks on a letter.

Takes a document, gives the elements that are read beside its text and shown in descriptions on its page; says what in
them is a unit (a block of its own) and which elements name somebody there that name nobody in a running text.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from edition.markup import local_name, tei

PART: Final = "header"
_OBJECTS: Final = (tei("msDesc"), tei("object"))
_REMARKS: Final = (
    f"{tei('profileDesc')}/{tei('abstract')}",
    f"{tei('profileDesc')}/{tei('correspDesc')}/{tei('note')}",
)
# who is meant by an element that has a key or an address
_NAMING: Final = {
    "author": "person", "editor": "person", "repository": "org", "institution": "org", "title": "work",
}  # fmt: skip


def described(root: etree._Element) -> list[etree._Element]:
    """The descriptions of a document's header, in their order."""
    header = root.find(tei("teiHeader"))
    if header is None:
        return []
    source = header.find(f"{tei('fileDesc')}/{tei('sourceDesc')}")
    objects = [] if source is None else [e for e in source.iter(*_OBJECTS) if not any(e.iterancestors(*_OBJECTS))]
    return [*objects, *(e for path in _REMARKS for e in header.iterfind(path))]


def is_unit(element: etree._Element) -> bool:
    """Whether an element has words of its own, beside those of the elements in it.

    >>> origin = etree.fromstring("<origin><p>Made in <origPlace>Kars</origPlace>.</p> </origin>")
    >>> [is_unit(element) for element in origin.iter()]
    [False, True, True]
    """
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def kind_named(element: etree._Element) -> str | None:
    """The kind of whom an element of a description names by its key, or None where it names nobody."""
    name = local_name(element)
    if name == "origDate":
        return "date"
    return _NAMING.get(name) if element.get("ref") or element.get("key") else None
