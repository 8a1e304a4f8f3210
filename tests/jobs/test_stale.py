"""Nothing that is kept is stale: another program, another library, another edition make everything anew; the old goes."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest

from edition.jobs import program
from edition.project import Project

Command = Callable[..., Any]


@pytest.fixture
def forget() -> Any:
    """The program's digest is made once a process; these tests change what it is made of."""
    program.program_digest.cache_clear()
    program.files_digest.cache_clear()
    yield
    program.program_digest.cache_clear()
    program.files_digest.cache_clear()


def kept(project: Project) -> list[tuple[str, str]]:
    with sqlite3.connect(project.cache / "cache.sqlite") as database:
        return sorted(database.execute("SELECT owner, key FROM results"))


def test_a_changed_source_file_changes_what_is_exported(root: Path, sample: Project, tmp_path: Path) -> None:
    source = tmp_path / "checkout/src"
    copytree(root / "src", source, ignore=ignore_patterns("__pycache__"))
    for name in ("xslt", "schema"):
        copytree(root / name, tmp_path / "checkout" / name)

    def exported() -> list[str]:
        call = [
            sys.executable,
            "-m",
            "edition",
            "-C",
            str(sample.root),
            "export",
            "texts",
            "--format",
            "json",
            "-o",
            "-",
        ]
        environment = {"PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
        out = subprocess.run(call, env=environment, capture_output=True, check=True).stdout
        return [p["text"] for p in json.loads(out)]

    before = exported()
    read = source / "edition/facts/job.py"
    changed = read.read_text("utf-8").replace(
        "return Checked((), read_article(document, self.mentions).facts)",
        "facts = read_article(document, self.mentions).facts\n"
        "            from dataclasses import replace\n"
        "            return Checked((), replace(facts, blocks=facts.blocks[:1]))",
    )
    read.write_text(changed, "utf-8")
    assert exported() == before[:1]


def test_another_version_of_a_library_finds_nothing(
    command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch, forget: None
) -> None:
    command("validate", folder=sample.root)
    before = kept(sample)
    version = program._version
    monkeypatch.setattr(program, "_version", lambda name: "0.0" if name == "lxml" else version(name))
    program.program_digest.cache_clear()
    command("validate", folder=sample.root)
    after = kept(sample)
    assert [owner for owner, _ in after] == [owner for owner, _ in before]
    assert not {key for _, key in after} & {key for _, key in before}


def test_four_edits_leave_no_rows_behind(command: Command, sample: Project) -> None:
    command("validate", folder=sample.root)
    count = len(kept(sample))
    path = sample.article_paths()[0]
    for number in range(4):
        path.write_bytes(path.read_bytes() + f"<!-- {number} -->".encode())
        command("validate", folder=sample.root)
    assert len(kept(sample)) == count


def test_a_check_of_one_file_forgets_nothing(command: Command, sample: Project) -> None:
    command("validate", folder=sample.root)
    before = kept(sample)
    command("validate", str(sample.article_paths()[0]), folder=sample.root)
    assert set(before) <= set(kept(sample))


def test_a_cache_that_grew_too_large_goes(sample: Project, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    from edition.jobs import cache

    command("validate", folder=sample.root)
    assert (sample.cache / "cache.sqlite").is_file()
    monkeypatch.setattr(cache, "_MOST_BYTES", 100)
    command("validate", folder=sample.root)
    assert not (sample.cache / "cache.sqlite").exists()


def test_clean_deletes_what_is_kept_and_nothing_else(command: Command, sample: Project) -> None:
    command("validate", folder=sample.root)
    before = {p for p in sample.root.rglob("*") if sample.cache not in (p, *p.parents)}
    outcome = command("clean", folder=sample.root)
    assert (outcome.code, "cache.sqlite" in outcome.out) == (0, True)
    assert not (sample.cache / "cache.sqlite").exists()
    assert {p for p in sample.root.rglob("*") if sample.cache not in (p, *p.parents)} == before
    assert command("clean", folder=sample.root).out == "nothing was kept\n"
