"""What is said about a document and about schemas: help at the edges, places in reports, what a baseline knows again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Fix, Safety, Severity, Sources, Span
from edition.diagnostics import Edit as Change
from edition.facts import read_article
from edition.markup import Source, parse
from edition.registers import Registers
from edition.validate import Baseline, Checker, SchemaJob, load_grammar
from edition.validate.fixes import diff, fix_source
from edition.validate.grammar import GRAMMAR_CODES
from edition.validate.job import may_hold_rules
from edition.validate.purposes import Purposes
from edition.validate.rules import Context, check_references
from edition.validate.rules.context import Alike
from edition.validate.schematron import Schematron, load_schematron
from edition.validate.schematron.svrl import report_on

HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">'
CODE = Code("V999", "made-up", Severity.WARNING, "x")
DATES = """default namespace = "urn:t" start = element a { (element d { attribute when { xsd:date | xsd:gYear | xsd:gMonth | xsd:gDay | xsd:gYearMonth | xsd:gMonthDay | xsd:time | xsd:dateTime } }?
  & element y { attribute when { xsd:gYear | xsd:date } }? & element p { text }? & element q { attribute n { "x" | "y" | xsd:int } }?) }"""


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    path = tmp_path_factory.mktemp("schema") / "s.rnc"
    path.write_text(DATES)
    return Checker(load_grammar(path), purposes=Purposes(path))


def said(checker: Checker, document: str) -> tuple[str, str | None]:
    found, _ = checker.check(Source("a.xml", document.encode()), parsed=False)
    return found[0].message, found[0].help


@pytest.mark.parametrize(
    ("document", "help_"),
    [
        ("<d when='1920/1921'/>", 'a stretch of time has a beginning and an end: write from="1920" to="1921"'),
        ("<d when='1920–1921'/>", 'a stretch of time has a beginning and an end: write from="1920" to="1921"'),
        ("<d when='1921-02-30'/>", "there is no such day in the calendar; correct the month or the day"),
        ("<d when='in spring'/>", "leave @when out where the date is not known; words belong in the text"),
        ("<q n='?'/>", "write “x” or “y”"),
        ("<Q n='x'/>", "did you mean <q>?"),
    ],
)
def test_help_with_values(document: str, help_: str, checker: Checker) -> None:
    assert said(checker, f"<a xmlns='urn:t'>{document}</a>")[1] == help_


def test_help_with_the_outermost_element(checker: Checker) -> None:
    assert said(checker, "<a/>")[1] == 'write <a xmlns="urn:t">: the same name in another namespace is another element'
    assert said(checker, "<b xmlns='urn:u'/>")[1] == 'begin the document with <a xmlns="urn:t">'


def test_help_never_names_an_element_that_is_right_already(checker: Checker) -> None:
    message, help_ = said(checker, "<a xmlns='urn:t'><p/><p/></a>")
    assert "<p>" in message and "another namespace" not in (help_ or "")
    assert said(checker, "<a xmlns='urn:t'><p xmlns='urn:u'/></a>")[1] == (
        'write <p xmlns="urn:t">: the same name in another namespace is another element'
    )


@pytest.mark.parametrize(
    ("name", "text", "may"),
    [
        ("s.rng", '<element name="a" xmlns:s="http://purl.oclc.org/dsdl/schematron"/>', True),
        ("s.rng", '<grammar><include href="b.rng"/></grammar>', True),
        ("s.rng", '<x:externalRef href="b.rng"/>', True),
        ("s.rng", '<element name="include"/>', False),
        ("s.rnc", 'namespace s = "http://purl.oclc.org/dsdl/schematron" include "b.rnc"', False),
    ],
)
def test_whether_a_schema_may_hold_rules(name: str, text: str, may: bool, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text)
    assert may_hold_rules(tmp_path / name) is may
    assert may_hold_rules(tmp_path / "nowhere.rng") is False


@pytest.mark.parametrize("text", [None, "<element", "<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>"])
def test_schemas_that_cannot_be_used_are_wrong_calls(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "s.rng"
    if text is not None:
        path.write_text(text)
    with pytest.raises(EditionError) as caught:
        load_grammar(path)
    assert caught.value.diagnostics[0].code.id == "V330" and str(path) in caught.value.diagnostics[0].message
    if text is None:
        with pytest.raises(EditionError, match="No such file"):
            _ = SchemaJob(path).digest


def test_a_job_checks_xml_that_it_was_sent_and_refuses_a_grammar_that_is_none(tmp_path: Path) -> None:
    from dataclasses import replace

    path = tmp_path / "s.rnc"
    path.write_text("element a { empty }")
    packed = SchemaJob(path).packed()
    assert packed.luggage is not None and packed.prepare()(Source("a", b"<a/>")) == ()
    with pytest.raises(EditionError, match="the schema that was sent cannot be used"):
        replace(packed, luggage=replace(packed.luggage, grammar="?", digest="another")).checker()
    assert SchemaJob().packed() == SchemaJob() and SchemaJob().digest != packed.digest


def test_a_baseline_knows_findings_again_by_their_line_and_those_without_a_place_by_their_words() -> None:
    sources = Sources({"a.xml": b"one\ntwo\n"})
    placed, words = Diagnostic(CODE, "m", Span("a.xml", 4, 5)), Diagnostic(CODE, "m")
    baseline = Baseline.of([placed, words], sources)
    assert baseline.new([placed, words], sources) == []
    others = [Diagnostic(CODE, "m", Span("a.xml", 0, 1)), Diagnostic(CODE, "n"), Diagnostic(CODE, "n", placed.primary),
              Diagnostic(CODE, "m", Span("b.xml", 4, 5)), words]  # fmt: skip
    assert baseline.new(others, sources) == others[:4]


def test_reports_name_the_element_among_those_of_its_name(tmp_path: Path) -> None:
    data = b"<a><b/><c/><b><c/></b><b/><b/></a>"
    (tmp_path / "d.xml").write_bytes(data)
    found = [
        Diagnostic(CODE, "m", Span("d.xml", data.index(mark) + 1, 0))
        for mark in (b"<b><c", b"<c/></b>", b"<c/><b>", b"<a>")
    ]
    root = etree.fromstring(report_on({"d.xml": tmp_path / "d.xml"}, None, found))
    places = [e.get("location") for e in root.iter("{*}failed-assert", "{*}successful-report")]
    assert places == ["/Q{}a[1]/Q{}b[2]", "/Q{}a[1]/Q{}b[2]/Q{}c[1]", "/Q{}a[1]/Q{}c[1]", "/Q{}a[1]"]


def test_what_modules_declare_alike_counts_once_and_what_follows_it_too(tmp_path: Path) -> None:
    space = '<s:ns prefix="t" uri="urn:t"/><s:ns prefix="u" uri="urn:u"/>'
    grammar = '<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:s="http://purl.oclc.org/dsdl/schematron">{}</grammar>'
    rule = '<s:pattern><s:rule context="u:a"><s:report test="true()">{}</s:report></s:rule></s:pattern>'
    (tmp_path / "b.rng").write_text(grammar.format(space + '<s:ns prefix="v" uri="urn:v"/>' + rule.format("two")))
    inside = f'<include href="b.rng"/><start><element name="a" ns="urn:u"><empty/></element></start>{space}{rule.format("one")}'
    (tmp_path / "a.rng").write_text(grammar.format(inside))
    loaded = load_schematron([tmp_path / "a.rng"])
    assert loaded is not None
    assert [d.message for d in loaded.check(parse(Source("d", b"<a xmlns='urn:u'/>")))] == ["one", "two"]


def links(inside: str, folder: Path) -> list[str]:
    xml = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>{inside}</p></body></text></TEI>"
    facts = read_article(parse(Source("tei/a.xml", xml.encode())), spans=True).facts
    return [d.message for d in check_references([facts], Context(Registers(), folder)) if d.code.id == "V349"]


def test_files_that_are_shown_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a b.png").write_bytes(b"")
    (tmp_path.parent / "outside.png").write_bytes(b"")
    assert (
        links("<graphic url='a%20b.png'/><graphic url='a%20b.png#part'/><graphic url='../tei/a b.png'/>", tmp_path)
        == []
    )
    assert links("<graphic url='https://a.example/x.png'/><graphic url='#x'/><pb facs='scan-7'/>", tmp_path) == []
    assert links("<graphic url='no.png#a b.png'/>", tmp_path) == ["the file `no.png#a b.png` does not exist"]
    assert links("<pb facs='no.png'/>", tmp_path) == ["the file `no.png` does not exist"]
    assert links("<graphic url='../../outside.png'/>", tmp_path) == [
        "the file `../../outside.png` lies outside the edition"
    ]


def fixed(text: str, *rounds: list[tuple[int, int, str, bool]]) -> tuple[str, int]:
    """The text after fixes, each round told as start, end, new text, and whether it is safe."""
    asked = iter([*rounds, [], []])

    def check(source: Source) -> list[Diagnostic]:
        return [
            Diagnostic(
                CODE, "m", None, fix=Fix("t", (Change(a, b, new.encode()),), Safety.SAFE if safe else Safety.UNSAFE)
            )
            for a, b, new, safe in next(asked)
        ]

    after, count = fix_source(Source("a", text.encode()), check)
    return after.data.decode(), count


def test_safe_fixes_are_applied_until_none_is_left() -> None:
    assert fixed("abc", [(0, 1, "x", True), (1, 2, "y", True)]) == ("xyc", 2)
    assert fixed("abc", [(0, 1, "x", False)]) == ("abc", 0)
    assert fixed("abc", [(0, 2, "x", True), (1, 3, "y", True)], [(0, 1, "z", True)]) == ("zc", 2)
    assert fixed("abc", [(0, 1, "a", True)]) == ("abc", 0)
    assert GRAMMAR_CODES and diff(Source("a", b"x\ny"), Source("a", b"x\nz")).endswith(
        "+z\n\\ No newline at end of file\n"
    )


def test_fixes_that_make_more_wrong_are_taken_back() -> None:
    wrong = next(iter(GRAMMAR_CODES))
    rounds = iter([1, 2])

    def check(_source: Source) -> list[Diagnostic]:
        return [
            Diagnostic(wrong, "m", None, fix=Fix("t", (Change(0, 1, b"x"),), Safety.SAFE)) for _ in range(next(rounds))
        ]

    assert fix_source(Source("a", b"abc"), check) == (Source("a", b"abc"), 0)


def test_a_phase_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.sch").write_text(
        f"{HEAD}<pattern><rule context='a'><assert test='b'>no b</assert></rule></pattern></schema>"
    )
    assert [d.message for d in Schematron(tmp_path / "s.sch").check(parse(Source("d", b"<a/>")))] == ["no b"]
    with pytest.raises(EditionError, match="no phase `q`"):
        Schematron(tmp_path / "s.sch", "q")


def test_words_alike_are_looked_for_until_that_would_take_long(tmp_path: Path) -> None:
    links = "".join(f'<p xml:id="stage-{n}">a <ref target="#stge-{n}">b</ref></p>' for n in range(4))
    source = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{links}</body></text></TEI>'
    article = read_article(parse(Source("a.xml", source.encode())), spans=True).facts
    context = Context(Registers(), tmp_path, alike=Alike(left=9))  # four words are compared twice, no third time
    found = [d.help or "" for d in check_references([article], context) if "points to nothing" in d.message]
    assert [text.startswith("did you mean") for text in found] == [True, True, False, False]
