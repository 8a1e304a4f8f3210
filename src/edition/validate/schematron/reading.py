"""Reading a schema: what it includes put in its place, and the rules that a RELAX NG schema holds taken out of it.

Everything is read from the schema's own folder and below it. Gives a `sch:schema` that refers to no file any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Final, cast

from lxml import etree

from edition.markup import parse, read_source
from edition.paths import real
from edition.validate.schematron.features import SCH, XSL
from edition.validate.schematron.quickfix import SQF
from edition.validate.schematron.refusals import unusable

_XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"
_RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
_HREF: Final = re.compile(rb"<(?:\w+:)?(?:include|externalRef)\b[^>]*?\bhref\s*=\s*[\"']([^\"'#]+\.rng)[\"']")
_DEEPEST: Final = 20
_HEAD: Final = (*(f"{SCH}{name}" for name in ("ns", "let", "phase", "diagnostics", "properties")), f"{SQF}fixes")
_RULES: Final = (f"{SCH}pattern", f"{SCH}rule")


def read_schema(path: Path) -> etree._Element:
    """The schema of a file with its includes in their places; of a RELAX NG schema, the rules embedded in it."""
    root = _read(path, real(path.parent), 0)
    return _embedded(list(_with_modules(path, root))) if str(root.tag).startswith(_RNG) else root


def has_rules(path: Path) -> bool:
    """Whether rules of Schematron stand in a RELAX NG schema, or in one that it includes."""
    if path.suffix == ".rnc":
        return False
    return any(SCH[1:-1].encode() in p.read_bytes() for p in (path, *_module_paths(path)))


def _module_paths(path: Path) -> set[Path]:
    """The schemas that a RELAX NG schema includes from its folder, and those that they include."""
    found: set[Path] = set()
    waiting = [path]
    while waiting:
        current = waiting.pop()
        for href in _HREF.findall(current.read_bytes()):
            target = real(current.parent / href.decode("utf-8", "replace"))
            if target not in found and target.is_file() and target.is_relative_to(real(path.parent)):
                found.add(target)
                waiting.append(target)
    return found


def _with_modules(path: Path, root: etree._Element) -> Iterator[etree._Element]:
    yield root
    for module in sorted(_module_paths(path)):
        yield _read(module, real(path.parent), 0)


def _embedded(roots: list[etree._Element]) -> etree._Element:
    """The rules that stand among the definitions of a RELAX NG schema, as a schema of their own.

    A rule without a pattern becomes one; what is declared twice, as by modules that do not know of each other, counts
    once.
    """
    schema = etree.Element(f"{SCH}schema", {"queryBinding": "xslt3"}, nsmap={"sch": SCH[1:-1]})
    seen: set[bytes] = set()
    for name in (*_HEAD, *_RULES):
        for element in (e for root in roots for e in root.iter(name)):
            outer = element.getparent()
            if outer is None or (str(outer.tag).startswith(SCH) and outer.tag != f"{SCH}schema"):
                continue
            written = etree.tostring(element, method="c14n", with_tail=False)
            if name in _HEAD and written in seen:
                continue
            seen.add(written)
            holder = etree.SubElement(schema, f"{SCH}pattern") if name == f"{SCH}rule" else schema
            holder.append(_standing_alone(element))
    return schema


def _read(path: Path, folder: Path, depth: int) -> etree._Element:
    """A file with what it includes, however deep; `folder` is that of the schema, which nothing leaves."""
    if depth > _DEEPEST:
        raise unusable(path, "its includes go in a circle")
    root = parse(read_source(path)).root
    inclusions = list(root.iter(f"{SCH}include", f"{SCH}extends", f"{XSL}include", f"{XSL}import"))
    for element in inclusions:
        href, parent = element.get("href"), element.getparent()
        if href is None or parent is None or not _is_inclusion(element, parent):
            continue
        included = _included(path, folder, href, depth)
        whole = element.tag == f"{SCH}include"
        _replace(element, [_standing_alone(e) for e in ([included] if whole else included) if isinstance(e.tag, str)])
    return root


def _is_inclusion(element: etree._Element, parent: etree._Element) -> bool:
    """Functions of XSLT may be included beside the patterns, and by what is included so."""
    return str(element.tag).startswith(SCH) or parent.tag in (
        f"{SCH}schema",
        f"{XSL}stylesheet",
        f"{XSL}transform",
        f"{XSL}package",
    )


def _included(path: Path, folder: Path, href: str, depth: int) -> etree._Element:
    """What an address names: a whole file, or the element of it that has the id."""
    file, _, id_ = href.partition("#")
    target = real(path.parent / file) if file else real(path)
    if not target.is_relative_to(folder):
        raise unusable(path, f"it includes {href}, which lies outside its folder")
    root = _read(target, folder, depth + 1) if file else parse(read_source(path)).root
    if not id_:
        return root
    found = next((e for e in root.iter(etree.Element) if id_ in (e.get("id"), e.get(_XML_ID))), None)
    if found is None:
        raise unusable(path, f"it includes {href}, but {target.name} has no element with the id `{id_}`")
    return found


def _standing_alone(element: etree._Element) -> etree._Element:
    """A copy that still declares every prefix in scope: expressions use prefixes that no name does."""
    spaces = cast("dict[str, str]", element.nsmap)
    made = etree.Element(element.tag, {str(k): str(v) for k, v in element.attrib.items()}, nsmap=spaces)
    made.text = element.text
    made.extend([deepcopy(child) for child in element])
    return made


def _replace(element: etree._Element, new: list[etree._Element]) -> None:
    parent = element.getparent()
    assert parent is not None
    index = parent.index(element)
    parent.remove(element)
    for offset, child in enumerate(new):
        parent.insert(index + offset, child)
