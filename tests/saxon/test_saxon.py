from __future__ import annotations

import ast
import contextlib
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from edition.saxon import SaxonError, Stylesheet, XPath

HEAD = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" expand-text="yes">'


def sheet(body: str) -> Stylesheet:
    return Stylesheet.from_text(f"{HEAD}{body}</xsl:stylesheet>")


def test_nested_parameters_arrive_as_maps_and_arrays() -> None:
    s = sheet('<xsl:param name="p"/><xsl:output method="text"/><xsl:template match="/">{$p?a?2?b}</xsl:template>')
    assert s.transform(b"<x/>", {"p": {"a": [1, {"b": "İı"}]}}).text == "İı"


def test_signs_that_json_escapes_arrive_as_they_are() -> None:
    s = sheet('<xsl:param name="p"/><xsl:output method="text"/><xsl:template match="/">{$p?a}</xsl:template>')
    assert s.transform(b"<x/>", {"p": {"a": 'one\\two\n\t"three"'}}).text == 'one\\two\n\t"three"'


def test_parameters_of_one_run_do_not_reach_the_next() -> None:
    s = sheet(
        '<xsl:param name="p" select="\'none\'"/><xsl:output method="text"/><xsl:template match="/">{$p}</xsl:template>'
    )
    assert s.transform(b"<x/>", {"p": "one"}).text == "one"
    assert s.transform(b"<x/>").text == "none"


def test_result_documents_are_captured_never_written(tmp_path: Path) -> None:
    s = sheet(
        '<xsl:template match="/"><xsl:result-document href="a/b.html"><html><br/>ö</html></xsl:result-document>'
        f'<xsl:result-document href="{tmp_path.as_uri()}/evil.xml"><x/></xsl:result-document></xsl:template>'
    )
    documents = s.transform(b"<x/>").documents
    assert documents["a/b.html"].startswith("<!DOCTYPE html>")
    assert "<br>" in documents["a/b.html"]
    assert list(tmp_path.iterdir()) == []


def test_messages_are_values() -> None:
    s = sheet('<xsl:template match="/"><xsl:message>seen {name(*)}</xsl:message></xsl:template>')
    assert s.transform(b"<x/>").messages == ("seen x",)


def test_modes_and_named_templates() -> None:
    s = sheet(
        '<xsl:output method="text"/><xsl:mode name="m"/><xsl:template match="/" mode="m">mode</xsl:template>'
        '<xsl:template name="t">named {name(*)}</xsl:template>'
    )
    assert s.transform(b"<x/>", mode="m").text == "mode"
    assert s.transform(b"<x/>", template="t").text == "named x"


@pytest.mark.parametrize(
    "expression",
    ["doc($f)", "document($f)", "unparsed-text($t)", "doc('http://127.0.0.1:9/')", "json-doc($t)", "collection($d)"],
)
def test_a_running_stylesheet_reaches_no_file_and_no_network(tmp_path: Path, expression: str) -> None:
    (tmp_path / "f.xml").write_text("<secret/>")
    (tmp_path / "t.txt").write_text('"secret"')
    s = sheet(
        '<xsl:param name="f"/><xsl:param name="t"/><xsl:param name="d"/>'
        f'<xsl:template match="/"><o>{{{expression}}}</o></xsl:template>'
    )
    uris = {"f": (tmp_path / "f.xml").as_uri(), "t": (tmp_path / "t.txt").as_uri(), "d": tmp_path.as_uri()}
    with pytest.raises(SaxonError):
        s.transform(b"<x/>", uris)


def test_a_document_cannot_bring_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]><a>&x;</a>'.encode()
    s = sheet('<xsl:output method="text"/><xsl:template match="/">[{.}]</xsl:template>')
    with contextlib.suppress(SaxonError):
        assert "secret" not in s.transform(data).text


def test_a_static_error_has_code_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.xsl"
    path.write_text(
        f'{HEAD}\n<xsl:template match="/">\n<xsl:value-of select="nope()"/></xsl:template></xsl:stylesheet>'
    )
    with pytest.raises(SaxonError) as caught:
        Stylesheet.from_file(path)
    assert caught.value.line == 3
    assert (caught.value.file or "").endswith("bad.xsl")
    assert caught.value.code == "XPST0017"
    assert pickle.loads(pickle.dumps(caught.value)).line == 3


def test_imports_are_read_when_compiling(tmp_path: Path) -> None:
    (tmp_path / "lib.xsl").write_text(f'{HEAD}<xsl:template match="/">lib</xsl:template></xsl:stylesheet>')
    (tmp_path / "main.xsl").write_text(f'{HEAD}<xsl:import href="lib.xsl"/></xsl:stylesheet>')
    assert "lib" in Stylesheet.from_file(tmp_path / "main.xsl").transform(b"<x/>").text


def test_xpath_on_a_document() -> None:
    data = b'\xef\xbb\xbf<TEI xmlns="http://www.tei-c.org/ns/1.0"><p n="1"/><p n="2"/></TEI>'
    assert XPath(data, {"t": "http://www.tei-c.org/ns/1.0"}).evaluate("//t:p/@n") == ["1", "2"]
    with pytest.raises(SaxonError):
        XPath(data).evaluate("///")


def test_the_environment_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITION_SECRET", "secret")
    code = "import edition.saxon as s; print(s.XPath(b'<a/>').evaluate(\"available-environment-variables()\"))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {name.partition("_")[0] for name in ast.literal_eval(done.stdout)} <= {"LANG", "LC"}


@pytest.mark.parametrize("reading", ["unparsed-text('{}')", "doc('{}')", "json-doc('{}')"])
def test_nothing_is_read_while_a_stylesheet_from_memory_is_compiled(reading: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>")
    expression = reading.format(secret.as_uri())
    sheet = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:variable name="read" static="yes" select="{expression}"/>
      <xsl:template match="/" as="item()*"><xsl:sequence select="$read"/></xsl:template></xsl:stylesheet>"""
    with pytest.raises(SaxonError):
        Stylesheet.from_text(sheet)


@pytest.mark.parametrize(
    "document",
    [
        "<a>" * 1500 + "</a>" * 1500,
        "<a " + " ".join(f"b{n}='1'" for n in range(2500)) + "/>",
        f"<{'a' * 3000}/>",
        f"<a b='{'x' * 3_000_000}'/>",
    ],
    ids=["depth", "attributes", "name", "value"],
)
def test_what_our_own_limits_let_through_is_taken(document: str) -> None:
    counting = sheet('<xsl:output method="text"/><xsl:template match="/">{count(//*)}</xsl:template>')
    assert int(counting.transform(document.encode()).text) >= 1
