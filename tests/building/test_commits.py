"""The last commit of each article is what git says, and no program is run to learn it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from edition.building.commits import head, last_commits

ENVIRONMENT = {
    **os.environ,
    **{f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *arguments: str, day: int = 1) -> str:
    stamp = f"2020-01-{day:02}T23:30:00 +0500"
    environment = {**ENVIRONMENT, "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    done = subprocess.run(["git", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    edition = tmp_path / "letters"
    (edition / "tei/more").mkdir(parents=True)
    for day, name in enumerate(("a.xml", "b.xml", "more/ç.xml", "a.xml"), 1):
        (edition / "tei" / name).write_text(f"<a n='{day}'/>")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", f"changes {name}", day=day)
    git(tmp_path, "checkout", "-qb", "side", "HEAD~1")
    (edition / "tei/b.xml").write_text("<b n='side'/>")
    git(tmp_path, "commit", "-qam", "side", day=5)
    git(tmp_path, "checkout", "-q", "main")
    git(tmp_path, "merge", "-q", "--no-ff", "-m", "merged", "side", day=6)
    (edition / "tei/new.xml").write_text("<new/>")
    return edition


def by_git(folder: Path, path: Path) -> tuple[str, str]:
    commit, day = git(folder, "log", "-1", "--abbrev=7", "--format=%h %cs", "--", str(path)).split()
    return commit, day


def test_it_is_what_git_says(repository: Path) -> None:
    paths = sorted((repository / "tei").rglob("*.xml"))
    committed = [path for path in paths if path.name != "new.xml"]
    assert last_commits(repository, paths) == {path: by_git(repository, path) for path in committed}


def test_a_shallow_clone_tells_its_only_commit(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(clone))
    (tmp_path / "clone/letters/tei/x.xml").write_text("<x/>")
    git(clone, "add", "-A")
    git(clone, "commit", "-qm", "x", day=9)
    path = clone / "letters/tei/x.xml"
    assert last_commits(clone / "letters", [path]) == {path: by_git(clone, path)}


def test_nothing_is_told_outside_of_a_repository_or_of_a_damaged_one(repository: Path, tmp_path: Path) -> None:
    path = repository / "tei/a.xml"
    for damaged in (tmp_path / ".git/objects").rglob("*"):
        if damaged.is_file():
            damaged.chmod(0o644)
            damaged.write_bytes(b"\x00damaged")
    assert last_commits(repository, [path]) == {}
    (tmp_path / ".git/HEAD").write_text("nonsense")
    assert last_commits(repository, [path]) == {}
    (tmp_path / ".git/config").write_text("[core\nnonsense")
    assert last_commits(repository, [path]) == {}
    assert last_commits(Path("/"), [path]) == {}


def test_nothing_that_the_repository_names_is_run(repository: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    hostile = f"""
[gpg]\n\tprogram = {program}
[log]\n\tshowSignature = true
[core]\n\tsshCommand = {program}\n\tfsmonitor = {program}\n\tpager = {program}
[remote "origin"]\n\turl = ext::{program}\n\tpromisor = true\n\tpartialclonefilter = blob:none
[diff]\n\texternal = {program}
"""
    with (tmp_path / ".git/config").open("a") as config:
        config.write(hostile)
    (tmp_path / ".gitattributes").write_text("*.xml diff=evil filter=evil\n")
    paths = [repository / "tei/a.xml"]
    assert last_commits(repository, paths) != {}
    missing = git(tmp_path, "rev-parse", "HEAD~1").strip()
    (tmp_path / ".git/objects" / missing[:2] / missing[2:]).unlink()
    last_commits(repository, paths)
    assert not ran.exists()


def test_with_a_commit_the_head_is_another(repository: Path) -> None:
    before = head(repository)
    assert before == git(repository, "rev-parse", "HEAD").strip()
    git(repository, "commit", "-q", "--allow-empty", "-m", "nothing", day=9)
    assert head(repository) not in ("", before)
