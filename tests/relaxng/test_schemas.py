"""Schemas: both syntaxes, files that include each other, what is wrong with a bad one, and the stored form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition.relaxng import SchemaError, load_schema, parse_schema

RNG = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'


def xml(inside: str) -> bytes:
    return f"<grammar {RNG}>\n{inside}\n</grammar>".encode()


WRONG = {
    "not well-formed": ("<start>", "not well-formed"),
    "no start": ("<define name='a'><text/></define>", "no start"),
    "undefined": ("<start><ref name='a'/></start>", "a is not defined"),
    "loop": ("<start><ref name='a'/></start><define name='a'><choice><ref name='a'/><text/></choice></define>",
             "refers to itself"),
    "twice": ("<start><element name='a'><empty/></element></start>" * 2, "twice without combine"),
    "two ways": ("<start combine='choice'><element name='a'><empty/></element></start>"
                 "<start combine='interleave'><element name='b'><empty/></element></start>", "by choice and by interleave"),
    "unknown element": ("<start><elephant/></start>", "not a pattern"),
    "unknown attribute": ("<start><element name='a' nam='b'><empty/></element></start>", "has no attribute nam"),
    "text in between": ("<start>x<element name='a'><empty/></element></start>", "text is not allowed"),
    "no name": ("<start><element><empty/></element></start>", "needs a name"),
    "no content": ("<start><element name='a'/></start>", "needs a pattern"),
    "undeclared prefix": ("<start><element name='x:a'><empty/></element></start>", "prefix 'x'"),
    "no such type": ("<start><element name='a'><data type='dat'/></element></start>", "no datatype 'dat'"),
    "bad facet": ("<start><element name='a'><data type='date'><param name='length'>1</param></data></element></start>",
                  "no facet"),
    "bad value": ("<start><element name='a'><value type='date'>x</value></element></start>", "not a value of date"),
    "text at the start": ("<start><text/></start>", "start must be elements"),
    "attribute in attribute": ("<start><element name='a'><attribute name='b'><attribute name='c'/></attribute></element>"
                               "</start>", "not allowed in an attribute"),
    "element in list": ("<start><element name='a'><list><element name='b'><empty/></element></list></element></start>",
                        "not allowed in a list"),
    "text in except": ("<start><element name='a'><data type='string'><except><text/></except></data></element></start>",
                       "except of data"),
    "data beside elements": ("<start><element name='a'><data type='int'/><element name='b'><empty/></element></element>"
                             "</start>", "data cannot stand beside"),
    "doubled attribute": ("<start><element name='a'><attribute name='b'/><optional><attribute name='b'/></optional>"
                          "</element></start>", "could occur twice"),
    "wildcard attribute once": ("<start><element name='a'><attribute><anyName/></attribute></element></start>",
                                "must be repeated"),
    "repeated group of attributes": ("<start><element name='a'><oneOrMore><attribute name='b'/><attribute name='c'/>"
                                     "</oneOrMore></element></start>", "could occur twice"),
    "same element in interleave": ("<start><element name='a'><interleave><element name='b'><empty/></element>"
                                   "<element name='b'><text/></element></interleave></element></start>", "same element: b"),
    "text twice in interleave": ("<start><element name='a'><interleave><text/><text/></interleave></element></start>",
                                 "text occurs in two"),
    "attribute called xmlns": ("<start><element name='a'><attribute name='xmlns'/></element></start>", "xmlns"),
    "any name except any name": ("<start><element><anyName><except><anyName/></except></anyName><empty/></element></start>",
                                 "cannot be excepted"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_wrong_schemas(name: str) -> None:
    inside, message = WRONG[name]
    with pytest.raises(SchemaError, match=message):
        parse_schema(xml(inside))


def test_errors_name_the_file_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.rng"
    path.write_bytes(xml("<start>\n<element name='a'>\n<ref name='nothing'/></element></start>"))
    with pytest.raises(SchemaError) as caught:
        load_schema(path)
    assert (caught.value.source, caught.value.line) == (str(path), 4)
    assert str(caught.value) == f"{path}:4: nothing is not defined"
    compact = tmp_path / "bad.rnc"
    compact.write_text("start = a\n\na = element a { b }\n")
    with pytest.raises(SchemaError) as caught:
        load_schema(compact)
    assert (caught.value.line, caught.value.message) == (3, "b is not defined")


def test_annotations_are_passed_over() -> None:
    schema = parse_schema(
        xml(
            "<a:documentation xmlns:a='urn:a' a:x='1'>words<b/></a:documentation>"
            "<start a:y='2' xmlns:a='urn:a'><element name=' a '><a:b>words</a:b><empty/></element></start>"
        )
    )
    assert schema.is_valid(b"<a/>")


def test_includes_with_overrides(tmp_path: Path) -> None:
    (tmp_path / "base.rng").write_bytes(
        xml(
            "<start><element name='r'><ref name='a'/><ref name='b'/></element></start>"
            "<div><define name='a'><element name='a'><empty/></element></define></div>"
            "<define name='b'><element name='b'><empty/></element></define>"
        )
    )
    main = tmp_path / "sub" / "main.rng"
    main.parent.mkdir()
    main.write_bytes(
        xml("<include href='../base.rng'><define name='a'><element name='x'><empty/></element></define></include>")
    )
    schema = load_schema(main)
    assert schema.is_valid(b"<r><x/><b/></r>")
    assert not schema.is_valid(b"<r><a/><b/></r>")
    main.write_bytes(xml("<include href='../base.rng'><define name='c'><text/></define></include>"))
    with pytest.raises(SchemaError, match="does not define"):
        load_schema(main)


def test_included_files_inherit_the_namespace(tmp_path: Path) -> None:
    (tmp_path / "part.rnc").write_text("element a { element b { empty } }")
    (tmp_path / "main.rnc").write_text('default namespace = "urn:m"\nexternal "part.rnc"\n')
    assert load_schema(tmp_path / "main.rnc").is_valid(b'<a xmlns="urn:m"><b/></a>')
    assert load_schema(tmp_path / "part.rnc").is_valid(b"<a><b/></a>")


def test_compact_includes_with_overrides(tmp_path: Path) -> None:
    (tmp_path / "base.rnc").write_text('namespace x = "u" start = element x:r { a } a = element a { empty }')
    (tmp_path / "main.rnc").write_text('include "base.rnc" { a = element b { empty } }\na |= element c { empty }')
    schema = load_schema(tmp_path / "main.rnc")
    assert schema.is_valid(b'<r xmlns="u"><b xmlns=""/></r>')
    assert schema.is_valid(b'<r xmlns="u"><c xmlns=""/></r>')
    assert not schema.is_valid(b'<r xmlns="u"><a xmlns=""/></r>')


SAME = [
    ("element a { empty }", "<element name='a'><empty/></element>"),
    ("element a { text? , element \\element { empty }* }",
     "<element name='a'><optional><text/></optional><zeroOrMore><element name='element'><empty/></element></zeroOrMore>"
     "</element>"),
    ("namespace x = \"u\" # comment\n## documentation\n[ x:y = \"z\" b [ \"c\" ] ] element a { empty >> q [] }", None),
    ("element a { attribute x { xsd:int { minInclusive = \"1\" maxInclusive = '1' ~ '0' } }? & mixed { empty } }",
     "<element name='a'><interleave><optional><attribute name='x'><data type='int'><param name='minInclusive'>1</param>"
     "<param name='maxInclusive'>10</param></data></attribute></optional><mixed><empty/></mixed></interleave></element>"),
    ("element * - (a | b) { attribute * { text }* }",
     "<element><anyName><except><choice><name>a</name><name>b</name></choice></except></anyName><zeroOrMore>"
     "<attribute><anyName/></attribute></zeroOrMore></element>"),
    ('element a { """x "y" z""" | token "t" | string \'s\' | xsd:token "u" }',
     "<element name='a'><choice><value>x \"y\" z</value><value datatypeLibrary='' type='token'>t</value>"
     "<value datatypeLibrary='' type='string'>s</value><value type='token'>u</value></choice></element>"),
    ("element \\x{61}b { list { token+ } }", "<element name='ab'><list><oneOrMore><data datatypeLibrary='' type='token'/>"
     "</oneOrMore></list></element>"),
    ('namespace p = "u" element p:a { attribute p:b { text }, element p:* { empty } }',
     "<element name='p:a' xmlns:p='u'><attribute name='p:b'/><element><nsName ns='u'/><empty/></element></element>"),
    ("start = a a = element a { grammar { start = b b |= element b { parent a? } } } div { c = notAllowed }",
     "<grammar><start><ref name='a'/></start><define name='a'><element name='a'><grammar><start><ref name='b'/></start>"
     "<define name='b'><element name='b'><optional><parentRef name='a'/></optional></element></define></grammar></element>"
     "</define></grammar>"),
]  # fmt: skip


@pytest.mark.parametrize(("compact", "full"), SAME)
def test_compact_syntax_says_the_same(compact: str, full: str | None) -> None:
    ours = parse_schema(compact.encode(), compact=True).grammar
    if full is None:
        assert len(ours.contents) == 1
        return
    theirs = parse_schema(full.replace(">", f" {RNG}>", 1).encode()).grammar
    assert described(ours.start) == described(theirs.start)
    assert [described(content) for content in ours.contents] == [described(content) for content in theirs.contents]


def described(pattern: object) -> object:
    """A pattern as plain tuples, without the numbers of its making."""
    names = getattr(pattern, "names", None)
    members = [described(member) for member in pattern.members]  # type: ignore[attr-defined]
    value = getattr(pattern, "value", None)
    datatype = getattr(pattern, "datatype", None)
    kind = pattern.op.name  # type: ignore[attr-defined]
    ordered = members if kind == "GROUP" else sorted(members, key=repr)
    return (kind, repr(names), value, datatype and datatype.key, tuple(ordered))


WRONG_COMPACT = {
    "mixed signs": ("element a { b, c | d }", "need parentheses"),
    "keyword as name": ("start = element", "expected"),
    "keyword defined": ("start = x text = x", "keyword"),
    "unclosed": ("element a { empty", "expected '}'"),
    "prefix": ("element p:a { empty }", "prefix 'p'"),
    "datatypes": ("element a { foo:int }", "no datatypes"),
    "open literal": ("element a { 'yes }", "a literal is not closed"),
    "bad character": ("element a { empty } ;", "unexpected character"),
    "rest": ("element a { empty } element", "unexpected"),
    "annotation": ("[ a element b { empty }", "expected '\\['"),
    "bad escape": ("element \\x{0} { empty }", "no such character"),
    "not UTF-8": ("\udcff", "utf-8"),
}


@pytest.mark.parametrize("name", WRONG_COMPACT)
def test_wrong_compact_schemas(name: str) -> None:
    text, message = WRONG_COMPACT[name]
    with pytest.raises(SchemaError, match=message):
        parse_schema(text.encode("utf-8", "surrogateescape"), compact=True)


def test_the_stored_form_is_the_same_grammar(tmp_path: Path, shared: Path) -> None:
    path, cache = shared / "schema/tei_all.rng", tmp_path / "cache"
    first = load_schema(path, cache=cache)
    [kept] = cache.iterdir()
    before = kept.stat().st_mtime_ns
    second = load_schema(path, cache=cache)
    assert kept.stat().st_mtime_ns == before
    assert described(first.grammar.start) == described(second.grammar.start)
    assert [described(c) for c in first.grammar.contents] == [described(c) for c in second.grammar.contents]
    assert first.grammar.id_kinds == second.grammar.id_kinds


def test_a_stale_or_damaged_cache_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "part.rnc").write_text("b = element b { empty }")
    path, cache = tmp_path / "main.rnc", tmp_path / "cache"
    path.write_text('include "part.rnc" start = element a { b }')
    assert load_schema(path, cache=cache).is_valid(b"<a><b/></a>")
    (tmp_path / "part.rnc").write_text("b = element c { empty }")
    assert load_schema(path, cache=cache).is_valid(b"<a><c/></a>")
    [kept] = cache.iterdir()
    good = kept.read_text()
    for bad in ("", "x", good[:-5], good.replace("GROUP", "x"), "\n" + good, json.dumps({"format": 1})):
        kept.write_text(bad)
        assert load_schema(path, cache=cache).is_valid(b"<a><c/></a>")
        assert kept.read_text() == good
    (tmp_path / "part.rnc").unlink()
    with pytest.raises(SchemaError):
        load_schema(path, cache=cache)
    blocked = tmp_path / "main.rnc" / "cache"  # cannot be a folder: storing fails, loading does not
    (tmp_path / "part.rnc").write_text("b = element c { empty }")
    assert load_schema(path, cache=blocked).is_valid(b"<a><c/></a>")
