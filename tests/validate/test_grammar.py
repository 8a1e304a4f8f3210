"""What an editor reads on typical mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, Safety, apply_edits
from edition.markup import Source
from edition.validate import Checker, SchemaJob, load_grammar
from edition.validate import check as check_module
from edition.validate import job as job_module
from edition.validate.fixes import fix_source
from edition.validate.purposes import Purposes

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="div"><a:documentation>A part of a text. [4.1. Divisions]</a:documentation>
    <optional><element name="head"><text/></element></optional>
    <oneOrMore><choice><ref name="p"/><ref name="list"/></choice></oneOrMore></element></start>
  <define name="p"><element name="p"><a:documentation>A paragraph.</a:documentation>
    <optional><attribute name="cert"><choice><value>high</value><value>low</value></choice></attribute></optional>
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <zeroOrMore><choice><text/><ref name="date"/><ref name="hi"/></choice></zeroOrMore></element></define>
  <define name="hi"><element name="hi"><optional><attribute name="rend"/></optional><text/></element></define>
  <define name="date"><element name="date"><attribute name="when"><data type="date"/></attribute><text/></element></define>
  <define name="list"><element name="list"><oneOrMore><element name="item"><text/></element></oneOrMore></element></define>
</grammar>"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("schema") / "s.rng"
    path.write_text(RNG)
    return Checker(load_grammar(path), purposes=Purposes(path))


def first(checker: Checker, inside: str, root: str = '<div xmlns="http://www.tei-c.org/ns/1.0">') -> Diagnostic:
    found, _ = checker.check(Source("a.xml", f"{root}{inside}</div>".encode()), parsed=False)
    return found[0]


@pytest.mark.parametrize(
    ("inside", "code", "message", "help_"),
    [
        ("<P>x</P>", "V310", "there is no element <P>", "did you mean <p>?"),
        ("words", "V314", "text is not allowed in <div>", None),
        ("<p>x</p><hi>y</hi>", "V311", "<hi> is not allowed here in <div>", "wrap it in <p>"),
        (
            '<p><date when="16.03.1921">x</date></p>',
            "V317",
            "“16.03.1921” is not a value that @when of <date> can have",
            "write “1921-03-16”",
        ),
        ('<p><date wen="1921-03-16" when="1921-03-16">x</date></p>', "V316", "<date> cannot have @wen", None),
        ("<p><date>x</date></p>", "V315", "<date> lacks @when", None),
        ("<list/>", "V313", "<list> is not complete: it lacks <item>", "insert <item> before the end of <list>"),
        (
            '<p cert="certain">x</p>',
            "V317",
            "“certain” is not a value that @cert of <p> can have",
            "write “high” or “low”",
        ),
        ("<p>x <i>y</i></p>", "V310", "there is no element <i>", 'TEI writes <hi rend="italic"> for HTML\'s <i>'),
        ("<p>x</p><ul>y</ul>", "V310", "there is no element <ul>", "TEI writes <list> for HTML's <ul>"),
        ("<paragraph>x</paragraph>", "V310", "there is no element <paragraph>", "TEI writes <p> for <paragraph>"),
        ('<p class="x">x</p>', "V316", "<p> cannot have @class", "delete it"),
        ('<p><hi class="x">x</hi></p>', "V316", "<hi> cannot have @class", "did you mean @rend?"),
        ("<p xml:id='#a'>x</p>", "V317", "“#a” is not a value that @xml:id of <p> can have", "write “a”"),
    ],
)
def test_a_mistake_is_told_with_what_to_do(
    checker: Checker, inside: str, code: str, message: str, help_: str | None
) -> None:
    found = first(checker, inside)
    assert (found.code.id, found.message) == (code, message)
    assert found.help
    if help_:
        assert found.help == help_


def test_what_html_means_is_written_as_tei(checker: Checker) -> None:
    fix = first(checker, '<p>x <i class="k">y</i> <b>z</b></p>').fix
    assert fix is None  # @rendition, which stands for @class, is not in this schema
    fix = first(checker, "<p>x <i>y</i> <b>z</b></p>").fix
    assert fix is not None
    assert (fix.title, fix.safety) == ('write <hi rend="italic">', Safety.UNSAFE)
    head = b'<div xmlns="http://www.tei-c.org/ns/1.0"><p>x '
    assert apply_edits(head + b"<i>y</i> <b>z</b>", fix.edits) == head + b'<hi rend="italic">y</hi> <b>z</b>'


@pytest.mark.parametrize(
    ("data", "message", "help_"),
    [
        (b"", "the file is empty", "document element"),
        (b"only words\n", "this is not XML: it does not begin with <", "right file"),
        (b"<a>x & y</a>", "a bare & does not stand for itself", "&amp;"),
        (b"<a>x < y</a>", "a bare < does not stand for itself", "&lt;"),
        (b"<a>x&nbsp;y</a>", "the entity &nbsp; is not defined", "&#160;"),
        (b"<a n=1/>", "an attribute's value without quotation marks", "quotation marks"),
        (b'<a n="1"m="2"/>', "no space before the next attribute", "space"),
        (b'<a n="1><b/></a>', "< inside a tag", "quotation mark"),
        (b'<a n="1" n="2"/>', "duplicate attribute: n stands twice in one tag", "delete one"),
        (b"<!-- a -- b --><a/>", "-- inside a comment", "one hyphen"),
        (b"<a>\x08</a>", "the control character U+0008 is not allowed in XML", "delete"),
        (b"<a>\xfe</a>", "the byte 0xFE is not UTF-8", "save the file as UTF-8"),
        (b"<a/><b/>", "something stands behind the end of the document element", "outermost"),
        (b"\n<?xml version='1.0'?><a/>", "the XML declaration does not stand at the very beginning", "before <?xml"),
        (b"<a><b></a>", "mismatched tag: </a> stands where <b> should be closed", "</b>"),
        (b"<a><b></B></a>", "</B> does not close <b>", "write </b>"),
        (b"<a><b>", "the file ends before <b> is closed", "</b>"),
        (b"<a><t:b/></a>", "namespace prefix t on b is not defined", "xmlns:"),
    ],
)
def test_what_is_no_xml_is_told_in_words(checker: Checker, data: bytes, message: str, help_: str) -> None:
    (found,), _ = checker.check(Source("a.xml", data), parsed=False)
    assert (found.code.id, found.message) == ("V300", message)
    assert help_ in (found.help or "")


def test_what_has_text_is_not_to_be_thrown_away(checker: Checker) -> None:
    wrong = first(checker, "<p>x <wholly-unknown>words</wholly-unknown></p>")
    assert wrong.fix is not None
    assert wrong.fix.title == "take the tags away and keep the text"
    empty = first(checker, "<p>x <wholly-unknown/></p>")
    assert empty.fix is not None
    assert empty.fix.title == "delete it"


def test_many_mistakes_are_all_mended(checker: Checker) -> None:
    wrong = "".join(f'<P>one</P>\r\n<p><date when="{day}.3.1921">x</date> <blob/></p>' for day in range(1, 29)) * 3
    data = f'<div xmlns="http://www.tei-c.org/ns/1.0">{wrong}</div>'.encode()
    mended, count = fix_source(Source("a.xml", data), lambda source: checker.check(source, parsed=False)[0])
    assert b"<P>" not in mended.data
    assert count == 3 * (28 + 16)  # days up to the twelfth may be months
    assert mended.data.count(b"\r\n") == data.count(b"\r\n")


def test_an_element_that_comes_too_late_is_told_so(checker: Checker) -> None:
    found = first(checker, "<p>x</p><head>y</head>")
    assert any("not behind what stands before it" in note for note in found.notes)


def test_the_schema_says_what_an_element_is_for(checker: Checker) -> None:
    assert "<p>: A paragraph." in first(checker, "<P>x</P>").notes
    assert "<div>: A part of a text." in first(checker, "words").notes


def test_a_missing_namespace_is_named(checker: Checker) -> None:
    found, _ = checker.check(Source("a.xml", b"<div><p>x</p></div>"), parsed=False)
    assert 'xmlns="http://www.tei-c.org/ns/1.0"' in (found[0].help or "")
    assert "did you mean" not in (found[0].help or "")


def test_a_value_is_told_with_examples_in_plain_words(checker: Checker) -> None:
    assert first(checker, '<p><date when="soon">x</date></p>').expected[0].startswith("a day such as ")


def test_fixes_mend_and_say_how_sure_they_are(checker: Checker) -> None:
    source = b'<div xmlns="http://www.tei-c.org/ns/1.0"><P >x</P ></div>'
    found, _ = checker.check(Source("a.xml", source), parsed=False)
    assert found[0].fix is not None
    assert found[0].fix.safety is Safety.SAFE
    assert apply_edits(source, found[0].fix.edits) == source.replace(b"P", b"p")
    wrap = first(checker, "words").fix
    assert wrap is not None
    assert wrap.safety is Safety.UNSAFE


def test_reasons_for_xsi_attributes_are_given_once(checker: Checker) -> None:
    root = (
        '<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="a">'
    )
    source = Source("a.xml", f'{root}<p xsi:nil="true">x</p></div>'.encode())
    found, _ = checker.check(source)
    assert [sum("XML Schema" in note for note in d.notes) for d in found] == [1, 0]


def test_where_parser_and_grammar_differ_that_is_said(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = checker.check(Source("a.xml", b"<div"))[0][0]

    def refuse(source: Source) -> None:
        raise EditionError(refusal)

    good = Source("a.xml", b'<div xmlns="http://www.tei-c.org/ns/1.0"><p>x</p></div>')
    assert checker.check(good)[0] == []
    monkeypatch.setattr(check_module, "parse", refuse)
    assert [d.code.id for d in checker.check(good)[0]] == ["V300", "V321"]


def test_a_job_without_its_files_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.rng"
    path.write_text(RNG)
    job = SchemaJob(path)
    packed = job.packed()
    assert packed.digest == job.digest
    source = Source("a.xml", b'<div xmlns="http://www.tei-c.org/ns/1.0"><P>x</P></div>')
    before, advised = job.prepare()(source), job.checker().advise(source)
    path.unlink()
    monkeypatch.setattr(job_module, "_loaded", {})
    assert packed.prepare()(source) == before
    assert packed.checker().advise(source) == advised
    assert advised[0].notes == ("<p>: A paragraph.",)


def test_the_digest_knows_what_a_schema_includes(tmp_path: Path) -> None:
    include = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="s.rng"/></grammar>'
    (tmp_path / "outer.rng").write_text(include)
    (tmp_path / "s.rng").write_text(RNG)
    before = SchemaJob(tmp_path / "outer.rng").digest
    assert SchemaJob(tmp_path / "outer.rng").digest == before
    (tmp_path / "s.rng").write_text(RNG.replace('name="item"', 'name="entry"'))
    assert SchemaJob(tmp_path / "outer.rng").digest != before


@pytest.mark.parametrize(
    ("outer", "inner", "before", "after"),
    [
        ("outer.rnc", "inner.rnc", "element a { empty }", "element b { empty }"),
        ("outer.rnc", "inner.rnc", "element a { empty }", "element a { empty }"),
    ],
)
def test_the_digest_knows_what_a_compact_schema_includes(
    outer: str, inner: str, before: str, after: str, tmp_path: Path
) -> None:
    (tmp_path / outer).write_text(f'start = external "{inner}"')
    (tmp_path / inner).write_text(before)
    first = SchemaJob(tmp_path / outer).digest
    (tmp_path / inner).write_text(after)
    assert (SchemaJob(tmp_path / outer).digest == first) is (before == after)


def test_the_digest_of_a_schema_alone_is_of_its_bytes(tmp_path: Path) -> None:
    """The words of the compact syntax ask for no other file in the other one: this schema could not be loaded."""
    schema = tmp_path / "a.rng"
    schema.write_text('include "s.rnc"')
    before = SchemaJob(schema).digest
    schema.write_text('include  "s.rnc"')
    assert SchemaJob(schema).digest != before


@pytest.mark.parametrize(("count", "told"), [(8, 8), (9, 8)])
def test_of_many_values_eight_are_told(tmp_path: Path, count: int, told: int) -> None:
    path = tmp_path / "s.rng"
    values = "".join(f"<value>v{n}</value>" for n in range(1, count + 1))
    path.write_text(
        '<element name="div" xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">'
        f'<attribute name="rend"><choice>{values}</choice></attribute></element>'
    )
    found, _ = Checker(load_grammar(path)).check(
        Source("a.xml", b'<div xmlns="http://www.tei-c.org/ns/1.0" rend="#"/>'), parsed=False
    )
    help_ = found[0].help or ""
    assert help_.count("“v") == told and f"“v{told}”" in help_


def test_without_a_schema_or_in_the_compact_syntax_no_purpose_is_told(tmp_path: Path) -> None:
    assert Purposes(None).attributes == {} == Purposes(tmp_path / "s.rnc").attributes
