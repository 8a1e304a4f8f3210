"""From the elements of an ODD to frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lxml import etree

from edition.markup import TEI, local_name, tei
from edition.odd.model.content import read_content
from edition.odd.model.specs import Attribute, AttributeList, AttributeRef, Member, Spec, ValueItem, ValueList

_PROSE: Final = frozenset(
    map(tei, ("equiv", "gloss", "desc", "exemplum", "remarks", "listRef", "valDesc", "defaultVal"))
)
_UNTIL: Final = "validUntil"
_ALT, _CLASSES, _CONTENT = tei("altIdent"), tei("classes"), tei("content")
_VALUES, _CONSTRAINT, _ATTRIBUTES = tei("valList"), tei("constraintSpec"), tei("attList")


def spec_key(spec: Spec, ns: str | None) -> tuple[str, str, str]:
    """What makes a specification the same as another: its kind, name and namespace (`ns` is that of the schema)."""
    default = (TEI if ns is None else ns) if spec.kind == "elementSpec" else ""
    return spec.kind, default if spec.ns is None else spec.ns, spec.ident


def read_spec(element: etree._Element, parts: Iterable[etree._Element] | None = None, module: str = "") -> Spec:
    """An elementSpec, classSpec, macroSpec or dataSpec; `parts` stand in for its children where several are merged."""
    children = list(element.iterchildren(etree.Element)) if parts is None else list(parts)
    by_tag: dict[str, list[etree._Element]] = {}
    for child in children:
        by_tag.setdefault(child.tag, []).append(child)
    ident, classes, contents = element.get("ident", ""), by_tag.get(_CLASSES), by_tag.get(_CONTENT)
    return Spec(
        kind=local_name(element),
        ident=ident,
        name=_name(by_tag.get(_ALT), ident),
        mode=element.get("mode", ""),
        ns=element.get("ns"),
        module=element.get("module") or module,
        prefix=element.get("prefix"),
        type=element.get("type", ""),
        members=_members(classes) if classes else None,
        members_mode=_members_mode(classes or ()),
        content=read_content(contents[0]) if contents else None,
        values=read_values(lists[0]) if (lists := by_tag.get(_VALUES)) else None,
        attributes=_attributes(lists) if (lists := by_tag.get(_ATTRIBUTES)) else None,
        constraints=tuple(by_tag.get(_CONSTRAINT, ())),
        prose=tuple(child for child in children if child.tag in _PROSE),
        element=element,
        until=element.get(_UNTIL, ""),
    )


def _name(alternatives: list[etree._Element] | None, ident: str) -> str:
    return " ".join((alternatives[0].text or "").split()) or ident if alternatives else ident


def _members(classes: Iterable[etree._Element]) -> tuple[Member, ...]:
    return tuple(
        Member(m.get("key", ""), m.get("mode") or "add", m.get("min"), m.get("max"))
        for c in classes
        for m in c.iterchildren(tei("memberOf"))
    )


def _members_mode(classes: Iterable[etree._Element]) -> str:
    return "change" if any(c.get("mode") == "change" for c in classes) else "replace"


def read_values(element: etree._Element) -> ValueList:
    """A valList, wherever it stands."""
    items = tuple(map(_value, element.iterchildren(tei("valItem"))))
    return ValueList(element.get("type", ""), element.get("mode", ""), items, element)


def _value(element: etree._Element) -> ValueItem:
    ident = element.get("ident", "")
    prose = tuple(child for child in element.iterchildren(etree.Element) if child.tag in _PROSE)
    return ValueItem(
        ident, _name(element.findall(_ALT), ident), element.get("mode", ""), prose, element, element.get(_UNTIL, "")
    )


def _attributes(lists: list[etree._Element]) -> AttributeList:
    """The attributes of a specification; alternatives at the top stay a list of their own."""
    if len(lists) == 1:
        return _attribute_list(lists[0])
    return AttributeList("group", tuple(item for found in map(_attribute_list, lists) for item in found.items))


def _attribute_list(element: etree._Element) -> AttributeList:
    items: list[Attribute | AttributeRef | AttributeList] = []
    for child in element.iterchildren(etree.Element):
        if child.tag == tei("attDef"):
            items.append(_attribute(child))
        elif child.tag == tei("attRef"):
            items.append(AttributeRef(child.get("class", ""), child.get("name", "")))
        elif child.tag == _ATTRIBUTES:
            items.append(_attribute_list(child))
    return AttributeList(element.get("org", ""), tuple(items))


def _attribute(element: etree._Element) -> Attribute:
    by_tag: dict[str, list[etree._Element]] = {}
    for child in element.iterchildren(etree.Element):
        by_tag.setdefault(child.tag, []).append(child)
    ident = element.get("ident", "")
    return Attribute(
        ident=ident,
        name=_name(by_tag.get(_ALT), ident),
        mode=element.get("mode", ""),
        usage=element.get("usage", ""),
        ns=element.get("ns"),
        datatype=next(iter(by_tag.get(tei("datatype"), ())), None),
        values=read_values(lists[0]) if (lists := by_tag.get(_VALUES)) else None,
        constraints=tuple(by_tag.get(_CONSTRAINT, ())),
        prose=tuple(child for tag in _PROSE_ORDER for child in by_tag.get(tag, ())),
        element=element,
        until=element.get(_UNTIL, ""),
    )


_PROSE_ORDER: Final = tuple(map(tei, ("equiv", "gloss", "desc", "valDesc", "defaultVal", "exemplum", "remarks")))
