from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.jobs import Cache, Item, digest_of, map_documents, run


@dataclass(frozen=True)
class Upper:
    """A job for these tests: upper case, and which process did it."""

    digest: str = "upper"

    def prepare(self) -> Callable[[Item], tuple[str, int]]:
        return lambda item: (item.data.decode().upper(), os.getpid())


def items(count: int) -> list[Item]:
    return [Item(f"{n}.xml", f"text {n} ".encode() * 50) for n in range(count)]


def test_results_come_in_the_order_of_the_documents() -> None:
    found = list(map_documents(Upper(), items(450), jobs=2))
    assert [path for path, _ in found] == [f"{n}.xml" for n in range(450)]
    assert all(text.startswith(f"TEXT {n} ") for n, (_, (text, _)) in enumerate(found))
    assert os.getpid() not in {pid for _, (_, pid) in found}


def test_a_few_documents_are_done_in_this_process() -> None:
    assert {pid for _, (_, pid) in map_documents(Upper(), items(5), jobs=2)} == {os.getpid()}


def test_no_documents_give_no_results() -> None:
    assert list(map_documents(Upper(), [], jobs=2)) == []


@dataclass(frozen=True)
class Failing:
    digest: str = "failing"

    def prepare(self) -> Callable[[Item], int]:
        return lambda item: 1 // (item.path != "300.xml")

    def failed(self, item: Item, fault: Diagnostic) -> int:
        assert (fault.code.id, fault.primary) == ("S799", Span(item.path, 0, 1))
        assert "ZeroDivisionError" in fault.message
        return -1


def test_a_failure_on_a_document_is_told_and_the_others_are_done() -> None:
    found = dict(map_documents(Failing(), items(450), jobs=2))
    assert found.pop("300.xml") == -1
    assert set(found.values()) == {1}
    assert len(found) == 449


@dataclass(frozen=True)
class Counting:
    """A job that says in a file when it ran."""

    log: str
    version: str = "1"

    @property
    def digest(self) -> str:
        return digest_of(self.log, self.version)

    def prepare(self) -> Callable[[Item], str]:
        def function(item: Item) -> str:
            with Path(self.log).open("a") as file:
                file.write(f"{item.path}\n")
            return item.data.decode()

        return function


def test_the_cache_makes_only_what_changed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    job = Counting(str(log))

    def go(documents: list[Item]) -> list[tuple[str, str]]:
        cache = Cache(tmp_path / "cache")
        try:
            return list(run(job, documents, str, cache, jobs=1))
        finally:
            cache.close()

    first = go(items(5))
    assert go(items(5)) == first
    changed = [*items(5)[:4], Item("4.xml", b"new")]
    assert go(changed)[4] == ("4.xml", "new")
    assert log.read_text().split() == [*(f"{n}.xml" for n in range(5)), "4.xml"]


def test_another_job_digest_finds_nothing_in_the_cache(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    log = str(tmp_path / "log")
    list(run(Counting(log), items(2), str, cache, jobs=1))
    list(run(Counting(log, version="2"), items(2), str, cache, jobs=1))
    cache.close()
    assert len(Path(log).read_text().split()) == 4


def test_a_damaged_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "cache.sqlite").write_bytes(b"not a database at all" * 100)
    cache = Cache(tmp_path)
    cache.put("k", "v", "tests")
    assert cache.get("k", str) == "v"
    cache.close()


def test_a_cache_of_another_make_is_begun_anew(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "cache.sqlite")
    other.execute("CREATE TABLE results (name, thing)")
    other.close()
    cache = Cache(tmp_path)
    cache.put("k", "v", "tests")
    assert cache.get("k", str) == "v"
    cache.close()


@pytest.mark.parametrize("in_the_way", ["folder", "file", "nothing may be written"])
def test_without_a_cache_everything_is_made(tmp_path: Path, in_the_way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".edition"
    if in_the_way == "folder":
        (folder / "cache.sqlite").mkdir(parents=True)
    elif in_the_way == "file":
        folder.write_text("")
    else:
        folder.mkdir()
        monkeypatch.setattr(sqlite3, "connect", _refuse)
    cache = Cache(folder)
    for _ in range(2):
        assert [r for _, r in run(Counting(str(tmp_path / "log")), items(3), str, cache, jobs=1)] == [
            item.data.decode() for item in items(3)
        ]
    cache.close()


def _refuse(path: Path, timeout: float) -> sqlite3.Connection:
    """As SQLite does on a read-only disk."""
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    raise error


def test_a_cache_that_another_process_holds_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    cache.put("k", "v", "tests")
    cache.close()
    before = (tmp_path / "cache.sqlite").read_bytes()

    def busy(path: Path, timeout: float) -> sqlite3.Connection:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", busy)
        assert Cache(tmp_path).get("k", str) is None
    assert (tmp_path / "cache.sqlite").read_bytes() == before


def test_a_value_of_another_type_counts_as_not_there(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k", 7, "tests")
    assert cache.get("k", str) is None
    cache.close()


def test_only_the_owner_s_other_results_are_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", "1", "tests")
    cache.put("b", "2", "tests")
    cache.put("c", "3", "others")
    cache.keep_only("tests", ["b"])
    assert cache.find(["a", "b", "c"]).keys() == {"b", "c"}
    cache.close()


def test_digests_keep_parts_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")


@dataclass(frozen=True)
class Dying:
    digest: str = "dying"

    def prepare(self) -> Callable[[Item], None]:
        def function(item: Item) -> None:
            os.kill(os.getpid(), 9)

        return function


def test_the_death_of_a_worker_is_a_finding() -> None:
    with pytest.raises(EditionError) as caught:
        list(map_documents(Dying(), items(900), jobs=2))
    assert caught.value.diagnostics[0].code.id == "S711"


class Walking:
    """A function in two steps that tells what it does; some documents end early or fail."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def __call__(self, item: Item) -> str:
        return item.path

    def steps(self, item: Item) -> Generator[None, None, str]:
        self.told.append(f"{item.path}1")
        if item.data == b"early":
            return "early"
        yield
        self.told.append(f"{item.path}2")
        if item.data == b"wrong":
            raise ValueError(item.path)
        return item.path


@dataclass(frozen=True)
class WalkingJob:
    function: Walking
    digest: str = "walking"

    def prepare(self) -> Walking:
        return self.function

    def failed(self, item: Item, fault: Diagnostic) -> str:
        return f"{item.path} {fault.code.name}"


def test_steps_are_taken_by_all_documents_of_a_batch_before_the_next_ones() -> None:
    function = Walking()
    documents = [Item("a", b""), Item("b", b"early"), Item("c", b"wrong"), Item("d", b"")]
    made = list(map_documents(WalkingJob(function), documents, jobs=1))
    assert made == [("a", "a"), ("b", "early"), ("c", "c own-fault"), ("d", "d")]
    assert function.told == ["a1", "b1", "c1", "d1", "a2", "c2", "d2"]
