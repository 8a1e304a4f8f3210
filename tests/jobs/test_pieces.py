"""Batches, windows, keys and faults: the pieces of a run."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.jobs import Cache, Item, Workers, cache, digest_of, map_documents, mapping, run
from edition.jobs import run as run_module
from edition.jobs.faults import OWN_FAULT, fault_of
from edition.jobs.mapping import run_batch
from edition.jobs.program import install_hint


@dataclass(frozen=True)
class Lengths:
    """A job that says how long a document is, and remembers that it was prepared."""

    log: str
    digest: str = "lengths"

    def prepare(self) -> Callable[[Item], int]:
        with Path(self.log).open("a") as file:
            file.write("prepared\n")
        return self.length

    def length(self, item: Item) -> int:
        if item.data == b"fault":
            raise ValueError("odd")
        if item.data == b"refused":
            raise EditionError(Diagnostic(OWN_FAULT, "no"))
        return len(item.data)

    def failed(self, item: Item, fault: Diagnostic) -> int:
        assert fault.primary == Span(item.path, 0, 1)
        return -1


def sizes(items: list[Item]) -> list[int]:
    return [len(batch) for batch in mapping._batches(items)]


def test_batches_are_full_by_number_or_by_size() -> None:
    small = [Item(str(n), b"x") for n in range(101)]
    assert sizes(small) == [50, 50, 1]
    large = [Item(str(n), bytes(200_000)) for n in range(4)]
    assert sizes(large) == [3, 1]
    assert sizes([Item("a", bytes(500_000)), Item("b", b"")]) == [1, 1]
    assert sizes([Item("a", bytes(499_999)), Item("b", b"")]) == [2]
    assert sizes([]) == []


def test_a_job_is_prepared_once_and_again_when_another_has_come_between(tmp_path: Path) -> None:
    log = tmp_path / "log"
    job, other = Lengths(str(log), "one"), Lengths(str(log), "two")
    for each in (job, job, other, other, job):
        assert run_batch(each, [Item("a", b"xy"), Item("b", b"fault")]) == [("a", 2), ("b", -1)]
    assert log.read_text().count("prepared") == 3
    with pytest.raises(EditionError):
        run_batch(job, [Item("a", b"refused")])


def test_processes_are_as_many_as_asked_for_else_one_a_core(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [Workers(jobs)._jobs for jobs in (1, 3)] == [1, 3]
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert Workers()._jobs == 7
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert Workers()._jobs == 1


def test_few_batches_or_one_process_stay_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = Lengths(str(tmp_path / "log"))

    def forbidden(*_: object) -> None:
        raise AssertionError("processes were started")

    monkeypatch.setattr("edition.jobs.processes.Processes.map", forbidden)
    items = [Item(str(n), b"x") for n in range(400)]
    assert len(list(map_documents(job, items, jobs=1))) == 400
    assert len(list(map_documents(job, items[:350], jobs=2))) == 350
    with pytest.raises(AssertionError):
        list(map_documents(job, items, jobs=2))


@pytest.mark.parametrize(("count", "size", "expected"), [(2, 10**9, [2, 2, 1]), (100, 4, [2, 2, 1]), (100, 5, [3, 2])])
def test_windows_are_bounded_and_items_taken_as_results_are_asked_for(
    count: int, size: int, expected: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = sys.modules["edition.jobs.run"]
    monkeypatch.setattr(module, "_WINDOW_ITEMS", count)
    monkeypatch.setattr(module, "_WINDOW_BYTES", size)
    taken: list[str] = []

    def items() -> object:
        for n in range(5):
            taken.append(str(n))
            yield Item(str(n), b"xy")

    seen, told = [], []
    for path, result in run_module(
        Lengths(str(tmp_path / "log")), items(), int, None, jobs=1, advance=lambda: told.append(1)
    ):
        assert result == 2
        seen.append((path, len(taken)))
    ends = [sum(expected[: n + 1]) for n in range(len(expected)) for _ in range(expected[n])]
    assert seen == list(zip("01234", ends, strict=True)) and len(told) == 5


def test_what_is_kept_and_damaged_is_made_again_and_the_rest_is_not(tmp_path: Path) -> None:
    log = tmp_path / "log"
    job, items = Lengths(str(log)), [Item(n, n.encode() * 3) for n in "abc"]
    mapping._functions.clear()
    store = Cache(tmp_path / "kept")
    assert [r for _, r in run(job, items, int, store, jobs=1, whole=True)] == [3, 3, 3]
    mapping._functions.clear()
    assert [r for _, r in run(job, items, int, store, jobs=1)] == [3, 3, 3]
    assert log.read_text().count("prepared") == 1  # all was kept
    store.close()
    connection = sqlite3.connect(tmp_path / "kept" / "cache.sqlite")
    connection.execute("UPDATE results SET value = X'c1'")
    connection.commit()
    connection.close()
    store = Cache(tmp_path / "kept")
    assert [r for _, r in run(job, items, int, store, jobs=1)] == [3, 3, 3]
    assert log.read_text().count("prepared") == 2
    store.close()


def test_another_state_is_forgotten_at_the_end_of_a_whole_run_only(tmp_path: Path) -> None:
    job, store = Lengths(str(tmp_path / "log")), Cache(tmp_path / "kept")

    def kept(*texts: str, whole: bool) -> None:
        list(run(job, [Item(t, t.encode()) for t in texts], int, store, jobs=1, whole=whole))

    def rows() -> int:
        store.commit()
        connection = sqlite3.connect(tmp_path / "kept" / "cache.sqlite")
        return int(connection.execute("SELECT count(*) FROM results").fetchone()[0])

    kept("a", "b", whole=True)
    kept("c", whole=False)
    assert rows() == 3
    kept("a", whole=True)
    assert rows() == 1
    store.close()


def test_a_fault_names_our_last_frame_and_the_error() -> None:
    try:
        digest_of(5)  # type: ignore[arg-type]
    except TypeError as error:
        found = fault_of(error, Span("a.xml", 1, 2))
        assert found.message.startswith("TypeError in edition/jobs/mapping.py:") and found.message.endswith(
            "(digest_of)"
        )
        assert found.notes == (str(error),) and found.primary == Span("a.xml", 1, 2)
    try:
        raise ValueError
    except ValueError as error:
        there = fault_of(error)
        assert there.notes == () and there.message.endswith("(test_a_fault_names_our_last_frame_and_the_error)")
    assert fault_of(KeyError("x" * 900)).message == "KeyError in edition:0 ()"
    assert len(fault_of(ValueError("x" * 900)).notes[0]) == 500


def test_digests_keep_their_parts_apart_and_hints_name_extras() -> None:
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("abc"), digest_of("abc", "")}) == 4
    assert digest_of("ö") == digest_of("ö".encode()) and len(digest_of()) == 40
    assert install_hint("cluster").startswith("pip install 'distributed")
    assert cache.Cache(None).get("x", int) is None


def test_a_cache_finds_many_keys_at_once(tmp_path: Path) -> None:
    store = Cache(tmp_path)
    keys = [f"k{n}" for n in range(2_500)]
    for key in keys[::2]:
        store.put(key, len(key), "tests")
    found = store.find([*keys, "other"])
    assert sorted(found) == sorted(keys[::2])
    store.close()
    again = Cache(tmp_path)
    assert again.get("k0", int) == 2 and again.get("k1", int) is None
    again.close()
