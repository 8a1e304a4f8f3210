"""The journal of an edition: every change with who and when, and what is needed to take it back.

One JSON object a line in `.edition/changes.jsonl`. A change is noted before it is made; one that a crash kept
from being made is dropped when the journal is read next. Taking back finds its place again after later changes
elsewhere in the file, and refuses where the very bytes were changed since.
"""

from __future__ import annotations

import difflib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from edition.deciding.article import digest_of_bytes
from edition.deciding.codes import NOTHING_TO_TAKE_BACK
from edition.diagnostics import Diagnostic, Edit, EditionError, apply_edits
from edition.markup.inputs.kept import Stamp, stamp_of

_CONTEXT: Final = 60  # so many bytes on both sides find a place again


@dataclass(frozen=True, slots=True)
class Hunk:
    """Bytes that a change replaced, with what stood around them."""

    start: int
    old: bytes
    new: bytes
    before: bytes = b""
    behind: bytes = b""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a change did to a file, and names for its bytes before and after."""

    path: str
    before: str
    after: str
    hunks: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A change: what was decided about which words, by whom and when. `of` is the change that it undoes or redoes."""

    action: str
    by: str = ""
    when: str = ""
    article: str = ""
    block: str = ""
    text: str = ""
    kind: str = ""
    told: str = ""
    count: int = 1
    of: int = 0
    number: int = 0
    files: tuple[FileChange, ...] = ()


