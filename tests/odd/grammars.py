"""Two grammars compared: the same elements with the same names, attributes and children, and the same documents valid.

Children are compared as what may come next, step by step, over all ways through both content models.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

XML = "http://www.w3.org/XML/1998/namespace"
RNG = "{http://relaxng.org/ns/structure/1.0}"
Pattern = tuple[object, ...]
EMPTY: Pattern = ("empty",)
NOTHING: Pattern = ("nothing",)
LIMIT = 4_000  # ways through two content models that are looked at


@dataclass(frozen=True)
class Model:
    """An element: its attributes by name, each with its pattern, and its content."""

    attributes: dict[str, Pattern]
    content: Pattern


def differences(one: bytes, other: bytes) -> list[str]:
    """The elements whose names, attributes or content differ."""
    first, second = (_reached(_models(grammar)) for grammar in (one, other))
    found = [f"<{name}> is in one of them only" for name in sorted(first.keys() ^ second.keys())]
    for name in sorted(first.keys() & second.keys()):
        mine, theirs = first[name], second[name]
        found += [f"{name}/@{a}" for a in sorted(mine.attributes.keys() | theirs.attributes.keys())
                  if not _alike(mine.attributes.get(a, NOTHING), theirs.attributes.get(a, NOTHING))]  # fmt: skip
        if not _alike(mine.content, theirs.content):
            found.append(f"content of {name}")
    return found


def _models(data: bytes) -> dict[str, Model]:
    root = etree.fromstring(data)
    definitions: dict[str | None, list[etree._Element]] = {}
    for define in root.iter(f"{RNG}define"):
        definitions.setdefault(define.get("name"), []).append(define)
    reader = _Reader(definitions, {})
    found: dict[str, Model] = {}
    for element in root.iter(f"{RNG}element"):
        pattern = reader.group(_children(element) if element.get("name") else _children(element)[1:])
        attributes: dict[str, Pattern] = {}
        content = _without_attributes(pattern, attributes)
        name = _name(element)
        found[name] = _merged(found[name], Model(attributes, content)) if name in found else Model(attributes, content)
    found["the start"] = Model({}, reader.group(_children(next(root.iter(f"{RNG}start")))))
    return found


def _merged(one: Model, other: Model) -> Model:
    """Two elements of one name: what either allows."""
    names = one.attributes.keys() | other.attributes.keys()
    attributes = {n: _either(one.attributes.get(n, EMPTY), other.attributes.get(n, EMPTY)) for n in names}
    return Model(attributes, _either(one.content, other.content))


def _reached(models: dict[str, Model]) -> dict[str, Model]:
    """The elements that a document can have: those that the start leads to."""
    found: dict[str, Model] = {}
    waiting = ["the start"]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = models[name]
            waiting += [str(token[1]) for token in _tokens(models[name].content) if token[0] == "element"]
    return found


def _children(element: etree._Element) -> list[etree._Element]:
    return [c for c in element.iterchildren(etree.Element) if c.tag.startswith(RNG)]


def _space(element: etree._Element) -> str:
    return next(e.get("ns") for e in (element, *element.iterancestors()) if e.get("ns") is not None)


def _name(element: etree._Element) -> str:
    name = element.get("name")
    if name is not None:
        return f"{{{_space(element)}}}{name}"
    names = [(n.tag, n.get("ns"), (n.text or "").strip()) for n in _children(element)[0].iter(etree.Element)]
    return str(sorted(names, key=str))


def _attribute_name(element: etree._Element) -> str:
    name = element.get("name") or _name(element)
    prefix, colon, local = name.partition(":")
    spaces = {**element.nsmap, "xml": XML}
    if colon and prefix in spaces:
        return f"{spaces[prefix]} {local}"
    return f"{element.get('ns') or ''} {name}"


@dataclass(frozen=True)
class _Reader:
    definitions: dict[str | None, list[etree._Element]]
    read: dict[str | None, Pattern]

    def group(self, elements: list[etree._Element]) -> Pattern:
        pattern = EMPTY
        for element in reversed(elements):
            pattern = _then(self.pattern(element), pattern)
        return pattern

    def pattern(self, element: etree._Element) -> Pattern:
        kind, inner = element.tag.removeprefix(RNG), _children(element)
        if kind == "ref":
            name = element.get("name")
            if name not in self.read:
                found = self.definitions.get(name, ())
                self.read[name] = _either(*(self.group(_children(define)) for define in found))
            return self.read[name]
        if kind == "choice":
            return _either(*map(self.pattern, inner))
        if kind == "interleave":
            pattern = EMPTY
            for child in inner:
                pattern = _both(pattern, self.pattern(child))
            return pattern
        if kind in ("optional", "zeroOrMore", "oneOrMore"):
            body = self.group(inner)
            body = body if kind == "optional" else _many(body)
            return body if kind == "oneOrMore" else _either(EMPTY, body)
        return self._leaf(kind, element, inner)

    def _leaf(self, kind: str, element: etree._Element, inner: list[etree._Element]) -> Pattern:
        if kind == "element":
            return ("element", _name(element))
        if kind == "attribute":
            return ("attribute", _attribute_name(element), self.group(inner) if inner else ("text",))
        if kind == "list":
            return ("list", self.group(inner))
        if kind == "data":
            return ("data", element.get("type"), tuple(sorted(map(_facet, inner))))
        if kind == "value":
            return ("value", (element.text or "").strip())
        return {"text": ("text",), "empty": EMPTY, "notAllowed": NOTHING}.get(kind) or self.group(inner)


def _facet(element: etree._Element) -> tuple[str, str]:
    """A parameter of a data type, or what it leaves out."""
    return element.get("name") or element.tag, " ".join("".join(element.itertext()).split())


def _either(*patterns: Pattern) -> Pattern:
    found: set[Pattern] = set()
    for pattern in patterns:
        found |= pattern[1] if pattern[0] == "either" else {pattern}  # type: ignore[operator]
    found.discard(NOTHING)
    return ("either", frozenset(found)) if len(found) > 1 else next(iter(found), NOTHING)


def _then(first: Pattern, second: Pattern) -> Pattern:
    if NOTHING in (first, second):
        return NOTHING
    if EMPTY in (first, second):
        return second if first == EMPTY else first
    return ("then", first[1], _then(first[2], second)) if first[0] == "then" else ("then", first, second)  # type: ignore[arg-type]


def _both(first: Pattern, second: Pattern) -> Pattern:
    if NOTHING in (first, second):
        return NOTHING
    if EMPTY in (first, second):
        return second if first == EMPTY else first
    return ("both", *sorted((first, second), key=hash))


def _many(pattern: Pattern) -> Pattern:
    return pattern if pattern in (EMPTY, NOTHING) or pattern[0] == "many" else ("many", pattern)


def _without_attributes(pattern: Pattern, found: dict[str, Pattern]) -> Pattern:
    """The content of an element; its attributes go into `found`, alternative ones together."""
    if pattern[0] == "then":
        return _then(_without_attributes(pattern[1], found), _without_attributes(pattern[2], found))  # type: ignore[arg-type]
    names = sorted(set(_attribute_names(pattern)))
    if not names:
        return pattern
    found[" or ".join(names)] = pattern
    return EMPTY


def _attribute_names(pattern: Pattern) -> Iterator[str]:
    if pattern[0] == "attribute":
        yield str(pattern[1])
    for part in pattern[1] if pattern[0] == "either" else pattern[1:]:  # type: ignore[union-attr]
        if isinstance(part, tuple) and part and isinstance(part[0], str) and pattern[0] != "data":
            yield from _attribute_names(part)


@cache
def _may_end(pattern: Pattern) -> bool:
    kind, *parts = pattern
    if kind == "either":
        return any(map(_may_end, parts[0]))  # type: ignore[call-overload]
    if kind in ("then", "both", "many"):
        return all(map(_may_end, parts))  # type: ignore[arg-type]
    return kind in ("empty", "text")


@cache
def _after(pattern: Pattern, token: Pattern) -> Pattern:
    """What may follow a token."""
    kind, *parts = pattern
    if kind == "text":
        return pattern if token == pattern else NOTHING
    if kind == "either":
        return _either(*(_after(p, token) for p in parts[0]))  # type: ignore[attr-defined]
    if kind == "then":
        found = _then(_after(parts[0], token), parts[1])  # type: ignore[arg-type]
        return _either(found, _after(parts[1], token)) if _may_end(parts[0]) else found  # type: ignore[arg-type]
    if kind == "both":
        one, two = parts
        return _either(_both(_after(one, token), two), _both(one, _after(two, token)))  # type: ignore[arg-type]
    if kind == "many":
        return _then(_after(parts[0], token), _either(EMPTY, pattern))  # type: ignore[arg-type]
    return EMPTY if pattern == token else NOTHING


def _tokens(pattern: Pattern) -> Iterator[Pattern]:
    kind, *parts = pattern
    if kind in ("then", "both", "many", "either"):
        for part in parts[0] if kind == "either" else parts:  # type: ignore[attr-defined]
            yield from _tokens(part)
    elif pattern not in (EMPTY, NOTHING):
        yield pattern


def _alike(one: Pattern, other: Pattern) -> bool:
    """Whether two patterns allow the same; lists and attributes are alike where what they hold is."""
    if one == other:
        return True
    if one[0] == other[0] and one[0] in ("attribute", "list"):
        return one[1:-1] == other[1:-1] and _alike(one[-1], other[-1])  # type: ignore[arg-type]
    seen, waiting = {(one, other)}, [(one, other)]
    while waiting and len(seen) < LIMIT:
        first, second = waiting.pop()
        if _may_end(first) != _may_end(second) or (first == NOTHING) != (second == NOTHING):
            return False
        for token in {*_tokens(first), *_tokens(second)}:
            pair = (_after(first, token), _after(second, token))
            if pair[0] != pair[1] and pair not in seen:
                seen.add(pair)
                waiting.append(pair)
    return True
