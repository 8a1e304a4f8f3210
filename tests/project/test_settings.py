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


@pytest.mark.parametrize(
    ("table", "line", "wanted"),
    [
        ("edition", 'base-url = "example.org"', "https://example.org"),
        ("edition", 'base-url = "ftp://example.org"', "an address such as"),
        ("edition", 'languages = ["tr", "english"]', "did you mean `en`?"),
        ("edition", 'languages = ["turkish!"]', "tr, en or kk-Latn"),
        ("edition", 'description = { turk = "x" }', "no code of a language"),
        ("files", 'articles = ["/tei/*.xml"]', "from the edition's folder"),
        ("files", 'registers = [""]', "from the edition's folder"),
        ("files", 'articles = ["tei/**.xml"]', "a step of its own"),
        ("annotate", 'kinds = ["persn"]', "did you mean `person`?"),
        ("mentions", 'person = ["persName[@type=x]"]', "rs[@type='person']"),
        ("mentions", 'persn = ["persName"]', "did you mean `person`?"),
    ],
)
def test_a_wrong_value_is_told_on_its_line(tmp_path: Path, table: str, line: str, wanted: str) -> None:
    heading = "" if table == "edition" else f"[{table}]\n"
    (found,) = findings(tmp_path, f"{GOOD}{heading}{line}\n")
    assert found.code.id == "S700"
    assert wanted in f"{found.message} {found.help}"
    assert found.primary is not None
    assert (GOOD + heading).encode() + line.partition(" ")[0].encode() == (tmp_path / "edition.toml").read_bytes()[
        : found.primary.end
    ]


def test_right_values_pass(tmp_path: Path) -> None:
    lines = 'base-url = "https://example.org/a/"\nlanguages = ["tr", "kk-Latn", "ota"]\nsubtitle = { tr = "x" }\n'
    tables = "[files]\narticles = ['tei/**/*.xml']\n[annotate]\nkinds = ['date']\n[mentions]\nplace = [\"name[@type='p']\"]\n"
    assert project(tmp_path, GOOD + lines + tables).settings.edition.languages == ("tr", "kk-Latn", "ota")


def test_a_wrong_key_of_a_table_within_a_table_is_placed_there(tmp_path: Path) -> None:
    text = (
        GOOD
        + "[[edition.editors]]\nname = 'A'\n[[edition.editors]]\nname = 'B'\norcd = '0'\n[validate.ignore]\nV340 = 3\n"
    )
    first, second = findings(tmp_path, text)
    assert "did you mean `orcid`?" in (first.help or "")
    assert [text[: d.primary.start].count("\n") + 1 for d in (first, second) if d.primary] == [7, 8]


def test_a_pattern_that_fits_no_file_is_told_with_its_line(tmp_path: Path) -> None:
    found = project(tmp_path, GOOD + "[files]\narticles = ['tei/artikles/*.xml']\nregisters = []\n")
    (finding,) = found.patterns_without_files()
    assert "`tei/artikles/*.xml` for articles" in finding.message
    assert finding.primary is not None
    assert finding.primary.start == len(GOOD + "[files]\narticles = ['")
    (tmp_path / "tei/artikles").mkdir(parents=True)
    (tmp_path / "tei/artikles/a.xml").write_text("<a/>")
    assert found.patterns_without_files() == []


def test_a_folder_that_is_gone_holds_no_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(EditionError, match=r"there is no edition\.toml"):
        find_project(Path())
