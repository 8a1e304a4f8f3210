"""Names and namespaces of TEI documents."""

from __future__ import annotations

from typing import Final

from lxml import etree

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
XLINK: Final = "http://www.w3.org/1999/xlink"
XML_ID: Final = f"{{{XML}}}id"
XML_LANG: Final = f"{{{XML}}}lang"
NS: Final = {"tei": TEI, "xml": XML}
_TEI_PREFIX: Final = f"{{{TEI}}}"


def tei(name: str) -> str:
    """The qualified name of a TEI element.

    >>> tei("p")
    '{http://www.tei-c.org/ns/1.0}p'
    """
    return _TEI_PREFIX + name


def local_name(element: etree._Element) -> str:
    """The local name of an element, and the empty string for comments and processing instructions."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2]
