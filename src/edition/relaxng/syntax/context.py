"""What a node of a schema inherits, the grammar it belongs to, and how it names elements and attributes."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from edition.relaxng.grammar.names import NOTHING, NameClass, Wildcard, just
from edition.relaxng.grammar.patterns import Pattern
from edition.relaxng.model import Name, SchemaError
from edition.relaxng.syntax.form import RNG, children, line_of, local_name

_MAX_DEPTH = 150
_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns"


@dataclass(frozen=True, slots=True)
class NodeContext:
    """The surroundings of a node: its file, inherited attributes, the grammar it belongs to."""

    source: str
    base: Path | None
    ns: str = ""
    library: str = ""
    scope: Scope | None = None
    depth: int = 0
    including: tuple[Path, ...] = ()

    def enter(self, node: etree._Element) -> NodeContext:
        """Give the context for what a node holds."""
        if self.depth > _MAX_DEPTH:
            raise self.error(node, "patterns are nested too deeply")
        ns, library = node.get("ns"), node.get("datatypeLibrary")
        ns, library = self.ns if ns is None else ns, self.library if library is None else library
        return NodeContext(self.source, self.base, ns, library, self.scope, self.depth + 1, self.including)

    def error(self, node: etree._Element, message: str) -> SchemaError:
        """Make an error at a node."""
        return SchemaError(message, self.source, line_of(node))


@dataclass(frozen=True, slots=True)
class DefinitionPart:
    """One ``define`` or ``start`` element."""

    name: str
    combine: str
    node: etree._Element
    context: NodeContext


@dataclass(slots=True)
class Definition:
    """All parts of one name, and the pattern once compiled."""

    parts: list[DefinitionPart] = field(default_factory=list)
    pattern: Pattern | None = None
    open: bool = False  # being compiled: a reference now is a loop

    @property
    def combine(self) -> str:
        """Say how the parts combine: "choice", "interleave" or, for a single one, ""."""
        return next((part.combine for part in self.parts if part.combine), "")


@dataclass(slots=True)
class Scope:
    """One grammar: its definitions and the grammar around it."""

    parent: Scope | None = None
    definitions: dict[str, Definition] = field(default_factory=dict)


def given(node: etree._Element, name: str) -> str:
    """Give an attribute, trimmed; the form of the schema says that it is there."""
    return node.get(name, "").strip()


def read_name(node: etree._Element, text: str, context: NodeContext, *, ns: str) -> Name:
    """Expand a possibly prefixed name, with ``ns`` for one without prefix."""
    prefix, colon, local = text.strip().rpartition(":")
    if not colon:
        return Name(ns, local)
    uri = _XML if prefix == "xml" else node.nsmap.get(prefix)
    if uri is None:
        raise context.error(node, f"the prefix {prefix!r} is not declared")
    return Name(uri, local)


def read_names(node: etree._Element, context: NodeContext) -> NameClass:
    """Read a name class."""
    here = context.enter(node)
    match local_name(node):
        case "name":
            return just(read_name(node, node.text or "", here, ns=here.ns))
        case "anyName":
            return NameClass(wild=(Wildcard(None, _excepted(node, here, ("anyName",))),))
        case "nsName":
            return NameClass(wild=(Wildcard(here.ns, _excepted(node, here, ("anyName", "nsName"))),))
        case _:
            return _union(children(node), here)


def _union(nodes: list[etree._Element], context: NodeContext) -> NameClass:
    found = NOTHING
    for node in nodes:
        found = found.union(read_names(node, context))
    return found


def _excepted(node: etree._Element, context: NodeContext, forbidden: tuple[str, ...]) -> NameClass:
    """Read what a wildcard excepts, which must not be as wide as itself (4.16)."""
    found = NOTHING
    for child in children(node):
        for item in child.iter(*(f"{{{RNG}}}{name}" for name in forbidden)):
            raise context.error(item, f"<{local_name(item)}> cannot be excepted here")
        found = found.union(_union(children(child), context.enter(child)))
    return found


def check_attribute_names(node: etree._Element, names: NameClass, context: NodeContext) -> None:
    """Refuse attributes that would be namespace declarations, even where they are excepted (4.16)."""
    mentioned = set(names.mentioned())
    if Name("", "xmlns") in mentioned:
        raise context.error(node, "an attribute cannot be called xmlns")
    if any(name.uri.rstrip("/") == _XMLNS for name in mentioned):
        raise context.error(node, f"attributes of the namespace {_XMLNS} are namespace declarations")
