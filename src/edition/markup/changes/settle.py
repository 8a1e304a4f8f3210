"""What a command that was cut off left behind: the next command completes it, or undoes it, and says so.

A change is completed where every file is as it was or is changed already. Where an editor has changed, since then, a
file that was still to be changed, the whole is undone: every other file gets its old bytes back, and that one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes import disk
from edition.markup.changes.journal import (
    FOLDER,
    ChangeJournal,
    Step,
    digest,
    is_inside,
    journal_path,
    part_of,
    read_journal,
    remove_journal,
)
from edition.markup.changes.lock import Busy, locked
from edition.markup.codes import BUSY, SETTLED, UNWRITABLE
from edition.paths import real

WAIT: Final = 60.0


def lock_path(root: Path) -> Path:
    """The lock that all changes of an edition wait at; its text names the parts that its holder is writing."""
    return root / FOLDER / "changes.lock"


def settle(root: Path, wait: float = WAIT) -> list[Diagnostic]:
    """Complete or undo what was cut off; costs next to nothing where nothing was."""
    lock = lock_path(root)
    if not journal_path(root).exists() and not (lock.exists() and lock.stat().st_size):
        return []
    with holding(root, wait) as (_, found):
        return found


@contextmanager
def holding(root: Path, wait: float) -> Iterator[tuple[IO[str], list[Diagnostic]]]:
    """Hold the lock of an edition, and settle first what was cut off."""
    with ExitStack() as stack:
        try:
            held = stack.enter_context(locked(lock_path(root), wait))
            found = _settle(root, held)
        except Busy:
            message = f"another command has been changing this edition for {wait:.0f} seconds"
            help_text = "wait for it or end it, then run again; nothing was changed"
            raise EditionError(Diagnostic(BUSY, message, help=help_text)) from None
        except OSError as error:
            raise unwritable(Path(error.filename or lock_path(root)), error) from error
        yield held, found


def _settle(root: Path, held: IO[str]) -> list[Diagnostic]:
    found = []
    if journal_path(root).exists():
        journal = read_journal(root)
        if journal is not None:
            found.append(_settled(root, journal))
        remove_journal(root)
    held.seek(0)
    for name in held.read().splitlines():
        if is_inside(root, name) and name.endswith(".part"):
            disk.remove(root / name)
    forget_parts(held)
    return found


def note_parts(root: Path, held: IO[str], targets: Iterable[Path]) -> None:
    """Name the parts that are about to be written, for whoever finds them."""
    parts = (real(part_of(target)) for target in targets)
    try:
        held.write("".join(f"{p.relative_to(real(root)).as_posix()}\n" for p in parts))
        held.flush()
    except OSError as error:
        raise unwritable(lock_path(root), error) from error


def forget_parts(held: IO[str]) -> None:
    """No part is left."""
    held.seek(0)
    held.truncate(0)


def complete(root: Path, journal: ChangeJournal) -> None:
    """Let every new file take its name."""
    folders: dict[Path, None] = {}
    for step in journal.steps:
        target = real(root / step.path)
        if part_of(target).exists():
            disk.rename(part_of(target), target)
        folders[target.parent] = None
    for folder in folders:
        disk.sync_folder(folder)


def undo(root: Path, journal: ChangeJournal) -> list[str]:
    """Give every file that was changed its old bytes back; names those that somebody has changed since."""
    kept = []
    for step in journal.steps:
        target = real(root / step.path)
        now = disk.read(target)
        if now is None or digest(now) != step.new:
            disk.remove(part_of(target))
            if now != step.old:
                kept.append(step.path)
        elif step.old is None:
            disk.remove(target)
        elif now != step.old:
            _restore(target, step.old)
        if target.parent.is_dir():
            disk.sync_folder(target.parent)
    return kept


def _restore(target: Path, old: bytes) -> None:
    part = part_of(target)
    disk.write(part, old, target)
    disk.sync(part)
    disk.rename(part, target)


def _settled(root: Path, journal: ChangeJournal) -> Diagnostic:
    blocked = [step.path for step in journal.steps if not _can_be_completed(root, step)]
    if not blocked:
        complete(root, journal)
        return Diagnostic(SETTLED, f"`{journal.by}` was cut off; what was left of its change has been made")
    kept = undo(root, journal)
    notes = tuple(f"{path} has been changed since then and stays as it is" for path in kept)
    message = f"`{journal.by}` was cut off; what it had changed has been undone"
    return Diagnostic(SETTLED, message, notes=notes, help="run it again")


def _can_be_completed(root: Path, step: Step) -> bool:
    """A file is changed already, or as it was with the new one beside it."""
    target = real(root / step.path)
    now, new = disk.read(target), disk.read(part_of(target))
    if new is None:
        return now is not None and (digest(now) == step.new or now != step.old)
    return now == step.old and digest(new) == step.new


def unwritable(path: Path, error: OSError) -> EditionError:
    """What the system refused."""
    message = f"cannot write {path}: {error.strerror or error}"
    help_text = "free space on the disk or make the folder writable, then run again"
    return EditionError(Diagnostic(UNWRITABLE, message, help=help_text))
