"""What a node of a schema inherits, and the checks of its form: attributes, children, names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from edition.relaxng.grammar.names import NOTHING, NameClass, Wildcard, just
from edition.relaxng.model import Name, SchemaError
from edition.relaxng.syntax.files import RNG, line_of

if TYPE_CHECKING:
    from edition.relaxng.syntax.scopes import Scope

_MAX_DEPTH = 150
_COMMON = ("ns", "datatypeLibrary")
_ATTRIBUTES = {
    **dict.fromkeys(("element", "attribute", "ref", "parentRef", "param"), ("name",)),
    **dict.fromkeys(("data", "value"), ("type",)),
    **dict.fromkeys(("externalRef", "include"), ("href",)),
    "define": ("name", "combine"),
    "start": ("combine",),
}
_XMLNS = "http://www.w3.org/2000/xmlns"
_RESERVED_SPACES = (_XMLNS, "http://www.w3.org/2000/xmlns/")


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a node: its file, inherited attributes, the grammar it belongs to."""

    source: str
    base: Path | None
    ns: str = ""
    library: str = ""
    scope: Scope | None = None
    depth: int = 0
    including: tuple[Path, ...] = ()

    def enter(self, node: etree._Element) -> Context:
        """Give the context for what a node holds."""
        if self.depth > _MAX_DEPTH:
            raise self.error(node, "patterns are nested too deeply")
        ns, library = node.get("ns"), node.get("datatypeLibrary")
        return replace(
            self,
            ns=self.ns if ns is None else ns,
            library=self.library if library is None else library,
            depth=self.depth + 1,
        )

    def error(self, node: etree._Element, message: str) -> SchemaError:
        """Make an error at a node."""
        return SchemaError(message, self.source, line_of(node))


def tag_of(node: etree._Element, context: Context) -> str:
    """Give the local name of a node of RELAX NG, checking its attributes."""
    local = etree.QName(node).localname
    if etree.QName(node).namespace != RNG:
        raise context.error(node, f"{node.tag} is not an element of RELAX NG")
    allowed = (*_ATTRIBUTES.get(local, ()), *_COMMON)
    for name in map(str, node.attrib):
        if "{" not in name and name not in allowed:
            raise context.error(node, f"<{local}> has no attribute {name}")
    return local


def required(node: etree._Element, name: str, context: Context) -> str:
    """Give an attribute that must be there, trimmed."""
    value = node.get(name)
    if value is None:
        raise context.error(node, f"<{etree.QName(node).localname}> needs the attribute {name}")
    return value.strip()


def children(node: etree._Element) -> list[etree._Element]:
    """Give the child elements that are not annotations."""
    return [child for child in node if isinstance(child.tag, str) and child.tag.startswith(f"{{{RNG}}}")]


def refuse_text(node: etree._Element, context: Context) -> None:
    """Refuse text in an element that holds only elements."""
    texts = [node.text, *(child.tail for child in node)]
    if any(text and text.strip() for text in texts):
        raise context.error(node, f"text is not allowed in <{etree.QName(node).localname}>")


def read_name(node: etree._Element, text: str, context: Context, *, ns: str) -> Name:
    """Expand a possibly prefixed name, with ``ns`` for one without prefix."""
    prefix, colon, local = text.strip().rpartition(":")
    if not local or any(char.isspace() for char in local):
        raise context.error(node, f"{text!r} is not a name")
    if not colon:
        return Name(ns, local)
    uri = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else node.nsmap.get(prefix)
    if uri is None:
        raise context.error(node, f"the prefix {prefix!r} is not declared")
    return Name(uri, local)


def read_names(node: etree._Element, context: Context) -> NameClass:
    """Read a name class."""
    here = context.enter(node)
    match tag_of(node, context):
        case "name":
            return just(read_name(node, node.text or "", here, ns=here.ns))
        case "anyName":
            return NameClass(wild=(Wildcard(None, _excepted(node, here, {"anyName"})),))
        case "nsName":
            return NameClass(wild=(Wildcard(here.ns, _excepted(node, here, {"anyName", "nsName"})),))
        case "choice":
            found = NOTHING
            for child in children(node):
                found = found.union(read_names(child, here))
            return found
        case other:
            raise context.error(node, f"<{other}> is not a name class")


def _excepted(node: etree._Element, context: Context, forbidden: set[str]) -> NameClass:
    found = NOTHING
    for child in children(node):
        if tag_of(child, context) != "except":
            raise context.error(child, "only <except> is allowed in a wildcard")
        for inner in children(child):
            for item in inner.iter(f"{{{RNG}}}anyName", f"{{{RNG}}}nsName"):
                if etree.QName(item).localname in forbidden:
                    raise context.error(item, f"<{etree.QName(item).localname}> cannot be excepted here")
            found = found.union(read_names(inner, context.enter(child)))
    return found


def check_attribute_names(node: etree._Element, names: NameClass, context: Context) -> None:
    """Refuse attributes that would be namespace declarations."""
    if Name("", "xmlns") in names.exact:
        raise context.error(node, "an attribute cannot be called xmlns")
    spaces = {name.uri for name in names.exact} | {wildcard.uri for wildcard in names.wild}
    if any(space in spaces for space in _RESERVED_SPACES):
        raise context.error(node, f"attributes of the namespace {_XMLNS} are namespace declarations")
