from __future__ import annotations

import pickle
from dataclasses import fields
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, Sources, render
from edition.project import Project, Settings, find_project, read_project
from edition.project import settings as settings_module

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
    text = '[edition]\ntitle = { tr = "Mektuplar", en = "Letters" }\neditors = [{ name = "A", orcid = "0000-0002-1825-0097" }]\n'
    info = project(tmp_path, text).settings.edition
    assert info.title["tr"] == "Mektuplar"
    assert info.editors[0].orcid == "0000-0002-1825-0097"


def test_a_misspelt_key_is_named_with_its_line_and_the_nearest_right_one(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + 'publishr = "P"\n')
    text = render([found], "text", Sources(folder=tmp_path))
    assert "edition.toml:3:1" in text
    assert "did you mean `publisher`?" in text
    assert "^^^^^^^^" in text


def test_an_unknown_table_is_named(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + "[mentionz]\nperson = []\n")
    assert "there is no table `mentionz`" in found.message
    assert "mentions" in (found.help or "")


@pytest.mark.parametrize(
    ("line", "message", "wanted"),
    [
        ("publisher = 3", "the number `3`, not a text", 'write: publisher = "3"'),
        ("version = true", "`true`, not a text", 'write: version = "…"'),
        ("version = 2026-01-02", "the date `2026-01-02`", 'version = "…"'),
        ('languages = "tr"', "the text `tr`, not a list of texts", 'write: languages = ["tr"]'),
        ('editors = ["A"]', "a list of texts, not a list of tables", 'editors = [{ name = "…" }]'),
        ("editors = [{}]", "an editor has no name", "name"),
        ("title = [1]", "a list, not a text or texts by language", "{ tr ="),
        ('[files]\narticles = "a/*.xml"', "the text `a/*.xml`", 'articles = ["a/*.xml"]'),
        ('[validate]\nignore = ["V310"]', "not a table of codes with reasons", 'ignore = { V343 = "the reason" }'),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_is_wanted(tmp_path: Path, line: str, message: str, wanted: str) -> None:
    title = "" if line.startswith("title") else "title = 'T'"
    (found,) = findings(tmp_path, f"[edition]\n{title}\n{line}\n")
    assert message in found.message
    assert wanted in (found.help or "")


def test_a_table_that_is_a_text_is_told_once(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, 'files = "tei"\n' + GOOD)
    assert found.message == "`files` is the text `tei`, not a table"
    assert found.help == "begin it with [files]"
    (found,) = findings(tmp_path, "edition = 1\n")
    assert found.help == "begin it with [edition]"


def test_settings_without_their_table_are_sent_home(tmp_path: Path) -> None:
    lost = findings(tmp_path, "title = 'T'\nlanguages = ['tr']\nkinds = ['date']\nnonsense = 1\n")
    assert [d.message for d in lost[:1]] == ["`title` stands outside of every table"]
    assert [d.help for d in lost[:3]] == ["put it below [edition]", "put it below [edition]", "put it below [annotate]"]
    assert "[edition], [files]" in (lost[3].help or "")
    (found,) = findings(tmp_path, GOOD + "articles = ['tei/*.xml']\n")
    assert found.message == "[edition] knows no setting `articles`"
    assert found.help == "it belongs below [files]"


@pytest.mark.parametrize(("key", "near"), [("baseUrl", "base-url"), ("base_url", "base-url"), ("License", "licence")])
def test_other_ways_to_write_a_key_are_near_it(tmp_path: Path, key: str, near: str) -> None:
    (found,) = findings(tmp_path, f"{GOOD}{key} = 'https://example.org'\n")
    assert found.help == f"did you mean `{near}`?"


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (GOOD + 'publisher = "x\n', "a text is not closed on its line", 3),
        (GOOD + 'title = "y"\n', "this setting stands here for the second time", 3),
        (GOOD + "[files]\n\n[edition]\n", "this table stands here for the second time", 5),
        (GOOD + "publisher = Me\n", "a value is missing or is no TOML", 3),
        (GOOD + "publisher\n", "a setting has no value", 3),
        (GOOD + "[files\n", "the name of a table is not closed", 3),
        (GOOD + "editors = [\n", "TOML", 3),
    ],
)
def test_what_is_no_toml_is_told_in_plain_words(tmp_path: Path, text: str, message: str, line: int) -> None:
    (found,) = findings(tmp_path, text)
    assert message in found.message
    assert found.help
    assert found.primary is not None
    assert text[: found.primary.start].count("\n") + 1 == line


