"""What a check knows of an ODD, and how it says what it finds."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from edition.diagnostics import Code, Diagnostic, Severity
from edition.odd.merging.gather import Odd
from edition.odd.merging.merge import FindLibrary
from edition.odd.model import KINDS, MergedSchema, Placed
from edition.odd.sources.library import Library

WORDS: Final = {"elementSpec": "element", "classSpec": "class", "macroSpec": "macro", "dataSpec": "data type"}


@dataclass(frozen=True)
class CheckedOdd:
    """An ODD with its sources and the schema that it makes."""

    odd: Odd
    schema: MergedSchema
    library: FindLibrary

    @cached_property
    def base(self) -> Library | None:
        """The source of the schema as a whole."""
        return self.library(Placed(self.odd.schema, self.odd.document, self.odd.folder))

    @cached_property
    def libraries(self) -> tuple[Library, ...]:
        """All sources, each once."""
        items = (*self.odd.modules(), *self.odd.references())
        found = {id(lib): lib for lib in (self.base, *map(self.library, items)) if lib is not None}
        return tuple(found.values())

    @cached_property
    def known(self) -> dict[str, set[str]]:
        """The names of each kind that the sources have, taken or not, and those that the ODD adds."""
        found: dict[str, set[str]] = {kind: set(self.schema.of(kind)) for kind in KINDS}
        for library in self.libraries:
            for kind, names in library.kinds().items():
                found[kind] |= names
        return found


def finding(code: Code, item: Placed, attribute: str, message: str, advice: str) -> Diagnostic:
    """A finding at the value of an attribute."""
    return Diagnostic(code, message, item.odd.attribute_span(item.element, attribute), help=advice)


def remark(diagnostic: Diagnostic) -> Diagnostic:
    """The same as a remark."""
    return replace(diagnostic, level=Severity.INFO)


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """The name that was probably meant, as advice."""
    near = difflib.get_close_matches(name, list(known), 1)
    return f"did you mean `{near[0]}`?" if near else otherwise
