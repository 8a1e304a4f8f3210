"""Schematron QuickFix: what a schema offers becomes fixes with edits of the bytes; what cannot be used is told by name."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.checking import Assertions, check, plan_files
from edition.checking.mending import mend
from edition.diagnostics import Diagnostic, Safety, apply_edits
from edition.markup import Source, parse
from edition.validate.schematron import Schematron, load_schematron

HEAD = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
 xmlns:xsl="http://www.w3.org/1999/XSL/Transform" queryBinding="xslt2"><ns prefix="t" uri="urn:t"/>"""
RULE = """<pattern><rule context="{context}"><report test="true()" sqf:fix="{ids}">m</report>{fixes}</rule></pattern>"""
Load = Callable[[str], Schematron]
Fixed = Callable[..., list[str]]


def fix(inside: str, id_: str = "f", title: str = "T", attributes: str = "") -> str:
    described = f"<sqf:description><sqf:title>{title}</sqf:title></sqf:description>" if title else ""
    return f'<sqf:fix id="{id_}" {attributes}>{described}{inside}</sqf:fix>'


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def run(rules: str) -> Schematron:
        (tmp_path / "s.sch").write_text(HEAD + rules + "</schema>", encoding="utf-8")
        return Schematron(tmp_path / "s.sch")

    return run


@pytest.fixture
def fixed(load: Load) -> Fixed:
    """The document with each of the fixes of its first finding."""

    def run(changes: str, document: str, context: str = "b", more: str = "") -> list[str]:
        schematron = load(RULE.format(context=context, ids="f", fixes=fix(changes)) + more)
        assert schematron.told == []
        data = document.encode()
        found = schematron.check(parse(Source("d.xml", data)))[0]
        assert found.notes == ()
        assert all(f.safety is Safety.UNSAFE for f in found.fixes)
        return [apply_edits(data, f.edits).decode() for f in found.fixes]

    return run


