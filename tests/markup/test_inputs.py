"""Includes and declared entities: put in place before anything is parsed, inside the edition's folder only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import Code, Diagnostic, EditionError, Severity, Span
from edition.markup import parse
from edition.markup.inputs.entities import expand_entities
from edition.markup.inputs.includes import read_whole
from edition.markup.source import as_source

XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'
CODE = Code("X100", "odd", Severity.WARNING, "…")


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(data, encoding="utf-8")
    return folder


def whole(folder: Path, files: dict[str, str], name: str = "a.xml") -> Any:
    return read_whole(write(folder, files) / name, folder, name)


def test_a_file_stands_where_it_is_included_and_places_point_into_it(tmp_path: Path) -> None:
    found = whole(
        tmp_path,
        {"a.xml": f"<a {XI}>x<xi:include href='b/b.xml'/>y</a>", "b/b.xml": "<?xml version='1.0'?>\n<b><c/></b>"},
    )
    data = found.source.data
    assert data.decode() == f'<a {XI}>x<b xmlns=""><c/></b>y</a>'
    at = data.index(b"<c/>")
    (moved,) = found.relocated([Diagnostic(CODE, "m", Span("a.xml", at, at + 2))])
    assert moved.primary is not None
    assert moved.primary.file == "b/b.xml"
    assert (tmp_path / "b/b.xml").read_bytes()[moved.primary.start :].startswith(b"<c/>")
    at = data.index(b"y</a>")
    (moved,) = found.relocated([Diagnostic(CODE, "m", Span("a.xml", at, at + 1))])
    assert moved.primary is not None
    assert (tmp_path / "a.xml").read_bytes()[moved.primary.start :].startswith(b"y</a>")


def test_a_part_is_included_with_its_namespaces(tmp_path: Path) -> None:
    part = '<r xmlns="urn:x" xmlns:q="urn:q"><b xml:id="p"><q:c/></b></r>'
    found = whole(tmp_path, {"a.xml": f"<a {XI}><xi:include href='b.xml' xpointer='p'/></a>", "b.xml": part})
    (inside,) = parse(found.source).root
    assert (inside.tag, inside[0].tag) == ("{urn:x}b", "{urn:q}c")


def test_text_is_included_as_text(tmp_path: Path) -> None:
    found = whole(tmp_path, {"a.xml": f"<a {XI}><xi:include href='b.txt' parse='text'/></a>", "b.txt": "1 < 2 & 3"})
    assert parse(found.source).root.text == "1 < 2 & 3"


@pytest.mark.parametrize(
    ("href", "why"),
    [
        ("no.xml", "does not exist"),
        ("../out.xml", "lies outside of the edition's folder"),
        ("https://example.org/b.xml", "lies outside of the edition's folder"),
        ("file:///etc/passwd", "lies outside of the edition's folder"),
        ("/etc/passwd", "lies outside of the edition's folder"),
        ("a.xml", "includes itself"),
        ("bad.xml", "is no XML"),
    ],
)
def test_what_cannot_be_included_gives_its_fallback_and_one_finding(tmp_path: Path, href: str, why: str) -> None:
    write(tmp_path, {"out.xml": "<secret/>", "e/bad.xml": "<a>"})
    text = f"<a {XI}>x<xi:include href='{href}'><xi:fallback><p>f</p></xi:fallback></xi:include></a>"
    found = whole(tmp_path / "e", {"a.xml": text})
    (finding,) = found.findings
    assert (finding.code.id, finding.message) == ("V363", f"`{href}` {why}")
    assert parse(found.source).root[0].tag == "p"
    at = found.source.data.index(b"<p>")
    assert found.relocated([Diagnostic(CODE, "m", Span("a.xml", at, at + 1))]) == []


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"out.xml": "<secret/>", "e/x.txt": ""})
    (tmp_path / "e/b.xml").symlink_to(tmp_path / "out.xml")
    found = whole(tmp_path / "e", {"a.xml": f"<a {XI}><xi:include href='b.xml'/></a>"})
    assert [d.code.id for d in found.findings] == ["V363"]


def test_files_that_include_each_other_come_to_an_end(tmp_path: Path) -> None:
    one, other = (f"<a {XI}><xi:include href='{name}.xml'/></a>" for name in ("b", "a"))
    found = whole(tmp_path, {"a.xml": one, "b.xml": other})
    assert [d.message for d in found.findings] == ["`a.xml` includes itself"]


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ('<!ENTITY o "&#246;">', "sch&o;n", "schön"),
        ('<!ENTITY o "ö"> <!-- c --> <!ENTITY p "sch&o;n">', "&p;", "schön"),
        ("<!ENTITY o 'ö'>", "<![CDATA[&o;]]>&o;&lt;", "&o;ö<"),
        ('<!ENTITY o "a &#38;amp; b">', "&o;", "a & b"),
    ],
)
def test_a_documents_own_entities_are_expanded(declared: str, text: str, expected: str) -> None:
    source = as_source("a.xml", f"<!DOCTYPE a [\n{declared}\n]>\n<a>{text}</a>".encode())
    assert parse(source).root.text == expected
    assert source.data.count(b"\n") == 3


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY o SYSTEM "/etc/passwd">',
        '<!ENTITY % o "x"> %o;',
        '<!ENTITY o "&o;">',
        '<!ENTITY o "&p;"> <!ENTITY p "&o;">',
        '<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)),
        '<!ENTITY o "x"> <!ELEMENT a ANY> <!ATTLIST a b CDATA "c">',
    ],
)
def test_entities_that_may_do_harm_are_refused(declared: str) -> None:
    last = "a8" if "a8" in declared else "o"
    data = f"<!DOCTYPE a [{declared}]><a>&{last};</a>".encode()
    assert expand_entities(data) is None
    with pytest.raises(EditionError):
        parse(as_source("a.xml", data))


def test_an_edition_follows_includes_in_validation_site_and_exports(
    tmp_path: Path, command: Callable[..., Any]
) -> None:
    ns = 'xmlns="http://www.tei-c.org/ns/1.0"'
    text = f"<TEI {ns} {XI}><text><body><xi:include href='parts/p.xml'/><xi:include href='no.xml'/></body></text></TEI>"
    part = f"<p {ns}><ref target='#gone'>1</ref> <persName ref='#ada'>Ada</persName> included</p>"
    write(tmp_path, {
        "texts/a.xml": text, "texts/parts/p.xml": part,
        "edition.toml": '[edition]\ntitle = "T"\n[files]\narticles = ["texts/*.xml"]\n[validate]\nprofile = "reference"\n',
    })  # fmt: skip
    told = command("validate", "--format", "concise", folder=tmp_path).out
    assert "texts/parts/p.xml:1:" in told
    assert "`no.xml` does not exist" in told
    assert "V363" in command("build", "--no-search", folder=tmp_path).out  # what is missing is told again
    assert "included" in (tmp_path / "output/site/articles/a.html").read_text()
    assert "ada" in command("export", "persons", "-f", "csv", "-o", "-", folder=tmp_path).out
