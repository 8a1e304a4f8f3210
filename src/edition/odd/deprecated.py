"""What a schema keeps for a while only: a rule that warns of each element, attribute and value with `@validUntil`.

Takes a merged schema, and gives patterns of Schematron, as TEI's own tools do. Macros, classes and data types are
no matter of documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

from lxml import etree

from edition.odd.model import Attribute, MergedSchema, Spec, ValueItem

_SCH: Final = "http://purl.oclc.org/dsdl/schematron"
NameOf = Callable[[Spec], str]
PrefixOf = Callable[[str], str]


def deprecations(schema: MergedSchema, name_of: NameOf, prefix_of: PrefixOf) -> Iterator[etree._Element]:
    """A pattern for each thing that is to be removed; `name_of` and `prefix_of` write names as expressions do."""
    for spec in schema.specs:
        if spec.until and spec.kind == "elementSpec":
            yield _pattern(f"deprecated-{spec.ident}", [name_of(spec)], "true()", "the element ", spec.until)
        for attribute in spec.own.attributes():
            if attribute.mode != "delete":
                yield from _of_attribute(schema, spec, attribute, name_of, prefix_of)


def _of_attribute(
    schema: MergedSchema, spec: Spec, attribute: Attribute, name_of: NameOf, prefix_of: PrefixOf
) -> Iterator[etree._Element]:
    prefix = prefix_of(attribute.ns) if attribute.ns else ""
    name = f"@{prefix}:{attribute.name}" if prefix else f"@{attribute.name}"
    ident = f"deprecated-{spec.ident}-{attribute.ident.replace(':', '-')}"
    if attribute.until:
        owners = map(name_of, _owners(schema, spec, attribute, values=False))
        yield _pattern(ident, owners, name, f"{name} of ", attribute.until)
    for item in _values(attribute):
        owners = map(name_of, _owners(schema, spec, attribute, values=True))
        test = f"tokenize({name}, '\\s+') = {_quoted(item.name)}"
        yield _pattern(f"{ident}-{item.ident}", owners, test, f"“{item.name}” in {name} of ", item.until)


def _values(attribute: Attribute) -> Iterator[ValueItem]:
    items = attribute.values.items if attribute.values else ()
    return (item for item in items if item.mode != "delete" and item.until)


def _owners(schema: MergedSchema, spec: Spec, attribute: Attribute, *, values: bool) -> Iterator[Spec]:
    """The elements that have an attribute: the one it is specified in, or the members of its class.

    A member that has another attribute of this name, or none, is left out; so is one with other `values` in it.
    """
    if spec.kind == "elementSpec":
        yield spec
    elif spec.kind == "classSpec":
        for element in schema.elements_of(spec.ident):
            own = next((a for a in element.own.attributes() if a.ident == attribute.ident), None)
            if own is None or (own.mode == "change" and not own.until and not (values and own.values)):
                yield element


def _pattern(ident: str, contexts: Iterable[str], test: str, before: str, until: str) -> etree._Element:
    ident = re.sub(r"[^\w.-]", "_", ident)
    context = escape(" | ".join(dict.fromkeys(contexts)))
    message = f"{escape(before)}<name/> is deprecated: it will be removed on {escape(until)}"
    report = f'<report test="{escape(test)}" role="warning">{message}</report>'
    return etree.fromstring(f'<pattern xmlns="{_SCH}" id="{ident}"><rule context="{context}">{report}</rule></pattern>')


def _quoted(value: str) -> str:
    """A string of XPath."""
    return "'" + value.replace("'", "''") + "'"
