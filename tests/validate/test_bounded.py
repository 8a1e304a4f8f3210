"""Rules of others that never end, or take Saxon down, are a finding, and nothing else is stopped by them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.project import Project
from edition.validate.schematron import bounded

Command = Callable[..., Any]
HEAD = '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><ns prefix="t" uri="http://www.tei-c.org/ns/1.0"/>'


def schema(folder: Path, test: str) -> Path:
    path = folder / "rules.sch"
    path.write_text(f'{HEAD}<pattern><rule context="t:TEI"><assert test="{test}">no</assert></rule></pattern></schema>')
    return path


@pytest.mark.parametrize(
    "test",
    [
        "every $n in 1 to 100000000000, $m in 1 to 100000000 satisfies ($n + $m + count(//t:p)) gt 0",
        "exists(collection('file:///etc/')[. is current()])",
    ],
    ids=["endless", "deadly"],
)
def test_rules_that_stop_are_told(
    test: str, sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "_LONGEST", 20.0)
    path = schema(sample.root, test)
    articles = sample.root / "tei/articles"
    (articles / "b.xml").write_bytes((articles / "a-bridge-at-mostar.xml").read_bytes())
    ended = command("validate", "--schematron", str(path), str(articles), "-j", "1", folder=sample.root)
    assert ended.code in (1, 2)
    assert "S799" not in ended.out + ended.err
    assert "error[" in ended.out + ended.err


def test_rules_of_others_find_what_ours_find(sample: Project, command: Command) -> None:
    path = schema(sample.root, "exists(//t:nothing)")
    ended = command("validate", "--schematron", str(path), "tei/articles", "-j", "1", folder=sample.root)
    assert ended.code == 1
    assert "no" in ended.out
    path = schema(sample.root, "exists(//t:nothing) and environment-variable('HOME')")
    assert command("validate", "--schematron", str(path), "tei/articles", "-j", "1", folder=sample.root).code == 1
