"""The one way in which sources change: whatever fails or dies at whatever operation, each file is the old or the new
one, and the next command settles what was cut off (as SQLite tests itself)."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import EditionError
from edition.markup.changes import Inputs, change_file, changing, disk, settle
from edition.markup.changes.journal import journal_path
from edition.markup.changes.laying import finish, lay_out

OPERATIONS = ("write", "sync", "rename", "sync_folder", "remove", "make_folder")
OLD = {"tei/a.xml": b"<a/>", "tei/b.xml": b"<b/>"}
NEW = {"tei/a.xml": b"<a n='1'/>", "tei/b.xml": b"<b n='1'/>", "tei/new/c.xml": b"<c/>"}


class Killed(BaseException):
    """The machine has stopped: nothing more is done to the disk."""


class Faults:
    """Counts the operations on the disk, and lets one of them fail, or all from it on."""

    def __init__(self) -> None:
        self.count = 0
        self.at = -1
        self.error: BaseException = OSError()
        self.for_good = False

    def around(self, operation: Callable[..., None]) -> Callable[..., None]:
        def called(*arguments: Any) -> None:
            here = self.count == self.at or (self.for_good and self.count > self.at)
            self.count += 1
            if not here:
                operation(*arguments)
                return
            if operation.__name__ == "write":
                operation(arguments[0], arguments[1][: len(arguments[1]) // 2], *arguments[2:])
            raise self.error

        return called


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    found = Faults()
    for name in OPERATIONS:
        monkeypatch.setattr(disk, name, found.around(getattr(disk, name)))
    return found


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def change_all(root: Path) -> None:
    with changing(root, "edition test") as change:
        for name, data in NEW.items():
            change.read(root / name)
            change.write(root / name, data)


def files(root: Path) -> dict[str, bytes]:
    tei = root / "tei"
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(tei.rglob("*")) if p.is_file()}


def reset(edition: Path) -> None:
    for name in files(edition).keys() - OLD.keys():
        (edition / name).unlink()
    for name, data in OLD.items():
        (edition / name).write_bytes(data)


def counted(edition: Path, faults: Faults, work: Callable[[Path], object]) -> int:
    """How many operations the work takes."""
    reset(edition)
    faults.count = 0
    work(edition)
    return faults.count


def each_operation(edition: Path, faults: Faults, work: Callable[[Path], object]) -> Iterator[int]:
    for at in range(counted(edition, faults, work)):
        reset(edition)
        faults.count, faults.at = 0, at
        yield at
        faults.at, faults.for_good = -1, False


def test_a_change_is_made_and_leaves_nothing_else(edition: Path) -> None:
    change_all(edition)
    assert files(edition) == NEW
    assert [p.name for p in (edition / ".edition").iterdir()] == ["changes.lock"]
    assert settle(edition) == []


def test_wherever_the_disk_fails_all_files_are_old_or_all_are_new(edition: Path, faults: Faults) -> None:
    faults.error = OSError(28, "No space left on device")
    outcomes = set()
    for at in each_operation(edition, faults, change_all):
        try:
            change_all(edition)
            told = True
        except EditionError as error:
            assert [d.code.id for d in error.diagnostics] == ["V303"]
            told = False
        faults.at = -1
        settle(edition)
        assert files(edition) == (NEW if told else OLD), at
        outcomes.add(told)
    assert outcomes == {False, True}  # the journal of a change that is made may stay behind


def test_wherever_it_is_killed_the_next_command_settles_it(edition: Path, faults: Faults) -> None:
    faults.error = Killed()
    outcomes = []
    for at in each_operation(edition, faults, change_all):
        faults.for_good = True
        with pytest.raises(Killed):
            change_all(edition)
        faults.at, faults.for_good = -1, False
        present = files(edition)
        assert all(present[name] in (OLD[name], NEW[name]) for name in OLD), at
        found = settle(edition)
        assert files(edition) in (OLD, NEW), at
        assert not journal_path(edition).exists()
        assert settle(edition) == []
        outcomes.append((files(edition) == NEW, [d.code.id for d in found]))
    assert (False, []) in outcomes
    assert (True, ["V305"]) in outcomes


@pytest.mark.slow
def test_settling_may_be_killed_too(edition: Path, faults: Faults) -> None:
    count = counted(edition, faults, change_all)
    for at in range(count):
        for again in range(12):
            reset(edition)
            faults.error, faults.for_good = Killed(), True
            faults.count, faults.at = 0, at
            with pytest.raises(Killed):
                change_all(edition)
            faults.count, faults.at = 0, again
            try:
                settle(edition)
            except Killed:
                faults.at, faults.for_good = -1, False
                settle(edition)
            faults.at, faults.for_good = -1, False
            assert files(edition) in (OLD, NEW), (at, again)


def cut_off(edition: Path, faults: Faults) -> None:
    """Kill a change when its first file has been renamed."""
    faults.error = Killed()
    for _ in each_operation(edition, faults, change_all):
        faults.for_good = True
        with pytest.raises(Killed):
            change_all(edition)
        faults.at, faults.for_good = -1, False
        if (edition / "tei/a.xml").read_bytes() == NEW["tei/a.xml"]:
            return
        settle(edition)
    raise AssertionError("nothing was renamed")


def test_what_an_editor_changed_since_stays_and_the_rest_is_undone(edition: Path, faults: Faults) -> None:
    cut_off(edition, faults)
    (edition / "tei/b.xml").write_bytes(b"<b>mine</b>")
    (found,) = settle(edition)
    assert files(edition) == {**OLD, "tei/b.xml": b"<b>mine</b>"}
    assert "undone" in found.message
    assert "tei/b.xml" in found.notes[0]


def test_what_an_editor_changed_after_it_was_renamed_stays_too(edition: Path, faults: Faults) -> None:
    cut_off(edition, faults)
    (edition / "tei/a.xml").write_bytes(b"<a>mine</a>")
    settle(edition)
    assert files(edition) == {**NEW, "tei/a.xml": b"<a>mine</a>"}


def test_a_file_that_was_changed_meanwhile_stops_all(edition: Path) -> None:
    def meddle() -> None:
        with changing(edition, "edition test") as change:
            for name in OLD:
                change.read(edition / name)
                change.write(edition / name, NEW[name])
            (edition / "tei/b.xml").write_bytes(b"<b>mine</b>")

    with pytest.raises(EditionError, match=r"V304 tei/b\.xml"):
        meddle()
    assert files(edition) == {**OLD, "tei/b.xml": b"<b>mine</b>"}


def test_a_file_that_was_only_read_counts_too(edition: Path) -> None:
    def meddle() -> None:
        with changing(edition, "edition test") as change:
            change.read(edition / "tei/b.xml")
            change.read(edition / "tei/a.xml")
            change.write(edition / "tei/a.xml", b"<a/><!-- rests on b -->")
            (edition / "tei/b.xml").unlink()

    with pytest.raises(EditionError, match=r"V304 tei/b\.xml"):
        meddle()
    assert files(edition) == {"tei/a.xml": OLD["tei/a.xml"]}


def test_a_file_that_is_there_is_not_written_over_unread(edition: Path) -> None:
    def write() -> None:
        with changing(edition, "edition test") as change:
            change.write(edition / "tei/a.xml", b"")

    with pytest.raises(EditionError, match="V304"):
        write()
    assert files(edition) == OLD


def test_an_error_in_the_block_changes_nothing(edition: Path) -> None:
    def fail() -> None:
        with changing(edition, "edition test") as change:
            change.read(edition / "tei/a.xml")
            change.write(edition / "tei/a.xml", b"")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert files(edition) == OLD


def test_nothing_outside_of_the_edition_is_changed_or_settled(edition: Path) -> None:
    outside = edition / "outside"
    inside = edition / "inside"
    inside.mkdir()

    def write() -> None:
        with changing(inside, "edition test") as change:
            change.write(outside, b"")

    with pytest.raises(EditionError, match="V303"):
        write()
    import msgspec

    from edition.markup.changes.journal import ChangeJournal, Step, digest

    outside.write_bytes(b"theirs")
    hostile = ChangeJournal("edition evil", (Step("../outside", b"evil", digest(b"theirs")),))
    journal_path(inside).write_bytes(msgspec.msgpack.encode(hostile))
    (inside / ".edition/changes.lock").write_text("../.outside.part\n")
    (edition / ".outside.part").write_bytes(b"theirs")
    settle(inside)
    assert outside.read_bytes() == b"theirs"
    assert (edition / ".outside.part").exists()
    assert not journal_path(inside).exists()


def test_a_link_in_the_place_of_the_lock_is_not_followed(edition: Path) -> None:
    (edition / "mine").write_text("precious")
    (edition / ".edition").mkdir()
    (edition / ".edition/changes.lock").symlink_to(edition / "mine")
    with pytest.raises(EditionError, match="V303"):
        change_all(edition)
    assert (edition / "mine").read_text() == "precious"


def test_a_second_change_waits_for_the_first(edition: Path) -> None:
    order = []
    begun, go_on = threading.Event(), threading.Event()

    @contextmanager
    def first() -> Iterator[None]:
        with changing(edition, "first") as change:
            change.read(edition / "tei/a.xml")
            change.write(edition / "tei/a.xml", b"<a>first</a>")
            begun.set()
            go_on.wait(10)
            order.append("first")
        yield

    def run_first() -> None:
        with first():
            pass

    thread = threading.Thread(target=run_first)
    thread.start()
    begun.wait(10)
    with pytest.raises(EditionError, match="V306"):
        change_file(edition, edition / "tei/b.xml", OLD["tei/b.xml"], b"", wait=0)
    go_on.set()
    with changing(edition, "second") as change:
        order.append("second")
        assert change.read(edition / "tei/a.xml") == b"<a>first</a>"
    thread.join()
    assert order == ["first", "second"]


def change_one(root: Path) -> None:
    found = change_file(root, root / "tei/a.xml", OLD["tei/a.xml"], NEW["tei/a.xml"])
    if found is not None:
        raise EditionError(found)


def test_a_file_alone_is_old_or_new_wherever_the_disk_fails_or_all_is_killed(edition: Path, faults: Faults) -> None:
    for error in (OSError(28, "No space left on device"), Killed()):
        for at in each_operation(edition, faults, change_one):
            faults.error, faults.for_good = error, isinstance(error, Killed)
            with pytest.raises((EditionError, Killed)):
                change_one(edition)
            faults.at, faults.for_good = -1, False
            settle(edition)
            assert files(edition) in (OLD, {**OLD, "tei/a.xml": NEW["tei/a.xml"]}), at


def test_a_file_alone_is_left_where_it_or_what_it_rests_on_was_changed(edition: Path) -> None:
    inputs = Inputs([edition / "tei/b.xml"])
    found = change_file(edition, edition / "tei/a.xml", b"<a>as it was</a>", b"<a/>", inputs)
    assert found is not None
    assert found.code.id == "V304"
    (edition / "tei/b.xml").write_bytes(b"<b>longer</b>")
    found = change_file(edition, edition / "tei/a.xml", OLD["tei/a.xml"], NEW["tei/a.xml"], inputs)
    assert found is not None
    assert "b.xml" in found.message
    assert (edition / "tei/a.xml").read_bytes() == OLD["tei/a.xml"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "iso-8859-9"])
def test_a_file_keeps_its_encoding(edition: Path, encoding: str) -> None:
    mark = "" if encoding.startswith("iso") else "\ufeff"
    path = edition / "tei/a.xml"

    def stored(content: str) -> bytes:
        return f'{mark}<?xml version="1.0" encoding="{encoding[:10]}"?>\r\n<a>{content}</a>'.encode(encoding)

    path.write_bytes(stored("ığdır"))
    with changing(edition, "edition test") as change:
        source = change.source(path, "tei/a.xml")
        change.write(path, source.data.replace("ığ".encode(), "<b>ığ</b>".encode()))
    assert path.read_bytes() == stored("<b>ığ</b>dır")
    before = source.data.replace("ığ".encode(), "<b>ığ</b>".encode())
    assert change_file(edition, path, before, before.replace(b"<b>", '<b n="ш">'.encode())) is None
    expected = "&#1096;" if encoding.startswith("iso") else "ш"
    assert path.read_bytes() == stored(f'<b n="{expected}">ığ</b>dır')


def test_links_and_permissions_are_kept(edition: Path) -> None:
    real = edition / "real.xml"
    (edition / "tei/a.xml").rename(real)
    real.chmod(0o640)
    (edition / "tei/a.xml").symlink_to("../real.xml")
    change_all(edition)
    assert (edition / "tei/a.xml").readlink() == Path("../real.xml")
    assert real.read_bytes() == NEW["tei/a.xml"]
    assert real.stat().st_mode & 0o777 == 0o640
    assert change_file(edition, edition / "tei/a.xml", NEW["tei/a.xml"], OLD["tei/a.xml"]) is None
    assert (edition / "tei/a.xml").is_symlink()
    assert real.read_bytes() == OLD["tei/a.xml"]
    assert real.stat().st_mode & 0o777 == 0o640


LAID = {Path("edition.toml"): b"[edition]\n", Path("tei/a.xml"): b"<a/>", Path("tei/b/c.xml"): b"<c/>"}


def laid(root: Path) -> dict[Path, bytes]:
    return {Path(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_new_folder_that_is_cut_off_anywhere_is_whole_or_empty_behind_the_next_call(
    tmp_path: Path, faults: Faults
) -> None:
    lay_out(tmp_path / "first", LAID)
    assert laid(tmp_path / "first") == LAID
    total, faults.error = faults.count, Killed()
    ends = set()
    for at in range(total):
        root = tmp_path / str(at)
        faults.count, faults.at, faults.for_good = 0, at, True
        with pytest.raises(Killed):
            lay_out(root, LAID)
        faults.at, faults.for_good = -1, False
        finish(root)
        found = laid(root)
        assert found in ({}, LAID)
        ends.add(bool(found))
        lay_out(root, LAID)
        assert laid(root) == LAID
    assert ends == {True, False}


def test_what_came_meanwhile_is_not_written_over(tmp_path: Path, faults: Faults) -> None:
    lay_out(tmp_path / "first", LAID)
    faults.at, faults.for_good, faults.error = faults.count - 4, True, Killed()
    faults.count = 0
    with pytest.raises(Killed):
        lay_out(tmp_path / "a", LAID)
    faults.at, faults.for_good = -1, False
    (tmp_path / "a/tei").mkdir(exist_ok=True)
    (tmp_path / "a/tei/a.xml").write_bytes(b"<mine/>")
    finish(tmp_path / "a")
    assert (tmp_path / "a/tei/a.xml").read_bytes() == b"<mine/>"


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path, Path | None]]:
    """Every operation, in its order."""
    calls: list[tuple[str, Path, Path | None]] = []

    def around(operation: Callable[..., None]) -> Callable[..., None]:
        def called(*arguments: Any) -> None:
            second = arguments[1] if len(arguments) > 1 and isinstance(arguments[1], Path) else None
            calls.append((operation.__name__, arguments[0], second))
            operation(*arguments)

        return called

    for name in OPERATIONS:
        monkeypatch.setattr(disk, name, around(getattr(disk, name)))
    return calls


def assert_survives_power_loss(calls: list[tuple[str, Path, Path | None]]) -> None:
    """What is renamed was synced since it was written, and the folder of each name is synced behind it."""
    for at, (operation, path, target) in enumerate(calls):
        if operation != "rename" or target is None:
            continue
        written = max(n for n, call in enumerate(calls[:at]) if call[:2] == ("write", path))
        assert ("sync", path, None) in calls[written:at], f"{path} is renamed before it is on the disk"
        assert ("sync_folder", target.parent, None) in calls[at:], f"the name {target} may be lost"


def test_the_journal_is_on_the_disk_before_the_first_file_is_renamed(
    edition: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = recorded(monkeypatch)
    change_all(edition)
    assert_survives_power_loss(calls)
    journal = journal_path(edition)
    sources = [n for n, call in enumerate(calls) if call[0] == "rename" and call[2] and "tei" in call[2].parts]
    noted = [n for n, call in enumerate(calls) if journal in call[1:] and call[0] in ("sync", "rename")]
    synced = [n for n, call in enumerate(calls) if call[:2] == ("sync_folder", journal.parent)]
    assert noted and min(noted) < min(n for n in synced if n > min(noted)) < min(sources)
    ends = [n for n, call in enumerate(calls) if call[:2] == ("remove", journal)]
    names = [n for n, call in enumerate(calls) if call[0] == "sync_folder" and "tei" in call[1].parts]
    assert max(names) < min(ends)  # the journal goes when all it speaks of is on the disk


def test_a_single_file_and_a_new_folder_survive_power_loss(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = recorded(monkeypatch)
    assert change_file(edition, edition / "tei/a.xml", OLD["tei/a.xml"], b"<a n='1'/>") is None
    assert_survives_power_loss(calls)
    calls.clear()
    lay_out(edition / "new", LAID)
    renames = [call for call in calls if call[0] == "rename"]
    assert len(renames) == len(LAID)
    for _, path, _ in renames:
        assert ("sync", path, None) in calls[: calls.index(("sync_folder", edition / "new", None))]


def test_a_new_folder_that_cannot_be_written_is_not_begun(tmp_path: Path, faults: Faults) -> None:
    faults.at = 4
    with pytest.raises(EditionError, match="cannot write"):
        lay_out(tmp_path / "a", LAID)
    assert laid(tmp_path / "a") == {}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_a_disk_without_room_for_the_lock_is_told(edition: Path) -> None:
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(EditionError, match="cannot write"):
            change_file(edition, edition / "tei/a.xml", OLD["tei/a.xml"], b"<a n='1'/>")
        with pytest.raises(EditionError, match="cannot write"):
            change_all(edition)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert files(edition) == OLD
