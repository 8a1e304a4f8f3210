"""Includes and declared entities: put in place before anything is parsed, inside the edition's folder only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import Code, Diagnostic, EditionError, Label, Severity, Span
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


def places(found: Any, folder: Path, *marks: bytes) -> list[tuple[str, bytes]]:
    """The file that a place of the whole is moved to, and what stands there."""
    out = []
    for mark in marks:
        at = found.source.data.index(mark)
        for moved in found.relocated([Diagnostic(CODE, "m", Span(found.source.path, at, at + len(mark)))]):
            span = moved.primary
            assert span is not None
            out.append((span.file, (folder / span.file).read_bytes()[span.start : span.end]))
    return out


def test_places_before_between_and_behind_includes_are_those_of_their_files(tmp_path: Path) -> None:
    files = {
        "a.xml": f"<a {XI}>ONE<xi:include href='b.xml'/>TWO<xi:include href='d/c.xml' xpointer='i'/>SIX</a>",
        "b.xml": f"<b {XI}>NEST<xi:include href='d/c.xml'/>END</b>",
        "d/c.xml": "<c><e xml:id='i'>DEEP</e></c>",
    }
    found = whole(tmp_path, files)
    assert places(found, tmp_path, b"ONE", b"NEST", b"DEEP", b"END", b"TWO", b"SIX") == [
        ("a.xml", b"ONE"), ("b.xml", b"NEST"), ("d/c.xml", b"DEEP"), ("b.xml", b"END"), ("a.xml", b"TWO"), ("a.xml", b"SIX"),
    ]  # fmt: skip
    assert found.source.data.count(b"DEEP") == 2


def test_findings_elsewhere_stay_and_those_of_a_lost_place_go(tmp_path: Path) -> None:
    fallback = "<xi:fallback><b>LOST</b>MORE<c/></xi:fallback>"
    files = {"a.xml": f"<a {XI}>ONE<xi:include href='no.xml'>{fallback}</xi:include>TWO</a>"}
    found = whole(tmp_path, files)
    assert b"ONE<b>LOST</b>MORE<c/>TWO</a>" in found.source.data
    assert places(found, tmp_path, b"ONE", b"LOST", b"TWO") == [("a.xml", b"ONE"), ("a.xml", b"TWO")]
    other = [Diagnostic(CODE, "m", Span("z.xml", 1, 2)), Diagnostic(CODE, "m")]
    assert found.relocated(other) == other
    at = found.source.data.index(b"TWO")
    labelled = Diagnostic(
        CODE, "m", Span("a.xml", at, at + 1), (Label(Span("z.xml", 1, 2), "x"), Label(Span("a.xml", 0, 1), "y"))
    )
    (moved,) = found.relocated([labelled])
    assert [(label.span.file, label.span.start) for label in moved.labels] == [("z.xml", 1), ("a.xml", 0)]


def test_a_file_without_includes_is_read_as_it_is(tmp_path: Path) -> None:
    found = whole(tmp_path, {"a.xml": "<a>x</a>"})
    assert (found.source.data, found.pieces, found.findings) == (b"<a>x</a>", (), ())
    broken = whole(tmp_path, {"a.xml": f"<a {XI}>"})
    assert (broken.source.data, broken.pieces) == (f"<a {XI}>".encode(), ())
    one = [Diagnostic(CODE, "m", Span("a.xml", 1, 2))]
    assert found.relocated(one) == one


def test_a_default_namespace_is_not_taken_over_by_what_has_none(tmp_path: Path) -> None:
    files = {
        "a.xml": f"<a xmlns='urn:a' {XI}><xi:include href='b.xml'/><xi:include href='c.xml'/></a>",
        "b.xml": "<b/>",
        "c.xml": "<c xmlns='urn:c'/>",
    }
    found = whole(tmp_path, files)
    assert [e.tag for e in parse(found.source).root] == ["b", "{urn:c}c"]


@pytest.mark.parametrize("depth", [15, 17])
def test_files_may_include_each_other_so_deep_and_no_deeper(depth: int, tmp_path: Path) -> None:
    files = {f"{n}.xml": f"<a{n} {XI}><xi:include href='{n + 1}.xml'/></a{n}>" for n in range(depth)}
    found = whole(tmp_path, {**files, f"{depth}.xml": f"<a{depth}/>"}, "0.xml")
    assert (f"<a{depth}".encode() in found.source.data) is (depth == 15)
    assert len(found.findings) == (depth != 15)


@pytest.mark.parametrize(
    ("declared", "text", "expected"),
    [
        ("<!ENTITY a 'x'><!ENTITY a 'y'>", "&a;", "x"),  # the first counts
        ("<!ENTITY a '&b;&b;'><!ENTITY b 'y'>", "&a;&lt;", "yy&lt;"),
        ("<!ENTITY lt 'y'>", "&lt;", "&lt;"),
        ("<!ENTITY a 'x'>", "<!-- &a; --><![CDATA[&a;]]>&c;", "<!-- &a; --><![CDATA[&a;]]>&c;"),
        ("<!ENTITY a 'x'>", "<b n='&a;&lt;'/>", "<b n='x&lt;'/>"),
        ("<!ENTITY a '&#x41;&#66;'>", "&a;", "AB"),
    ],
)
def test_entities_in_their_places(declared: str, text: str, expected: str) -> None:
    found = expand_entities(f"<!DOCTYPE a [{declared}]><a>{text}</a>".encode())
    assert found is not None and found.decode().lstrip() == f"<a>{expected}</a>"


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("<!ENTITY a '<b/>'>", "<c n='&a;'/>"),
        ("<!ENTITY a '\"'>", "<c n='&a;'/>"),
        ("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;"),
        ("<!ENTITY a '%x;'>", "&a;"),
        ("<!ELEMENT a ANY>", "x"),
        ("", "x"),
    ],
)
def test_entities_that_are_not_expanded(declared: str, text: str) -> None:
    assert expand_entities(f"<!DOCTYPE a [{declared}]><a>{text}</a>".encode()) is None


def test_lines_keep_their_numbers() -> None:
    data = b"<?xml version='1.0'?>\n<!DOCTYPE a [\n<!ENTITY o '&#246;'>\n<!-- x -->\n]>\n<a>&o;\n</a>"
    found = expand_entities(data)
    assert (
        found is not None and found.count(b"\n") == data.count(b"\n") and found.startswith(b"<?xml version='1.0'?>\n ")
    )
    assert expand_entities(b"<a/>") is None
