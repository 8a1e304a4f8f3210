"""Stylesheets of others that never end, eat memory or take Saxon down are a finding, and nothing else is stopped."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition import apart
from edition.project import Project

Command = Callable[..., Any]
HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'
ENDLESS = "every $n in 1 to 2000000000, $m in 1 to 2000000000 satisfies ($n + $m + count(//*)) gt 0"
EATER = "string-length(fold-left(1 to 40, string(/*), function($a, $b) { concat($a, $a, 'x') })) gt 0"
DEADLY = "exists(collection('file:///etc/')[. is current()])"
KINDS = {
    "endless": (ENDLESS, "takes more than 1 second for a document"),
    "eater": (EATER, "takes more than 0.2 GB of memory" if sys.platform == "linux" else "takes more than"),
    "deadly": (DEADLY, ""),
}
SHEET = (
    '<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
    '<xsl:template match="/">{.}</xsl:template></xsl:stylesheet>'
)
THEME = (
    '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xpath-default-namespace="http://www.tei-c.org/ns/1.0">'
    '<xsl:template match="p" mode="html" priority="9"><p><xsl:value-of select="{}"/></p></xsl:template></xsl:stylesheet>'
)


def schema(folder: Path, test: str) -> Path:
    path = folder / "rules.sch"
    path.write_text(f'{HEAD}<pattern><rule context="t:TEI"><assert test="{test}">no</assert></rule></pattern></schema>')
    return path


@pytest.fixture
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that small rules stay within, so that the one that is meant is met at once."""
    monkeypatch.setattr(apart, "SECONDS", 1)
    monkeypatch.setattr(apart, "MEMORY", 200 << 20)


@pytest.mark.usefixtures("_impatient")
@pytest.mark.parametrize("kind", KINDS)
def test_rules_that_stop_are_told(kind: str, sample: Project, command: Command) -> None:
    test, told = KINDS[kind]
    path = schema(sample.root, test)
    articles = sample.root / "tei/articles"
    (articles / "b.xml").write_bytes((articles / "a-bridge-at-mostar.xml").read_bytes())
    ended = command("validate", "--schematron", str(path), str(articles), "-j", "1", folder=sample.root)
    assert ended.code in (1, 2)
    assert "S799" not in ended.out + ended.err
    assert "error[" in ended.out + ended.err
    assert told in ended.out + ended.err


def test_a_theme_that_stops_is_told(sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = apart._exchange

    def ended(process: subprocess.Popen[bytes], call: Any) -> Any:
        """The system ends the process when it makes a page; what is compiled before comes back."""
        if call.parameters is not None:
            process.kill()
        return exchange(process, call)

    monkeypatch.setattr(apart, "_exchange", ended)
    (sample.root / "theme").mkdir(exist_ok=True)
    (sample.root / "theme/templates.xsl").write_text(THEME.format("'so it is'"))
    done = command("build", "--no-search", "-j", "1", folder=sample.root)
    assert done.code == 1
    assert "P503" in done.out + done.err
    assert "takes more than 15 seconds" in done.out + done.err


def test_the_limits_are_of_each_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = apart.BoundedStylesheet.from_text(SHEET)
    monkeypatch.setattr(apart, "SECONDS", 1)
    assert all("6" in sheet.transform(b"<a>6</a>", {}).text for _ in range(3))


def test_a_theme_of_others_makes_the_pages_that_it_means(sample: Project, command: Command) -> None:
    (sample.root / "theme").mkdir(exist_ok=True)
    (sample.root / "theme/templates.xsl").write_text(THEME.format("'so it is'"))
    assert command("build", "--no-search", "-j", "1", folder=sample.root).code == 0
    assert "<p>so it is</p>" in next((sample.root / "output/site").glob("articles/*.html")).read_text("utf-8")


def test_rules_of_others_find_what_ours_find(sample: Project, command: Command) -> None:
    path = schema(sample.root, "exists(//t:nothing)")
    ended = command("validate", "--schematron", str(path), "tei/articles", "-j", "1", folder=sample.root)
    assert ended.code == 1
    assert "no" in ended.out
    path = schema(sample.root, "exists(//t:nothing) and environment-variable('HOME')")
    assert command("validate", "--schematron", str(path), "tei/articles", "-j", "1", folder=sample.root).code == 1
