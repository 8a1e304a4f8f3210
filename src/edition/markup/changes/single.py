"""One file that changes alone: an article that is annotated or mended, a file of decisions, a baseline.

The old or the new file is there at every moment, so that nothing has to be noted in a journal.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes import disk
from edition.markup.changes.encoding import encoded_like, holds
from edition.markup.changes.journal import part_of
from edition.markup.changes.settle import WAIT, forget_parts, holding, note_parts, unwritable
from edition.markup.codes import CHANGED_MEANWHILE
from edition.paths import real

_State = tuple[int, int, int] | None


class Inputs:
    """The files that a change rests on, such as registers and decisions, as they were when it was begun."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self._states = {path: state_of(path) for path in paths}

    def changed(self) -> list[Path]:
        """Those that somebody has changed since."""
        return [path for path, state in self._states.items() if state_of(path) != state]


def change_file(
    root: Path | None,
    path: Path,
    before: bytes | str | None,
    after: bytes,
    inputs: Inputs | None = None,
    wait: float = WAIT,
) -> Diagnostic | None:
    """Put new bytes into a file that still holds `before` (None: that is not there); else it is left, and that is told.

    `before` may be a `digest`, where many files are read before the first is written. `root` is the edition's folder,
    None outside of one. Bytes are UTF-8, whatever the file's encoding on disk.
    """
    target = real(path)
    if root is None or not target.is_relative_to(real(root)):
        return _change(target, str(path), before, after, inputs)
    with holding(root, wait) as (held, _):
        note_parts(root, held, [target])
        found = _change(target, target.relative_to(real(root)).as_posix(), before, after, inputs)
        forget_parts(held)
        return found


def _change(
    target: Path, shown: str, before: bytes | str | None, after: bytes, inputs: Inputs | None
) -> Diagnostic | None:
    part = part_of(target)
    try:
        state = state_of(target)
        stored = disk.read(target)
        changed = [str(path) for path in inputs.changed()] if inputs else []
        if changed or not holds(stored, before):
            return changed_meanwhile(changed[0] if changed else shown)
        new = encoded_like(shown, stored, after)
        disk.make_folder(target.parent)
        disk.write(part, new, target)
        disk.sync(part)
        if state_of(target) != state:
            disk.remove(part)
            return changed_meanwhile(shown)
        disk.rename(part, target)
        disk.sync_folder(target.parent)
    except EditionError as error:
        return error.diagnostics[0]
    except OSError as error:
        with contextlib.suppress(OSError):
            disk.remove(part)
        return unwritable(Path(shown), error).diagnostics[0]
    return None


def state_of(path: Path) -> _State:
    """What tells a file from the same one after a change, without reading it."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def changed_meanwhile(shown: str) -> Diagnostic:
    """Somebody was there in between."""
    message = f"{shown} was changed while this ran; it is left as it is now"
    return Diagnostic(CHANGED_MEANWHILE, message, help="run the command again")
