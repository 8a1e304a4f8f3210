"""Violations: each kind with its exact bytes, what was expected, and how validation goes on after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.relaxng import Limits, Name, Schema, Violation, ViolationKind

HEAD = "<head><date when='1920-09-01'>x</date><topic/></head>"
UNKNOWN, MISPLACED, EARLY = ViolationKind.UNKNOWN_ELEMENT, ViolationKind.MISPLACED_ELEMENT, ViolationKind.EARLY_ELEMENT


def write(body: str, head: str = HEAD) -> bytes:
    return f"<?xml version='1.0'?>\n<letter xmlns='urn:letter'>{head}<body>{body}</body></letter>".encode()


def seen(data: bytes, found: list[Violation]) -> list[tuple[ViolationKind, str]]:
    return [(violation.kind, data[slice(*violation.span)].decode()) for violation in found]


CASES = {
    "unknown element": ("<p/><pp>x</pp>", [(UNKNOWN, "pp")]),
    "known children of an unknown element": ("<p/><x><p><y/></p></x>", [(UNKNOWN, "x"), (UNKNOWN, "y")]),
    "misplaced element": ("<p/><item>a <em>b</em></item><p/>", [(MISPLACED, "item")]),
    "content of a misplaced element": ("<p/><item>a <date/></item>", [
        (MISPLACED, "item"), (MISPLACED, "date"), (ViolationKind.MISSING_ATTRIBUTE, "date")]),
    "incomplete element": ("<p/><list></list>", [(ViolationKind.INCOMPLETE_ELEMENT, "</list>")]),
    "incomplete empty element": ("<p/><list/>", [(ViolationKind.INCOMPLETE_ELEMENT, "<list/>")]),
    "text": ("\n stray \u011f words\n <p/> more <p/>", [
        (ViolationKind.UNEXPECTED_TEXT, "stray \u011f words"), (ViolationKind.UNEXPECTED_TEXT, "more")]),
    "text in CDATA": ("<p/><![CDATA[ a<b ]]>", [(ViolationKind.UNEXPECTED_TEXT, "a<b")]),
    "blank references are white space": ("&#32;<p/>&#10;", []),
    "other references are not": ("<p/>&#160;", [(ViolationKind.UNEXPECTED_TEXT, "&#160;")]),
    "unexpected attribute": ("<p n='1'  rend = 'x>y'>a</p>", [
        (ViolationKind.UNEXPECTED_ATTRIBUTE, "n"), (ViolationKind.UNEXPECTED_ATTRIBUTE, "rend")]),
    "bad attribute value": ("<p xml:id='1 a'/>", [(ViolationKind.BAD_ATTRIBUTE_VALUE, "1 a")]),
    "empty attribute value": ("<p xml:id=''/>", [(ViolationKind.BAD_ATTRIBUTE_VALUE, "")]),
    "missing attribute": ("<p><ref>x</ref></p>", [(ViolationKind.MISSING_ATTRIBUTE, "ref")]),
    "bad text value": ("<p><count> <!-- c -->many </count></p>", [(ViolationKind.BAD_TEXT_VALUE, "<!-- c -->many")]),
    "empty text value": ("<p><count/></p>", [(ViolationKind.BAD_TEXT_VALUE, "<count/>")]),
    "child where a value is": ("<p><count>1<em/></count></p>", [
        (ViolationKind.UNEXPECTED_TEXT, "1"), (MISPLACED, "em"), (ViolationKind.BAD_TEXT_VALUE, "</count>")]),
    "duplicate identifier": ("<p xml:id='a'/><p xml:id='b'/><p xml:id='a'/>", [(ViolationKind.DUPLICATE_ID, "a")]),
    "unresolved reference": ("<p xml:id='a'><ref to='a'/><ref to='b'/></p>", [(ViolationKind.UNRESOLVED_ID, "b")]),
    "several": ("<p/>x<y/><p z='1'/><list/>", [
        (ViolationKind.UNEXPECTED_TEXT, "x"), (UNKNOWN, "y"), (ViolationKind.UNEXPECTED_ATTRIBUTE, "z"),
        (ViolationKind.INCOMPLETE_ELEMENT, "<list/>")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_found_and_where(name: str, letter: Schema) -> None:
    body, expected = CASES[name]
    data = write(body)
    if name == "child where a value is":  # jing does not look at the value again once there was a child
        expected = [*expected[:2], (ViolationKind.INCOMPLETE_ELEMENT, "</count>")]
    assert seen(data, letter.validate(data)) == expected
    assert seen(data, letter.validate(data)) == expected


def test_an_early_element_is_taken_and_the_rest_goes_on(letter: Schema) -> None:
    data = write("<p/>", head="<head><topic/></head>")
    [violation] = letter.validate(data)
    assert violation.kind is EARLY
    assert violation.missing == (Name("urn:letter", "date"),)
    assert data[violation.insert_at or 0 :].startswith(b"<topic/>")
    assert [candidate.name.local for candidate in violation.expected.elements if candidate.name] == ["date"]
    assert violation.expected.elements[0].required


def test_the_element_its_tag_and_its_parent_are_named(letter: Schema) -> None:
    data = write("<p>a<item n='1'>b</item></p>")
    misplaced, attribute = letter.validate(data)
    assert misplaced.element == Name("urn:letter", "item")
    assert misplaced.tag is not None and data[slice(*misplaced.tag)] == b"<item n='1'>"
    assert misplaced.parent == Name("urn:letter", "p")
    assert misplaced.parent_tag is not None and data[slice(*misplaced.parent_tag)] == b"<p>"
    assert attribute.attribute == Name("", "n") and attribute.value == "1"


def test_what_is_missing_and_where_it_goes(letter: Schema) -> None:
    data = write("<list></list>", head="<head><date  ></date></head>")
    missing, incomplete = letter.validate(data)
    assert missing.missing == (Name("", "when"),)
    assert data[: missing.insert_at].endswith(b"<date")
    assert incomplete.missing == (Name("urn:letter", "item"),)
    assert data[incomplete.insert_at or 0 :].startswith(b"</list>")
    assert next((c.name, c.required) for c in missing.expected.attributes) == (Name("", "when"), True)


def test_wanted_values_are_described(letter: Schema) -> None:
    data = write("<p/>", head="<head><date when='x' cert='hihg'/><topic/></head>")
    when, cert = letter.validate(data)
    assert [(form.datatype, form.example) for form in when.expected.values] == [("date", "1920-09-01")]
    assert [form.value for form in cert.expected.values] == ["high", "low"]


def test_a_wrong_root_is_named_and_its_content_still_checked(letter: Schema) -> None:
    data = b"<body xmlns='urn:letter'><p/><q/></body>"
    assert seen(data, letter.validate(data)) == [(ViolationKind.WRONG_ROOT, "body"), (UNKNOWN, "q")]
    data = b"<letter/>"
    assert seen(data, letter.validate(data)) == [(ViolationKind.WRONG_ROOT, "letter")]


def test_the_first_use_of_a_doubled_identifier_is_shown(letter: Schema) -> None:
    data = write("<p xml:id='a'/><p xml:id='a'/>")
    [violation] = letter.validate(data)
    [first] = violation.related
    assert first.role == "first-use"
    assert first.span.start == data.index(b"a'/><p")


def test_places_are_right_over_many_windows_and_comments(letter: Schema) -> None:
    filler = "<!-- a < b > c --><p>text &amp; more<?pi < ?></p>\n" * 20_000
    data = write(filler + "<wrong/>" + filler)
    assert seen(data, letter.validate(data)) == [(UNKNOWN, "wrong")]
    [violation] = letter.validate(data)
    assert violation.span.start == data.index(b"wrong")


def test_comments_longer_than_a_window(letter: Schema) -> None:
    data = write("<p/><!--" + "<x>" * 100_000 + "--><wrong/><![CDATA[" + "<" * 200_000 + "]]>")
    assert [violation.kind for violation in letter.validate(data)] == [UNKNOWN, ViolationKind.UNEXPECTED_TEXT]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-9", "windows-1254", "utf-8-sig"])
def test_spans_count_the_bytes_of_the_document(encoding: str, letter: Schema) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding.removesuffix("-sig")
    text = write("<p>ışığı</p><p n='ğ'>ş</p><list>ö</list>").decode().replace("<?xml version='1.0'?>", "")
    text = f"<?xml version='1.0' encoding='{declared}'?>\n{text}"
    data = text.encode(encoding)
    found = letter.validate(data)
    codec = "utf-16-le" if encoding == "utf-16" else encoding.removesuffix("-sig")
    assert [(v.kind, data[slice(*v.span)].decode(codec)) for v in found] == [
        (ViolationKind.UNEXPECTED_ATTRIBUTE, "n"),
        (ViolationKind.UNEXPECTED_TEXT, "ö"),
        (ViolationKind.INCOMPLETE_ELEMENT, "</list>"),
    ]


def test_attributes_with_a_closing_bracket_in_their_value(compact: Callable[[str], Schema]) -> None:
    schema = compact("element a { attribute x { text }, element b { attribute y { '>' } }* }")
    data = b"""<a x="a>b='>c"><b y='>'/><b y = ">" /><b y='>>'/></a>"""
    [violation] = schema.validate(data)
    assert data[slice(*violation.span)] == b">>"


def test_reporting_stops_at_the_limit(letter: Schema) -> None:
    data = write("<p/>" + "<x/>" * 50)
    assert len(letter.validate(data)) == 50
    assert len(letter.validate(data, Limits(violations=7))) == 7


def test_entities_of_the_document(compact: Callable[[str], Schema]) -> None:
    schema = compact("element a { attribute x { 'ok' }?, xsd:integer }")
    assert schema.validate(b"<!DOCTYPE a [<!ENTITY n '12'><!ENTITY o 'ok'>]><a x='&o;'>&n;</a>") == []
    assert schema.validate(b"<!DOCTYPE a [<!ENTITY n 'b'><!ENTITY o 'no'>]><a x='&o;'>&n;</a>") != []


def test_what_must_stand_before_is_told_in_the_order_of_the_grammar(compact: Callable[[str], Schema]) -> None:
    schema = compact(
        "element r { element z { empty }, (element b { empty } | (element c { empty }, element b { empty })),"
        "element y { empty }?, element a { empty }, element x { empty } }"
    )
    [early] = schema.validate(b"<r><a/><x/></r>")
    assert early.message == "<a> comes too early: <z>, <b> must stand before it"
    [early, missing] = schema.validate(b"<r><b/></r>")
    assert early.message == "<b> comes too early: <z> must stand before it"
    assert missing.message == "<r> is not complete: it lacks <a>, <x>"
    [missing] = compact("element r { attribute z {text}, attribute a {text} }").validate(b"<r/>")
    assert missing.message == "<r> lacks z, a"


def test_elements_of_another_namespace_are_told_with_it(compact: Callable[[str], Schema]) -> None:
    schema = compact('default namespace = "urn:a" start = element r { element p { empty }? }')
    messages = [
        violation.message
        for document in (b"<r xmlns='urn:a'><x:p xmlns:x='urn:x'/><p xmlns=''/><q/></r>", b"<r/>")
        for violation in schema.validate(document)
    ]
    assert messages == [
        "there is no element <p> of the namespace urn:x",
        "there is no element <p> of no namespace",
        "there is no element <q>",
        "<r> of no namespace cannot be the document element",
    ]
