"""A DOCX as an archive: its parts as XML or bytes, and the relations between them.

Takes the archive's bytes. XML is read without network and entities; a part that is not there is None.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.markup import local_name

MAIN: Final = "word/document.xml"


@dataclass(frozen=True, slots=True)
class PackageRelation:
    """What a part points to: the kind, and the other part's name or an address outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of one document."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names: Final = tuple(self._archive.namelist())
        self._known = frozenset(self.names)
        told = (each.target for each in self.relations("").values() if each.kind == "officeDocument")
        self.main: Final = MAIN if MAIN in self._known else next(told, MAIN)

    def data(self, name: str) -> bytes | None:
        """A part's bytes."""
        return self._archive.read(name) if name in self._known else None

    def xml(self, name: str) -> etree._Element | None:
        """A part's root."""
        data = self.data(name)
        if data is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        return etree.fromstring(data, parser)

    def relations(self, name: str) -> dict[str, PackageRelation]:
        """What a part points to, by the ids that it uses."""
        folder, file = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for each in root if root is not None else ():
            external = each.get("TargetMode") == "External"
            target = str(each.get("Target", ""))
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
            found[str(each.get("Id"))] = PackageRelation(str(each.get("Type", "")).rpartition("/")[2], target, external)
        return found


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name, whichever of Word's two namespaces it has.

    >>> value(etree.fromstring('<p xmlns:w="urn:w" w:val="Title"/>'))
    'Title'
    """
    if element is None:
        return None
    return next((str(v) for key, v in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    for name in path:
        element = next((e for e in element if local_name(e) == name), None) if element is not None else None
    return element


def is_on(element: etree._Element | None, name: str = "") -> bool:
    """Whether a property is there and not switched off; with a name, whether an attribute of it is on."""
    if name:
        return value(element, name) in ("1", "true", "on")
    return element is not None and value(element) not in ("0", "false", "off", "none")