class Journal:
    """The changes of an edition, in their order."""

    def __init__(self, path: Path, root: Path) -> None:
        self._path = path
        self._root = root
        self._stamp: Stamp | None = None
        self._records: list[Record] = []
        self._began: int | None = None  # the last change when this program read them first
        self._own: set[int] = set()

    @property
    def records(self) -> Sequence[Record]:
        """All changes; another program's, too."""
        stamp = stamp_of(self._path)
        if stamp != self._stamp:
            self._records = [r for r in _read(self._path) if r.number]
            self._drop_unmade()
            self._stamp = stamp_of(self._path)
        if self._began is None:
            self._began = max((r.number for r in self._records), default=0)
        return self._records

    def append(self, record: Record, files: Sequence[FileChange]) -> Record:
        """Note a change that is about to be made."""
        number = max((r.number for r in self.records), default=0) + 1
        kept = replace(record, number=number, files=tuple(files))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("ab") as file:
            file.write(json.dumps(asdict(kept), default=_text).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self._records = [*self._records, kept]
        self._own.add(number)
        self._stamp = stamp_of(self._path)
        return kept

    def forget(self) -> None:
        """Read the journal again when it is asked next, and drop what was noted and not made."""
        self._stamp = None

    def open_changes(self) -> tuple[list[int], list[int]]:
        """The numbers of what can be undone and of what can be redone, the latest last."""
        undo: list[int] = []
        redo: list[int] = []
        for record in self.records:
            if record.action == "undo":
                undo = [n for n in undo if n != record.of]
                redo.append(record.of)
            elif record.action == "redo":
                redo = [n for n in redo if n != record.of]
                undo.append(record.of)
            else:
                undo.append(record.number)
                redo = []
        return undo, redo

    def own_changes(self, by: str = "") -> tuple[list[int], list[int]]:
        """The same without what another editor did, or another program since this one began: two desks may be open."""
        undo, redo = self.open_changes()
        made = {r.number: r for r in self.records}
        undone = {r.of: r for r in self.records if r.action == "undo"}
        return [n for n in undo if self._is_own(made[n], by)], [n for n in redo if self._is_own(undone[n], by)]

    def _is_own(self, record: Record, by: str) -> bool:
        if by and record.by and record.by != by:
            return False
        return record.number <= (self._began or 0) or record.number in self._own

    def undoable(self, number: int = 0, by: str = "") -> Record:
        """The change to take back: one's own last where no number is given. One made again is told by its redo."""
        undo, _ = self.open_changes() if number else self.own_changes(by)
        wanted = number or (undo[-1] if undo else 0)
        if wanted not in undo:
            raise EditionError(Diagnostic(NOTHING_TO_TAKE_BACK, "there is no change to take back"))
        made = [r for r in self.records if r.number == wanted or (r.action == "redo" and r.of == wanted)]
        return replace(made[-1], number=wanted)

    def redoable(self, number: int = 0, by: str = "") -> Record:
        """The undo to take back: one's own last where no number is given."""
        _, redo = self.open_changes() if number else self.own_changes(by)
        wanted = number or (redo[-1] if redo else 0)
        if wanted not in redo:
            raise EditionError(Diagnostic(NOTHING_TO_TAKE_BACK, "there is no change to make again"))
        return [r for r in self.records if r.action == "undo" and r.of == wanted][-1]

    def record(self, number: int) -> Record:
        """A change by its number."""
        return next(r for r in self.records if r.number == number)

    def inverse(self, record: Record, file: FileChange, data: bytes) -> bytes:
        """The bytes of a file as they are now, without what a change did to them."""
        places = _shifted(file)
        if digest_of_bytes(data) != file.after:
            places = self._moved(file, places, data)
        edits = [Edit(at, at + len(h.new), h.old) for at, h in zip(places, file.hunks, strict=True)]
        if any(data[e.start : e.end] != h.new for e, h in zip(edits, file.hunks, strict=True)):
            raise EditionError(_changed_since(record, file))
        return apply_edits(data, edits)

    def _moved(self, file: FileChange, places: list[int], data: bytes) -> list[int]:
        """Where the bytes of an earlier change stand now: counted on through later changes, else found by what is
        around them."""
        known = file.after
        for later in self._later(file):
            if later.before != known or any(_overlap(at, h, later) for at, h in zip(places, file.hunks, strict=True)):
                known = ""
                break
            places = [at + _growth(later, at) for at in places]
            known = later.after
        if known == digest_of_bytes(data):
            return places
        return [_found(hunk, data) for hunk in file.hunks]

    def _later(self, file: FileChange) -> Iterator[FileChange]:
        """The changes of the same file since, the latest bytes last."""
        all_of_file = [f for r in self.records for f in r.files if f.path == file.path]
        at = max(n for n, f in enumerate(all_of_file) if f.after == file.after and f.before == file.before)
        yield from all_of_file[at + 1 :]

    def _drop_unmade(self) -> None:
        """A change that was noted and not made, because the program was killed between."""
        if not self._records or not self._records[-1].files:
            return
        for file in self._records[-1].files:
            path = self._root / file.path
            now = digest_of_bytes(path.read_bytes() if path.is_file() else b"")
            if now != file.before:
                return
        self._records.pop()
        lines = self._path.read_bytes().splitlines(keepends=True)
        with self._path.open("r+b") as kept:
            kept.truncate(sum(map(len, lines[:-1])))


def file_changes(path: str, before: bytes, after: bytes) -> FileChange:
    """What turned some bytes into others."""
    hunks = tuple(_with_context(hunk, before) for hunk in difference(before, after))
    return FileChange(path, digest_of_bytes(before), digest_of_bytes(after), hunks)


def difference(before: bytes, after: bytes) -> Iterator[Hunk]:
    """The stretches in which two texts differ.

    >>> list(difference(b"<p>Kars</p>", b"<p><b>Kars</b></p>"))
    [Hunk(start=3, old=b'Kars', new=b'<b>Kars</b>', before=b'', behind=b'')]
    """
    head, tail = _equal_ends(before, after)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if b"\n" not in old or b"\n" not in new:
        if old or new:
            yield Hunk(head, old, new)
        return
    head = before.rfind(b"\n", 0, head) + 1
    first = before[head : len(before) - tail].splitlines(keepends=True)
    second = after[head : len(after) - tail].splitlines(keepends=True)
    yield from _of_lines(head, first, second)


def _of_lines(at: int, first: Sequence[bytes], second: Sequence[bytes]) -> Iterator[Hunk]:
    for tag, a, b, c, d in difflib.SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        pairs = zip(first[a:b], second[c:d], strict=False) if b - a == d - c else ()
        for old, new in pairs or [(b"".join(first[a:b]), b"".join(second[c:d]))]:
            head, tail = _equal_ends(old, new)
            if tag != "equal":
                yield Hunk(at + head, old[head : len(old) - tail], new[head : len(new) - tail])
            at += len(old)


def _equal_ends(one: bytes, other: bytes) -> tuple[int, int]:
    """How many bytes at the beginning and at the end are the same."""
    head = _common(one, other)
    rest, rest_of_other = one[head:], other[head:]
    return head, _common(rest[::-1], rest_of_other[::-1])


def _common(one: bytes, other: bytes) -> int:
    """The length of the common beginning, found by halving."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _with_context(hunk: Hunk, before: bytes) -> Hunk:
    end = hunk.start + len(hunk.old)
    return replace(hunk, before=before[max(0, hunk.start - _CONTEXT) : hunk.start], behind=before[end : end + _CONTEXT])


def _shifted(file: FileChange) -> list[int]:
    """Where the new bytes of each hunk begin, once all are made."""
    out, grown = [], 0
    for hunk in file.hunks:
        out.append(hunk.start + grown)
        grown += len(hunk.new) - len(hunk.old)
    return out


def _overlap(at: int, hunk: Hunk, later: FileChange) -> bool:
    end = at + len(hunk.new)
    return any((h.start < end and at < h.start + len(h.old)) or at < h.start < end for h in later.hunks)


def _growth(later: FileChange, at: int) -> int:
    return sum(len(h.new) - len(h.old) for h in later.hunks if h.start + len(h.old) <= at)


def _found(hunk: Hunk, data: bytes) -> int:
    """The one place that has the bytes of a change and what stood around them; -1 where none or several do."""
    pattern = hunk.before + hunk.new + hunk.behind
    return data.find(pattern) + len(hunk.before) if data.count(pattern) == 1 else -len(hunk.new) - 1


def _changed_since(record: Record, file: FileChange) -> Diagnostic:
    what = f"“{record.text}”" if record.text else f"change {record.number}"
    message = f"{what} cannot be taken back: {file.path} was changed there since"
    return Diagnostic(NOTHING_TO_TAKE_BACK, message, help="take back the later change first, or change it by hand")


def _read(path: Path) -> Iterator[Record]:
    """A line that a crash cut off is no record."""
    if not path.is_file():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield _record(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue


def _record(value: dict[str, Any]) -> Record:
    files = tuple(
        FileChange(f["path"], f["before"], f["after"], tuple(_hunk(h) for h in f["hunks"])) for f in value.pop("files")
    )
    return Record(**value, files=files)


def _hunk(value: dict[str, Any]) -> Hunk:
    names = ("old", "new", "before", "behind")
    return Hunk(value["start"], *(value[name].encode("utf-8", "surrogateescape") for name in names))


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    raise TypeError(type(value))
