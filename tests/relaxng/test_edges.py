"""Small pieces at their edges: moments and lengths of time, edits of bytes, name classes, lists of values, guesses."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from edition.relaxng import Schema, ValueForm
from edition.relaxng.advice.edits import (
    apply_edits,
    as_value,
    attribute_span,
    delete,
    move,
    rename_element,
    unwrap,
    whole,
    wrap,
)
from edition.relaxng.advice.forms import guess_values
from edition.relaxng.datatypes.dates import parse_duration, parse_moment
from edition.relaxng.grammar.names import NameClass, Wildcard, just
from edition.relaxng.grammar.values import is_blank, value_forms
from edition.relaxng.model import Name, Stretch
from edition.relaxng.reading.places import OpenElements, element_end, tag_name


@pytest.mark.parametrize(
    ("kind", "earlier", "later"),
    [
        ("date", "1920-02-28", "1920-02-29"),
        ("date", "1920-12-31", "1921-01-01"),
        ("date", "-0001-12-31", "0001-01-01"),
        ("date", "1899-12-31", "1900-03-01"),
        ("gYear", "-0044", "-0043"),
        ("gYearMonth", "1920-01", "1920-02"),
        ("gMonthDay", "--02-28", "--03-01"),
        ("time", "00:00:59.5", "00:01:00"),
        ("time", "01:59:59", "02:00:00"),
        ("dateTime", "1920-01-01T12:00:00+02:30", "1920-01-01T10:00:00Z"),
        ("dateTime", "1920-01-01T12:00:00Z", "1920-01-01T12:00:00-00:01"),
        ("dateTime", "1920-01-01T00:00:00Z", "1920-01-01T14:00:01"),
    ],
)
def test_moments_in_their_order(kind: str, earlier: str, later: str) -> None:
    one, other = parse_moment(kind, earlier), parse_moment(kind, later)
    assert one is not None and other is not None
    assert one.before(other) and not other.before(one) and not one.before(one)


def test_moments_with_and_without_zone_may_be_either_way() -> None:
    one, other = parse_moment("dateTime", "1920-01-01T00:00:00Z"), parse_moment("dateTime", "1920-01-01T14:00:00")
    assert one is not None and other is not None
    assert not one.before(other) and not other.before(one)


def test_days_are_as_long_as_they_are() -> None:
    days = [
        parse_moment("date", day)
        for day in ("1899-12-31", "1900-01-01", "1901-01-01", "1904-01-01", "1905-01-01", "2001-01-01")
    ]
    lengths = [(b.seconds - a.seconds) / 86400 for a, b in pairwise(days) if a and b]
    assert lengths == [1, 365, 3 * 365, 366, 96 * 365 + 24]
    utc, east = parse_moment("time", "12:00:00Z"), parse_moment("time", "12:00:00+05:45")
    assert utc is not None and east is not None and utc.seconds - east.seconds == 5 * 3600 + 45 * 60


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [("P27D", "P1M"), ("P1M", "P32D"), ("P11M", "P1Y"), ("P1Y", "P367D"), ("PT59S", "PT1M"), ("-P1Y", "P0D"), ("PT1M", "PT1H"),
     ("P1M", "P1M1D"), ("PT0.5S", "PT.6S"), ("-P2D", "-P1D"), ("P13M", "P14M"), ("P4381D", "P12Y")],
)  # fmt: skip
def test_lengths_of_time_in_their_order(shorter: str, longer: str) -> None:
    one, other = parse_duration(shorter), parse_duration(longer)
    assert one is not None and other is not None
    assert one.before(other) and not other.before(one)


@pytest.mark.parametrize(
    ("one", "other"), [("P1M", "P30D"), ("P1M", "P28D"), ("P1M", "P31D"), ("P1Y", "P365D"), ("P5M", "P151D")]
)
def test_lengths_of_time_that_hang_on_the_month_are_neither(one: str, other: str) -> None:
    first, second = parse_duration(one), parse_duration(other)
    assert first is not None and second is not None
    assert not first.before(second) and not second.before(first)


def test_edits_change_what_they_say() -> None:
    data = b"<a>\n  <b x='1'  y = \"2\">t<b/>u</b>\n</a>"
    at = data.index(b"<b x")
    tag = Stretch(at, data.index(b">", at) + 1)

    def done(edits: object) -> bytes:
        return apply_edits(data, edits)  # type: ignore[arg-type]

    assert done(rename_element(data, tag, b"cc")) == data.replace(b"<b x", b"<cc x").replace(b"</b>", b"</cc>")
    empty = data.index(b"<b/>")
    assert done(rename_element(data, Stretch(empty, empty + 4), b"cc")) == data.replace(b"<b/>", b"<cc/>")
    assert done(unwrap(data, tag)) == b"<a>\n  t<b/>u\n</a>"
    assert done(unwrap(data, Stretch(empty, empty + 4))) == data.replace(b"<b/>", b"")
    assert data[slice(*whole(data, tag))] == b"<b x='1'  y = \"2\">t<b/>u</b>"
    assert done(wrap(tag.end, tag.end + 1, b"w")) == data.replace(b">t<", b"><w>t</w><")
    assert done(delete(data, whole(data, tag))) == b"<a>\n</a>"
    assert done(delete(data, Stretch(empty, empty + 4))) == data.replace(b"<b/>", b"")
    assert done(move(data, Stretch(empty, empty + 4), 3)) == b"<a><b/>\n  <b x='1'  y = \"2\">tu</b>\n</a>"
    name = data.index(b"y =")
    assert data[slice(*attribute_span(data, Stretch(name, name + 1)))] == b'  y = "2"'
    name = data.index(b"x=")
    assert data[slice(*attribute_span(data, Stretch(name, name + 1)))] == b" x='1'"
    assert as_value(data, Stretch(data.index(b"2"), 0), "a\"'<&") == b"a&quot;'&lt;&amp;"
    assert as_value(data, Stretch(data.index(b"1"), 0), "a\"'") == b'a"&apos;'


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (b"<a>\n <x/>\n</a>", b"<a>\n</a>"),
        (b"<a>\r\n <x/>\r\n</a>", b"<a>\r\r\n</a>"),
        (b"<a> <x/>\n</a>", b"<a> \n</a>"),
        (b"<a>\n<x/> </a>", b"<a>\n </a>"),
        (b"<x/>\n", b"\n"),
        (b"\n<x/>", b""),
    ],
)
def test_a_line_goes_with_what_stood_alone_in_it(data: bytes, left: bytes) -> None:
    at = data.index(b"<x/>")
    assert apply_edits(data, delete(data, Stretch(at, at + 4))) == left


def test_open_elements_are_followed_over_all_that_is_no_tag() -> None:
    data = b"<?p <q>?><a n='>'><!-- <b> --><![CDATA[<c>]]><d/><e ><f>x</f>y"
    opened = OpenElements(data, 0)
    opened.advance(data.index(b"x"))
    assert [opened.raw_name(at) for at in opened.starts] == [b"a", b"e", b"f"]
    opened.advance(data.index(b"y"))
    assert [opened.raw_name(at) for at in opened.starts] == [b"a", b"e"]
    assert data[slice(*opened.tag(data.index(b"<a")))] == b"<a n='>'>"
    assert tag_name(b"<a/>", 0) == b"a" and tag_name(b"< a>", 0) == b""
    assert element_end(b"<a/><b></b>", 0) == (Stretch(0, 4), Stretch(0, 4))
    assert element_end(b"<a><a/><a></a></a>", 0) == (Stretch(0, 3), Stretch(14, 18))


A, B, OTHER = Name("u", "a"), Name("u", "b"), Name("v", "a")
ANY, OF_U = Wildcard(None, NameClass()), Wildcard("u", NameClass())
ANY_BUT_A, OF_U_BUT_A = Wildcard(None, just(A)), Wildcard("u", just(A))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (just(A), just(A), True),
        (just(A), just(B), False),
        (just(A), NameClass(wild=(ANY,)), True),
        (just(A), NameClass(wild=(ANY_BUT_A,)), False),
        (just(B), NameClass(wild=(ANY_BUT_A,)), True),
        (just(OTHER), NameClass(wild=(OF_U,)), False),
        (NameClass(wild=(OF_U_BUT_A,)), NameClass(wild=(OF_U,)), True),
        (NameClass(wild=(OF_U_BUT_A,)), just(A), False),
        (NameClass(wild=(Wildcard("v", NameClass()),)), NameClass(wild=(OF_U,)), False),
        (NameClass(wild=(ANY,)), NameClass(wild=(OF_U,)), True),
        (NameClass(wild=(Wildcard(None, NameClass(wild=(OF_U,))),)), just(A), False),
        (NameClass(wild=(Wildcard(None, NameClass(wild=(OF_U,))),)), NameClass(wild=(OF_U,)), False),
    ],
)  # fmt: skip
def test_name_classes_overlap(one: NameClass, other: NameClass, overlap: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is overlap


def test_unions_and_how_narrowly_a_name_is_taken() -> None:
    both = just(A).union(NameClass(frozenset((B,)), (OF_U, ANY))).union(NameClass(wild=(OF_U,)))
    assert both == NameClass(frozenset((A, B)), (OF_U, ANY))
    assert [both.specificity(n) for n in (A, Name("u", "c"), OTHER)] == [2, 1, 0]
    assert just(A).specificity(B) == -1 == NameClass(wild=(ANY_BUT_A,)).specificity(A)


LISTS = [
    ("list { xsd:int, xsd:int }", ["1 2"], ["1", "1 2 3", "1 x", ""]),
    ("list { xsd:int | 'a' }", ["1", "a"], ["b", "1 a", ""]),
    ("list { xsd:int?, 'a' }", ["1 a", "a"], ["1", "1 1 a", ""]),
    ("list { ('a', 'b')+ }", ["a b", "a b a b"], ["a", "a b a", "b a", ""]),
    ("list { 'a'*, 'b' }", ["b", "a a b"], ["a", "b a", ""]),
    ("list { empty }", ["", " "], ["a"]),
    ("list { xsd:int* }", ["", " 1  2 "], ["1 x", "x"]),
    ("list { xsd:int+ }", ["1", "1 2"], ["", "x"]),
    ("xsd:int | list { 'a', 'a' }", ["1", "a a"], ["a", "1 1", ""]),
    ("xsd:token - ('a' | ('b' | 'c'))", ["d", ""], ["a", "b", "c"]),
    ("xsd:int - xsd:byte", ["128", "-129"], ["127", "0", "x"]),
    ("xsd:token { maxLength = '2' } - 'ab'", ["a", "ba"], ["ab", "abc"]),
    ("empty", ["", " "], ["a"]),
    ("'' | 'a'", ["", " ", "a"], ["b"]),
    ("text", ["", "x y"], []),
    ("xsd:integer '1'", ["1", "+01"], ["2", ""]),
]


@pytest.mark.parametrize(("pattern", "good", "bad"), LISTS, ids=lambda p: p if isinstance(p, str) else "")
@pytest.mark.parametrize("place", ["element a {{ attribute n {{ {} }} }}", "element a {{ {} }}"])
def test_strings_fit_a_pattern_in_attributes_and_in_elements(
    pattern: str, good: list[str], bad: list[str], place: str, compact: Callable[[str], Schema]
) -> None:
    schema = compact(place.format(pattern))
    write = "<a n='{}'/>" if "attribute" in place else "<a>{}</a>"
    for text in good:
        assert schema.is_valid(write.format(text).encode()) and schema.validate(write.format(text).encode()) == [], text
    for text in bad:
        assert not schema.is_valid(write.format(text).encode()) and schema.validate(write.format(text).encode()), text


def test_values_are_described_in_the_order_of_the_schema_each_once(compact: Callable[[str], Schema]) -> None:
    schema = compact(
        "element a { attribute n { 'x' | xsd:int | 'x' | list { 'y' } | xsd:int { minInclusive = '5' } } }"
    )
    (violation,) = schema.validate(b"<a n='?'/>")
    assert [(f.value or f.datatype, f.is_list) for f in violation.expected.values] == [
        ("x", False), ("int", False), ("y", True), ("int", False),
    ]  # fmt: skip
    assert [is_blank(text) for text in ("", " \t\n\r", "\xa0", "x")] == [True, True, False, False]
    assert value_forms(schema.grammar.patterns.text)[0].datatype == "text"


@pytest.mark.parametrize(
    ("text", "datatype", "guesses"),
    [
        ("1920-9-1", "date", [("1920-09-01", True)]),
        ("1920.9", "gYearMonth", [("1920-09", True)]),
        ("31.12.1920", "date", [("1920-12-31", True)]),
        ("12/31/1920", "date", [("1920-12-31", True)]),
        ("1.2.1920", "date", [("1920-02-01", False), ("1920-01-02", False)]),
        ("9.1920", "gYearMonth", [("1920-09", True)]),
        ("622", "gYear", [("0622", False)]),
        ("Yes", "boolean", [("true", True)]),
        ("1,5", "decimal", [("1.5", True)]),
        (" 5 ", "int", [("5", True)]),
        ("#a b", "NCName", [("a-b", False)]),
        ("1a", "NCName", [("_1a", False)]),
        ("a b", "anyURI", []),
    ],
)
def test_guesses(text: str, datatype: str, guesses: list[tuple[str, bool]]) -> None:
    found = [(g.value, g.certain) for g in guess_values((ValueForm(datatype),), text)]
    assert found[: len(guesses)] == guesses


def test_a_fixed_value_is_sure_where_one_alone_is_a_slip_away() -> None:
    forms = tuple(ValueForm("token", value) for value in ("chapter", "section"))
    assert [(g.value, g.certain) for g in guess_values(forms, "chaptr")] == [("chapter", True)]
    near = tuple(ValueForm("token", value) for value in ("notes", "noted"))
    assert not any(g.certain for g in guess_values(near, "notez"))
    listed = (ValueForm("int", is_list=True),)
    assert [g.value for g in guess_values(listed, "1  2")] == ["1 2"]
