"""Documents and schemas that mean harm, or are no XML: refused with a kind, in bounded time and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.relaxng import Limits, Schema, SchemaError, ViolationKind, load_schema, parse_schema

ANY = "start = any any = element * { (attribute * { text } | text | any)* }"


@pytest.fixture
def anything(compact: Callable[[str], Schema]) -> Schema:
    return compact(ANY)


def kinds(schema: Schema, data: bytes) -> list[ViolationKind]:
    return [violation.kind for violation in schema.validate(data)]


MALFORMED = {
    "mismatched": (b"<a>\n<b>x</a>", "</a> stands where <b> should be closed", b"</a>"),
    "unclosed": (b"<a><b></b>", "the document ends before <a> is closed", b""),
    "empty": (b"", "there is no element", b""),
    "text only": (b"hello", "syntax error", b"h"),
    "two roots": (b"<a/><b/>", "junk after document element", b"<b/>"),
    "bare ampersand": (b"<a>x & y</a>", "not well-formed (invalid token)", b" "),
    "unknown prefix": (b"<a><x:b/></a>", "unbound prefix", b"<x:b/>"),
    "doubled attribute": (b"<a x='1' x='2'/>", "duplicate attribute", b"x"),
    "control character": (b"<a>\x01</a>", "not well-formed (invalid token)", b"\x01"),
    "broken UTF-8": (b"<a>\xff</a>", "not well-formed (invalid token)", b"\xff"),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed(name: str, anything: Schema) -> None:
    data, message, span = MALFORMED[name]
    [violation] = anything.validate(data)
    assert violation.kind is ViolationKind.MALFORMED
    assert violation.message == message
    assert data[slice(*violation.span)] == span
    assert not anything.is_valid(data)


def test_both_places_of_a_mismatched_tag_are_shown(anything: Schema) -> None:
    data = b"<a><!-- <q> --><b n='>'>x</a>"
    [violation] = anything.validate(data)
    [opened] = violation.related
    assert (opened.role, data[slice(*opened.span)]) == ("opened-here", b"<b n='>'>")


def test_entity_bombs(anything: Schema) -> None:
    levels = "".join(f"<!ENTITY e{i} '{f'&e{i - 1};' * 10}'>" for i in range(1, 12))
    bomb = f"<!DOCTYPE a [<!ENTITY e0 'boom'>{levels}]><a x=''>&e11;</a>".encode()
    assert ViolationKind.REFUSED_ENTITY in kinds(anything, bomb)  # expanded it would be 100 GB
    assert ViolationKind.REFUSED_ENTITY in kinds(anything, bomb.replace(b"x=''>&e11;", b"x='&e11;'>"))


def test_nothing_outside_is_read(anything: Schema, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    external = f"<!DOCTYPE a [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><a>&x;</a>".encode()
    assert kinds(anything, external) == [ViolationKind.REFUSED_ENTITY]
    assert kinds(anything, b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>") == [ViolationKind.REFUSED_DTD]
    assert kinds(anything, b"<!DOCTYPE a PUBLIC 'p' 'a.dtd' [<!ENTITY e 'x'>]><a>&e;</a>") == [
        ViolationKind.REFUSED_DTD
    ]
    parameter = b"<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:9/p'> %p;]><a/>"
    assert kinds(anything, parameter) == [ViolationKind.REFUSED_ENTITY]


MARKUP = b"""<!DOCTYPE a [<!ENTITY e '<b>&f;</b>'><!ENTITY f "<c n='&g;'/>&g;"><!ENTITY g 'x&amp;&#38;lt;'><!ENTITY h "&e;">]>
<a><!-- &e; --><b n='&g;'/>&h; &e;<d/>&g;</a>"""


def test_entities_with_markup_are_written_out_and_their_errors_are_at_the_reference(
    anything: Schema, compact: Callable[[str], Schema]
) -> None:
    assert kinds(anything, MARKUP) == []
    only_c = compact(
        "start = element a { element b { attribute n { 'x&<' }?, c?, text }+, text } c = element c { attribute n {'x&<'} }"
    )
    [wrong] = only_c.validate(MARKUP)
    assert (wrong.kind, MARKUP[slice(*wrong.span)]) == (ViolationKind.UNKNOWN_ELEMENT, b"d")
    no_c = compact("element a { (element b { attribute n { text }?, text } | element d { empty } | text)* }")
    found = no_c.validate(MARKUP)
    assert [MARKUP[slice(*violation.span)] for violation in found] == [b"&h;", b"&e;"]
    assert not no_c.is_valid(MARKUP)


@pytest.mark.parametrize("name", ["unknown", "idna", "hex", "shift_jis", "undefined", "x" * 99])
def test_an_encoding_that_cannot_be_read_is_a_finding(anything: Schema, name: str) -> None:
    data = f'<?xml version="1.0" encoding="{name}"?><a/>'.encode()
    [found] = anything.validate(data)
    assert (found.kind, data[slice(*found.span)].decode()) == (ViolationKind.MALFORMED, name)
    assert kinds(anything, b"<!DOCTYPE a [<!ENTITY e '&#38;lt;'>]><a>&e;</a>") == []


def test_depth(anything: Schema) -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert kinds(anything, deep) == [ViolationKind.REFUSED_DEPTH]
    assert not anything.is_valid(deep)
    assert kinds(anything, b"<a>" * 1500 + b"</a>" * 1500) == []
    assert kinds(anything, deep[: -4 * 50_000]) == [ViolationKind.MALFORMED]


def test_depth_of_elements_that_may_hold_values(compact: Callable[[str], Schema]) -> None:
    schema = compact("start = a a = element a { xsd:integer | a }")
    assert schema.validate(b"<a>" * 1900 + b"1" + b"</a>" * 1900) == []


def test_a_huge_attribute(anything: Schema) -> None:
    data = b"<a x='" + b"y" * 12_000_000 + b"'/>"
    assert kinds(anything, data) == [ViolationKind.REFUSED_SIZE]
    assert anything.validate(data, Limits(token=20_000_000)) == []


@pytest.mark.slow
def test_memory_is_bounded(letter: Schema) -> None:
    head = b"<letter xmlns='urn:letter'><head><date when='1920-09-01'/><topic/></head><body>"
    data = head + b"<p>text and <em>more</em> text</p>\n" * 400_000 + b"</body></letter>"
    letter.validate(data[:0] + head + b"<p/></body></letter>")
    tracemalloc.start()
    assert letter.validate(data) == []
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(data)


def test_what_is_remembered_is_bounded(anything: Schema) -> None:
    for begin in range(0, 150_000, 30_000):
        anything.validate(b"<a>" + b"".join(b"<b n='%d'/>" % n for n in range(begin, begin + 30_000)) + b"</a>")
    assert anything.kept() < 100_000


def test_many_states_of_one_interleave_are_forgotten_again(
    compact: Callable[[str], Schema], monkeypatch: pytest.MonkeyPatch
) -> None:
    from edition.relaxng import automaton

    monkeypatch.setattr(automaton, "_MAX_PATTERNS", 500)
    monkeypatch.setattr(automaton, "_MAX_NODES", 500)
    names = [f"e{n}" for n in range(12)]
    schema = compact("element a { " + " & ".join(f"element {name} {{ empty }}?" for name in names) + " }")
    for chosen in range(1 << len(names)):
        inside = "".join(f"<{name}/>" for n, name in enumerate(names) if chosen >> n & 1)
        assert schema.is_valid(f"<a>{inside}</a>".encode())
    assert len(schema.grammar.patterns) < 1500
    assert not schema.is_valid(b"<a><e1/><e1/></a>")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from("<a> </a> <a/> x & &lt; <!-- --> <![CDATA[ ]]> <?p ?> < > \" ' <b n='1'> </b> <x:y>".split())
    )
)
def test_no_bytes_crash_the_engine(pieces: list[str]) -> None:
    schema = parse_schema(ANY.encode(), compact=True)
    data = "".join(pieces).encode()
    for violation in schema.validate(data):
        assert 0 <= violation.span.start <= violation.span.end <= len(data)


@given(st.binary(max_size=60))
def test_no_noise_crashes_the_engine(noise: bytes) -> None:
    parse_schema(ANY.encode(), compact=True).validate(noise)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="element a{}|&,*+?-()[]\"'=#~>\\ \ngrammar", max_size=60))
def test_no_text_crashes_the_schema_readers(text: str) -> None:
    for compact in (True, False):
        try:
            parse_schema(text.encode(), compact=compact)
        except SchemaError as problem:
            assert problem.message


@pytest.mark.parametrize(
    "inside",
    [
        '<!DOCTYPE element [<!ENTITY e SYSTEM "file:///etc/hostname">]><element name="&e;" XX><text/></element>',
        '<!DOCTYPE element [<!ENTITY e "<text/>">]><element name="a" XX>&e;</element>',
    ],
)
def test_schemas_with_entities_are_refused(inside: str) -> None:
    with pytest.raises(SchemaError):
        parse_schema(inside.replace("XX", 'xmlns="http://relaxng.org/ns/structure/1.0"').encode())


def test_includes_stay_local_and_inside(tmp_path: Path) -> None:
    rng = 'xmlns="http://relaxng.org/ns/structure/1.0"'
    (tmp_path / "in").mkdir()
    (tmp_path / "out.rng").write_text(f"<element name='a' {rng}><text/></element>")
    inner = tmp_path / "in" / "main.rng"
    inner.write_text(f"<externalRef href='../out.rng' {rng}/>")
    assert load_schema(inner).is_valid(b"<a/>")
    with pytest.raises(SchemaError, match="outside"):
        load_schema(inner, root=tmp_path / "in")
    for href in ("http://127.0.0.1:9/x.rng", "//127.0.0.1/x.rng", "ftp://x/y", "missing.rng", "main.rng", "main.rng#x"):
        inner.write_text(f"<externalRef href='{href}' {rng}/>")
        with pytest.raises(SchemaError):
            load_schema(inner)
    with pytest.raises(SchemaError, match="no place of its own"):
        parse_schema(f"<externalRef href='x.rng' {rng}/>".encode())


def test_deep_schemas_are_refused_or_work() -> None:
    for depth in (100, 5_000):
        text = "element a { " + "(" * depth + "element b { empty }" + ")?" * depth + " }"
        try:
            assert parse_schema(text.encode(), compact=True).is_valid(b"<a><b/></a>")
        except SchemaError as problem:
            assert "deep" in problem.message
    xml = "<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'>" + "<optional>" * 400 + "<text/>"
    with pytest.raises(SchemaError):
        parse_schema((xml + "</optional>" * 400 + "</element>").encode())


def test_long_groups_and_choices_work() -> None:
    names = [f"e{n}" for n in range(2_000)]
    group = "element a { " + ", ".join(f"element {name} {{ empty }}?" for name in names) + " }"
    schema = parse_schema(group.encode(), compact=True)
    assert schema.is_valid(("<a>" + "".join(f"<{name}/>" for name in names[::100]) + "</a>").encode())
    choice = "element a { (" + " | ".join(f"element {name} {{ empty }}" for name in names) + ")* }"
    schema = parse_schema(choice.encode(), compact=True)
    assert schema.is_valid(("<a>" + "".join(f"<{name}/>" for name in names) + "</a>").encode())


def test_a_schema_that_doubles_itself_is_refused(compact: Callable[[str], Schema]) -> None:
    doubling = "".join(f" d{n} = d{n - 1}, d{n - 1}" for n in range(1, 31))
    with pytest.raises(SchemaError, match="beyond all bounds"):  # written out it would be 2**30 elements
        compact(f"start = element a {{ d30 }} d0 = element b {{ empty }}{doubling}")


def test_patterns_that_refer_twice_to_the_next_are_checked_once() -> None:
    """Twenty-four doublings are many million ways through the grammar, and few patterns."""
    step = '<define name="a{0}"><group><oneOrMore><ref name="a{1}"/></oneOrMore><optional><ref name="a{1}"/></optional></group></define>'
    steps = "".join(step.format(n, n + 1) for n in range(24))
    last = '<define name="a24"><element name="x"><empty/></element></define>'
    start = '<start><element name="r"><ref name="a0"/></element></start>'
    grammar = f'<grammar xmlns="http://relaxng.org/ns/structure/1.0">{start}{steps}{last}</grammar>'
    assert parse_schema(grammar.encode()).is_valid(b"<r><x/></r>")
