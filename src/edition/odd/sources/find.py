"""The source that each part of an ODD takes its specifications from, read once.

Takes places to look in; gives libraries. A source that is itself a customisation is merged with its own source first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import parse, tei
from edition.odd.codes import UNKNOWN_SOURCE
from edition.odd.model import MergedSchema, Placed
from edition.odd.sources.library import Library
from edition.odd.sources.places import OWN, Places, asked_version, local_path, own_odd, read_file, unquoted
from edition.paths import real

_VAULT: Final = "https://www.tei-c.org/Vault/P5/{}/xml/tei/odd/p5subset.xml"
_CHANGES: Final = frozenset({"change", "delete", "replace"})
MakeSchema = Callable[[Path, "OddSources"], MergedSchema]


@dataclass
class OddSources:
    """The sources of one ODD; `seen` are the files that led to it, which it must not lead back to."""

    places: Places
    seen: tuple[Path, ...]
    make: MakeSchema
    found: dict[Path, Library] = field(default_factory=dict)
    paths: dict[tuple[str, Path], Path] = field(default_factory=dict)

    def library(self, item: Placed) -> Library | None:
        """The source of a schemaSpec, module or reference; None for an ODD that needs none."""
        schema = next((e for e in (item.element, *item.element.iterancestors()) if e.tag == tei("schemaSpec")), None)
        holder = item.element if item.element.get("source") else schema
        source = holder.get("source") if holder is not None else None
        if not source and item.name == "schemaSpec" and not _refers(item.element):
            return None
        key = (source or "", item.folder)
        if key not in self.paths:
            if source and holder is not None:
                self.paths[key] = self._path(source, Placed(holder, item.odd, item.folder))
            else:
                self.paths[key] = self._tei("", item, "key")
        return self._read(self.paths[key])

    def _path(self, source: str, item: Placed) -> Path:
        if source == OWN:
            return own_odd()
        version = asked_version(source)
        if version is not None:
            return self._tei(version, item, "source")
        if source.startswith(("http://", "https://")):
            message = f"the source `{source}` is not read over the network"
            advice = "save it beside the ODD and write its name, or keep TEI's own with: edition schema tei ADDRESS"
            raise EditionError(_unknown(item, "source", message, advice))
        path = local_path(source, item.folder)
        if not path.is_file() or real(path) in self.seen:
            reason = "leads back to this file" if path.is_file() else "is no file"
            advice = f'write source="{OWN}" for the schema that comes with the program, or the path of another ODD'
            raise EditionError(_unknown(item, "source", f"the source `{source}` {reason}", advice))
        return path

    def _tei(self, version: str, item: Placed, attribute: str) -> Path:
        path = self.places.tei(version, item.folder)
        if path is not None:
            return path
        which = f"version {version}" if version not in ("", "current") else ""
        message = f"TEI's specifications{f' in {which}' if which else ''} are needed, and there is no p5subset.xml"
        address = _VAULT.format(version or "current")
        advice = f"keep them with the edition once: edition schema tei {address} (or name a file with --tei)"
        raise EditionError(_unknown(item, attribute, message, advice))

    def _read(self, path: Path) -> Library:
        if path not in self.found:
            self.found[path] = self._library(path)
        return self.found[path]

    def _library(self, path: Path) -> Library:
        if path == own_odd():
            return self._customised(path)
        with unquoted(path, self.seen[-1].parent):
            root = parse(read_file(path).source).root
        return self._customised(path) if _is_customisation(root) else Library.of_document(str(path), root)

    def _customised(self, path: Path) -> Library:
        schema = self.make(path, OddSources(self.places, (*self.seen, real(path)), self.make))
        return Library.of_schema(str(path), schema, own=schema.own)


def _refers(schema: etree._Element) -> bool:
    """Whether a schemaSpec takes anything from TEI: modules, or single specifications."""
    return any(e.get("key") for e in schema.iterchildren(*map(tei, ("moduleRef", "elementRef", "classRef"))))


def _is_customisation(root: etree._Element) -> bool:
    """Whether a source is to be merged with a source of its own: no list of specifications, no compiled ODD."""
    schema = root if root.tag == tei("schemaSpec") else next(root.iter(tei("schemaSpec")), None)
    if schema is None:
        return False
    if schema.get("source") == OWN or any(e.get("key") for e in root.iter(tei("moduleRef"))):
        return True
    return any(e.get("mode") in _CHANGES for e in schema.iterchildren(etree.Element)) or any(
        True for _ in schema.iterchildren(tei("specGrpRef"))
    )


def _unknown(item: Placed, attribute: str, message: str, advice: str) -> Diagnostic:
    return Diagnostic(UNKNOWN_SOURCE, message, item.odd.attribute_span(item.element, attribute), help=advice)