CHANGES = {
    # add: where, and what
    '<sqf:add node-type="element" target="c"/>': ("<a><b>x</b></a>", "<a><b><c/>x</b></a>"),
    '<sqf:add node-type="element" target="t:c" position="last-child" select="1, 2"/>':
        ("<a><b>x</b></a>", '<a><b>x<t:c xmlns:t="urn:t">1 2</t:c></b></a>'),
    '<sqf:add position="before" select="\'x\'"/><sqf:add position="after" select="\'y\'"/>':
        ("<a><b/></a>", "<a>x<b/>y</a>"),
    '<sqf:add select="\'x\'"/><sqf:add position="last-child" select="\'y\'"/>': ('<a><b n="1" /></a>', '<a><b n="1">xy</b></a>'),
    '<sqf:add><sqf:copy-of select="@n"/><c xmlns="urn:t" m="{@n}"><xsl:value-of select="@n"/></c></sqf:add>':
        ('<a xmlns:q="urn:t"><b n="1"/></a>', '<a xmlns:q="urn:t"><b n="1"><q:c m="1">1</q:c></b></a>'),
    '<sqf:add node-type="attribute" target="n" select="\'&lt;\'"/>': ("<a><b\n /></a>", '<a><b n="&lt;"\n /></a>'),
    '<sqf:add node-type="attribute" target="n">2</sqf:add>': ("<a><b m='1' n='1'/></a>", "<a><b m='1' n=\"2\"/></a>"),
    '<sqf:add node-type="attribute" target="t:n" select="1"/>':
        ("<a><b/></a>", '<a><b xmlns:t="urn:t" t:n="1"/></a>'),
    '<sqf:add node-type="attribute" target="xml:lang" select="\'de\'"/>': ("<a><b/></a>", '<a><b xml:lang="de"/></a>'),
    '<sqf:add match="/" node-type="pi" target="x" select="\'y\'"/>': ("<a><b/></a>", "<?x y?><a><b/></a>"),
    '<sqf:add match="/*" position="after" node-type="comment" select="\'y\'"/>': ("<a><b/></a>", "<a><b/></a><!--y-->"),
    # delete
    '<sqf:delete/>': ("<a> <b>x</b> </a>", "<a>  </a>"),
    '<sqf:delete match="@n"/>': ("<a><b m='1' n='2'  o='3'/></a>", "<a><b m='1'  o='3'/></a>"),
    '<sqf:delete match="comment() | processing-instruction()"/>':
        ("<a><b><!-- <b> -->x<?y?>z</b></a>", "<a><b>xz</b></a>"),
    '<sqf:delete match="text()[2]"/>': ("<a><b>x&amp;<i/><![CDATA[y]]>z</b></a>", "<a><b>x&amp;<i/></b></a>"),
    '<sqf:delete match="/comment()"/>': ("<!--x--><a><b/></a>", "<a><b/></a>"),
    '<sqf:delete match=".//i"/><sqf:delete/>': ("<a><b><i/></b>x</a>", "<a>x</a>"),
    # replace
    '<sqf:replace node-type="element" target="c"><xsl:apply-templates select="@*, node()"/></sqf:replace>':
        ("<a><b n='1'>x &#8217; <i  m='2'></i></b></a>", '<a><c n="1">x &#8217; <i  m=\'2\'></i></c></a>'),
    '<sqf:replace node-type="keep" target="c" select="node()"/>': ("<a><b>x</b></a>", "<a><c>x</c></a>"),
    '<sqf:replace match="@n" node-type="keep" target="m" select="concat(., 1)"/>': ("<a><b n='1'/></a>", '<a><b m="11"/></a>'),
    '<sqf:replace match="." select="node()"/>': ("<a>x<b>y<i/></b>z</a>", "<a>xy<i/>z</a>"),
    '<sqf:replace match="processing-instruction()" node-type="comment" select="string()"/>':
        ("<a><b><?x y?></b></a>", "<a><b><!--y--></b></a>"),
    # stringReplace
    '<sqf:stringReplace match="text()" regex="y+" select="\'&amp;\'"/>':
        ("<a><b>&lt;xyy y&gt;</b></a>", "<a><b>&lt;x&amp; &amp;&gt;</b></a>"),
    '<sqf:stringReplace match="text()" regex="(Y)(z)" flags="i"><c xmlns=""><xsl:value-of select="regex-group(2)"/></c></sqf:stringReplace>':
        ("<a><b>é xyz</b></a>", "<a><b>é x<c>z</c></b></a>"),
    '<sqf:stringReplace match="text()" regex="y"/>': ("<a><b><![CDATA[x<y]]></b></a>", "<a><b>x&lt;</b></a>"),
    '<sqf:stringReplace match="text()[last()]" regex="$">.</sqf:stringReplace>': ("<a><b>x</b></a>", "<a><b>x.</b></a>"),
    # variables, conditions
    '<let name="n" value="@n"/><sqf:add match="../c"><let name="m" value="$n + 1"/><value-of select="$m"/></sqf:add>':
        ('<a><b n="1"/><c/></a>', '<a><b n="1"/><c>2</c></a>'),
    '<sqf:delete use-when="@n"/><sqf:delete match="@m" use-when="not(@n)"/>': ('<a><b m=""/></a>', "<a><b/></a>"),
}  # fmt: skip


@pytest.mark.parametrize("changes", CHANGES)
def test_a_change_is_an_edit_of_the_bytes(fixed: Fixed, changes: str) -> None:
    before, after = CHANGES[changes]
    assert fixed(changes, before) == [after]


@pytest.mark.parametrize(
    "change", ['match="." node-type="element" target="c" select="node()"', 'match="b[1]" select="node()"']
)
def test_an_edit_is_no_larger_than_it_must_be(load: Load, change: str) -> None:
    schematron = load(RULE.format(context="a", ids="f", fixes=fix(f"<sqf:replace {change}/>")))
    data = b"<a><b>one &#x2019; two<i n='1'/></b></a>"
    (edits,) = [f.edits for d in schematron.check(parse(Source("d.xml", data))) for f in d.fixes]
    assert max(len(data[e.start : e.end]) for e in edits) <= 4
    assert len(edits) == 2


def test_new_lines_are_those_of_the_file(fixed: Fixed) -> None:
    assert fixed("<sqf:add><xsl:text>\n</xsl:text></sqf:add>", "<a>\r\n<b/></a>") == ["<a>\r\n<b>\r\n</b></a>"]


def test_names_are_in_the_words_of_the_place(fixed: Fixed) -> None:
    change = '<sqf:add node-type="element" target="t:c"/>'
    assert fixed(change, '<a xmlns="urn:t"><b/></a>', "t:b") == ['<a xmlns="urn:t"><b><c/></b></a>']
    assert fixed(change, '<a xmlns="urn:t"><b xmlns=""/></a>') == [
        '<a xmlns="urn:t"><b xmlns=""><t:c xmlns:t="urn:t"/></b></a>'
    ]
    assert fixed(change.replace("t:c", "c"), '<a xmlns="urn:t"><b/></a>', "t:b") == [
        '<a xmlns="urn:t"><b><c xmlns=""/></b></a>'
    ]
    taken = change.replace("element", "attribute")
    assert fixed(taken, '<a xmlns:t="urn:u"><b/></a>') == ['<a xmlns:t="urn:u"><b xmlns:ns1="urn:t" ns1:c=""/></a>']


