"""The XML of what a row says, and the edits that put it into an entry; every other byte stays."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from edition.diagnostics import Edit
from edition.markup import XML_LANG, Document, all_text, local_name, tei
from edition.markup.serialise import escape, quoteattr
from edition.registers.dates import DateValue
from edition.registers.model import Name

NAMES: Final = {"person": "persName", "place": "placeName", "org": "orgName", "event": "eventName"}
# children in the order that TEI wants; an identifier of an organisation counts as a name there
_RANKS: Final = {"birth": 1, "death": 2, "floruit": 3, "location": 3, "state": 4, "occupation": 5, "note": 6, "idno": 7}
_ORG_IDNO: Final = 1
_DATING: Final = ("when", "from", "to", "notBefore", "notAfter")


def name_xml(kind: str, name: Name) -> str:
    """A name element.

    >>> name_xml("person", Name("Ali & Co", "tr", "alias"))
    '<persName xml:lang="tr" type="alias">Ali &amp; Co</persName>'
    """
    type_ = f" type={quoteattr(name.type)}" if name.type else ""
    return f"<{NAMES[kind]}{_lang(name.lang)}{type_}>{escape(name.text)}</{NAMES[kind]}>"


def text_xml(element: str, lang: str, text: str) -> str:
    """An occupation or a description."""
    type_ = ' type="description"' if element == "note" else ""
    return f"<{element}{type_}{_lang(lang)}>{escape(text)}</{element}>"


def date_xml(element: str, date: DateValue) -> str:
    """An element that holds a date and nothing else.

    >>> date_xml("birth", DateValue(when="1870"))
    '<birth when="1870"/>'
    """
    type_ = ' type="existence"' if element == "state" else ""
    return f"<{element}{type_}{date_attributes(date)}/>"


def date_attributes(date: DateValue) -> str:
    """The attributes of a date, each with a space in front."""
    values = (date.when, date.from_, date.to, date.not_before, date.not_after)
    return "".join(f" {name}={quoteattr(value)}" for name, value in zip(_DATING, values, strict=True) if value)


def location_xml(geo: tuple[float, float], cert: str) -> str:
    """A location with its coordinates."""
    return f"<location{f' cert={quoteattr(cert)}' if cert else ''}><geo>{geo[0]} {geo[1]}</geo></location>"


def idno_xml(type_: str, value: str) -> str:
    """An identifier."""
    return f"<idno type={quoteattr(type_)}>{escape(value)}</idno>"


def new_entry_xml(kind: str, attributes: Iterable[tuple[str, str]], children: Iterable[str], indent: str) -> str:
    """A whole entry, its children in their order."""
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes if value)
    lines = [f"{indent}  {child}" for child in sorted(children, key=lambda c: _rank(kind, _element_of(c)))]
    return "\n".join([f"<{kind}{written}>", *lines, f"{indent}</{kind}>"])


class EntryEdits:
    """Gathers the edits to one entry of the unchanged document."""

    def __init__(self, document: Document, element: etree._Element, kind: str) -> None:
        self._document = document
        self._element = element
        self._kind = kind
        self._span = document.element_span(element)
        self._edits: list[Edit] = []
        self._attributes: list[str] = []
        self._inserted: dict[int, list[str]] = defaultdict(list)

    def insert(self, xml: str) -> None:
        """Add a child behind those that come before it."""
        rank = _rank(self._kind, _element_of(xml))
        before = [c for c in self._element if local_name(c) and _rank(self._kind, local_name(c)) <= rank]
        at = self._document.element_span(before[-1]).end if before else self._span.start_end
        self._inserted[at].append(xml)

    def set_attribute(self, name: str, value: str) -> None:
        """Set an attribute of the entry."""
        place = self._document.attributes(self._element).get(name)
        if place:
            self._edits.append(Edit(place.value_start, place.value_end, html.escape(value).encode()))
        else:
            self._attributes.append(f" {name}={quoteattr(value)}")

    def set_text(self, child: etree._Element, text: str) -> None:
        """Give a child another text."""
        span = self._document.element_span(child)
        if not span.is_empty_tag:
            self._edits.append(Edit(span.start_end, span.end_start, escape(text).encode()))

    def set_date(self, child: etree._Element, date: DateValue) -> None:
        """Give an element another date."""
        span = self._document.element_span(child)
        for name, place in self._document.attributes(child).items():
            if name in _DATING:
                start = place.name_start
                while self._document.source.data[start - 1 : start].isspace():
                    start -= 1
                self._edits.append(Edit(start, place.value_end + 1, b""))
        at = span.start + 1 + len(span.name.encode())
        self._edits.append(Edit(at, at, date_attributes(date).encode()))

    def find(self, name: str, text: str, lang: str | None = None) -> etree._Element | None:
        """The child that holds a text, in a language where it names one."""
        for child in self._element.iter(tei(name)):
            if all_text(child) == text and (lang is None or child.get(XML_LANG) in (lang, None)):
                return child
        return None

    def child(self, name: str) -> etree._Element | None:
        """The first child of a name."""
        return self._element.find(tei(name))

    @property
    def element(self) -> etree._Element:
        """The entry."""
        return self._element

    def edits(self) -> Iterator[Edit]:
        """All edits; those at one place as one, so that their order is kept."""
        data = self._document.source.data
        line = data[data.rfind(b"\n", 0, self._span.start) + 1 : self._span.start]
        indent = line[: len(line) - len(line.lstrip())].decode()
        if self._span.is_empty_tag and (self._inserted or self._attributes):
            yield self._opened(indent)
            return
        yield from self._edits
        if self._attributes:
            at = self._span.start_end - 1
            yield Edit(at, at, "".join(self._attributes).encode())
        for at, lines in self._inserted.items():
            lines.sort(key=lambda xml: _rank(self._kind, _element_of(xml)))
            yield Edit(at, at, "".join(f"\n{indent}  {xml}" for xml in lines).encode())

    def _opened(self, indent: str) -> Edit:
        """An entry written as one empty tag gets an inside; it has no children that edits could be for."""
        start, end = self._span.start, self._span.start_end
        tag = self._document.source.data[start:end].decode().removesuffix("/>").rstrip()
        inside = "".join(f"\n{indent}  {xml}" for lines in self._inserted.values() for xml in lines)
        text = f"{tag}{''.join(self._attributes)}>{inside}\n{indent}</{self._span.name}>"
        return Edit(start, end, text.encode())


def _element_of(xml: str) -> str:
    return xml[1:].partition(">")[0].partition(" ")[0].rstrip("/")


def _rank(kind: str, name: str) -> int:
    if name == "idno" and kind == "org":
        return _ORG_IDNO
    return 0 if name == NAMES[kind] else _RANKS.get(name, 3)


def _lang(lang: str) -> str:
    return f" xml:lang={quoteattr(lang)}" if lang else ""