def test_a_file_in_another_encoding_is_told_at_its_first_wrong_byte(tmp_path: Path) -> None:
    data = '[edition]\ntitle = "Mü"\n'.encode("latin-1")
    (tmp_path / "edition.toml").write_bytes(data)
    with pytest.raises(EditionError) as caught:
        read_project(tmp_path)
    (found,) = caught.value.diagnostics
    assert "not UTF-8" in found.message
    assert found.primary is not None
    assert found.primary.start == data.index(b"\xfc")


def test_a_file_that_is_no_toml_is_placed(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, '[edition]\ntitle = "x\n')
    assert found.primary is not None
    assert found.primary.start == len("[edition]\n")


def test_an_expression_stands_for_one_kind_of_mention(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, GOOD + "[mentions]\nperson = ['rs']\nplace = ['rs']\n")
    assert found.message == "`rs` stands for person and for place"
    (found,) = findings(tmp_path, GOOD + "[mentions]\nplace = ['persName']\n")
    assert found.primary is not None
    assert found.primary.start == len(GOOD + "[mentions]\n")


@pytest.mark.parametrize("sort", ["rng", "sch", "odd"])
def test_a_schema_that_is_not_there_is_told_on_its_line(tmp_path: Path, sort: str) -> None:
    found = project(tmp_path, f"{GOOD}[schema]\n{sort} = 'schema/editoin.{sort}'\n")
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / f"edition.{sort}").write_text("<a/>")
    with pytest.raises(EditionError) as caught:
        getattr(found, sort)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.message == f"`{sort}`: there is no file schema/editoin.{sort}"
    assert diagnostic.help == f"did you mean `schema/edition.{sort}`?"
    assert diagnostic.primary is not None
    assert diagnostic.primary.start == len(GOOD + "[schema]\n")


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


def test_a_step_may_look_for_the_files_once(tmp_path: Path) -> None:
    found = project(tmp_path, GOOD)
    folder = tmp_path / "tei" / "articles"
    folder.mkdir(parents=True)
    (folder / "a.xml").write_text("<a/>")
    (folder / "out.xml").symlink_to(tmp_path.parent / "nothing.xml")
    (tmp_path.parent / "nothing.xml").write_text("<a/>")
    listed = found.listed()
    assert listed.article_paths() == found.article_paths() == [folder / "a.xml"]
    assert listed.left_out() == found.left_out() != []
    (folder / "b.xml").write_text("<a/>")
    assert [p.name for p in listed.article_paths()] == ["a.xml"]
    assert [p.name for p in pickle.loads(pickle.dumps(listed)).article_paths()] == ["a.xml", "b.xml"]


@pytest.mark.parametrize(
    ("table", "line", "wanted"),
    [
        ("edition", 'base-url = "example.org"', "https://example.org"),
        ("edition", 'base-url = "ftp://example.org"', "an address such as"),
        ("edition", 'base-url = "https://example.org/?a"', "leave out what follows"),
        ("edition", 'base-url = "https://exa mple.org"', "an address such as"),
        ("edition", 'languages = ["tr", "english"]', "did you mean `en`?"),
        ("edition", 'languages = ["tukr"]', "did you mean `tr`?"),
        ("edition", "languages = []", "name at least one"),
        ("edition", 'languages = ["tr", "tr"]', "take one of them out"),
        ("edition", 'licence = "CC BY-SA 4.0"', "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("edition", 'licence = "CC0"', "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("edition", 'licence = "ours"', "the address of the licence"),
        ("edition", 'id = "my letters"', "letters a–z"),
        ("edition", 'doi = "zenodo"', "10.5281/zenodo.1234"),
        ("edition", 'repository = "github.com/a/b"', "https://github.com/a/b"),
        ("files", 'output = "."', "no folder of its own"),
        ("files", 'output = "../.."', "no folder of its own"),
        ("validate", 'ignore = { V343 = "" }', "say why"),
        ("validate", 'ignore = { "V 343" = "x" }', "no code of a finding"),
        ("mentions", 'person = ["persname"]', "did you mean `persName`?"),
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
    lines = 'doi = "https://doi.org/10.1234/a"\nlicence = ""\nid = "a-1"\nbase-url = "https://example.org/a/"\nlanguages = ["tr", "kk-Latn", "ota"]\nsubtitle = { tr = "x" }\n'
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
    with pytest.raises(EditionError, match=r"there is no (edition\.toml|folder)"):
        find_project(Path())


def test_a_folder_that_does_not_exist_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"there is no folder .*nowhere"):
        find_project(tmp_path / "nowhere")


def test_every_setting_is_documented(root: Path) -> None:
    manual = (root / "docs/settings.md").read_text(encoding="utf-8")
    for table in fields(Settings):
        assert f"[{table.name}]" in manual
        for setting in fields(vars(settings_module)[str(table.type)]):
            key = setting.name.replace("_", "-")
            assert f"`{key}`" in manual or f"`{table.name}.{key}`" in manual, key