@pytest.mark.parametrize("change", ["add", "replace"])
def test_a_change_may_undo_the_default_namespace_of_its_schema(tmp_path: Path, change: str) -> None:
    rule = RULE.format(context="t:b", ids="f", fixes=fix(f'<sqf:{change} xmlns="" node-type="element" target="c"/>'))
    schema = re.sub(r"<(/?)(?=\w+[ >])", r"<\1sch:", HEAD.replace("xmlns=", "xmlns:sch=", 1) + rule + "</schema>")
    (tmp_path / "s.sch").write_text(schema.replace("<sch:schema", '<sch:schema xmlns="urn:t"'), encoding="utf-8")
    data = b'<a xmlns="urn:t"><b/></a>'
    found = Schematron(tmp_path / "s.sch").check(parse(Source("d.xml", data)))[0]
    (made,) = [apply_edits(data, f.edits).decode() for f in found.fixes]
    assert '<c xmlns=""/>' in made


def test_templates_of_the_schema_are_applied(fixed: Fixed) -> None:
    template = '<xsl:template match="@class" mode="m"/><xsl:template match="node()" mode="m"><xsl:copy><xsl:apply-templates select="@* | node()" mode="m"/></xsl:copy></xsl:template>'
    change = '<sqf:replace><xsl:apply-templates select="node()" mode="m"/></sqf:replace>'
    assert fixed(change, '<a><b>x<i class="y">z</i></b></a>', more=template) == ["<a>x<i>z</i></a>"]


def test_calls_hand_parameters_on_and_take_over_what_the_other_says(fixed: Fixed, load: Load) -> None:
    called = '<sqf:param name="p" default="1"/><sqf:param name="q" type="xs:string" default="\'-\'"/><sqf:add><value-of select="$p, $q"/></sqf:add>'
    other = fix(called, "g", "Called", 'use-when="@n"')
    shared = f'<ns prefix="xs" uri="http://www.w3.org/2001/XMLSchema"/><sqf:fixes>{other}</sqf:fixes>'
    change = '<let name="p" value="5"/><sqf:call-fix ref="g"><sqf:with-param name="p" select="$p + 1"/></sqf:call-fix>'
    assert fixed(change, '<a><b n=""/></a>', more=shared) == ['<a><b n="">6 -</b></a>']
    only = fix('<sqf:call-fix ref="g"/>', title="")
    schematron = load(RULE.format(context="b", ids="f", fixes=only) + shared)
    with_n, without = schematron.check(parse(Source("d.xml", b'<a><b n=""/><b/></a>')))
    assert [f.title for f in with_n.fixes] == ["Called"]
    assert without.fixes == ()


def titles(schematron: Schematron, document: str) -> list[list[str]]:
    return [[f.title for f in d.fixes] for d in schematron.check(parse(Source("d.xml", document.encode())))]


def test_groups_defaults_conditions_and_the_nearest_of_an_id(load: Load) -> None:
    inner = fix("<sqf:delete/>", "one", "one <value-of select='name()'/>") + fix(
        "<sqf:delete match='@n'/>", "two", "two", 'use-when="@n"'
    )
    shared = f"<sqf:fixes>{fix('<sqf:delete/>', 'f', 'far')}{fix('<sqf:delete/>', 'h', 'shared')}</sqf:fixes>"
    near = fix("<sqf:delete match='..'/>", "f", "near")
    rule = RULE.format(context="b", ids="g f h", fixes=f'<sqf:group id="g">{inner}</sqf:group>{near}')
    rule = rule.replace('sqf:fix="', 'sqf:default-fix="h" sqf:fix="')
    assert titles(load(shared + rule), '<a><x><b n="1"/><b/></x></a>') == [
        ["shared", "one b", "two", "near"],
        ["shared", "one b", "near"],
    ]


