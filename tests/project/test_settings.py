from __future__ import annotations

from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, Sources, render
from edition.project import Project, find_project, read_project

GOOD = '[edition]\ntitle = "Letters"\n'


def project(folder: Path, text: str) -> Project:
    (folder / "edition.toml").write_text(text, encoding="utf-8")
    return read_project(folder)


def findings(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(EditionError) as caught:
        project(folder, text)
    return caught.value.diagnostics


def test_a_title_is_enough(tmp_path: Path) -> None:
    settings = project(tmp_path, GOOD).settings
    assert settings.edition.title == {"": "Letters"}
    assert settings.files.articles == ("tei/articles/*.xml",)
    assert "rs[@type='person']" in settings.mentions.person


def test_texts_by_language_and_editors(tmp_path: Path) -> None:
    text = '[edition]\ntitle = { tr = "Mektuplar", en = "Letters" }\neditors = [{ name = "A", orcid = "0" }]\n'
    info = project(tmp_path, text).settings.edition
    assert info.title["tr"] == "Mektuplar"
    assert info.editors[0].orcid == "0"


def test_a_misspelt_key_is_named_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + 'publishr = "P"\n')
    text = render([found], "text", Sources())
    assert "edition.toml:3:1" in text
    assert "did you mean `publisher`?" in text
    assert "^^^^^^^^" in text


def test_an_unknown_table_is_named(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + "[mentionz]\nperson = []\n")
    assert "there is no table `mentionz`" in found.message
    assert "mentions" in (found.help or "")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("publisher = 3", "a text in quotation marks"),
        ('languages = "tr"', "a list of texts"),
        ("editors = [{}]", "name"),
        ("title = [1]", "a text, or one by language"),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_is_wanted(tmp_path: Path, line: str, wanted: str) -> None:
    title = "" if line.startswith("title") else "title = 'T'"
    assert any(wanted in (d.help or "") for d in findings(tmp_path, f"[edition]\n{title}\n{line}\n"))


def test_a_file_that_is_no_toml_is_placed(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, '[edition]\ntitle = "x\n')
    assert found.primary is not None
    assert found.primary.start == len("[edition]\n")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(findings(tmp_path, '[edition]\ntitel = "x"\npublishr = "y"\n')) == 3


def test_the_edition_is_looked_for_upward(tmp_path: Path) -> None:
    project(tmp_path, GOOD)
    deep = tmp_path / "tei" / "articles"
    deep.mkdir(parents=True)
    assert find_project(deep).root == tmp_path.resolve()


def test_without_an_edition_the_help_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        find_project(tmp_path)
    assert "edition new" in (caught.value.diagnostics[0].help or "")


def test_globs_give_files_in_a_stable_order(tmp_path: Path) -> None:
    found = project(tmp_path, GOOD)
    folder = tmp_path / "tei" / "articles"
    folder.mkdir(parents=True)
    for name in ("b.xml", "a.xml", "c.txt"):
        (folder / name).write_text("<a/>")
    assert [p.name for p in found.article_paths()] == ["a.xml", "b.xml"]
