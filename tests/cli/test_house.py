"""The commands that lay out an edition, count it, explain findings and change registers."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.checking.known import all_known_codes
from edition.project import Project, read_project

Command = Callable[..., Any]


def test_new_lays_out_an_edition_that_validates_at_once(command: Command, tmp_path: Path) -> None:
    assert command("new", "demo", folder=tmp_path).code == 0
    outcome = command("validate", folder=tmp_path / "demo")
    assert (outcome.code, outcome.out.count("S705"), outcome.out.count("warning[")) == (0, 3, 3)
    assert "6 files checked: 3 warnings" in outcome.err
    assert (tmp_path / "demo/.gitignore").is_file()


def test_new_takes_what_it_is_told(command: Command, tmp_path: Path) -> None:
    told = ("--title", 'Die "Briefe"', "--author", "Ada Stern", "--publisher", "Verlag", "--language", "de")
    assert command("new", "briefe", *told, folder=tmp_path).code == 0
    info = read_project(tmp_path / "briefe").settings.edition
    assert (info.title, info.editors[0].name, info.languages) == ({"de": 'Die "Briefe"'}, "Ada Stern", ("de",))
    assert (info.id, info.publisher) == ("briefe", "Verlag")
    assert command("validate", folder=tmp_path / "briefe").out == ""
    assert len(list((tmp_path / "briefe/tei/registers").iterdir())) == 5


def test_new_knows_a_language_by_its_code(command: Command, tmp_path: Path) -> None:
    assert command("new", "x", "--language", "türkçe", folder=tmp_path).code == 2
    assert not (tmp_path / "x").exists()


def test_new_writes_nothing_over_what_is_there(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    outcome = command("new", ".", folder=tmp_path)
    assert outcome.code == 2
    assert "S702" in outcome.err
    assert [p.name for p in tmp_path.iterdir()] == ["mine"]


def test_stats_count_the_sample(command: Command, sample: Project) -> None:
    figures = json.loads(command("stats", "--json", folder=sample.root).out)
    assert figures["articles"] == 1
    assert figures["mentions"] == {"person": 2, "place": 3, "date": 4}
    assert figures["linked"] == {"person": 2, "place": 3}
    assert figures["never_mentioned"] == {
        "person": [],
        "place": [],
        "org": ["corps-of-royal-architects"],
        "event": ["opening-of-the-new-bridge"],
        "work": ["evliya-celebi-seyahatname"],
    }
    table = command("stats", "--unmentioned", folder=sample.root).out
    assert re.search(r"place +3 +100% +3 +0", table)


def test_stats_of_a_broken_article_tell_it_and_count_the_rest(command: Command, sample: Project) -> None:
    (sample.root / "tei/articles/b.xml").write_text("<TEI><p></TEI>")
    outcome = command("stats", folder=sample.root)
    assert outcome.code == 1
    assert "articles          1" in outcome.out
    assert "V300" in outcome.out


@pytest.mark.parametrize("arguments", [("stats",), ("validate",), ("registers", "check")])
def test_outside_an_edition_commands_say_how_to_make_one(
    command: Command, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    outcome = command(*arguments, folder=tmp_path)
    assert outcome.code == 2
    assert "edition new DIR" in outcome.err


def test_every_code_is_explained_once_with_a_failing_and_a_passing_case() -> None:
    codes = list(all_known_codes())
    assert len({c.id for c in codes}) == len(codes) > 30
    assert len({c.name for c in codes}) == len(codes)
    for code in codes:
        assert re.fullmatch(r"[IAVRPES]\d{3}", code.id), code.id
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.name), code.name
        assert "Failing:" in code.explanation, code.id
        assert "Passing:" in code.explanation, code.id


def test_explain_knows_codes_and_names(command: Command) -> None:
    assert "unresolved-key" in command("explain", "V340").out
    assert command("explain", "unresolved-key").out == command("explain", "v340").out
    outcome = command("explain", "unresolved-kee")
    assert outcome.code == 2
    assert "did you mean unresolved-key?" in re.sub(r"[\s│]+", " ", outcome.err)


def test_explain_without_a_code_lists_them(command: Command) -> None:
    lines = command("explain").out.splitlines()
    assert "V340 unresolved-key" in lines
    assert len(lines) == len(list(all_known_codes()))


def test_a_misspelt_command_is_answered_with_the_nearest(command: Command) -> None:
    outcome = command("validat")
    assert outcome.code == 2
    assert "did you mean validate?" in re.sub(r"[\s│]+", " ", outcome.err)


def test_a_wrong_setting_is_shown_with_its_line_from_anywhere(command: Command, sample: Project) -> None:
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text().replace("publisher", "publishr"))
    for folder in (sample.root, sample.root / "tei/articles"):
        outcome = command("validate", folder=folder)
        assert outcome.code == 2
        assert re.search(r"--> edition.toml:\d+:1\n", outcome.err), outcome.err
        assert "did you mean `publisher`?" in outcome.err
        assert "publishr = " in outcome.err


def test_registers_rename_keeps_the_edition_valid(command: Command, sample: Project) -> None:
    assert command("registers", "rename", "mostar", "mostar-hersek", folder=sample.root).code == 0
    article = (sample.root / "tei/articles/a-bridge-at-mostar.xml").read_text()
    assert 'ref="place:mostar-hersek"' in article
    assert command("validate", folder=sample.root).code == 0
    assert command("registers", "check", folder=sample.root).code == 0


def test_a_dry_run_writes_nothing(command: Command, sample: Project) -> None:
    before = {p: p.read_bytes() for p in sample.root.rglob("*.xml")}
    outcome = command("registers", "merge", "neretva", "mostar", "--dry-run", folder=sample.root)
    assert "would change tei/registers/places.xml" in outcome.out
    assert {p: p.read_bytes() for p in sample.root.rglob("*.xml")} == before


def test_registers_add_and_split(command: Command, sample: Project) -> None:
    root = sample.root
    assert command("registers", "add", "person", "katip-celebi", "--name", "tr=Kâtip Çelebi", folder=root).code == 0
    split = ("registers", "split", "istanbul", "uskudar", "--name", "Üsküdar", "--block", "n1")
    assert command(*split, folder=root).code == 0
    assert 'ref="place:uskudar">Istanbul' in (root / "tei/articles/a-bridge-at-mostar.xml").read_text()
    assert command("registers", "check", folder=root).code == 0


def test_one_broken_article_stops_a_rename_before_anything_is_written(command: Command, sample: Project) -> None:
    (sample.root / "tei/articles/b.xml").write_text("<TEI><p></TEI>")
    before = (sample.root / "tei/registers/places.xml").read_bytes()
    assert command("registers", "rename", "mostar", "m", folder=sample.root).code == 2
    assert (sample.root / "tei/registers/places.xml").read_bytes() == before


def test_the_template_of_new_editions_travels_in_the_package(root: Path) -> None:
    shipped = {
        p.relative_to(root / "src/edition/templates/new") for p in (root / "src/edition/templates/new").rglob("*.*")
    }
    assert Path("tei/articles/a-bridge-at-mostar.xml") in shipped


def test_lines_are_shown_from_wherever_the_call_is_made(command: Command, sample: Project) -> None:
    places = sample.root / "tei/registers/places.xml"
    places.write_text(places.read_text().replace("<geo>", "<geo>N ", 1))
    for call in (("registers", "check"), ("stats",)):
        found = command(*call, folder=sample.root / "tei/articles")
        assert re.search(r"--> tei/registers/places.xml:[1-9]\d+:\d+", found.out), found.out
        assert "<geo>N " in found.out
    places.write_text(places.read_text() + "<")
    found = command("registers", "rename", "mostar", "m", folder=sample.root / "tei")
    assert found.code == 2
    assert re.search(r"places.xml:[1-9]\d+:1\n", found.err), found.err


def test_a_pattern_without_files_is_shown_from_the_edition_that_is_meant(
    command: Command, sample: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "edition.toml").write_text("# another edition\n" * 40)
    monkeypatch.chdir(tmp_path)
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text().replace("tei/registers/", "tei/register/"))
    found = command("validate", folder=sample.root)
    assert (found.code, command("validate", "--strict", folder=sample.root).code) == (0, 1)
    assert 'registers = ["tei/register/*.xml"]' in found.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("score", "gold", "a.xml"), "no gold in gold"), (("score", "g.json", "a.xml"), "E693")],
)
def test_score_tells_what_is_no_gold(command: Command, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "g.json").write_text("{")
    (tmp_path / "a.xml").write_text("<TEI/>")
    outcome = command(*arguments, folder=tmp_path)
    assert outcome.code == 2
    assert said in outcome.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["stats", "annotate --dry-run", "explain V302"])
def test_a_full_disk_behind_the_output_is_told(sample: Project, command: str) -> None:
    with Path("/dev/full").open("w") as full:
        call = [sys.executable, "-m", "edition", "-C", str(sample.root), *command.split()]
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "V303" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("name", ["NOFILE", "tei", "README.md"])
def test_score_refuses_what_is_no_gold(command: Command, sample: Project, name: str) -> None:
    assert command("score", name, folder=sample.root).code == 2


def test_a_name_without_a_language_is_in_the_edition_s(command: Command, sample: Project) -> None:
    assert command("registers", "add", "person", "ali", "--name", "Ali", folder=sample.root).code == 0
    assert (
        '<persName xml:lang="en" type="main">Ali</persName>' in (sample.root / "tei/registers/persons.xml").read_text()
    )


def test_a_language_that_does_not_exist_is_refused(command: Command, sample: Project) -> None:
    before = (sample.root / "tei/registers/persons.xml").read_bytes()
    assert command("registers", "add", "person", "ali", "--name", "türkçe=Ali", folder=sample.root).code == 2
    assert (sample.root / "tei/registers/persons.xml").read_bytes() == before


def test_proposals_whose_keys_are_taken_get_numbers(command: Command, sample: Project) -> None:
    lines = "person\tmostar\tMostar\ten\nperson\tistanbul\tIstanbul\ten\n"
    (sample.root / "tei/proposals.tsv").write_text(f"kind\tkey\tname\tlang\n{lines}", "utf-8")
    assert command("registers", "add", "--all-proposed", folder=sample.root).code == 0
    assert 'xml:id="mostar-2"' in (sample.root / "tei/registers/persons.xml").read_text()
    assert command("validate", folder=sample.root).code == 0


def test_without_proposals_there_is_nothing_to_take_over(command: Command, sample: Project) -> None:
    outcome = command("registers", "add", "--all-proposed", folder=sample.root)
    assert (outcome.code, outcome.out) == (0, "there are no proposals\n")


@pytest.mark.parametrize("into", [(), ("--into", "tei/articles")])
def test_import_tells_where_it_wrote_and_what_comes_next(
    into: tuple[str, ...], command: Command, sample: Project, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nA paragraph of a few words, and one more sentence.\n")
    outcome = command("import", str(tmp_path / "a.txt"), *into, folder=sample.root)
    assert "a.txt → tei/articles/a.xml" in outcome.err
    assert "next: edition validate" in outcome.err