def test_a_fix_for_each_of_something(load: Load) -> None:
    change = '<sqf:add node-type="attribute" target="ref" select="$sqf:current/@id"/>'
    rule = RULE.format(
        context="b",
        ids="f",
        fixes=fix(change, title="to <value-of select='$sqf:current/@id'/>", attributes='use-for-each="//c"'),
    )
    assert titles(load(rule), '<a><b/><c id="x"/><c id="y"/></a>') == [["to x", "to y"]]
    (found,) = load(rule).check(parse(Source("d.xml", b"<a><b/>" + b'<c id="x"/>' * 101 + b"</a>")))
    assert (found.fixes, found.notes) == ((), ("the quick fix `f` would be 101 fixes, more than 100",))


def test_a_fix_that_asks_a_person_is_told_and_makes_no_edit(load: Load) -> None:
    entry = """<sqf:user-entry name="e" default="{}"><sqf:description><sqf:title>Which one</sqf:title></sqf:description></sqf:user-entry>"""
    for default in ("{name()}", "name()"):
        rule = RULE.format(context="b", ids="f", fixes=fix(entry.format(default) + '<sqf:add select="$e"/>'))
        (found,) = load(rule).check(parse(Source("d.xml", b"<a><b/></a>")))
        assert [(f.title, f.edits, f.safety) for f in found.fixes] == [
            ("T (asks for: Which one, such as “b”)", (), Safety.DISPLAY)
        ]


def test_what_a_fix_says_of_itself_is_a_note(load: Load) -> None:
    text = fix("<sqf:delete/>").replace("</sqf:title>", "</sqf:title><sqf:p>Why <name/></sqf:p>")
    (found,) = load(RULE.format(context="b", ids="f", fixes=text)).check(parse(Source("d.xml", b"<a><b/></a>")))
    assert found.notes == ("T: Why b",)


def test_parameters_of_abstract_patterns_reach_fixes(load: Load) -> None:
    other = fix('<sqf:param name="what" abstract="true"/><sqf:delete match="$what"/>', "g", "drop $what")
    shared = f"<sqf:fixes>{other}</sqf:fixes>"
    rule = RULE.format(
        context="$where", ids="f g", fixes=fix('<sqf:add match="$what" select="\'$what\'"/>', title="say $what")
    )
    rule = rule.replace("<pattern>", '<pattern abstract="true" id="p">')
    used = '<pattern is-a="p"><param name="where" value="b"/><param name="what" value="c"/></pattern>'
    data = b"<a><b><c/></b></a>"
    schematron = load(shared + rule + used)
    (found,) = schematron.check(parse(Source("d.xml", data)))
    assert {f.title: apply_edits(data, f.edits) for f in found.fixes} == {
        "say c": b"<a><b><c>c</c></b></a>",
        "drop c": b"<a><b></b></a>",
    }


REFUSED = {
    '<sqf:move/>': "<sqf:move> is not known here",
    '<sqf:add target="c"/>': "<sqf:add> with a target needs the attribute node-type",
    '<sqf:add node-type="element"/>': "<sqf:add> with the node-type element needs the attribute target",
    '<sqf:add node-type="text" target="x"/>': "text is not known as node-type of <sqf:add>",
    '<sqf:add position="inside" select="1"/>': "inside is not known as position of <sqf:add>",
    '<sqf:delete when="@n"/>': "the attribute when of <sqf:delete> is not known here",
    '<sqf:stringReplace select="1"/>': "<sqf:stringReplace> needs the attribute regex",
    '<sqf:title/>': "<sqf:title> is not known in <sqf:fix>",
    '<sqf:add><assert test="x"/></sqf:add>': "<assert> of Schematron is not known in <sqf:add>",
    '<xsl:message/>': "<xsl:message> is not known in <sqf:fix>",
    '<sqf:call-fix ref="none"/>': "there is no quick fix `none` to be called",
    '<sqf:call-fix ref="f"/>': "there is no quick fix `f` to be called",
    '<sqf:call-fix ref="g"/>': "the quick fix `g` needs the parameter p",
    '<sqf:call-fix ref="g"><sqf:with-param name="q"/></sqf:call-fix>': "the quick fix `g` has no parameter q",
    '<sqf:call-fix ref="e"/>': "the quick fix `e` is made for each of something and cannot be called",
    '<sqf:call-fix ref="h"/>': "the quick fix `h` calls itself in a circle",
    '<sqf:delete match="]["/>': "the quick fix `f` cannot be used: ",
    '<sqf:add select="$none"/>': "Variable $none has not been declared",
    '<sqf:add><xsl:call-template name="none"/></sqf:add>': "the quick fix `f` cannot be used: ",
}  # fmt: skip


