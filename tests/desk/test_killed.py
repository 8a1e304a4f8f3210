"""Killed at any moment of any change that the desk makes: all files are old or all are new, and the journal knows which."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from dulwich.index import Index
from dulwich.object_store import DiskObjectStore
from dulwich.refs import DiskRefsContainer
from dulwich.repo import Repo
from starlette.requests import Request
from tests.deciding.conftest import ARTICLE, make_edition
from tests.markup.test_changes import OPERATIONS, Faults, Killed

from edition.deciding import Store
from edition.deciding.article import digest_of_bytes
from edition.desk import changes, entries, restructure
from edition.desk.repository import Repository
from edition.desk.state.bench import Bench
from edition.desk.state.checked import EditionCheck
from edition.desk.views import findings, source
from edition.diagnostics import Code, Diagnostic, Edit, Fix, Safety, Severity, Span
from edition.markup.changes import disk, settle
from edition.project import read_project

FILE = "tei/articles/letter.xml"
FOUND = Diagnostic(
    Code("V999", "made-up", Severity.ERROR, "Made up."), "made up", Span(FILE, 0, 4),
    fix=Fix("another title", (Edit(ARTICLE.encode().index(b"Letters"), ARTICLE.encode().index(b"Letters") + 7, b"Notes"),), Safety.SAFE),
)  # fmt: skip
Handler = Callable[[Request, dict[str, Any]], Any]
CHANGES: dict[str, tuple[Handler, dict[str, Any]]] = {
    "a decision": (changes.decide, {"article": "letter", "action": "accept"}),
    "a new entry": (changes.new_entry, {"kind": "person", "key": "vakur", "names": [["en", "Vakur"]], "article": "letter"}),
    "fields of an entry": (entries.change_fields, {"key": "halil-kut", "changes": [{"number": -1, "name": "birth", "date": "1881"}]}),
    "a relation": (entries.change_relation, {"key": "halil-kut", "name": "met", "other": "halil-ince", "end": "mutual"}),
    "another key": (entries.rename_key, {"key": "halil-kut", "new": "halil-pasa"}),
    "a merge": (entries.join, {"key": "halil-kut", "into": "halil-ince"}),
    "a split": (entries.part, {"key": "halil-kut", "new": "halil-third", "names": [["en", "Third"]], "ids": {"letter": []}}),
    "a structure": (restructure.change_structure, {"article": "letter", "block": "p2", "action": "quotation"}),
    "a header": (restructure.change_header, {"article": "letter", "fields": {}, "new": {"author": "Ada"}}),
    "a source": (source._save, {"file": FILE, "text": ARTICLE + " ", "digest": digest_of_bytes(ARTICLE.encode())}),
    "a fix": (findings._mend, {"check": 1, "numbers": [0]}),
}  # fmt: skip


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    found = Faults()
    found.error = Killed()
    for name in OPERATIONS:
        monkeypatch.setattr(disk, name, found.around(getattr(disk, name)))
    return found


def run(folder: Path, name: str) -> None:
    """Make a change as a request of the desk does."""
    bench = Bench(read_project(folder), "Ada")
    bench.checks._done[1] = EditionCheck(1, [FOUND], {FILE: digest_of_bytes(ARTICLE.encode())})
    app = SimpleNamespace(state=SimpleNamespace(bench=bench))
    request = Request({"type": "http", "app": app, "headers": [], "query_string": b""})
    handler, asked = CHANGES[name]
    asked = dict(asked)
    marks = bench.article("letter").marks
    if name in ("a decision", "a new entry"):
        asked["id"] = next(mark.id for mark in marks if mark.text == "Vakur Bey")
    if name == "a split":
        asked["ids"] = {"letter": [next(mark.id for mark in marks if mark.fact.keys[:1] == ("halil-kut",))]}
    found = handler(request, asked)
    if isawaitable(found):
        asyncio.run(_waited(found))
    bench.writer.close()


async def _waited(found: Awaitable[Any]) -> None:
    await found


def files(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted((folder / "tei").rglob("*")) if p.is_file()
    }


@pytest.mark.parametrize("name", CHANGES)
def test_wherever_it_is_killed_nothing_is_half_done(tmp_path: Path, faults: Faults, name: str) -> None:
    make_edition(tmp_path / "whole")
    old = files(tmp_path / "whole")
    run(tmp_path / "whole", name)
    new, operations = files(tmp_path / "whole"), faults.count
    assert new != old
    outcomes = set()
    for at in range(operations):
        folder = tmp_path / str(at)
        make_edition(folder)
        faults.count, faults.at, faults.for_good = 0, at, True
        with pytest.raises(Killed):
            run(folder, name)
        faults.at, faults.for_good = -1, False
        settle(folder)
        assert files(folder).keys() <= new.keys() and files(folder) in (old, _undated(new, files(folder))), (name, at)
        store = Store.of(folder)
        assert len(store.journal.records) == (files(folder) != old), (name, at)
        if files(folder) != old:
            store.take_back(0, "", "")
            assert {path: data for path, data in files(folder).items() if data} == old
        outcomes.add(bool(store.journal.records))
    assert outcomes == {False, True}


def _undated(new: dict[str, bytes], found: dict[str, bytes]) -> dict[str, bytes]:
    """What was made, with the moment of a decision that was made now."""
    decided = "tei/decisions.tsv"
    same = decided in new and decided in found and len(new[decided]) == len(found[decided])
    return new | {decided: found[decided]} if same else new


def test_wherever_a_commit_is_cut_off_the_next_one_holds_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = Faults()
    faults.error = Killed()
    for owner, name in ((DiskObjectStore, "add_object"), (Index, "write"), (DiskRefsContainer, "set_if_equals")):
        monkeypatch.setattr(owner, name, _counted(faults, getattr(owner, name)))
    count = _commit(tmp_path / "whole", faults, -1)
    assert count > 3
    for at in range(count):
        folder = tmp_path / str(at)
        with pytest.raises(Killed):
            _commit(folder, faults, at)
        faults.at, faults.for_good = -1, False
        assert (folder / FILE).read_text("utf-8") == ARTICLE + "\n"
        Repository(folder).commit("again", "Ada")
        assert Repository(folder).changed() == []
        done = subprocess.run(["git", "-C", str(folder), "fsck", "--strict"], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr


def _counted(faults: Faults, operation: Callable[..., Any]) -> Callable[..., Any]:
    def called(*arguments: Any, **named: Any) -> Any:
        here = faults.count >= faults.at >= 0
        faults.count += 1
        if here:
            raise faults.error
        return operation(*arguments, **named)

    return called


def _commit(folder: Path, faults: Faults, at: int) -> int:
    make_edition(folder)
    faults.at = -1
    with Repo.init(str(folder)) as repo:
        repo.get_worktree().stage([FILE, "edition.toml"])
        repo.get_worktree().commit(message=b"begin", committer=b"A <a@b>", author=b"A <a@b>", sign=False)
    (folder / FILE).write_text(ARTICLE + "\n", encoding="utf-8")
    faults.count, faults.at = 0, at
    Repository(folder).commit("second", "Ada")
    return faults.count
