"""Committing on request: the edition's own files only, and no program of the folder runs."""

from __future__ import annotations

import subprocess
from pathlib import Path

import httpx
import pytest
from dulwich.repo import Repo
from tests.desk.conftest import Desk

from edition.desk.repository import Repository

FILE = "tei/articles/letter.xml"
FILTER = (
    '[filter "evil"]\n\tclean = touch {0}/ran-filter; cat\n\tsmudge = touch {0}/ran-filter; cat\n\trequired = true\n'
)


@pytest.fixture
def repository(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with one commit, hooks and filters that would leave a trace, and a file that is no business of ours."""
    traces = tmp_path_factory.mktemp("traces")
    with Repo.init(str(folder)) as repo:
        repo.get_worktree().stage([FILE, "edition.toml"])
        repo.get_worktree().commit(message=b"begin", committer=b"A <a@b>", author=b"A <a@b>", sign=False)
    for hook in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg"):
        path = folder / ".git/hooks" / hook
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\ntouch {traces}/ran-{hook}\nexit 1\n")
        path.chmod(0o755)
    with (folder / ".git/config").open("a") as config:
        config.write(FILTER.format(traces))
    (folder / ".gitattributes").write_text("*.xml filter=evil\n")
    (folder / "private.txt").write_text("not for the repository\n")
    return traces


def head(folder: Path) -> tuple[str, str, dict[str, bytes]]:
    """Message, author and files of the last commit."""
    with Repo(str(folder)) as repo:
        commit = repo[repo.head()]
        tree = {e.path.decode(): repo[e.sha].data for e in repo.object_store.iter_tree_contents(commit.tree)}
        return commit.message.decode(), commit.author.decode(), tree


def test_what_was_decided_is_committed_and_nothing_else(desk: Desk, folder: Path, repository: Path) -> None:
    mark = desk.article().marks[0]
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        client.post("/api/decide", json={"article": "letter", "id": mark.id, "action": "accept"})
        assert "letter" in client.get("/changes").text
        answer = client.post("/api/commit", json={"message": "Kars is right – «yes»"})
        assert answer.status_code == 200, answer.text
        assert "holds everything" in client.get("/changes").text
    message, author, tree = head(folder)
    assert message == "Kars is right – «yes»" and author == "Ada Çelik <ada.çelik@localhost>"
    assert tree[FILE] == (folder / FILE).read_bytes() and "tei/decisions.tsv" in tree
    assert "private.txt" not in tree and not any(name.startswith(".edition") for name in tree)
    assert list(repository.iterdir()) == []


def test_the_repository_is_one_that_git_reads(desk: Desk, folder: Path, repository: Path) -> None:
    (folder / FILE).write_text(desk.text() + "\n", encoding="utf-8")
    Repository(folder).commit("again", "Ada")
    for arguments in (["fsck", "--strict"], ["log", "-1", "--format=%s"]):
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert done.stdout == "again\n"


def test_where_nothing_changed_there_is_no_commit(folder: Path, repository: Path) -> None:
    mine = Repository(folder)
    mine.commit("all of it", "")
    assert mine.changed() == []


def test_a_folder_without_a_repository_has_no_such_form(desk: Desk) -> None:
    with httpx.Client(base_url=desk.base, timeout=60) as client:
        client.get(desk.address)
        assert 'id="commit"' not in client.get("/changes").text
        assert client.post("/api/commit", json={"message": "x"}).status_code == 400
