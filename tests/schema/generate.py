"""Random documents from a RELAX NG grammar: every element and attribute comes up, every document is valid by the grammar.

The walk is deterministic (seeded) and prefers what has come up least so far. Below a certain depth it takes the shortest
way out. Data types are sampled from a table; a type that the table does not know is an error, so that none is left out.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
DEPTHS = (6, 12)
SIZES = (20, 500)  # elements of a document before the walk looks for the way out; drawn for each document
WORDS = "kıyı liman tren köprü defter Öğle ışık 1920 & < mektup’un".split()
SAMPLES = {
    ("string", ".+"): ("a b", "12", "ek"),
    ("token", r"[^\p{C}\p{Z}]+"): ("x", "çok-uzun", "1336-04-27"),
    ("token", r"[a-z]+(-[a-z]+)*"): ("member-of", "knows"),
    ("token", r"[a-z][a-z0-9+.\-]*"): ("person", "a+b"),
    ("token", r"[0-9]+(\.[0-9]+)?(%|cm|mm|in|pt|pc|px|em|ex|rem|vw|vh)"): ("12px", "50%", "1.5em"),
    ("token", r"[0-9]+[a-z]*[0-9]*(\.[0-9]+[a-z]*[0-9]*){0,3}"): ("0.1.0", "2", "1.2rc1"),
    ("anyURI", r"\S+"): ("person:lenin", "#n1", "https://example.org/a?b=c"),
    ("date", r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"): ("1920-02-29", "-0043-03-15"),
    ("gYearMonth", r"-?[0-9]{4}-[0-9]{2}"): ("1920-02",),
    ("gYear", r"-?[0-9]{4}"): ("1920", "0622"),
    ("decimal", r"0(\.[0-9]+)?|1(\.0+)?"): ("0", "0.75", "1.0"),
    ("dateTime", None): ("1920-02-29T12:00:00", "1920-02-29T12:00:00+03:00"),
    ("time", None): ("21:40:00",),
    ("decimal", None): ("0", "-2.5", "1200"),
    ("nonNegativeInteger", None): ("0", "37"),
    ("language", None): ("tr", "kk-Cyrl", "en-GB"),
    ("Name", None): ("edition", "_x"),
}


@dataclass
class Generator:
    """Documents of one grammar, one after the other."""

    grammar: etree._Element
    seed: int
    seen: Counter[str] = field(default_factory=Counter)
    """How often each element came up, and each attribute, as `element/@attribute`."""

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._all = list(self.grammar.iter())  # keeps lxml's proxies alive, so that they can be keys
        self._defines = {d.get("name"): d for d in self.grammar.iter(f"{RNG}define")}
        self._attribute_names: dict[etree._Element, frozenset[str]] = {}
        self._element_names: dict[etree._Element, frozenset[str]] = {}
        self._depths = self._shortest()
        self._ids = 0
        self._size = self._max_size = self._max_depth = 0

    @classmethod
    def of(cls, path: Path, seed: int) -> Generator:
        """A generator for a grammar in the XML syntax."""
        return cls(etree.parse(str(path), etree.XMLParser(remove_comments=True)).getroot(), seed)

    def document(self) -> etree._Element:
        """The next document."""
        start = self.grammar.find(f"{RNG}start")
        holder = etree.Element("holder")
        self._size = 0
        self._max_size, self._max_depth = self._random.randint(*SIZES), self._random.randint(*DEPTHS)
        self._children(start, holder, 0)
        return holder[0]

    def names(self) -> set[str]:
        """Every element and attribute of the grammar, as in `seen`; not those of others, which have no names here."""
        found = set()
        for element in self.grammar.iter(f"{RNG}element"):
            name = element.get("name")
            if name is None:
                continue
            found |= {name} | {f"{name}/@{a}" for a in self._attributes(element)}
        return found

    def _attributes(self, node: etree._Element) -> frozenset[str]:
        """The attributes that a pattern may give to the element it stands in."""
        if node not in self._attribute_names:
            self._attribute_names[node] = frozenset(self._walk_attributes(node))
        return self._attribute_names[node]

    def _walk_attributes(self, node: etree._Element) -> Iterator[str]:
        for child in node.iterchildren(etree.Element):
            if child.tag == f"{RNG}attribute":
                yield child.get("name")
            elif child.tag == f"{RNG}ref":
                if self._defines[child.get("name")].find(f"{RNG}element") is None:
                    yield from self._attributes(self._defines[child.get("name")])
            elif child.tag != f"{RNG}element":
                yield from self._attributes(child)

    # how deep the shortest content of each define goes, so that the walk can end
    def _shortest(self) -> dict[str, float]:
        depths = dict.fromkeys(self._defines, float("inf"))
        while True:
            new = {name: self._depth_of(define, depths) for name, define in self._defines.items()}
            if new == depths:
                return depths
            depths = new

    def _depth_of(self, node: etree._Element, depths: dict[str, float]) -> float:
        kind = node.tag.removeprefix(RNG)
        if kind == "ref":
            return depths[node.get("name")]
        if kind in ("optional", "zeroOrMore", "attribute", "text", "data", "value", "list", "empty"):
            return 0
        if kind == "notAllowed" or _is_of_others(node):
            return float("inf")
        inner = [self._depth_of(child, depths) for child in node.iterchildren(f"{RNG}*")]
        if kind == "choice":
            return min(inner)
        return max(inner, default=0) + (kind == "element")

    def _children(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        for child in node.iterchildren(f"{RNG}*"):
            self._walk(child, parent, depth)

    def _walk(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        kind = node.tag.removeprefix(RNG)
        if kind == "ref":
            self._children(self._defines[node.get("name")], parent, depth)
        elif kind == "element":
            self._element(node, parent, depth)
        elif kind == "attribute":
            self.seen[f"{parent.tag}/@{node.get('name')}"] += 1
            parent.set(
                node.get("name").replace("xml:", "{http://www.w3.org/XML/1998/namespace}"), self._value(node[-1])
            )
        elif kind == "text":
            _append(parent, " ".join(self._random.choices(WORDS, k=self._random.randint(1, 3))) + " ")
        elif kind in ("data", "value", "list"):
            _append(parent, self._value(node))
        elif kind == "choice":
            self._walk(self._choose(node, parent, depth), parent, depth)
        elif kind in ("optional", "zeroOrMore", "oneOrMore"):
            for _ in range(self._times(kind, node, parent, depth)):
                self._children(node, parent, depth)
        elif kind in ("group", "interleave"):
            self._children(node, parent, depth)
        elif kind not in ("empty", "notAllowed"):
            raise ValueError(f"no way to walk {kind}")

    def _element(self, node: etree._Element, parent: etree._Element, depth: int) -> None:
        name = node.get("name")
        self.seen[name] += 1
        self._size += 1
        self._children(node, etree.SubElement(parent, name), depth + 1)

    def _times(self, kind: str, node: etree._Element, parent: etree._Element, depth: int) -> int:
        least = 1 if kind == "oneOrMore" else 0
        if any(not self.seen[f"{parent.tag}/@{name}"] for name in self._attributes(node)):
            return 1
        if self._is_ending(depth):
            return least
        return self._random.randint(least, 1 if kind == "optional" else 3)

    def _choose(self, node: etree._Element, parent: etree._Element, depth: int) -> etree._Element:
        options = [o for o in node.iterchildren(f"{RNG}*") if self._depth_of(o, self._depths) < float("inf")]
        if self._is_ending(depth):
            least = min(self._depth_of(o, self._depths) for o in options)
            return self._random.choice([o for o in options if self._depth_of(o, self._depths) == least])
        if self._random.random() < 0.3:
            return self._random.choice([o for o in options if self._depth_of(o, self._depths) < float("inf")])
        rarest = min(self._rarity(o, parent) for o in options)
        return self._random.choice([o for o in options if self._rarity(o, parent) == rarest])

    def _is_ending(self, depth: int) -> bool:
        return depth > self._max_depth or self._size > self._max_size

    def _rarity(self, node: etree._Element, parent: etree._Element) -> int:
        names = self._elements(node) | {f"{parent.tag}/@{name}" for name in self._attributes(node)}
        return min((self.seen[n] for n in names), default=self.seen[parent.tag])

    def _elements(self, node: etree._Element) -> frozenset[str]:
        """The elements that a pattern may hold at its own level."""
        if node not in self._element_names:
            self._element_names[node] = self._walk_elements(node)
        return self._element_names[node]

    def _walk_elements(self, node: etree._Element) -> frozenset[str]:
        if node.tag == f"{RNG}element":
            return frozenset({node.get("name")} - {None})
        if node.tag == f"{RNG}ref":
            return self._elements(self._defines[node.get("name")])
        return frozenset[str]().union(*(self._elements(child) for child in node.iterchildren(f"{RNG}*")))

    def _value(self, node: etree._Element) -> str:
        kind = node.tag.removeprefix(RNG)
        if kind == "ref":
            return self._value(self._defines[node.get("name")][-1])
        if kind == "text":
            return self._random.choice(WORDS)
        if kind == "value":
            return node.text or ""
        if kind == "choice":
            return self._value(self._random.choice(list(node)))
        if kind == "list":
            return " ".join(self._value(node[0][0]) for _ in range(self._random.randint(1, 2)))
        return self._sample(node)

    def _sample(self, node: etree._Element) -> str:
        if node.get("type") == "ID":
            self._ids += 1
            return f"i{self._ids}"
        pattern = node.findtext(f"{RNG}param[@name='pattern']")
        return self._random.choice(SAMPLES[node.get("type"), pattern])


def _is_of_others(node: etree._Element) -> bool:
    """Whether a pattern is of elements in other namespaces: MathML in a formula, which TEI leaves to customisations."""
    return node.tag == f"{RNG}element" and node.get("name") is None


def _append(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
