"""A schema as one schemaSpec in pure ODD, with everything in its place: what the guidelines are printed from.

Content in RELAX NG is turned into the words of pure ODD, references to what there is not are left out, and every
element carries its attributes: references to those of its classes, and its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Final

from lxml import etree

from edition.markup import XML_LANG, tei
from edition.odd.merging.inheritance import element_attributes
from edition.odd.model import Attribute, AttributeList, AttributeRef, MergedSchema, ModelPart, Spec, ValueList

_REFERENCES: Final = {
    "elementSpec": "elementRef",
    "classSpec": "classRef",
    "macroSpec": "macroRef",
    "dataSpec": "dataRef",
}
_SEQUENCES: Final = ("sequence", "interleave", "flat", "rng:group", "rng:interleave", "rng:list", "rng:mixed")
_GROUPS: Final = {**dict.fromkeys(_SEQUENCES, "sequence"), "alternate": "alternate", "rng:choice": "alternate"}
_REPEATS: Final = {
    "rng:optional": ("0", "1"),
    "rng:zeroOrMore": ("0", "unbounded"),
    "rng:oneOrMore": ("1", "unbounded"),
}
_KEPT: Final = frozenset({"textNode", "empty", "valList", "anyElement"})
_LANGUAGES: Final = ("en", "und", "mul", "")


def resolved(schema: MergedSchema) -> bytes:
    """The schemaSpec as a document."""
    root = etree.Element(tei("schemaSpec"), {"ident": schema.ident})
    if schema.start:
        root.set("start", schema.start)
    root.extend(deepcopy(e) for e in schema.constraints)
    root.extend(_spec(schema, spec) for spec in schema.specs)
    return etree.tostring(root, encoding="utf-8")


def _spec(schema: MergedSchema, spec: Spec) -> etree._Element:
    made = etree.Element(tei(spec.kind), ident=spec.name if spec.kind == "elementSpec" else spec.ident)
    if spec.type:
        made.set("type", spec.type)
    made.extend(_prose(spec.prose, ("gloss", "desc")))
    classes = etree.SubElement(made, tei("classes"))
    for member in spec.classes:
        etree.SubElement(classes, tei("memberOf"), key=member.key)
    if spec.kind != "classSpec":
        made.append(_content(schema, spec))
    made.extend(deepcopy(e) for e in spec.constraints)
    attributes = element_attributes(schema, spec) if spec.kind == "elementSpec" else spec.own
    made.append(_attribute_list(attributes))
    made.extend(_prose(spec.prose, ("exemplum",)))
    return made


def _prose(prose: Iterable[etree._Element], names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Descriptions in all languages; examples in English or in none, else those that there are."""
    tags = tuple(map(tei, names))
    found = [e for e in prose if e.tag in tags]
    english = [e for e in found if e.get(XML_LANG, "") in _LANGUAGES]
    yield from map(deepcopy, english if names == ("exemplum",) and english else found)


def _content(schema: MergedSchema, spec: Spec) -> etree._Element:
    made = etree.Element(tei("content"))
    if spec.values is not None and spec.values.type == "closed":
        made.append(_values(spec.values))
    elif spec.content is not None:
        made.extend(p for part in spec.content.parts for p in _part(schema, part))
    return made


def _part(schema: MergedSchema, part: ModelPart) -> Iterator[etree._Element]:
    counts = {name: part.at[name] for name in ("minOccurs", "maxOccurs") if name in part.at}
    data_type = part.at.get("name") or part.at.get("type")
    if part.name in _KEPT:
        yield deepcopy(part.element)
    elif part.name in _GROUPS or part.name in _REPEATS:
        yield from _parts(schema, part, counts)
    elif part.name == "rng:text":
        yield etree.Element(tei("textNode"))
    elif part.name in ("dataRef", "rng:data") and data_type:
        yield etree.Element(tei("dataRef"), {**counts, "name": data_type})
    else:
        yield from _reference(schema, part.at.get("key") or part.at.get("name", ""), counts)


def _parts(schema: MergedSchema, part: ModelPart, counts: dict[str, str]) -> Iterator[etree._Element]:
    inner = [p for child in part.parts for p in _part(schema, child)]
    if inner:
        made = etree.Element(tei(_GROUPS.get(part.name, "sequence")), counts)
        if part.name in _REPEATS:
            least, most = _REPEATS[part.name]
            made.set("minOccurs", least)
            made.set("maxOccurs", most)
        made.extend(inner)
        yield made


def _reference(schema: MergedSchema, key: str, counts: dict[str, str]) -> Iterator[etree._Element]:
    found = schema.find(key) or schema.find(key.rpartition("_")[0])
    if found is not None:
        name = found.name if found.kind == "elementSpec" else found.ident
        yield etree.Element(tei(_REFERENCES[found.kind]), {**counts, "key": name})


def _attribute_list(attributes: AttributeList) -> etree._Element:
    made = etree.Element(tei("attList"))
    if attributes.org == "choice":
        made.set("org", "choice")
    made.extend(e for item in attributes.items for e in _attribute(item))
    return made


def _attribute(item: Attribute | AttributeRef | AttributeList) -> Iterator[etree._Element]:
    if isinstance(item, AttributeList):
        yield _attribute_list(item)
    elif isinstance(item, AttributeRef):
        if item.owner and item.name:
            yield etree.Element(tei("attRef"), {"class": item.owner, "name": item.name})
    elif item.mode != "delete":
        made = etree.Element(tei("attDef"), ident=item.name)
        if item.usage:
            made.set("usage", item.usage)
        made.extend(_prose(item.prose, ("gloss", "desc")))
        if item.datatype is not None:
            made.append(deepcopy(item.datatype))
        if item.values is not None:
            made.append(_values(item.values))
        made.extend(deepcopy(e) for e in item.constraints)
        yield made


def _values(values: ValueList) -> etree._Element:
    made = etree.Element(tei("valList"), type=values.type or "open")
    for item in values.items:
        inner = etree.SubElement(made, tei("valItem"), ident=item.name)
        inner.extend(deepcopy(e) for e in item.prose if e.tag in (tei("gloss"), tei("desc")))
    return made
