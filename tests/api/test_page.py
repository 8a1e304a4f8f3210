"""`docs/python.md` is followed to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import edition
from edition.diagnostics import EditionError
from edition.project import Project


def examples(root: Path) -> str:
    page = (root / "docs/python.md").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))


def test_the_page_runs_in_a_new_edition(
    root: Path, sample: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample.root)
    exec(compile(examples(root), "docs/python.md", "exec"), {})
    told = capsys.readouterr()
    assert "checking 7" in told.out
    assert "persons.csv" in told.out
    assert told.err == ""
    assert (sample.root / "output/site/index.html").is_file()


def test_the_face_prints_nothing(sample: Project, capsys: pytest.CaptureFixture[str]) -> None:
    ed = edition.open(sample.root / "tei")
    assert ed.root == sample.root
    assert ed.check().findings == []
    assert ed.annotate(dry_run=True).files == 1
    assert [m.kind for m in ed.mentions("date")] == ["date"] * 4
    assert capsys.readouterr() == ("", "")


def test_without_an_edition_the_reason_is_raised(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        edition.open(tmp_path)
    assert caught.value.diagnostics[0].code.name == "no-edition"


def test_files_can_be_named(sample: Project) -> None:
    ed = edition.open(sample.root)
    path = sample.article_paths()[0]
    path.write_bytes(path.read_bytes().replace(b"<p", b"<q", 1))
    assert ed.check([path]).files == 1
    assert ed.check([path]).findings[0].primary is not None


def test_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        edition.opne  # noqa: B018


def test_help_and_fixes_are_worked_out_for_the_findings_that_are_asked_for(sample: Project) -> None:
    path = sample.article_paths()[0]
    data = path.read_bytes()
    path.write_bytes(data.replace(b"</p>", b"<persname>x</persname><foreign wen='1'>y</foreign></p>", 1))
    ed = edition.open(sample.root)
    whole, bare = ed.check().findings, ed.check(advised=False)
    assert [d.message for d in bare.findings] == [d.message for d in whole]
    assert not any(d.help or d.fix for d in bare.findings)
    assert all(d.help and d.fix for d in whole)
    assert bare.advised(bare.findings) == whole
    assert bare.advised(bare.findings[:1]) == whole[:1]


def test_an_article_of_an_id_that_was_there_is_left_out_of_the_exports_and_told(sample: Project) -> None:
    path = sample.article_paths()[0]
    path.with_name("zz.xml").write_bytes(path.read_bytes())
    done = edition.open(sample.root).export("mentions")
    told = [d for d in done.diagnostics if d.code.name == "duplicate-article"]
    assert [d.primary.file for d in told if d.primary] == ["tei/articles/zz.xml"]
    assert done.paths[0].is_file()
