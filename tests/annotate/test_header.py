"""The header names who marked, with which program and rules, and the calendars; each once, and whatever is there stays."""

from __future__ import annotations

import pytest

from edition.annotate.header import behind_last, calendar_edits, header_edits
from edition.diagnostics import apply_edits
from edition.markup import Source, parse
from edition.markup.source import Document
from edition.version import __version__

STATEMENT = "<fileDesc><titleStmt><title>T</title></titleStmt></fileDesc>"
RESP = '<respStmt xml:id="edition-annotate"><resp>names and dates marked by rule</resp><name>edition annotate</name></respStmt>'
APPLICATION = (
    f'<application xml:id="edition-annotate-rules" ident="edition" version="{__version__}">'
    "<label>edition annotate</label><desc>rule set r1</desc></application>"
)
RUMI = '<calendar xml:id="rumi"><p>Rumi: the Ottoman fiscal calendar</p></calendar>'
JULIAN = '<calendar xml:id="julian"><p>Julian: Old Style</p></calendar>'
DONE = STATEMENT.replace("</titleStmt>", f"{RESP}</titleStmt>")


def made(header: str) -> Document:
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:t="http://www.tei-c.org/ns/1.0">{header}<text/></TEI>'
    return parse(Source("a.xml", xml.encode()))


def inside(data: bytes) -> str:
    return data.decode().partition('1.0">')[2].removesuffix("<text/></TEI>")


def headed(header: str, *calendars: str, rules: str = "r1") -> str:
    """What becomes of a header; a second run changes nothing."""
    document = made(header)
    data = apply_edits(document.source.data, header_edits(document, calendars, rules))
    again = parse(Source("a.xml", data))
    assert apply_edits(data, header_edits(again, calendars, rules)) == data
    return inside(data)


