"""Doors of a theme's stylesheets: what would read files, addresses or the environment is refused before it is compiled.

Once compiled, a stylesheet reads nothing (`edition.saxon`); while it is compiled, Saxon would read whatever the
stylesheet names. So a stranger's stylesheet is looked at first: it may import and include files of its own folder, and
nothing in it may name a function that reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document, parse, read_source
from edition.paths import real
from edition.publish.codes import OPEN_DOOR

_XSL: Final = "{http://www.w3.org/1999/XSL/Transform}"
_LOADING: Final = frozenset({f"{_XSL}import", f"{_XSL}include"})
_READING: Final = frozenset(
    f"{_XSL}{name}" for name in ("source-document", "merge-source", "import-schema", "use-package", "evaluate")
)
_FUNCTIONS: Final = re.compile(
    r"(?<![\w.-])(doc|doc-available|document|unparsed-text(?:-lines|-available)?|collection|uri-collection|json-doc"
    r"|environment-variable|available-environment-variables|transform|function-lookup|load-xquery-module"
    r"|stream-available)\s*[(#]"
)
_FOREIGN: Final = re.compile(r"saxon\.sf\.net|expath\.org|java:|clitype:|\.saxonica\.")
_DEEPEST: Final = 20


def doors_of(path: Path, folder: Path, shown: str, depth: int = 0) -> list[Diagnostic]:
    """What a stylesheet of a theme, or one that it loads from the theme's folder, would open."""
    try:
        document = parse(read_source(path, shown))
    except EditionError as error:
        return list(error.diagnostics)
    found = [_refusal(document, element, what) for element, what in _doors(document)]
    for element in document.root.iter(*_LOADING):
        target = real(path.parent / element.get("href", ""))
        inside = target.is_relative_to(folder) and target.is_file() and ":" not in element.get("href", "")
        if not inside or depth > _DEEPEST:
            found.append(_refusal(document, element, f"{element.get('href', '')}, which is no file of the theme"))
        elif target != path:
            found += doors_of(target, folder, str(Path(shown).parent / element.get("href", "")), depth + 1)
    return found


def _doors(document: Document) -> Iterator[tuple[etree._Element, str]]:
    for element in document.root.iter(etree.Element):
        if element.tag in _READING:
            yield element, f"xsl:{etree.QName(element).localname}"
        if any(_FOREIGN.search(uri) for uri in element.nsmap.values()):
            yield element, "functions that are no part of XSLT"
        for called in filter(None, map(_FUNCTIONS.search, _expressions(element))):
            yield element, f"{called[1]}()"
        if str(element.tag).startswith(_XSL) and any(str(name).startswith("_") for name in element.attrib):
            yield element, "an attribute that is computed while it is compiled (_name)"


def _expressions(element: etree._Element) -> Iterator[str]:
    """Where an element may hold an expression: its attributes, and text from its first brace on."""
    yield from map(str, element.attrib.values())
    for text in filter(None, (element.text, element.tail)):
        if "{" in text:
            yield text[text.index("{") :]


def _refusal(document: Document, element: etree._Element, what: str) -> Diagnostic:
    message = f"the theme's stylesheet uses {what}"
    notes = ("a theme reads no file, address or variable: what it needs is in the page's values",)
    return Diagnostic(OPEN_DOOR, message, document.span(element), notes=notes, help="take it out")
