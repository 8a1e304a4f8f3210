"""`edition schema`: what it writes, what it checks, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.odd.tei import MODULES, write_odd


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "edition", "-C", str(folder), "schema", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def customisation(folder: Path) -> Path:
    path = folder / "my.odd"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><schemaSpec ident="my" source="edition">'
        '<elementSpec ident="table" mode="delete"/></schemaSpec></body></text></TEI>',
        "utf-8",
    )
    return path


def test_build_writes_beside_the_odd_and_check_finds_it_fresh(tmp_path: Path) -> None:
    customisation(tmp_path)
    assert run(tmp_path, "build", "--odd", "my.odd").returncode == 0
    assert (tmp_path / "my.rng").is_file()
    assert (tmp_path / "my.sch").is_file()
    assert run(tmp_path, "build", "--odd", "my.odd", "--check").returncode == 0


def test_the_older_name_of_output_is_understood(tmp_path: Path) -> None:
    customisation(tmp_path)
    assert run(tmp_path, "build", "--odd", "my.odd", "--out", "made").returncode == 0
    assert sorted(p.name for p in (tmp_path / "made").iterdir()) == ["my.rng", "my.sch"]


def test_check_names_a_stale_and_a_missing_file_and_writes_nothing(tmp_path: Path) -> None:
    customisation(tmp_path)
    (tmp_path / "my.rng").write_text("<grammar/>", "utf-8")
    result = run(tmp_path, "build", "--odd", "my.odd", "--check")
    assert result.returncode == 1
    assert result.stdout.count("V397") == 2
    assert "differs" in result.stdout
    assert "is missing" in result.stdout
    assert (tmp_path / "my.rng").read_text("utf-8") == "<grammar/>"
    assert not (tmp_path / "my.sch").exists()


def test_an_edition_without_an_odd_gets_the_program_s_schema_into_its_own_folder(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', "utf-8")
    result = run(tmp_path, "build")
    assert result.returncode == 0, result.stderr
    assert sorted(p.name for p in (tmp_path / "schema").iterdir()) == ["edition.rng", "edition.sch"]
    assert run(tmp_path, "build", "--check").returncode == 0


def test_outside_of_an_edition_build_asks_where_to_write(tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert result.returncode == 2
    assert "--output DIR" in result.stderr


def test_wrong_settings_are_told_before_another_odd_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n[schema]\nodd = "mine.odd"\n', "utf-8")
    result = run(tmp_path, "build")
    assert result.returncode == 2
    assert "there is no file mine.odd" in result.stderr


def test_our_own_generated_files_are_fresh(root: Path) -> None:
    assert run(root, "build", "--odd", "schema/edition.odd", "--check").returncode == 0


def test_a_wrong_odd_is_a_finding(tmp_path: Path) -> None:
    path = customisation(tmp_path)
    path.write_text(path.read_text("utf-8").replace('"delete"', '"remove"'), "utf-8")
    result = run(tmp_path, "build", "--odd", "my.odd")
    assert result.returncode == 1
    assert "V393" in result.stdout
    assert not (tmp_path / "my.rng").exists()


def test_docs_writes_pages_and_their_style(tmp_path: Path) -> None:
    customisation(tmp_path)
    assert run(tmp_path, "docs", "--odd", "my.odd", "--output", "guide").returncode == 0
    names = {path.name for path in (tmp_path / "guide").iterdir()}
    assert {"index.html", "elements.html", "element-p.html", "values.html", "rules.html", "guidelines.css"} <= names
    assert "element-table.html" not in names


def test_a_customisation_of_tei_is_built_with_warnings(tmp_path: Path) -> None:
    write_odd(tmp_path, MODULES + '<elementSpec ident="nobody" mode="delete"/>')
    result = run(tmp_path, "build", "--odd", "my.odd", "--output", "made")
    assert result.returncode == 0, result.stderr
    assert result.stdout.count("V391") == 1
    assert sorted(p.name for p in (tmp_path / "made").iterdir()) == ["my.rng", "my.sch"]


def test_tei_s_specifications_are_kept_with_the_edition(tmp_path: Path) -> None:
    write_odd(tmp_path, MODULES)
    theirs = (tmp_path / "p5subset.xml").rename(tmp_path / "downloaded.xml")
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', "utf-8")
    missing = run(tmp_path, "build", "--odd", "my.odd")
    assert missing.returncode == 1
    assert "edition schema tei" in missing.stdout
    kept = run(tmp_path, "tei", "downloaded.xml")
    assert kept.returncode == 0, kept.stderr
    assert (tmp_path / "schema/p5subset-9.1.0.xml").read_bytes() == theirs.read_bytes()
    assert run(tmp_path, "build", "--odd", "my.odd").returncode == 0
    assert run(tmp_path, "docs", "--odd", "my.odd").returncode == 0


def test_what_holds_no_specifications_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', "utf-8")
    (tmp_path / "a.xml").write_text("<a/>", "utf-8")
    for named in ("a.xml", "ftp://example.org/p5subset.xml", "http://127.0.0.1:1/p5subset.xml"):
        result = run(tmp_path, "tei", named)
        assert result.returncode == 1, named
        assert "V388" in result.stdout
    assert run(tmp_path, "tei", "gone.xml").returncode == 2
    assert not (tmp_path / "schema").exists()