@pytest.mark.parametrize(
    ("before", "calendars", "after"),
    [
        (STATEMENT, [], f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"),
        (
            f"{STATEMENT}<encodingDesc/>", [],
            f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>",
        ),
        (
            f"{STATEMENT}<encodingDesc><appInfo /></encodingDesc><profileDesc/>", ["rumi"],
            f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"
            f"<profileDesc><calendarDesc>{RUMI}</calendarDesc></profileDesc>",
        ),
        (
            f"{STATEMENT}<encodingDesc><p>x</p></encodingDesc>", [],
            f"{DONE}<encodingDesc><p>x</p><appInfo>{APPLICATION}</appInfo></encodingDesc>",
        ),
        (
            f'{STATEMENT}<encodingDesc><appInfo><application ident="o"/></appInfo></encodingDesc>', [],
            f'{DONE}<encodingDesc><appInfo><application ident="o"/>{APPLICATION}</appInfo></encodingDesc>',
        ),
        (
            STATEMENT, ["rumi", "julian", "rumi"],
            f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"
            f"<profileDesc><calendarDesc>{JULIAN}{RUMI}</calendarDesc></profileDesc>",
        ),
        (
            f"{STATEMENT}<encodingDesc><p>x</p></encodingDesc><revisionDesc/>", ["rumi"],
            f"{DONE}<encodingDesc><p>x</p><appInfo>{APPLICATION}</appInfo></encodingDesc>"
            f"<profileDesc><calendarDesc>{RUMI}</calendarDesc></profileDesc><revisionDesc/>",
        ),
        (
            f"{STATEMENT}<profileDesc><abstract/></profileDesc>", ["rumi"],
            f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"
            f"<profileDesc><abstract/><calendarDesc>{RUMI}</calendarDesc></profileDesc>",
        ),
        (
            f"{STATEMENT}<profileDesc><calendarDesc>{RUMI}</calendarDesc></profileDesc>", ["rumi", "julian"],
            f"{DONE}<encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"
            f"<profileDesc><calendarDesc>{RUMI}{JULIAN}</calendarDesc></profileDesc>",
        ),
        ("<fileDesc><p/></fileDesc>", [], f"<fileDesc><p/></fileDesc><encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>"),
    ],
)  # fmt: skip
def test_what_the_header_lacks_is_added_at_its_place(before: str, calendars: list[str], after: str) -> None:
    assert headed(f"<teiHeader>{before}</teiHeader>", *calendars) == f"<teiHeader>{after}</teiHeader>"


@pytest.mark.parametrize("header", ["", "<teiHeader/>", "<teiHeader><profileDesc/></teiHeader>"])
def test_what_is_no_header_stays_as_it_is(header: str) -> None:
    assert headed(header, "rumi") == header


def test_an_earlier_program_and_rule_set_are_brought_up_to_date() -> None:
    current = headed(f"<teiHeader>{STATEMENT}</teiHeader>")
    old = current.replace(f'version="{__version__}"', 'version="0.0.1"').replace("rule set r1", "rule set r0")
    assert headed(old) == current
    assert headed(old.replace("<desc>rule set r0</desc>", "<desc>rule set <hi>r0</hi></desc>")) == current.replace(
        "<desc>rule set r1</desc>", "<desc>rule set <hi>r0</hi></desc>"
    )
    other = '<application ident="edition" version="0.0.1"><desc>rule set r0</desc></application>'
    assert other in headed(current.replace("<appInfo>", f"<appInfo>{other}"))


def test_prefixes_of_the_namespace_are_kept() -> None:
    found = headed("<t:teiHeader><t:fileDesc><t:titleStmt><t:title/></t:titleStmt></t:fileDesc></t:teiHeader>", "rumi")
    assert '<t:title/><t:respStmt xml:id="edition-annotate"><t:resp>' in found
    assert "<t:encodingDesc><t:appInfo><t:application " in found
    assert '<t:profileDesc><t:calendarDesc><t:calendar xml:id="rumi"><t:p>' in found
    assert found.count("<t:") == found.count("</t:") + 1


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_added_stands_on_a_line_like_its_sister(end: str) -> None:
    lines = [
        "<teiHeader>",
        "  <fileDesc>",
        "    <titleStmt>",
        "      <title>T</title>",
        "    </titleStmt>",
        "  </fileDesc>",
    ]
    document = made(end.join([*lines, "</teiHeader>"]))
    found = inside(apply_edits(document.source.data, header_edits(document, (), "r1"))).split(end)
    assert found[3:6] == ["      <title>T</title>", f"      {RESP}", "    </titleStmt>"]
    assert found[6:] == [
        "  </fileDesc>",
        f"  <encodingDesc><appInfo>{APPLICATION}</appInfo></encodingDesc>",
        "</teiHeader>",
    ]


def test_a_calendar_is_declared_by_itself() -> None:
    document = made(f"<teiHeader>{STATEMENT}</teiHeader>")
    (edit,) = calendar_edits(document, "rumi")
    assert f"</fileDesc><profileDesc><calendarDesc>{RUMI}</calendarDesc></profileDesc>" in inside(
        apply_edits(document.source.data, [edit])
    )
    empty = made("<teiHeader><profileDesc><calendarDesc/></profileDesc></teiHeader>")
    assert f"<profileDesc><calendarDesc>{RUMI}</calendarDesc></profileDesc>" in inside(
        apply_edits(empty.source.data, calendar_edits(empty, "rumi"))
    )
    assert calendar_edits(document, "maya") == []
    assert calendar_edits(made(""), "rumi") == []
    assert calendar_edits(made(f"<teiHeader>{STATEMENT}<profileDesc>{RUMI}</profileDesc></teiHeader>"), "rumi") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<list/>", "<list><x/></list>"),
        ('<list n="1" />', '<list n="1"><x/></list>'),
        ("<list> </list>", "<list><x/> </list>"),
        ("<list><!-- c --></list>", "<list><x/><!-- c --></list>"),
        ("<list><item/> </list>", "<list><item/><x/> </list>"),
    ],
)
def test_a_last_child_is_put_into_any_parent(before: str, after: str) -> None:
    document = made(before)
    assert inside(apply_edits(document.source.data, [behind_last(document, document.root[0], "<x/>")])) == after
