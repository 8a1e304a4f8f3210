"""Grammars in RELAX NG that stand elsewhere and are taken into the schema (`moduleRef/@url`).

Takes the reference, gives definitions under names with its prefix. Reads local files only; an address is looked for by
its last part beside the ODD. Start patterns do not count; what stands nearer to the ODD wins over what it includes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from edition.addresses import split_address
from edition.diagnostics import Diagnostic, EditionError
from edition.markup import parse, read_source
from edition.odd.codes import UNKNOWN_SOURCE
from edition.odd.model import Placed
from edition.odd.model.content import RNG, attributes_of
from edition.odd.relax.patterns import GrammarElement
from edition.odd.sources.places import local_path, unquoted
from edition.paths import real

_DEFINE, _INCLUDE, _DIV, _START = (f"{{{RNG}}}{n}" for n in ("define", "include", "div", "start"))
_INHERITED: Final = ("ns", "datatypeLibrary")


Found = tuple[int, GrammarElement]


@dataclass(frozen=True)
class _File:
    path: Path
    prefix: str
    depth: int
    folder: Path  # of what names it


def imported(reference: Placed) -> list[Found]:
    """The definitions of a grammar that stands elsewhere, and what the reference itself says beside it (at depth 2)."""
    path = _found(reference)
    found = list(_read(_File(path, reference.element.get("prefix", ""), 1, reference.folder), ()))
    for content in reference.element.iterchildren(etree.Element):
        for element in content.iterchildren(etree.Element):
            found += _definitions(element, _File(path, "", 2, reference.folder), {}, (), starts=True)
    return found


def nearest(found: Iterable[Found]) -> list[GrammarElement]:
    """Of definitions with the same name those that stand nearest to the ODD, and those that are to be combined."""
    depths: dict[str, int] = {}
    definitions = [(depth, d) for depth, d in found if d.name == "define"]
    for depth, define in definitions:
        name = define.at["name"]
        depths[name] = min(depth, depths.get(name, depth))
    return [d for depth, d in definitions if d.at.get("combine") == "choice" or depth == depths[d.at["name"]]]


def _found(reference: Placed) -> Path:
    """The file that is meant: of an address, the file of that name beside the ODD."""
    url = reference.element.get("url", "")
    parts = split_address(url)
    is_address = parts.scheme in ("http", "https")
    beside = reference.folder / Path(unquote(parts.path)).name
    path = beside if is_address else local_path(url, reference.folder)
    if path.is_file():
        return path
    message = f"there is no grammar `{url}`" if not is_address else f"`{url}` is not read over the network"
    advice = (
        f"save it beside the ODD as {path.name}" if is_address else "correct the path; it counts from the ODD's folder"
    )
    raise EditionError(
        Diagnostic(UNKNOWN_SOURCE, message, reference.odd.attribute_span(reference.element, "url"), help=advice)
    )


def _read(file: _File, within: tuple[Path, ...]) -> Iterator[Found]:
    with unquoted(file.path, file.folder):
        document = parse(read_source(file.path))
    root = document.root
    if root.tag != f"{{{RNG}}}grammar" or real(file.path) in within:
        reason = "is no grammar in RELAX NG" if root.tag != f"{{{RNG}}}grammar" else "includes itself"
        advice = "name a file whose document element is grammar (compact syntax has to be turned into XML first)"
        raise EditionError(Diagnostic(UNKNOWN_SOURCE, f"{file.path.name} {reason}", document.span(root), help=advice))
    inherited = _inherit(root, {})
    for child in root.iterchildren(etree.Element):
        yield from _definitions(child, file, inherited, (*within, real(file.path)))


def _definitions(
    element: etree._Element,
    file: _File,
    inherited: Mapping[str, str],
    within: tuple[Path, ...],
    *,
    starts: bool = False,
) -> Iterator[Found]:
    """The definitions in a part of a grammar, with their depth."""
    inherited = _inherit(element, inherited)
    if element.tag == _DEFINE or (starts and element.tag == _START):
        yield file.depth, _pattern(element, file.prefix, inherited)
    elif element.tag == _INCLUDE:
        yield from _read(
            _File(local_path(element.get("href", ""), file.path.parent), file.prefix, file.depth + 1, file.path.parent),
            within,
        )
    if element.tag in (_INCLUDE, _DIV):
        for child in element.iterchildren(etree.Element):
            yield from _definitions(child, file, inherited, within, starts=starts)


def _inherit(element: etree._Element, inherited: Mapping[str, str]) -> dict[str, str]:
    return {**inherited, **{name: element.get(name, "") for name in _INHERITED if name in element.attrib}}


def _pattern(element: etree._Element, prefix: str, inherited: Mapping[str, str]) -> GrammarElement:
    """A pattern as it stands, with what it inherits written onto it and its references under the prefix."""
    name = etree.QName(element).localname
    inherited = _inherit(element, inherited)
    at = {key: text for key, text in attributes_of(element).items() if not key.startswith("{")}
    if name in ("define", "ref") and "name" in at:
        at["name"] = prefix + at["name"]
    at |= _names(element, name, at, inherited)
    parts = tuple(
        _pattern(child, prefix, inherited)
        for child in element.iterchildren(etree.Element)
        if child.tag.startswith(f"{{{RNG}}}")
    )
    text = element.text or "" if name in ("value", "param", "name") else ""
    prefix, colon, local = text.strip().partition(":")
    if name == "name" and colon and prefix in element.nsmap:
        return GrammarElement(name, {"ns": element.nsmap[prefix]}, (), local)
    return GrammarElement(name, at, parts, text)


def _names(element: etree._Element, name: str, at: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    """The namespace and the library of data types, where a pattern depends on them."""
    asked = []
    if name in ("element", "nsName", "name", "value") or (name == "attribute" and "ns" in element.attrib):
        asked.append("ns")
    if name in ("data", "value") and "type" in at:
        asked.append("datatypeLibrary")
    found = {key: inherited[key] for key in asked if key in inherited}
    prefix, colon, local = at.get("name", "").partition(":")
    if name in ("element", "attribute") and colon and prefix in element.nsmap:
        found |= {"name": local, "ns": element.nsmap[prefix]}
    return found
