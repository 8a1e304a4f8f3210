"""What an ODD says, in order: its schemaSpec with groups of specifications put where they are referred to.

Takes a parsed ODD, gives its parts, each with the document that it stands in. Nothing is merged yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import XML_ID, Document, parse, read_source, tei
from edition.odd.codes import NO_SCHEMA, UNKNOWN_SOURCE
from edition.odd.model import KINDS, Placed, Spec, read_spec, spec_key
from edition.odd.sources.places import local_path, unquoted

_WANTED: Final = (
    "an ODD is a TEI file with a schemaSpec; start from the chapter “A schema of your own” of the guidelines"
)
_FIRST: Final = ("tei", "core")  # modules that come before others, wherever they are referred to


@dataclass(frozen=True)
class Odd:
    """An ODD: its schemaSpec and, in order, what stands in it."""

    document: Document
    schema: etree._Element
    folder: Path
    items: tuple[Placed, ...]

    @property
    def ident(self) -> str:
        """The name of its schema."""
        return self.schema.get("ident", "")

    @property
    def ns(self) -> str | None:
        """The namespace of its elements, if it says one."""
        return self.schema.get("ns")

    @property
    def is_compiled(self) -> bool:
        """Whether it specifies itself what documents begin with, as an ODD does that TEI's tools have compiled."""
        starts = (self.schema.get("start") or "TEI").split()
        return any(
            item.element.get("ident") in starts and item.element.get("mode", "add") == "add"
            for item in self.named("elementSpec")
        )

    def named(self, *names: str) -> Iterator[Placed]:
        """The items of these names."""
        return (item for item in self.items if item.name in names)

    def modules(self) -> list[Placed]:
        """The references to modules, `tei` and `core` first."""
        found = [item for item in self.named("moduleRef") if item.element.get("key")]
        return sorted(found, key=lambda m: _FIRST.index(m.element.get("key")) if m.element.get("key") in _FIRST else 9)

    def references(self) -> list[Placed]:
        """The references to single specifications."""
        names = ("elementRef", "classRef", "macroRef", "dataRef")
        return [item for item in self.named(*names) if item.element.get("key")]

    def changes(self) -> dict[tuple[str, str, str], Spec]:
        """The changes by what they change; several of the same are one."""
        found: dict[tuple[str, str, str], list[etree._Element]] = {}
        for item in self.named(*KINDS):
            if item.element.get("mode") == "change":
                spec = read_spec(item.element, ())
                found.setdefault(spec_key(spec, self.ns), []).append(item.element)
        return {
            key: read_spec(same[0], [c for e in same for c in e.iterchildren(etree.Element)])
            for key, same in found.items()
        }


def read_odd(document: Document, path: Path) -> Odd:
    """The first schemaSpec of a document; one without is refused."""
    root = document.root
    schema = root if root.tag == tei("schemaSpec") else root.find(f".//{tei('schemaSpec')}")
    if schema is None:
        raise EditionError(Diagnostic(NO_SCHEMA, "the file has no schemaSpec", document.span(root), help=_WANTED))
    items = tuple(_expanded(Placed(schema, document, path.parent), ()))
    return Odd(document, schema, path.parent, items)


def _expanded(parent: Placed, within: tuple[str, ...]) -> Iterator[Placed]:
    for element in parent.element.iterchildren(etree.Element):
        item = Placed(element, parent.odd, parent.folder)
        if element.tag == tei("specGrpRef"):
            yield from _group(item, within)
        elif element.tag != tei("specGrp"):
            yield item


def _group(reference: Placed, within: tuple[str, ...]) -> Iterator[Placed]:
    """What a reference to a group of specifications stands for."""
    target = reference.element.get("target", "")
    file, _, ident = target.partition("#")
    place = f"{reference.odd.source.path} {target}"
    if place in within:
        raise EditionError(_no_group(reference, f"the group `{target}` refers to itself"))
    odd, folder = reference.odd, reference.folder
    if file:
        path = local_path(file, folder)
        if not path.is_file():
            raise EditionError(_no_group(reference, f"there is no file `{file}` with a group of specifications"))
        with unquoted(path, folder):
            odd, folder = parse(read_source(path)), path.parent
    group = _find_group(odd.root, ident)
    if group is None:  # TEI's tools take nothing then; the check tells it
        yield reference
        return
    found = Placed(group, odd, folder)
    if found.name in KINDS:  # a file that is a specification
        yield found
    else:
        yield from _expanded(found, (*within, place))


def _find_group(root: etree._Element, ident: str) -> etree._Element | None:
    if ident:
        return next((e for e in root.iter(etree.Element) if e.get(XML_ID) == ident), None)
    return root if root.tag == tei("specGrp") else next(root.iter(tei("specGrp")), root)


def _no_group(reference: Placed, message: str) -> Diagnostic:
    span = reference.odd.attribute_span(reference.element, "target")
    return Diagnostic(UNKNOWN_SOURCE, message, span, help="name a specGrp by #ID, or a file and its specGrp by FILE#ID")
