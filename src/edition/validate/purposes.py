"""What the elements of a schema are for, in a sentence each: messages quote it.

The sentences come from the schema itself, where the ODD's descriptions stand as `a:documentation`. They are read only
once there is a finding that quotes one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import EditionError
from edition.markup import all_text, parse, read_source

_RNG: Final = "{http://relaxng.org/ns/structure/1.0}"
_DOCUMENTATION: Final = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
_SECTION: Final = re.compile(
    r"(?:(?<!\s)\s++)?\[[\d.]+ [^\]]*\]$"
)  # the TEI's schemas end with the section of the Guidelines


class Purposes:
    """Element name to sentence, of a schema file or as given."""

    def __init__(self, schema: Path | None = None, known: Mapping[str, str] | None = None) -> None:
        self._schema = schema
        self._known = known

    def get(self, element: str) -> str | None:
        """What an element is for, if the schema says so."""
        return self.all.get(element)

    @cached_property
    def all(self) -> Mapping[str, str]:
        """The sentences of all elements."""
        if self._known is not None:
            return self._known
        if self._schema is None or self._schema.suffix == ".rnc":
            return {}
        try:
            root = parse(read_source(self._schema)).root
        except EditionError:  # a schema that cannot be read has been told of when it was loaded
            return {}
        return _sentences(root, "element")

    @cached_property
    def attributes(self) -> Mapping[str, str]:
        """The sentences of all attributes, by their written names; of one that several classes have the first."""
        if self._schema is None or self._schema.suffix == ".rnc":
            return {}
        try:
            return _sentences(parse(read_source(self._schema)).root, "attribute")
        except EditionError:
            return {}


def _sentences(root: etree._Element, sort: str) -> dict[str, str]:
    named = (e for e in root.iter(f"{_RNG}{sort}") if e.get("name") and _documented(e) is not None)
    found: dict[str, str] = {}
    for name, sentence in map(_sentence, named):
        found.setdefault(name, sentence)
    return found


def _documented(element: etree._Element) -> etree._Element | None:
    return element.find(_DOCUMENTATION)


def _sentence(element: etree._Element) -> tuple[str, str]:
    documentation = _documented(element)
    text = "" if documentation is None else " ".join(all_text(documentation).split())
    return str(element.get("name")), _SECTION.sub("", text)
