"""Random grammars and random documents, against the definition of RELAX NG's semantics taken at its word."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.relaxng import SchemaError, parse_schema

Pattern = tuple[Any, ...]
Element = tuple[str, frozenset[str], tuple[Any, ...]]  # name, attribute names, children: elements or "text"
NAMES = ("a", "b", "c")
ATTRIBUTES = ("x", "y")

leaves = st.one_of(
    st.just(("empty",)),
    st.just(("text",)),
    st.just(("notAllowed",)),
    st.tuples(st.just("attribute"), st.sampled_from(ATTRIBUTES)),
)


def grow(inner: st.SearchStrategy[Pattern]) -> st.SearchStrategy[Pattern]:
    pairs = st.tuples(st.sampled_from(("group", "choice", "interleave")), inner, inner)
    more = st.tuples(st.just("oneOrMore"), inner)
    elements = st.tuples(st.just("element"), st.sampled_from(NAMES), inner)
    return st.one_of(pairs, more, elements, elements)


patterns = st.tuples(st.just("element"), st.sampled_from(NAMES), st.recursive(leaves, grow, max_leaves=8))


def documents(depth: int = 2) -> st.SearchStrategy[Element]:
    children = st.just("text") if depth == 0 else st.one_of(st.just("text"), documents(depth - 1))
    listed = st.lists(children, max_size=4).map(merge_text)
    return st.tuples(st.sampled_from(NAMES), st.frozensets(st.sampled_from(ATTRIBUTES)), listed)


def merge_text(children: list[Any]) -> tuple[Any, ...]:
    return tuple(c for i, c in enumerate(children) if c != "text" or i == 0 or children[i - 1] != "text")


def written(pattern: Pattern) -> str:
    match pattern:
        case ("element", name, inner):
            return f"element {name} {{ {written(inner)} }}"
        case ("attribute", name):
            return f"attribute {name} {{ text }}"
        case ("oneOrMore", inner):
            return f"({written(inner)})+"
        case (("group" | "choice" | "interleave") as kind, first, second):
            sign = {"group": ",", "choice": "|", "interleave": "&"}[kind]
            return f"(({written(first)}) {sign} ({written(second)}))"
        case (word,):
            return str(word)
    raise AssertionError(pattern)


def as_xml(element: Element) -> str:
    name, attributes, children = element
    inside = "".join("t" if child == "text" else as_xml(child) for child in children)
    given = "".join(f" {attribute}=''" for attribute in sorted(attributes))
    return f"<{name}{given}>{inside}</{name}>"


@cache
def matches(pattern: Pattern, attributes: frozenset[str], children: tuple[Any, ...]) -> bool:
    """The semantics of section 6, as nearly word for word as may be."""
    match pattern:
        case ("empty",):
            return not attributes and not children
        case ("text",):
            return not attributes and children in ((), ("text",))
        case ("attribute", name):
            return attributes == {name} and not children
        case ("element", name, inner):
            return not attributes and len(children) == 1 and children[0] != "text" and accepts(name, inner, children[0])
        case ("choice", first, second):
            return matches(first, attributes, children) or matches(second, attributes, children)
        case ("group", first, second):
            return any(
                matches(first, some, children[:at]) and matches(second, attributes - some, children[at:])
                for some in subsets(attributes)
                for at in range(len(children) + 1)
            )
        case ("interleave", first, second):
            return any(
                matches(first, some, joined(children, taken))
                and matches(second, attributes - some, joined(children, left))
                for some in subsets(attributes)
                for taken in subsets(frozenset(range(len(children))))
                for left in [frozenset(range(len(children))) - taken]
            )
        case ("oneOrMore", inner):
            if matches(inner, attributes, children):
                return True
            return any(
                (some or at)
                and matches(inner, some, children[:at])
                and matches(pattern, attributes - some, children[at:])
                for some in subsets(attributes)
                for at in range(len(children) + 1)
                if some != attributes or at != len(children)
            )
    return False


def accepts(name: str, inner: Pattern, element: Element) -> bool:
    return element[0] == name and matches(inner, element[1], element[2])


def joined(children: tuple[Any, ...], kept: frozenset[int]) -> tuple[Any, ...]:
    return merge_text([child for index, child in enumerate(children) if index in kept])


@cache
def subsets(items: frozenset[Any]) -> list[frozenset[Any]]:
    return [frozenset(some) for size in range(len(items) + 1) for some in combinations(sorted(items), size)]


@settings(max_examples=300, deadline=None)
@given(patterns, st.lists(documents(), min_size=1, max_size=6))
def test_verdicts_are_those_of_the_specification(pattern: Pattern, elements: list[Element]) -> None:
    try:
        schema = parse_schema(written(pattern).encode(), compact=True)
    except SchemaError:
        assume(False)
    for element in elements:
        expected = accepts(pattern[1], pattern[2], element)
        found = schema.validate(as_xml(element).encode())
        assert bool(found) != expected, (written(pattern), as_xml(element), found)


DRESSINGS = {
    "t": ("t", "<![CDATA[t]]>", "&#116;", "<!-- < > -->t", "t<?p < > ?>", "\n t <!---->\r\n", "&t;"),
    "": ("", "<!-- </a> -->", "\n\t ", "<?p ?>", "<![CDATA[]]>", "&#32;"),
    "x": ("x=''", 'x="\'>"', "\n x = '/>'", "x='&lt;b>'", "x=\"''\""),
}


@st.composite
def dressed(draw: st.DrawFn, element: Element) -> str:
    """The same element as someone else might have typed it."""
    name, attributes, children = element
    filler = st.sampled_from(DRESSINGS[""])
    given_ = "".join(f" {draw(st.sampled_from(DRESSINGS['x'])).replace('x', a, 1)}" for a in sorted(attributes))
    inside = draw(filler)
    for child in children:
        inside += draw(st.sampled_from(DRESSINGS["t"])) if child == "text" else draw(dressed(child)) + draw(filler)
    if not inside and draw(st.booleans()):
        return f"<{name}{given_}\n/>"
    return f"<{name}{given_} >{inside}</{name}\n>"


@settings(max_examples=150, deadline=None)
@given(st.data(), patterns, documents())
def test_the_way_of_writing_does_not_matter(data: st.DataObject, pattern: Pattern, element: Element) -> None:
    try:
        schema = parse_schema(written(pattern).encode(), compact=True)
    except SchemaError:
        assume(False)
    text = "<!DOCTYPE q [<!ELEMENT a ANY><!-- <a> ]> --><!ENTITY t 't'><?p ]> ?>]>\n" + data.draw(dressed(element))
    expected = schema.is_valid(as_xml(element).encode())
    assert schema.is_valid(text.encode()) == expected, text
    assert schema.is_valid(text.encode("utf-16")) == expected, text