@pytest.mark.parametrize("change", REFUSED)
def test_a_fix_that_cannot_be_used_is_told_by_name_and_the_others_are_offered(load: Load, change: str) -> None:
    others = fix("<sqf:delete/>", "k", "kept") + fix('<sqf:param name="p" required="yes"/><sqf:delete/>', "g")
    others += fix("<sqf:delete/>", "e", attributes='use-for-each="1"')
    others += fix('<sqf:call-fix ref="i"/>', "h") * ('ref="h"' in change) + fix('<sqf:call-fix ref="h"/>', "i") * (
        'ref="h"' in change
    )
    schematron = load(RULE.format(context="b", ids="f k", fixes=fix(change) + others))
    assert REFUSED[change] in schematron.told[0].message
    assert "(line " in schematron.told[0].message
    assert {d.code.id for d in schematron.told} == {"V334"}
    assert titles(schematron, "<a><b/></a>") == [["kept"]]


def test_offers_that_lead_nowhere_are_told(load: Load) -> None:
    wanting = fix('<sqf:param name="p" required="yes"/><sqf:delete/>', "g")
    rule = RULE.format(context="b", ids="x g", fixes=wanting).replace('sqf:fix="', 'sqf:default-fix="y" sqf:fix="')
    assert [d.message.split(" (line")[0] for d in load(rule).told] == [
        "there is no quick fix `x`",
        "the quick fix `g` needs a parameter and can only be called by others",
        "the default `y` is none of the quick fixes that are offered",
    ]


NOT_MADE = {
    '<sqf:stringReplace regex="x"/>': "the quick fix `f` cannot be made: stringReplace is for texts, and <b> is none",
    '<sqf:add match="comment()" node-type="attribute" target="n"/>': "the comment cannot be given an attribute",
    '<sqf:replace node-type="attribute" target="n"/>': "<b> cannot be replaced by an attribute",
    '<sqf:replace match="@n" select="\'x\'"/>': "the attribute n can be replaced by an attribute only",
    '<sqf:delete match="/"/>': "delete cannot be done to a document as a whole",
    '<sqf:delete match="/*"/>': "the document would be no XML any more",
    '<sqf:add match="/*" position="after" node-type="element" target="x"/>': "the document would be no XML any more",
    '<sqf:delete match="parse-xml(\'&lt;x/&gt;\')/x"/>': "it changes another document",
    '<sqf:add select="1 idiv 0"/>': "the quick fix `f` broke off: ",
    '<sqf:add select="error()"/>': "the quick fix `f` broke off: ",
}  # fmt: skip


@pytest.mark.parametrize("change", NOT_MADE)
def test_a_fix_that_cannot_be_made_here_is_a_note(load: Load, change: str) -> None:
    schematron = load(RULE.format(context="b", ids="f", fixes=fix(change)))
    (found,) = schematron.check(parse(Source("d.xml", b'<a><b n="1">x<!--y--></b></a>')))
    assert schematron.told == []
    assert found.fixes == ()
    assert NOT_MADE[change] in found.notes[0]


def test_what_is_nested_too_deep_is_not_made(load: Load) -> None:
    template = """<xsl:template name="t"><xsl:param name="n"/><xsl:if test="$n"><x xmlns=""><xsl:call-template name="t">
      <xsl:with-param name="n" select="$n - 1"/></xsl:call-template></x></xsl:if></xsl:template>"""
    change = (
        '<sqf:add><xsl:call-template name="t"><xsl:with-param name="n" select="300"/></xsl:call-template></sqf:add>'
    )
    schematron = load(RULE.format(context="b", ids="f", fixes=fix(change)) + template)
    (found,) = schematron.check(parse(Source("d.xml", b"<a><b/></a>")))
    assert found.notes == ("the quick fix `f` cannot be made: what it makes is nested too deep",)


def test_fixes_of_other_documents_are_for_these(tmp_path: Path) -> None:
    rules = '<pattern documents="//@other"><rule context="p"><report test="true()" sqf:fix="f">m</report>'
    (tmp_path / "s.sch").write_text(HEAD + rules + fix("<sqf:delete/>") + "</rule></pattern></schema>")
    (tmp_path / "o.xml").write_text("<o><p/></o>")
    document = parse(Source(str(tmp_path / "d.xml"), b'<a other="o.xml"/>'))
    (found,) = Schematron(tmp_path / "s.sch").check(document)
    assert found.primary is not None
    assert Path(found.primary.file).name == "o.xml"
    assert [apply_edits(b"<o><p/></o>", f.edits) for f in found.fixes] == [b"<o></o>"]


