"""Advice: what was probably meant, what would be allowed, and remedies that do what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.relaxng import Schema, Violation, ViolationKind, parse_schema
from edition.relaxng.advice import Action, Advice, Adviser, advise, apply_edits
from edition.relaxng.advice.forms import guess_values
from edition.relaxng.advice.spelling import distance, nearest
from edition.relaxng.model import ValueForm

HEAD = "<head><date when='1920-09-01'>x</date><topic/></head>"


def write(body: str, head: str = HEAD) -> bytes:
    return f"<letter xmlns='urn:letter'>{head}<body>{body}</body></letter>".encode()


def first(schema: Schema, data: bytes) -> tuple[Violation, Advice]:
    violation = schema.validate(data)[0]
    return violation, advise(schema, data, violation)


def after(data: bytes, advice: Advice, action: Action) -> list[str]:
    return [apply_edits(data, r.edits).decode() for r in advice.remedies if r.action is action]


def test_a_misspelt_element(letter: Schema) -> None:
    data = write("<p>a <Em>b</Em> c</p>")
    violation, advice = first(letter, data)
    assert violation.kind is ViolationKind.UNKNOWN_ELEMENT
    assert [name.local for name in advice.nearest] == ["em"]
    assert advice.remedies[0].safe
    assert after(data, advice, Action.RENAME) == [write("<p>a <em>b</em> c</p>").decode()]


def test_prefixes_are_kept(letter: Schema) -> None:
    data = write("<p/>").replace(b"<p/>", b"<x:p xmlns:x='urn:letter'><x:Em/></x:p>")
    _, advice = first(letter, data)
    assert b"<x:em/>" in after(data, advice, Action.RENAME)[0].encode()


def test_a_known_element_in_the_wrong_place(letter: Schema) -> None:
    data = write("<em>x</em><p>y</p>")
    violation, advice = first(letter, data)
    assert violation.kind is ViolationKind.MISPLACED_ELEMENT
    assert {name.local for name in advice.allowed_in} == {"p", "item"}
    assert [name.local for name in advice.wrappers] == ["p"]
    assert after(data, advice, Action.WRAP) == [write("<p><em>x</em></p><p>y</p>").decode()]
    assert not any(remedy.safe for remedy in advice.remedies)


def test_moving_out_of_the_parent(letter: Schema) -> None:
    data = write("<p>a<p>b</p></p>")
    _, advice = first(letter, data)
    moved = {r.value: apply_edits(data, r.edits) for r in advice.remedies if r.action is Action.MOVE}
    assert moved["after"] == write("<p>a</p><p>b</p>")
    assert moved["before"] == write("<p>b</p><p>a</p>")


def test_a_missing_element_is_put_where_it_belongs(letter: Schema) -> None:
    data = write("<p/>", head="<head><topic/></head>")
    _, advice = first(letter, data)
    assert after(data, advice, Action.INSERT) == [
        write("<p/>", head='<head><date when="1920-09-01"/><topic/></head>').decode()
    ]
    data = write("<list/>")
    _, advice = first(letter, data)
    assert after(data, advice, Action.INSERT) == [write("<list><item/></list>").decode()]


def test_stray_text(letter: Schema) -> None:
    data = write("\n stray \n<p/>")
    _, advice = first(letter, data)
    assert after(data, advice, Action.WRAP) == [write("\n <p>stray</p> \n<p/>").decode()]
    assert after(data, advice, Action.DELETE)


def test_a_misspelt_attribute(letter: Schema) -> None:
    data = write("<p/>", head="<head><date when='1920-09-01' Cert='low'/></head>")
    _, advice = first(letter, data)
    assert [name.local for name in advice.nearest] == ["cert"]
    assert after(data, advice, Action.RENAME) == [data.decode().replace("Cert", "cert")]
    assert after(data, advice, Action.DELETE) == [data.decode().replace(" Cert='low'", "")]


def test_an_attribute_of_other_elements(letter: Schema) -> None:
    _, advice = first(letter, write("<p when='1920-01-01'/>"))
    assert [name.local for name in advice.allowed_in] == ["date"]


def test_a_missing_attribute(letter: Schema) -> None:
    data = write("<p/>", head="<head><date>x</date></head>")
    _, advice = first(letter, data)
    assert after(data, advice, Action.INSERT) == [data.decode().replace("<date>", '<date when="1920-09-01">')]


VALUES = [
    ("when='1920-9-1'", "1920-09-01", True),
    ("when=' 1.9.1920 '", "1920-09-01", False),
    ("when='23/9/1920'", "1920-09-23", True),
    ("when='1920-01-01' cert='hihg'", "high", True),
    ("when='1920-01-01' cert='LOW'", "low", True),
]


@pytest.mark.parametrize(("attributes", "value", "safe"), VALUES)
def test_wrong_values(attributes: str, value: str, safe: bool, letter: Schema) -> None:
    data = write("<p/>", head=f"<head><date {attributes}>x</date></head>")
    _, advice = first(letter, data)
    assert (advice.remedies[0].value, advice.remedies[0].safe) == (value, safe)
    assert letter.is_valid(apply_edits(data, advice.remedies[0].edits))


def test_wrong_identifiers(letter: Schema) -> None:
    data = write("<p xml:id='1 a'/>")
    _, advice = first(letter, data)
    assert letter.is_valid(apply_edits(data, advice.remedies[0].edits))
    assert not advice.remedies[0].safe


def test_identifiers(letter: Schema) -> None:
    data = write("<p xml:id='first'/><p xml:id='first'/><p xml:id='first-2'><ref to='frist'/></p>")
    adviser = Adviser(letter, data)
    doubled, unresolved = (adviser.advise(violation) for violation in letter.validate(data))
    assert doubled.remedies[0].value == "first-3"
    assert unresolved.nearest_value[0] == "first"
    assert not doubled.remedies[0].safe and not unresolved.remedies[0].safe


def test_a_word_that_may_be_meant_otherwise_is_not_renamed_alone(letter: Schema) -> None:
    _, advice = first(letter, write("<p/>", head="<head><data when='1920-09-01'/></head>"))
    assert [name.local for name in advice.nearest] == ["date"]
    assert not any(remedy.safe for remedy in advice.remedies)


def test_the_likeliest_comes_first(letter: Schema) -> None:
    data = write("<p><em/><em/><note><p/></note><reff to='x'/></p><p><list/></p>")
    adviser = Adviser(letter, data)
    advices = [adviser.advise(violation) for violation in letter.validate(data)]
    assert [c.name.local for c in advices[0].likely if c.name] == ["ref", "em", "note", "count"]


def test_nothing_is_promised_that_cannot_be_kept(letter: Schema) -> None:
    data = write("<p/><zzz><yyy/></zzz>")
    for violation in letter.validate(data):
        for remedy in advise(letter, data, violation).remedies:
            changed = apply_edits(data, remedy.edits)
            assert len(letter.validate(changed)) < len(letter.validate(data))
            assert violation not in letter.validate(changed)


@given(st.text("abcX-", max_size=8), st.text("abcX-", max_size=8))
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)
    assert distance(one, other, 2) == min(distance(one, other, 9), 3)


def test_spelling() -> None:
    assert nearest("persname", ["placeName", "persName", "person"]) == ("persName",)
    assert nearest("place_name", ["placeName"]) == ("placeName",)
    assert nearest("x", ["y", "z"]) == ()


@given(st.text(max_size=15))
def test_guesses_fit_what_is_wanted(text: str) -> None:
    for kind in ("date", "gYear", "boolean", "NCName", "decimal", "anyURI"):
        forms = (ValueForm(kind),)
        for guess in guess_values(forms, text):
            schema = parse_schema(f"element a {{ xsd:{kind} }}".encode(), compact=True)
            escaped = guess.value.replace("&", "&amp;").replace("<", "&lt;")
            assert schema.is_valid(f"<a>{escaped}</a>".encode()) or not escaped.isprintable()
