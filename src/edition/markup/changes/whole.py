"""One change of many files: made as a whole or not at all, whatever fails or dies on the way."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes import disk
from edition.markup.changes.encoding import encoded_like
from edition.markup.changes.journal import ChangeJournal, Step, digest, part_of, remove_journal, write_journal
from edition.markup.changes.settle import WAIT, complete, forget_parts, holding, note_parts, undo, unwritable
from edition.markup.changes.single import change_file, changed_meanwhile, state_of
from edition.markup.codes import UNREADABLE, UNWRITABLE
from edition.markup.source import Document, Source, as_source, parse
from edition.paths import real


@contextmanager
def changing(root: Path, by: str, *, dry_run: bool = False, wait: float = WAIT) -> Iterator[Change]:
    """Change files of an edition as one: read through the change, write into it; it is made when the block has ended.

    Nothing is changed where the block raises, where a file that was read is another one by then, or where the disk
    refuses. `by` is the command as people know it; `dry_run` changes nothing and waits for nobody.
    """
    if dry_run:
        yield Change(root, by)
        return
    with holding(root, wait) as (held, found):
        change = Change(root, by, tuple(found))
        yield change
        try:
            change._make(held)
        except OSError as error:
            raise unwritable(Path(error.filename or root), error) from error


def change_files(root: Path | None, by: str, files: Mapping[Path, bytes]) -> None:
    """Give files that the program makes their new bytes: as one change in an edition, one by one outside of any."""
    if root is not None:
        with changing(root, by) as change:
            for path, data in files.items():
                change.read(path)
                change.write(path, data)
        return
    for path, data in files.items():
        if refused := change_file(None, path, disk.read(path), data):
            raise EditionError(refused)


class Change:
    """A change that is being prepared: what was read, and what is to be written. `findings` tell what was settled."""

    def __init__(self, root: Path, by: str, findings: tuple[Diagnostic, ...] = ()) -> None:
        self._root = real(root)
        self._by = by
        self._read: dict[Path, bytes | None] = {}
        self._written: dict[Path, bytes] = {}
        self._going: set[Path] = set()
        self.findings = findings

    def read(self, path: Path) -> bytes | None:
        """The bytes of a file as they are on the disk (None: it is not there); the change rests on them."""
        target = real(path)
        if target not in self._read:
            try:
                self._read[target] = disk.read(target)
            except OSError as error:
                message = f"cannot read {path}: {error.strerror or error}"
                help_text = "check the path and its permissions"
                raise EditionError(Diagnostic(UNREADABLE, message, help=help_text)) from error
        return self._read[target]

    def source(self, path: Path, shown: str) -> Source:
        """A file of XML, in UTF-8."""
        data = self.read(path)
        if data is None:
            raise EditionError(Diagnostic(UNREADABLE, f"there is no file {shown}", help="check the path"))
        return as_source(shown, data)

    def documents(self, paths: Iterable[Path]) -> list[Document]:
        """Documents of the edition, all or none: a change that reached only some files would break references."""
        documents: list[Document] = []
        findings: list[Diagnostic] = []
        for path in paths:
            try:
                documents.append(parse(self.source(path, self._shown(path))))
            except EditionError as error:
                findings += error.diagnostics
        if findings:
            raise EditionError(*findings)
        return documents

    def replace(self, document: Document, data: bytes) -> None:
        """Give a document that was read new bytes."""
        self.write(self._root / document.source.path, data)

    def write(self, path: Path, data: bytes, *, may_go: bool = False) -> None:
        """Give a file new bytes, in UTF-8, whatever its encoding; one that was not read must not be there.

        One that `may_go` is taken away at the end where nothing is left in it.
        """
        target = real(path)
        if not target.is_relative_to(self._root):
            message = f"{path} lies outside of the edition"
            raise EditionError(Diagnostic(UNWRITABLE, message, help="move the file into the edition"))
        self._written[target] = encoded_like(str(path), self._read.setdefault(target, None), data)
        if may_go:
            self._going.add(target)

    def _make(self, held: IO[str]) -> None:
        new = {path: data for path, data in self._written.items() if self._read[path] != data}
        states = {path: state_of(path) for path in new}
        self._refuse_changed(path for path, data in self._read.items() if disk.read(path) != data)
        if not new:
            return
        steps = tuple(Step(self._shown(p), self._read[p], digest(data)) for p, data in new.items())
        journal = ChangeJournal(self._by, steps)
        try:
            self._stage(new, held)
            self._refuse_changed(path for path, state in states.items() if state_of(path) != state)
            write_journal(self._root, journal)
            complete(self._root, journal)
        except (OSError, EditionError, KeyboardInterrupt):
            undo(self._root, journal)
            remove_journal(self._root)
            forget_parts(held)
            raise
        with contextlib.suppress(OSError):  # the change is made; the next command finds nothing left to do
            remove_journal(self._root)
            forget_parts(held)
            self._drop_emptied()

    def _drop_emptied(self) -> None:
        for path in self._going:
            if disk.read(path) == b"":
                disk.remove(path)

    def _stage(self, new: dict[Path, bytes], held: IO[str]) -> None:
        note_parts(self._root, held, new)
        for target, data in new.items():
            disk.make_folder(target.parent)
            disk.write(part_of(target), data, target)
            disk.sync(part_of(target))

    def _refuse_changed(self, paths: Iterable[Path]) -> None:
        if changed := [changed_meanwhile(self._shown(path)) for path in paths]:
            raise EditionError(*changed)

    def _shown(self, path: Path) -> str:
        full = path if path.is_relative_to(self._root) else real(path.parent) / path.name
        return full.relative_to(self._root).as_posix() if full.is_relative_to(self._root) else str(path)