def test_fixes_are_asked_for_only(load: Load) -> None:
    schematron = load(RULE.format(context="b", ids="f", fixes=fix("<sqf:delete/>")))
    document = parse(Source("d.xml", b"<a><b/></a>"))
    assert schematron.has_fixes
    assert schematron.check(document, fixes=False)[0].fixes == ()
    assert len(schematron.check(document)[0].fixes) == 1


EMBEDDED = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:sch="http://purl.oclc.org/dsdl/schematron"
 xmlns:sqf="http://www.schematron-quickfix.com/validator/process"><sqf:fixes><sqf:fix id="f"><sqf:delete/></sqf:fix></sqf:fixes>
 <start><element name="a"><sch:rule context="b"><sch:report test="true()" sqf:fix="f g">m</sch:report>
 <sqf:fix id="g"><sqf:delete match="@n"/></sqf:fix></sch:rule><element name="b"><attribute name="n"/></element></element></start></grammar>"""


def test_fixes_that_stand_in_a_relax_ng_schema(tmp_path: Path) -> None:
    (tmp_path / "s.rng").write_text(EMBEDDED)
    loaded = load_schematron([tmp_path / "s.rng"])
    assert loaded is not None
    found = loaded.check(parse(Source("d.xml", b'<a><b n="1"/></a>')))
    assert [f.title for d in found for f in d.fixes] == ["f", "g"]


COUNTED = """<pattern><rule context="text()"><report test="contains(., '...')" sqf:fix="ask dots">dots</report>
 <sqf:fix id="ask"><sqf:user-entry name="x"/><sqf:delete/></sqf:fix>
 <sqf:fix id="dots"><sqf:stringReplace regex="\\.\\.\\." select="'…'"/></sqf:fix></rule></pattern>
 <pattern><rule context="c"><report test="true()" sqf:fix="grow">never mended</report>
 <sqf:fix id="grow"><sqf:add node-type="attribute" target="n" select="count(@n)"/></sqf:fix></rule></pattern>
 <pattern><rule context="a"><report test="@bad" sqf:fix="spoil">spoilt</report>
 <sqf:fix id="spoil"><sqf:delete match="@bad"/><sqf:add node-type="element" target="unknown"/></sqf:fix></rule></pattern>"""


def told(schema: Path, document: Path, grammar: Path | None = None) -> list[Diagnostic]:
    found = check(plan_files([document], grammar, Assertions((schema,))), jobs=1, advance=lambda: None)
    return found.advised(found.findings)


def test_unsafe_fixes_are_applied_where_less_is_wrong_behind_them(tmp_path: Path) -> None:
    schema, document, grammar = tmp_path / "s.sch", tmp_path / "d.xml", tmp_path / "s.rng"
    schema.write_text(HEAD + COUNTED + "</schema>", encoding="utf-8")
    document.write_text('<a bad="1">x... y... <c>z...</c></a>')
    grammar.write_text("""<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><optional><attribute name="bad"/></optional>
      <mixed><element name="c"><optional><attribute name="n"/></optional><text/></element></mixed></element>""")
    assert [[str(f.safety) for f in d.fixes] for d in told(schema, document, grammar)] == [
        ["display", "unsafe"], ["unsafe"], ["display", "unsafe"], ["unsafe"],
    ]  # fmt: skip
    plan = plan_files([document], grammar, Assertions((schema,)))
    assert [m.fixes for m in mend(plan)] == [0]
    assert told(schema, document)[0].fixes[0].title == "ask (asks for: x)"
    (mended,) = mend(plan, unsafe=True)
    assert mended.after.data.decode() == '<a bad="1">x… y… <c>z…</c></a>'
    assert mended.fixes == 2
    document.write_text("<a>x...</a>")
    (mended,) = mend(plan_files([document], None, Assertions((schema,))), unsafe=True)
    assert (mended.after.data.decode(), mended.fixes) == ("<a>x…</a>", 1)


def test_what_is_refused_is_told_with_the_findings(tmp_path: Path) -> None:
    (tmp_path / "s.sch").write_text(HEAD + RULE.format(context="b", ids="f", fixes=fix("<sqf:move/>")) + "</schema>")
    (tmp_path / "d.xml").write_text("<a><b/></a>")
    assert sorted(d.code.id for d in told(tmp_path / "s.sch", tmp_path / "d.xml")) == ["V331", "V334", "V334"]
