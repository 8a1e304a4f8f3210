"""What an ODT tells that pandoc does not hand on: what paragraphs are by their styles and how these set them, and the
document's properties.

Takes the archive, gives kinds and looks by the paragraphs' texts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from edition.intake.content import Block, BlockLook, Kind, Node
from edition.intake.signs.people import Person, is_name
from edition.intake.structured.style_names import NamedRole, named_role
from edition.intake.tei.header import Meta, Spare
from edition.markup import local_name, squeeze

_DEEPEST: Final = 16
_POSSIBLE: Final = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.QUOTE})
_SIZE: Final = re.compile(r"([\d.]+)pt")
_LENGTH: Final = re.compile(r"([\d.]+)(cm|mm|in|pt)")
_POINTS: Final = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0}
_INSET: Final = 14.0  # points


@dataclass(frozen=True)
class Told:
    """What paragraphs are and how they are set by their texts, the subtitle, and what the properties tell."""

    roles: Mapping[str, tuple[NamedRole | None, BlockLook]]
    subtitle: str
    spare: Spare


def read_told(archive: zipfile.ZipFile) -> Told:
    """Look at a document's styles and properties."""
    root = _xml(archive, "content.xml")
    names = set(archive.namelist())
    parts = [name for name in ("styles.xml", "content.xml") if name in names]
    styles = [style for name in parts for style in _xml(archive, name).iter("{*}style")]
    known = {str(_value(style, "name")): style for style in styles}
    roles: dict[str, tuple[NamedRole | None, BlockLook]] = {}
    subtitle = ""
    for element in root.iter("{*}p", "{*}h"):
        text = squeeze("".join(_own_text(element)))
        if text:
            ident = str(_value(element, "style-name"))
            chain = list(_chain(known, ident))
            role = _role(ident, chain)
            roles.setdefault(text, (role, _look(chain)))
            subtitle = subtitle or (text if role and role.subtitle else "")
    return Told(roles, subtitle, _properties(archive))


def apply_told(told: Told, nodes: Sequence[Node], meta: Meta) -> tuple[list[Node], Meta]:
    """The nodes with their kinds and looks, and the metadata with what the document tells."""
    done = [_of_role(told, node) for node in nodes]
    spare = meta.spare if meta.spare.title else told.spare
    return done, replace(meta, subtitle=meta.subtitle or told.subtitle, spare=spare)


def _of_role(told: Told, node: Node) -> Node:
    found = told.roles.get(node.text) if isinstance(node, Block) and node.kind in _POSSIBLE else None
    if found is None:
        return node
    assert isinstance(node, Block)
    role, look = found
    node = replace(
        node,
        look=replace(
            look, bold=look.bold or node.look.bold, italic=look.italic or node.look.italic, lines=node.look.lines
        ),
    )
    return replace(node, kind=role.kind, level=role.level) if role and not role.contents else node


def _role(ident: str, chain: Sequence[etree._Element]) -> NamedRole | None:
    names = [ident, *(str(_value(s, "display-name") or _value(s, "name")) for s in chain)]
    names += [str(_value(style, "parent-style-name")) for style in chain[-1:]]
    return next((role for name in names if (role := named_role(name.replace("_20_", " ")))), None)


def _chain(known: Mapping[str, etree._Element], ident: str) -> Iterator[etree._Element]:
    """A style and those that it is based on."""
    for _ in range(_DEEPEST):
        style = known.get(ident)
        if style is None:
            return
        yield style
        ident = str(_value(style, "parent-style-name"))


def _look(chain: Sequence[etree._Element]) -> BlockLook:
    def first(name: str) -> str:
        found = (_value(part, name) for style in chain for part in style)
        return next((value for value in found if value), "")

    size = _SIZE.fullmatch(first("font-size"))
    inset = all(_points(first(f"margin-{side}")) >= _INSET for side in ("left", "right"))
    return BlockLook(
        float(size.group(1)) if size else 0.0, first("font-weight") == "bold", first("font-style") == "italic",
        first("text-align") == "center", inset,
    )  # fmt: skip


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found.group(1)) * _POINTS[found.group(2)] if found else 0.0


def _own_text(element: etree._Element) -> Iterator[str]:
    """A paragraph's text without that of its notes."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, each in walk:
        if event == "start" and local_name(each) in ("note", "annotation"):
            walk.skip_subtree()
        elif event == "start":
            yield each.text or ""
            yield " " if local_name(each) in ("s", "tab", "line-break") else ""
        elif each is not element:
            yield each.tail or ""


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
