"""The datatypes: what each takes and refuses, their facets, and the regular expressions of patterns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.relaxng.datatypes.library import XSD, DatatypeError, find_datatype
from edition.relaxng.datatypes.regex import RegexError, compile_regex

VALUES = {
    "string": (["", " a\tb "], []),
    "boolean": (["true", " 0 "], ["TRUE", "yes", ""]),
    "decimal": (["1", "-1.50", ".5", "+3."], ["1e3", "", ".", "1,5"]),
    "integer": (["1", "-001", "+7"], ["1.0", "", "--1"]),
    "positiveInteger": (["1"], ["0", "-1"]),
    "nonNegativeInteger": (["0", "-0"], ["-1"]),
    "byte": (["-128", "127"], ["128", "-129"]),
    "unsignedShort": (["65535"], ["65536", "-1"]),
    "long": (["9223372036854775807"], ["9223372036854775808"]),
    "double": (["1", "1.5E-3", "INF", "-INF", "NaN"], ["inf", "1e", ""]),
    "Name": (["a:b", "_x", "ışık"], ["1a", "", "a b"]),
    "NCName": (["a.b-c", "ğ"], ["a:b", "-a"]),
    "NMTOKEN": (["1a", "-"], ["a b", ""]),
    "NMTOKENS": (["a 1"], ["", " "]),
    "ID": (["p1"], ["1p", "p 1"]),
    "IDREFS": (["a b"], ["a 1"]),
    "language": (["tr", "az-Cyrl-AZ"], ["turkish_tr", "", "abcdefghi"]),
    "anyURI": (
        ["", "#a", "person:x", "a b.xml", "../é?x=[1]#y", "http://[::1]:80/", "file:///a", "ğ", "mailto:a@b"],
        ["a#b#c", "%", "%g1", ":a", "1a:b", "http://", "x:", "http://[::1", "a[b]"],
    ),
    "base64Binary": (["", "YQ==", "YW Jj"], ["YQ=", "Y", "Y?=="]),
    "hexBinary": (["", "0aFF"], ["0", "0g"]),
    "date": (["1920-02-29", "-0044-03-15", "12020-01-01", "1920-09-01Z", "1920-09-01+14:00"],
             ["1921-02-29", "0000-01-01", "1920-9-1", "20-09-01", "1920-09-01+14:01", "1920-09-01-13:01", "01920-01-01"]),
    "dateTime": (["1920-09-01T23:59:60", "1920-09-01T23:59:59.999Z"], ["1920-09-01", "1920-09-01T24:00:00"]),
    "time": (["00:00:00", "23:59:59.5-02:00"], ["24:01:00", "1:00:00", "12:60:00"]),
    "gYearMonth": (["1920-09"], ["1920-13", "1920"]),
    "gYear": (["1920", "-0001", "1920Z"], ["920", "0000"]),
    "gMonthDay": (["--02-29"], ["--02-30", "-02-01"]),
    "gDay": (["---31"], ["---32", "--31"]),
    "gMonth": (["--12"], ["--13", "--12--"]),
    "duration": (["P1Y", "-P1Y2M3DT4H5M6.7S", "PT0S"], ["P", "P1YT", "1Y", "PT", "P-1Y"]),
    "ENTITY": ([], ["a"]),
}  # fmt: skip


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    good, bad = VALUES[name]
    datatype = find_datatype(XSD, name)
    for text in good:
        assert datatype.allows(text, {}), text
    for text in bad:
        assert not datatype.allows(text, {}), text


def test_every_type_takes_its_own_example() -> None:
    from edition.relaxng.datatypes.builtin import BUILTINS

    refusing = [name for name, kind in BUILTINS.items() if not find_datatype(XSD, name).allows(kind.example, {})]
    assert refusing == ["ENTITY", "ENTITIES"]  # there are no unparsed entities here


FACETS = [
    ("integer", {"minInclusive": "1", "maxExclusive": "10"}, ["1", "9"], ["0", "10"]),
    ("decimal", {"totalDigits": "3", "fractionDigits": "1"}, ["12.5", "120"], ["12.55", "1234"]),
    ("string", {"length": "2"}, ["ab"], ["a", "abc"]),
    ("token", {"minLength": "2", "maxLength": "3"}, [" ab ", "abc"], ["a", "abcd"]),
    ("hexBinary", {"length": "2"}, ["0a0b"], ["0a"]),
    (
        "date",
        {"minInclusive": "1920-01-01", "maxInclusive": "1920-12-31"},
        ["1920-06-01"],
        ["1919-12-31", "1921-01-01"],
    ),
    ("dateTime", {"minExclusive": "1920-01-01T12:00:00Z"}, ["1920-01-01T11:00:00-02:00"], ["1920-01-01T13:00:00"]),
    ("duration", {"maxInclusive": "P1M"}, ["P27D", "P1M"], ["P32D", "P30D", "P28D"]),
    ("double", {"minInclusive": "0"}, ["0", "INF"], ["-0.1", "NaN"]),
    ("token", {"pattern": r"\d{4}"}, ["1920"], ["192", "19200"]),
]


@pytest.mark.parametrize(("name", "params", "good", "bad"), FACETS)
def test_facets(name: str, params: dict[str, str], good: list[str], bad: list[str]) -> None:
    datatype = find_datatype(XSD, name, tuple(params.items()))
    assert all(datatype.allows(text, {}) for text in good)
    assert not any(datatype.allows(text, {}) for text in bad)


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("integer", {"length": "1"}),
        ("token", {"minInclusive": "a"}),
        ("integer", {"minInclusive": "x"}),
        ("token", {"maxLength": "-1"}),
        ("token", {"pattern": "("}),
        ("token", {"whiteSpace": "collapse"}),
        ("double", {"totalDigits": "1"}),
    ],
)
def test_impossible_facets(name: str, params: dict[str, str]) -> None:
    with pytest.raises(DatatypeError):
        find_datatype(XSD, name, tuple(params.items())).facets()


def test_unknown_types_and_libraries() -> None:
    for library, name, params in ((XSD, "nothing", ()), ("urn:x", "string", ()), ("", "token", (("length", "1"),))):
        with pytest.raises(DatatypeError):
            find_datatype(library, name, params)


REGEXES = [
    (r"[^\p{C}\p{Z}]+", ["a", "ışık"], ["a b", "", "a\u00a0b"]),
    (r"\S+", ["a\u00a0b"], ["a b", "a\n"]),
    (r"[a-z-[aeiou]]+", ["xyz"], ["xay"]),
    (r"[^a-z-[0-9]]+", ["XY"], ["x", "1"]),
    (r"\i\c*", ["a1", "_:", "ğ-"], ["1a", "-"]),
    (r"[\i-[:]][\c-[:]]*", ["ab"], ["a:b"]),
    (r"\p{Lu}\p{Ll}+", ["Şark", "Ab"], ["ab", "AB"]),
    (r"\P{L}", ["1", "€"], ["a", "ş"]),
    (r"\p{IsBasicLatin}+", ["abc"], ["ş"]),
    (r"\w", ["a", "1", "ğ", "€"], ["-", " ", "!"]),
    (r"[\D\-]+", ["a-b", "ş"], ["1"]),
    (r"a|b(c|d)?", ["a", "bc"], ["ac", "ab"]),
    (r"a.c", ["abc"], ["a\nc", "xabc"]),
    (r"^$", ["^$"], [""]),
    (r"a{2,3}b{2}c{1,}", ["aabbc"], ["abbc", "aaaabbc"]),
    (r"\-?[\d]+/\-?[\d]+", ["-1/2"], ["1"]),
    (r"[.\-+*?()|{}\[\]\\^]+", ["-+.*?()|{}[]\\^"], ["a"]),
    (r"[a&&b~~c||]+", ["a&~|bc"], ["d"]),
    ("", [""], ["a"]),
]


@pytest.mark.parametrize(("pattern", "good", "bad"), REGEXES)
def test_regular_expressions(pattern: str, good: list[str], bad: list[str]) -> None:
    match = compile_regex(pattern)
    assert all(match(text) for text in good)
    assert not any(match(text) for text in bad)


@pytest.mark.parametrize(
    "pattern", ["(", ")", "*a", "a**", "[a", "]", "a{", r"\q", "[b-a]", r"\p{Xx}", "a+?", "[z-\\d]", "[+--]", "\\"]
)
def test_wrong_regular_expressions(pattern: str) -> None:
    with pytest.raises(RegexError):
        compile_regex(pattern)("ş")


@given(st.text(max_size=20))
def test_no_text_breaks_a_datatype(text: str) -> None:
    for name in VALUES:
        find_datatype(XSD, name).allows(text, {})
