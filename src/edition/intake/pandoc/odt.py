"""What an ODT tells that pandoc does not hand on: paragraphs in the styles of title, subtitle and authors, and its
properties.

Takes the archive, gives texts by what they are.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from edition.intake.content import Block, Kind, Node
from edition.intake.signs.people import Person, is_name, names_in
from edition.intake.tei.header import Meta, Spare
from edition.markup import local_name, squeeze

_KINDS: Final = {"title": Kind.TITLE, "subtitle": Kind.TITLE, "author": Kind.PERSON, "abstract": Kind.ABSTRACT}
_FIRST: Final = 30  # so many blocks can stand before the text proper


@dataclass(frozen=True)
class Told:
    """The kinds of paragraphs by their texts, the subtitle, and what the properties tell."""

    kinds: dict[str, Kind]
    subtitle: str
    spare: Spare


def read_told(archive: zipfile.ZipFile) -> Told:
    """Look at a document's styles and properties."""
    root = _xml(archive, "content.xml")
    parents = {str(_value(s, "name")): str(_value(s, "parent-style-name")) for s in root.iter("{*}style")}
    kinds: dict[str, Kind] = {}
    subtitle = ""
    for element in root.iter("{*}p", "{*}h"):
        style = str(_value(element, "style-name"))
        name = (style if style.lower() in _KINDS else parents.get(style, "")).lower()
        text = squeeze("".join(map(str, element.itertext())))
        if name in _KINDS and text:
            kinds.setdefault(text, _KINDS[name])
            subtitle = text if name == "subtitle" and not subtitle else subtitle
    return Told(kinds, subtitle, _properties(archive))


def apply_told(told: Told, nodes: Sequence[Node], meta: Meta) -> tuple[list[Node], Meta]:
    """The nodes with their kinds, and the metadata with what the document tells."""
    done = [_of_kind(told, node) if at < _FIRST else node for at, node in enumerate(nodes)]
    spare = meta.spare if meta.spare.title else told.spare
    lines = [node.text for node in done if isinstance(node, Block) and node.kind is Kind.PERSON]
    people = tuple(Person(name) for line in lines for name in names_in(line) or [line])
    return done, replace(meta, people=people, subtitle=meta.subtitle or told.subtitle, spare=spare)


def _of_kind(told: Told, node: Node) -> Node:
    if not isinstance(node, Block) or node.kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return node
    kind = told.kinds.get(node.text)
    return replace(node, kind=kind, level=0) if kind else node


def _properties(archive: zipfile.ZipFile) -> Spare:
    if "meta.xml" not in archive.namelist():
        return Spare()
    found: dict[str, list[str]] = {}
    for element in _xml(archive, "meta.xml").iter("{*}*"):
        found.setdefault(local_name(element), []).append(squeeze(element.text or ""))
    creators = [*found.get("initial-creator", ()), *found.get("creator", ())]
    people = tuple(dict.fromkeys(Person(name) for name in creators if is_name(name)))
    return Spare(next(iter(found.get("title", ())), ""), people[:1], tuple(_terms(found.get("keyword", ()))))


def _terms(keywords: Sequence[str]) -> Iterator[str]:
    for each in keywords:
        yield from (term.strip() for term in each.split(",") if term.strip())


def _value(element: etree._Element, name: str) -> str | None:
    return next((str(v) for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False, no_network=True))
