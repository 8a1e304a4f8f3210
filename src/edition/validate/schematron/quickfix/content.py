"""New content as bytes, in the words of the place where it will stand.

Namespaces are declared only where they are not in scope; what is a copy of an element of the document keeps the
document's own bytes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from typing import Final

from lxml import etree

from edition.markup import Document
from edition.markup.serialise import escape, quoteattr

_XML: Final = "http://www.w3.org/XML/1998/namespace"
_REFERRING: Final = re.compile(rb">([^<>&]*&[^<>]*)(?=<)")
_ALIKE: Final = 50  # elements that look like a new one and are compared with it
Scope = Mapping[str | None, str]


class ContentWriter:
    """Writes what a fix makes into the document that it is for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._breaks = "\r\n" if b"\r\n" in document.source.data else "\n"

    def nodes(self, new: etree._Element, scope: Scope) -> bytes:
        """What stands in an element, but for its attributes."""
        out = [self._text(new.text)]
        for child in new:
            out += [self._node(child, scope), self._text(child.tail)]
        return b"".join(out)

    def attributes(self, new: etree._Element, scope: Scope) -> dict[str, bytes]:
        """Attributes by the names that they have in a scope, with the declarations that they need."""
        out: dict[str, bytes] = {}
        for key, value in new.attrib.items():
            name, declared = _attribute_name(str(key), new, scope)
            out |= {f"xmlns:{p}": quoteattr(uri).encode() for p, uri in declared.items()}
            out[name] = self._value(str(value))
        return out

    def _node(self, new: etree._Element, scope: Scope) -> bytes:
        if not isinstance(new.tag, str):
            return etree.tostring(new, encoding="utf-8", with_tail=False)
        if (kept := self._kept(new, scope)) is not None:
            return kept
        name, declared = _element_name(new, scope)
        inner = {**scope, **declared}
        attributes = []
        for key, value in new.attrib.items():
            attribute, more = _attribute_name(str(key), new, inner)
            declared |= more
            inner |= more
            attributes.append(f" {attribute}=".encode() + self._value(str(value)))
        spaces = [f" xmlns{':' + p if p else ''}={quoteattr(uri)}".encode() for p, uri in declared.items()]
        head = b"".join([f"<{name}".encode(), *spaces, *attributes])
        inside = self.nodes(new, inner)
        return head + b">" + inside + f"</{name}>".encode() if inside else head + b"/>"

    def _kept(self, new: etree._Element, scope: Scope) -> bytes | None:
        """The document's own bytes of an element, where the new one is the same and its prefixes mean the same."""
        wanted: bytes | None = None
        for element in self._alike[new.tag, len(new), new.text or ""][:_ALIKE]:
            if sorted(element.attrib.items()) != sorted(new.attrib.items()) or _above(element) != {
                k: v for k, v in scope.items() if v
            }:
                continue
            wanted = wanted or _canonical(new)
            if _canonical(element) == wanted:
                span = self._document.whole_span(element)
                return self._document.source.data[span.start : span.end]
        return None

    @cached_property
    def _alike(self) -> Mapping[tuple[str, int, str], list[etree._Element]]:
        found: dict[tuple[str, int, str], list[etree._Element]] = defaultdict(list)
        for element in self._document.root.iter(etree.Element):
            found[str(element.tag), len(element), element.text or ""].append(element)
        return found

    def _text(self, text: str | None) -> bytes:
        return self.text(text or "")

    def text(self, text: str) -> bytes:
        """Text between tags; as the document writes it, where it has the same with references."""
        return self._written.get(text) or escape(text).replace("\r", "&#13;").replace("\n", self._breaks).encode()

    @cached_property
    def _written(self) -> Mapping[str, bytes]:
        found = {match[1] for match in _REFERRING.finditer(self._document.source.data)}
        return {unescape(raw.decode()).replace("\r\n", "\n"): raw for raw in found}

    def _value(self, value: str) -> bytes:
        return quoteattr(value).encode()


def scope_of(element: etree._Element | None) -> dict[str | None, str]:
    """The prefixes that mean something in an element; lxml does not tell that `xmlns=""` undoes a declaration."""
    scope: dict[str | None, str] = {}
    for part in [] if element is None else [*reversed(list(element.iterancestors())), element]:
        above = part.getparent()
        outer = {} if above is None else above.nsmap
        scope |= {k: str(v) for k, v in part.nsmap.items() if outer.get(k) != v}
        if part.prefix is None:
            scope[None] = etree.QName(part).namespace or ""
    return scope


def _above(element: etree._Element) -> dict[str | None, str]:
    return {k: v for k, v in scope_of(element.getparent()).items() if v}


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _element_name(new: etree._Element, scope: Scope) -> tuple[str, dict[str | None, str]]:
    """The name of an element in a scope, and what must be declared with it."""
    qualified = etree.QName(new)
    uri, local = qualified.namespace or "", qualified.localname
    if scope.get(None, "") == uri:
        return local, {}
    if not uri:
        return local, {None: ""}
    known = next((p for p, meant in scope.items() if p and meant == uri), None)
    if known:
        return f"{known}:{local}", {}
    prefix = new.prefix
    return f"{prefix}:{local}" if prefix else local, {prefix: uri}


def _attribute_name(key: str, new: etree._Element, scope: Scope) -> tuple[str, dict[str | None, str]]:
    qualified = etree.QName(key)
    uri, local = qualified.namespace, qualified.localname
    if uri is None:
        return local, {}
    known = "xml" if uri == _XML else next((p for p, meant in scope.items() if p and meant == uri), None)
    if known:
        return f"{known}:{local}", {}
    prefix = _free_prefix(uri, new, scope)
    return f"{prefix}:{local}", {prefix: uri}


def _free_prefix(uri: str, new: etree._Element, scope: Scope) -> str:
    wanted = [str(p) for p, meant in new.nsmap.items() if p and meant == uri]
    return next(p for p in (*wanted, *(f"ns{n}" for n in range(1, len(scope) + 2))) if p not in scope)
