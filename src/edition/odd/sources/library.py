"""The specifications of a source, found by module and by name, and read only when they are needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml import etree

from edition.markup import local_name, tei
from edition.odd.model import KINDS, MergedSchema, Spec, read_spec

_TAGS: Final = tuple(map(tei, KINDS))
EXCEPTIONS: Final = "http://www.tei-c.org/ns/1.0 teix:egXML"  # what anyElement leaves out where nobody says otherwise


@dataclass(frozen=True)
class SpecEntry:
    """A specification by its kind, name and module; the rest is read from its element when it is asked for."""

    kind: str
    ident: str
    module: str
    source: etree._Element | Spec

    @cached_property
    def spec(self) -> Spec:
        """The specification itself."""
        return self.source if isinstance(self.source, Spec) else read_spec(self.source)


@dataclass(frozen=True, eq=False)
class Library:
    """Specifications in their order. `own` is that of the program's schema, in which nothing refers to elsewhere."""

    name: str
    entries: tuple[SpecEntry, ...]
    own: bool = False
    schema: MergedSchema | None = None  # what an ODD that is a source says of the schema as a whole
    by_module: dict[str, list[SpecEntry]] = field(init=False)
    by_ident: dict[str, list[SpecEntry]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_module", _grouped((e.module, e) for e in self.entries))
        object.__setattr__(self, "by_ident", _grouped((e.ident, e) for e in self.entries))

    @classmethod
    def of_document(cls, name: str, root: etree._Element) -> Library:
        """Everything that a document specifies, such as TEI's p5subset.xml."""
        return cls(name, tuple(map(_entry, root.iter(*_TAGS))))

    @classmethod
    def of_schema(cls, name: str, schema: MergedSchema, *, own: bool) -> Library:
        """What another ODD makes of its sources."""
        return cls(name, tuple(SpecEntry(s.kind, s.ident, s.module, s) for s in schema.specs), own, schema)

    @property
    def exceptions(self) -> str:
        """What elements of any name are not, by default: the source says it of `defaultExceptions` of schemaSpec."""
        if self.schema is not None:
            return self.schema.exceptions
        wanted = next((e for e in self.by_ident.get("schemaSpec", ()) if e.kind == "elementSpec"), None)
        found = (a for a in wanted.spec.own.attributes() if a.ident == "defaultExceptions") if wanted else ()
        value = next((a.element.findtext(tei("defaultVal")) for a in found), None)
        return " ".join(value.split()) if value else EXCEPTIONS

    def kinds(self) -> dict[str, set[str]]:
        """The names of each kind."""
        found: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for entry in self.entries:
            found[entry.kind].add(entry.ident)
        return found


def _entry(element: etree._Element) -> SpecEntry:
    return SpecEntry(local_name(element), element.get("ident", ""), element.get("module", ""), element)


def _grouped(pairs: Iterable[tuple[str, SpecEntry]]) -> dict[str, list[SpecEntry]]:
    found: dict[str, list[SpecEntry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return found
