"""Content models, pure ODD or RELAX NG, as patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from edition.markup import tei
from edition.odd.merging.merge import is_included
from edition.odd.model import MergedSchema, ModelPart, Spec, ValueItem, is_count, read_values
from edition.odd.relax.patterns import (
    ALL_ELEMENTS,
    TEXT,
    GrammarElement,
    Patterns,
    data,
    group,
    ref,
    repeated,
    repeated_reference,
    value,
)

EXAMPLES: Final = "http://www.tei-c.org/ns/Examples"
_VARIANT: Final = re.compile(r"(.+)_(alternation|sequence(?:Optional)?(?:Repeatable)?)\Z")
_QNAME: Final = re.compile(r"\b\w++:\w+")


@dataclass
class Content:
    """Patterns of content models in one schema; it keeps the definitions that elements of any name need."""

    schema: MergedSchema
    any_elements: dict[str, GrammarElement] = field(default_factory=dict)

    def patterns(self, content: ModelPart, owner: Spec) -> Patterns:
        """The patterns of the parts of a content model."""
        return tuple(p for part in content.parts for p in self._pattern(part, owner))

    def name(self, spec: Spec) -> str:
        """The name of a specification's definition."""
        return (self.schema.prefix if spec.prefix is None else spec.prefix) + spec.ident

    def reference(self, key: str, *, free: bool = False) -> GrammarElement:
        """A reference to what the ODD names; where it is none of its own, a name of a grammar from elsewhere."""
        variant = _VARIANT.match(key)
        spec = None if free else self.schema.find(variant.group(1) if variant else key)
        if spec is None:
            return ref(key)
        prefix = self.schema.prefix if spec.prefix is None else spec.prefix
        return ref(key if spec.prefix and key.startswith(spec.prefix) else prefix + key)

    def members(self, key: str, include: str | None = None, leave: str | None = None) -> Iterator[Patterns]:
        """The members of a class, each as often as its membership says."""
        for spec in self.schema.members.get(key, ()):
            if is_included(spec.ident, include, leave):
                yield self._member(spec, key)

    def _member(self, spec: Spec, key: str) -> Patterns:
        own = ref(self.name(spec))
        member = next(m for m in spec.classes if m.key == key)
        if spec.kind != "elementSpec" or (member.minimum is None and member.maximum is None):
            return (own,)
        least = _count(member.minimum)
        if member.maximum == "unbounded":
            return (*(own,) * least, group("zeroOrMore", (own,)))
        most = _count(member.maximum)
        return (*(own,) * least, *(group("optional", (own,)),) * (most - least))

    def _pattern(self, part: ModelPart, owner: Spec) -> Patterns:
        if part.name.startswith("rng:"):
            return self._foreign(part, owner)
        read = _READERS.get(part.name)
        return read(self, part, owner) if read else ()

    def _foreign(self, part: ModelPart, owner: Spec) -> Patterns:
        """RELAX NG as it stands, with references to what the ODD specifies."""
        name = part.name.removeprefix("rng:")
        if name == "ref":
            free = any(e.get("autoPrefix") == "false" for e in part.element.iterancestors(tei("content")))
            return (self.reference(part.at.get("name", ""), free=free),)
        if name == "choice" and len(part.parts) == 1:
            return self.patterns(part, owner)
        at = _expanded_name(part)
        text = part.text if name == "value" else part.text.strip() if name in ("param", "name") else ""
        return (GrammarElement(name, at, self.patterns(part, owner), text),)

    def _sequence(self, part: ModelPart, owner: Spec) -> Patterns:
        inner = self.patterns(part, owner)
        if not inner:
            return ()
        if part.at.get("preserveOrder") == "false" or part.name == "interleave":
            inner = (group("interleave", inner),)
        if self.schema.own:
            return repeated((group("group", inner),) if inner[0].name != "interleave" else inner, *part.occurs)
        name = "list" if all(p.name == "dataRef" for p in part.parts) else "group"
        return (group(name, repeated(inner, *part.occurs)),)

    def _alternate(self, part: ModelPart, owner: Spec) -> Patterns:
        return repeated((group("choice", self.patterns(part, owner)),), *part.occurs)

    def _reference(self, part: ModelPart, owner: Spec) -> Patterns:
        key, expand = part.at.get("key", ""), part.at.get("expand")
        include, leave = part.at.get("include"), part.at.get("except")
        if not expand and include is None and leave is None:
            free = any(e.get("autoPrefix") == "false" for e in part.element.iterancestors(tei("content")))
            inner: Patterns = (self.reference(key, free=free),)
        else:
            members = list(self.members(key, include, leave))
            inner = _expanded(members, expand, own=self.schema.own)
        return repeated_reference(inner, *part.occurs, own=self.schema.own)

    def _data(self, part: ModelPart, owner: Spec) -> Patterns:
        return self.data_type(part)

    def data_type(self, part: ModelPart, restriction: str | None = None) -> Patterns:
        """A data type of XML Schema, or one that the ODD specifies; a restriction of that is written into a copy."""
        restriction = part.at.get("restriction") or restriction
        name, key = part.at.get("name"), part.at.get("key")
        if name:
            return (data(name, _facets(part, restriction)),)
        spec = self.schema.find(key or "")
        if spec is None or (spec.content or spec.values) is None:
            return ()
        if restriction and spec.content and spec.content.has("dataRef"):
            return tuple(q for p in spec.content.parts for q in self._restricted(p, spec, restriction))
        return (ref(self.name(spec)),)

    def _restricted(self, part: ModelPart, owner: Spec, restriction: str) -> Patterns:
        return self.data_type(part, restriction) if part.name == "dataRef" else self._pattern(part, owner)

    def _values(self, part: ModelPart, owner: Spec) -> Patterns:
        return (group("choice", value_patterns(read_values(part.element).items)),)

    def _any_element(self, part: ModelPart, owner: Spec) -> Patterns:
        excluded = part.at.get("except") or part.at.get("exclude") or self.schema.exceptions
        name = f"anyElement_{owner.ident}_{len(self.any_elements) + 1}"
        spaces = {**self.schema.namespaces, **{p: u for p, u in part.element.nsmap.items() if p}}
        self.any_elements[name] = _any_element(name, excluded.split(), spaces)
        return repeated((ref(name),), *part.occurs)


