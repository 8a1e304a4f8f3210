"""Broken and hostile ODDs: each is refused with a code and a place, nothing is written, nothing breaks off."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.odd.tei import MODULES, SPECIFICATIONS, build, codes, write_odd

from edition.diagnostics import EditionError
from edition.odd import Places, compile_odd
from edition.relaxng import parse_schema

ADD = '<elementSpec ident="{}" mode="add">{}</elementSpec>'
ADDED = '<elementSpec ident="x" mode="add"><content>{}</content></elementSpec>'
CHANGED = '<elementSpec ident="p" mode="change">{}</elementSpec>'
CLASS = '<classSpec ident="{}" type="{}" mode="add"><classes><memberOf key="{}"/></classes></classSpec>'
MACRO = '<macroSpec ident="{}" mode="add"><content><macroRef key="{}"/></content></macroSpec>'
DEEP = "<sequence>" * 900 + "<textNode/>" + "</sequence>" * 900
IN_TEXT = '<classes><memberOf key="model.pLike"/></classes>'
# what the ODD holds beside TEI's modules, and the code that it is refused with
REFUSED = {
    "classes in a circle": (
        CLASS.format("model.a", "model", "model.b") + CLASS.format("model.b", "model", "model.a"),
        "V396",
    ),
    "attributes in a circle": (CLASS.format("att.a", "atts", "att.b") + CLASS.format("att.b", "atts", "att.a"), "V396"),
    "macros in a circle": (
        MACRO.format("macro.a", "macro.b")
        + MACRO.format("macro.b", "macro.a")
        + ADD.format("x", IN_TEXT + '<content><macroRef key="macro.a"/></content>'),
        "V387",
    ),
    "a group in itself": ('<specGrp xml:id="g"><specGrpRef target="#g"/></specGrp><specGrpRef target="#g"/>', "V394"),
    "a source that is no file": ('<moduleRef key="core" source="nowhere.odd"/>', "V394"),
    "a source that is a folder": ('<moduleRef key="core" source="."/>', "V394"),
    "a source that is the file itself": ('<moduleRef key="core" source="my.odd"/>', "V394"),
    "a source with an unknown prefix": ('<moduleRef key="core" source="foo:4.3"/>', "V394"),
    "half an address": ('<moduleRef key="core" source="http://[::1"/>', "V394"),
    "a version that is not kept": ('<moduleRef key="core" source="tei:99.1"/>', "V394"),
    "a grammar that is no file": ('<moduleRef url="nowhere.rng"/>', "V394"),
    "a grammar that is none": ('<moduleRef url="my.odd"/>', "V394"),
    "an element with a prefix": (ADD.format("foo:bar", "<content/>"), "V390"),
    "no name": ('<elementSpec mode="add"><content/></elementSpec>', "V390"),
    "a name that is none": (CHANGED.format("<altIdent>not a name!</altIdent>"), "V387"),
    "attributes of one name": (
        CHANGED.format(
            '<attList><attDef ident="a" mode="add"><altIdent>b</altIdent></attDef><attDef ident="b" mode="add"/></attList>'
        ),
        "V387",
    ),
    "more at least than at most": (ADDED.format('<textNode minOccurs="99999999999" maxOccurs="1"/>'), "V390"),
    "more than can be counted": (ADDED.format(f'<textNode maxOccurs="{"9" * 5000}"/>'), "V390"),
    "less than none": (ADDED.format('<elementRef key="p" minOccurs="-3"/>'), "V390"),
    "a pattern that breaks off": (ADDED.format('<dataRef name="token" restriction="[a-"/>'), "V390"),
    "nesting without end": (ADDED.format(DEEP), "V390"),
    "the start deleted": ('<elementSpec ident="TEI" mode="delete"/>', "V390"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_broken_odd_is_refused_with_a_code_and_a_place(tmp_path: Path, name: str) -> None:
    inside, code = REFUSED[name]
    with pytest.raises(EditionError) as refused:
        build(tmp_path, MODULES + inside, 'start="TEI"')
    told = [d for d in refused.value.diagnostics if d.code.id == code]
    assert told
    assert told[0].primary is not None
    assert sorted(p.name for p in tmp_path.iterdir()) == ["my.odd", "p5subset.xml"]


@pytest.mark.parametrize(
    ("kind", "ident", "missed_by"),
    [
        ("classSpec", "model.pLike", "`div` builds on it"),
        ("macroSpec", "macro.phraseSeq", "`head`, `p`, `item` and 3 more build on it"),
        ("dataSpec", "teidata.enumerated", "`att.typed`, `div` build on it"),
        ("elementSpec", "p", None),
        ("classSpec", "att.typed", None),
    ],
)
def test_what_is_deleted_and_referred_to_is_told_and_the_grammar_can_be_used(
    tmp_path: Path, kind: str, ident: str, missed_by: str | None
) -> None:
    made = build(tmp_path, f'{MODULES}<{kind} ident="{ident}" mode="delete"/>', 'start="TEI"')
    parse_schema(made.rng.encode())
    told = [(f.code.id, f.severity.value, f.message) for f in made.findings]
    kinds = {"classSpec": "class", "macroSpec": "macro", "dataSpec": "data type"}
    message = f"the {kinds.get(kind)} `{ident}` is deleted, and {missed_by}"
    assert told == ([("V391", "warning", message)] if missed_by else [])


def test_a_class_that_nothing_belongs_to_may_go(tmp_path: Path) -> None:
    inside = "".join(f'<elementSpec ident="{name}" mode="delete"/>' for name in ("p", "list", "xenoData"))
    made = build(tmp_path, f'{MODULES}{inside}<classSpec ident="model.pLike" mode="delete"/>', 'start="TEI"')
    assert codes(made) == []


@pytest.mark.parametrize(
    ("content", "code", "message"),
    [
        ("<rng:optional/>", "V387", "<optional> needs a pattern inside"),
        ("<rng:text/>stray", "V387", "text is not allowed"),
        ('<rng:ref nam="p"/>', "V387", "no attribute nam"),
        ('<rng:ref name="nowhere"/>', "V391", "nothing is called `nowhere`"),
        ('<rng:ref name="model.phrase_sequence"/>', "", ""),
        ('<rng:ref name="persName"/>', "", ""),
        ('<rng:zeroOrMore><classRef key="model.phrase"/></rng:zeroOrMore>', "", ""),
    ],
)
def test_what_is_left_out_of_a_model_in_relax_ng_is_told(tmp_path: Path, content: str, code: str, message: str) -> None:
    made = build(tmp_path, MODULES + CHANGED.format(f"<content>{content}</content>"), 'start="TEI"')
    assert codes(made) == ([code] if code else [])
    assert all(message in f.message and f.severity.value == "warning" and f.primary for f in made.findings)


def test_what_tei_s_tools_have_compiled_is_complete(tmp_path: Path) -> None:
    whole = (
        SPECIFICATIONS[SPECIFICATIONS.index("<dataSpec") : SPECIFICATIONS.rindex("</elementSpec>")] + "</elementSpec>"
    )
    inside = whole.replace('<elementSpec module="core" ident="hi">', '<elementSpec module="core" ident="bold">')
    made = build(tmp_path, inside, 'start="TEI" source="p5subset.xml"')
    assert codes(made) == []
    assert 'name="bold"' in made.rng
    assert 'name="hi"' not in made.rng


def test_what_an_odd_takes_and_writes_out_is_one_finding(tmp_path: Path) -> None:
    inside = "".join(f'<classSpec ident="att.c{n}" type="atts"/>' * 2 for n in range(30))
    made = build(tmp_path, MODULES + inside, 'start="TEI"')
    assert codes(made) == ["V392"]
    assert "and so are 29 more" in made.findings[0].message


@pytest.mark.parametrize(
    "inside",
    [
        CHANGED.format("<altIdent>placeName</altIdent>"),
        ADD.format("x", "<altIdent>p</altIdent><content><textNode/></content>"),
        '<elementSpec ident="hi" mode="change"><altIdent>q1</altIdent></elementSpec>'
        + CHANGED.format("<altIdent>q1</altIdent>"),
    ],
)
def test_two_elements_of_one_name_in_documents_are_told_once(tmp_path: Path, inside: str) -> None:
    assert codes(build(tmp_path, MODULES + inside, 'start="TEI"')) == ["V392"]


def test_one_name_in_two_namespaces_and_an_exchange_of_names_are_fine(tmp_path: Path) -> None:
    other = '<elementSpec ident="x" ns="urn:x" mode="add"><altIdent>p</altIdent><content><textNode/></content></elementSpec>'
    exchanged = '<elementSpec ident="hi" mode="change"><altIdent>placeName</altIdent></elementSpec>'
    exchanged += '<elementSpec ident="placeName" mode="change"><altIdent>hi</altIdent></elementSpec>'
    assert codes(build(tmp_path, MODULES + other + exchanged, 'start="TEI"')) == []


def test_in_the_program_s_schema_two_elements_of_one_name_are_an_error(tmp_path: Path) -> None:
    path = write_odd(tmp_path, CHANGED.format("<altIdent>ab</altIdent>"), 'source="edition"')
    with pytest.raises(EditionError, match="is called `ab` in documents, and so is `ab`"):
        compile_odd(path, Places())


@pytest.mark.parametrize(
    "naming",
    ['<moduleRef key="core" source="{}"/>', '<moduleRef url="{}"/>', '<specGrpRef target="{}#g"/>'],
)
def test_a_file_outside_the_odds_folder_that_is_no_xml_is_not_quoted(tmp_path: Path, naming: str) -> None:
    (tmp_path / "secret").write_text("a secret of the machine\n", encoding="utf-8")
    folder = tmp_path / "odd"
    folder.mkdir()
    odd = write_odd(folder, naming.format(tmp_path / "secret"))
    with pytest.raises(EditionError) as caught:
        compile_odd(odd, Places())
    (told,) = caught.value.diagnostics
    assert told.primary is None and told.labels == () and "secret: this is not XML" in told.message
