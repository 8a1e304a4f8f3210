"""Namespaces in scope: what prefixes mean, and names expanded, each once."""

from __future__ import annotations

from edition.relaxng.datatypes.builtin import UNPARSED
from edition.relaxng.model import Name
from edition.relaxng.reading.tokens import Tag, attribute_value

_XML = "http://www.w3.org/XML/1998/namespace"


class Space:
    """One set of namespace declarations; equal sets are one object."""

    __slots__ = ("_attributes", "_elements", "children", "index", "prefixes")

    def __init__(self, index: int, prefixes: dict[str, str]) -> None:
        """Keep what prefixes mean; the empty prefix is the default namespace."""
        self.index = index
        self.prefixes = prefixes
        self.children: dict[tuple[tuple[bytes, bytes], ...], Space] = {}
        self._elements: dict[bytes, Name] = {}
        self._attributes: dict[bytes, Name] = {}

    def element(self, raw: bytes) -> Name:
        """Expand an element's name."""
        name = self._elements.get(raw)
        if name is None:
            prefix, _, local = raw.decode("utf-8").rpartition(":")
            name = self._elements[raw] = Name(self.prefixes.get(prefix, ""), local)
        return name

    def attribute(self, raw: bytes) -> Name:
        """Expand an attribute's name: without prefix it is in no namespace."""
        name = self._attributes.get(raw)
        if name is None:
            prefix, _, local = raw.decode("utf-8").rpartition(":")
            name = self._attributes[raw] = Name(self.prefixes.get(prefix, "") if prefix else "", local)
        return name


def is_declaration(name: bytes) -> bool:
    """Say whether an attribute declares a namespace."""
    return name == b"xmlns" or name.startswith(b"xmlns:")


class Spaces:
    """All sets of declarations met so far."""

    def __init__(self) -> None:
        """Begin with the prefix that is always there."""
        self._known: dict[tuple[tuple[str, str], ...], Space] = {}
        self.root = self._keep({"xml": _XML})

    def beginning(self, unparsed: tuple[str, ...]) -> Space:
        """Give the space around a document's element, with the unparsed entities that it declares."""
        return self._keep({"xml": _XML, UNPARSED: " ".join(unparsed)}) if unparsed else self.root

    def __len__(self) -> int:
        """Count the sets."""
        return len(self._known)

    def _keep(self, prefixes: dict[str, str]) -> Space:
        key = tuple(sorted(prefixes.items()))
        if key not in self._known:
            self._known[key] = Space(len(self._known), prefixes)
        return self._known[key]

    def inside(self, space: Space, tag: Tag) -> Space:
        """Give the space inside a tag, with what it declares."""
        declared = tuple((a.name, a.raw) for a in tag.attributes if is_declaration(a.name))
        if not declared:
            return space
        found = space.children.get(declared)
        if found is None:
            new = {name[6:].decode("utf-8"): attribute_value(raw, {}) for name, raw in declared}
            found = space.children[declared] = self._keep(space.prefixes | new)
        return found