def _facets(part: ModelPart, restriction: str | None) -> list[tuple[str, str]]:
    """What a data type of XML Schema is narrowed by."""
    facets = [(p.at.get("name", ""), p.at.get("value", "")) for p in part.parts if p.name == "dataFacet"]
    return facets or ([("pattern", restriction)] if restriction else [])


def _expanded(members: list[Patterns], expand: str | None, *, own: bool) -> Patterns:
    """The members of a class one after the other, or as alternatives."""
    wrapper = {
        "sequenceOptional": "optional",
        "sequenceOptionalRepeatable": "zeroOrMore",
        "sequenceRepeatable": "oneOrMore",
    }
    if expand in wrapper:
        return tuple(group(wrapper[expand], member) for member in members)
    if expand == "sequence" or (not expand and not own):  # TEI's tools put the chosen members in a row
        return tuple(p for member in members for p in member)
    return (group("choice", (p for member in members for p in member)),)


def _count(written: str | None) -> int:
    return int(written) if written and is_count(written) else 1


def _any_element(name: str, excluded: list[str], spaces: dict[str, str]) -> GrammarElement:
    """An element of any name but those, with any attributes, text and elements of the same sort."""
    names = [_excluded(word, spaces) for word in dict.fromkeys(excluded)]
    any_name = GrammarElement("anyName", {}, (group("except", names),) if names else ())
    attributes = group("zeroOrMore", (GrammarElement("attribute", {}, (GrammarElement("anyName"),)),))
    content = group("zeroOrMore", (group("choice", (TEXT, ref(name))),))
    return GrammarElement("define", {"name": name}, (GrammarElement("element", {}, (any_name, attributes, content)),))


def _excluded(word: str, spaces: dict[str, str]) -> GrammarElement:
    prefix, _, local = word.partition(":")
    if word == "teix:egXML":
        return GrammarElement("name", {"ns": EXAMPLES}, text="egXML")
    if _QNAME.search(word) and prefix in spaces:
        return GrammarElement("name", {"ns": spaces[prefix]}, text=local)
    return GrammarElement("nsName", {"ns": word})


def _expanded_name(part: ModelPart) -> dict[str, str]:
    """Attributes of a pattern; a prefixed name gets its namespace: the grammar does not know the ODD's prefixes."""
    at = dict(part.at)
    prefix, colon, local = at.get("name", "").partition(":")
    if colon and part.name in ("rng:element", "rng:attribute") and prefix in part.element.nsmap and prefix != "xml":
        at |= {"name": local, "ns": part.element.nsmap[prefix]}
    return at


def value_patterns(items: Iterable[ValueItem]) -> Patterns:
    """Values by the names that stand in documents."""
    return tuple(value(item.name) for item in items)


_READERS: Final[dict[str, Callable[[Content, ModelPart, Spec], Patterns]]] = {
    "sequence": Content._sequence,
    "interleave": Content._sequence,
    "alternate": Content._alternate,
    "elementRef": Content._reference,
    "classRef": Content._reference,
    "macroRef": Content._reference,
    "dataRef": Content._data,
    "textNode": lambda *_: (TEXT,),
    "empty": lambda *_: (),
    "valList": Content._values,
    "anyElement": Content._any_element,
    "allElements": lambda *_: (ALL_ELEMENTS,),
    "flat": lambda content, part, owner: content.patterns(part, owner),
}
