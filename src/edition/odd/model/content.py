"""Content models as frozen values, in pure ODD or in RELAX NG, and the two clean-ups that TEI's tools give them.

What those clean-ups lose is lost here too: a grammar must say the same of a document whoever makes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from edition.markup import TEI

RNG: Final = "http://relaxng.org/ns/structure/1.0"
_COUNT: Final = re.compile("[0-9]{1,4000}")
_PREFIX: Final = {TEI: "", RNG: "rng:"}
_KEPT: Final = frozenset(
    {"textNode", "allElements", "valList", "anyElement", "classRef", "elementRef", "macroRef", "dataRef", "rng:text",
     "rng:ref", "rng:data", "rng:value", "rng:element", "rng:attribute", "rng:name", "rng:param"}
)  # fmt: skip
_ALL: Final = "NameList"  # the instruction by which old ODDs name all elements
_GROUPS: Final = frozenset({"sequence", "alternate"})


def is_count(text: str) -> bool:
    """Whether an occurrence is a number, of figures that can be read.

    >>> is_count("12"), is_count("unbounded"), is_count("9" * 5000)
    (True, False, False)
    """
    return bool(_COUNT.fullmatch(text))


@dataclass(frozen=True, slots=True)
class ModelPart:
    """A part of a content model. Names of RELAX NG have the prefix `rng:`, those of TEI none.

    `flat` is for what TEI's tools make of some nested repetitions: a heap of parts without occurrence.
    """

    name: str
    at: Mapping[str, str]
    parts: tuple[ModelPart, ...]
    text: str
    element: etree._Element

    @property
    def occurs(self) -> tuple[int, int]:
        """How often, -1 for any number; what is no count is told by the check."""
        least, most = ((self.at.get(name) or "1").strip() for name in ("minOccurs", "maxOccurs"))
        return int(least) if is_count(least) else 1, int(most) if is_count(most) else -1

    def has(self, *names: str) -> bool:
        """Say whether one of its own parts has one of these names."""
        return any(part.name in names for part in self.parts)

    def walk(self) -> Iterable[ModelPart]:
        """This part and those in it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def attributes_of(element: etree._Element) -> dict[str, str]:
    """The attributes of an element."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def read_content(element: etree._Element) -> ModelPart:
    """A content model with everything in it; elements of other languages and comments are left out."""
    space, _, name = element.tag.rpartition("}")
    parts = tuple(
        read_content(child) if isinstance(child.tag, str) else ModelPart("allElements", {}, (), "", element)
        for child in element.iterchildren(etree.Element, etree.PI)
        if (child.tag.partition("}")[0][1:] in _PREFIX if isinstance(child.tag, str) else child.target == _ALL)
    )
    return ModelPart(_PREFIX[space[1:]] + name, attributes_of(element), parts, element.text or "", element)


def simplify(content: ModelPart) -> ModelPart:
    """A content model as it is copied into a schema: containers that hold nothing are gone, double ones are single."""
    parts = tuple(kept for part in content.parts for kept in _simplified(part, top=True))
    return replace(content, parts=parts)


def _simplified(part: ModelPart, *, top: bool) -> tuple[ModelPart, ...]:
    if part.name in _KEPT:
        return (part if part.name in ("valList", "anyElement") else _copied(part),)
    if top and part.name not in _CONTAINERS:
        return (_copied(part),)
    inner = tuple(kept for child in part.parts for kept in _simplified(child, top=False))
    if not inner:
        return ()
    if part.name.startswith("rng:"):
        return _simplified_pattern(part, inner)
    return _simplified_group(part, inner)


def _copied(part: ModelPart) -> ModelPart:
    """A part as it stands, the containers in it simplified: names without content, such as `anyName`, stay."""
    return replace(part, parts=tuple(kept for child in part.parts for kept in _simplified(child, top=True)))


def _simplified_pattern(part: ModelPart, inner: tuple[ModelPart, ...]) -> tuple[ModelPart, ...]:
    only = inner[0].name if len(inner) == 1 else ""
    if only == part.name or (part.name == "rng:optional" and only in ("rng:zeroOrMore", "rng:oneOrMore")):
        return inner
    if part.name == "rng:oneOrMore" and only == "rng:zeroOrMore":
        return (replace(part, parts=inner[0].parts),)
    return (replace(part, parts=inner, at={}),)


def _simplified_group(part: ModelPart, inner: tuple[ModelPart, ...]) -> tuple[ModelPart, ...]:
    if len(inner) == 1:
        only, occurs = inner[0], part.occurs
        if only.name == part.name:
            return inner
        if only.name in _GROUPS and part.name in _GROUPS:
            if occurs == (0, 1) and only.occurs in ((0, -1), (1, -1)):
                return inner
            if occurs == (1, -1) and only.occurs == (0, -1):
                return (ModelPart("flat", {}, only.parts, "", part.element),)
    return (replace(part, parts=inner),)


_CONTAINERS: Final = frozenset(
    {"sequence", "alternate", "rng:choice", "rng:list", "rng:group", "rng:optional", "rng:oneOrMore", "rng:zeroOrMore"}
)


def collapse(content: ModelPart) -> ModelPart:
    """A content model without containers that hold but one of their own kind; the outer's occurrence goes up."""
    at, parts = _collapsed_parts(content)
    return replace(content, at={**content.at, **at}, parts=parts)


def _collapsed_parts(part: ModelPart) -> tuple[dict[str, str], tuple[ModelPart, ...]]:
    """What the parts become, and the attributes that the container takes over from those that are gone."""
    at: dict[str, str] = {}
    parts: list[ModelPart] = []
    for child in part.parts:
        if _is_double(child):
            at |= child.at
            more, inner = _collapsed_parts(child)
            at |= more
            parts += inner
        else:
            parts.append(collapse(child))
    return at, tuple(parts)


def _is_double(part: ModelPart) -> bool:
    if part.name == "rng:optional" and [p.name for p in part.parts] == ["rng:zeroOrMore"] * 2:
        return True
    if len(part.parts) != 1:
        return False
    only = part.parts[0].name
    if part.name == "rng:optional" and only in ("rng:zeroOrMore", "rng:oneOrMore"):
        return True
    return only.rpartition(":")[2] == part.name.rpartition(":")[2]
