"""The picture that an entry gives of whom or what it is about.

    <person xml:id="ada">
      <figure>
        <graphic url="ada.jpg"/>
        <figDesc xml:lang="en">A woman at a writing desk.</figDesc>
        <p>O. Aygen, 1919; <ref target="https://creativecommons.org/publicdomain/mark/1.0/">public domain</ref></p>
      </figure>
    </person>

What the figure says beside `figDesc` is its credit; a `ref` to the web, or a `licence`, in it is the licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from edition.markup import XML_LANG, all_text, local_name, tei
from edition.registers.model import Note, Portrait

_CREDITS: Final = ("head", "p", "ab", "note", "label", "bibl")
_LICENCES: Final = ("ref", "licence", "ptr")
_WEB: Final = ("https://", "http://")
_BETWEEN: Final = " \t\r\n,;·—–-("


def read_portrait(entry: etree._Element, lang: str) -> Portrait | None:
    """The first picture of an entry; None where it has none."""
    for figure in entry.findall(tei("figure")):
        graphic = figure.find(f".//{tei('graphic')}")
        url = "" if graphic is None else graphic.get("url", "").strip()
        if url:
            licence = next(_licences(figure), None)
            told = tuple(Note("figDesc", _lang(e, lang), all_text(e)) for e in figure.findall(tei("figDesc")))
            return Portrait(
                url,
                tuple(note for note in told if note.text),
                tuple(_credits(figure, lang)),
                "" if licence is None else licence.get("target", "").strip(),
                "" if licence is None else all_text(licence),
            )
    return None


def _licences(figure: etree._Element) -> Iterator[etree._Element]:
    found = (
        e for e in figure.iter(*map(tei, _LICENCES)) if not any(local_name(a) == "figDesc" for a in e.iterancestors())
    )
    return (e for e in found if e.get("target", "").strip().startswith(_WEB))


def _credits(figure: etree._Element, lang: str) -> Iterator[Note]:
    """Who made the picture and where it is from, without the words of the licence, which is a link of its own."""
    for element in figure.iterchildren(*map(tei, _CREDITS)):
        licence = next(_licences(element), None)
        text = all_text(element)
        said = "" if licence is None else all_text(licence)
        if said and text.endswith(said):
            text = text.removesuffix(said).rstrip(_BETWEEN)
        if text:
            yield Note(local_name(element), _lang(element, lang), text)


def _lang(element: etree._Element, default: str) -> str:
    """Of the element, or of the nearest one around it that tells."""
    own = (a.get(XML_LANG) for a in (element, *element.iterancestors()))
    return next((lang for lang in own if lang), default)
