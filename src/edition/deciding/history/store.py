"""The one door to the edition's files for decisions: read, and write only over what was read.

What several files need together is written together, after the journal knows of it; a file that was changed meanwhile
stops all of it.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition.deciding.article import digest_of_bytes
from edition.deciding.history.journal import Journal, Record, file_changes
from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes import Change as Transaction
from edition.markup.changes import changing
from edition.markup.codes import CHANGED_MEANWHILE
from edition.markup.source import as_source

Change = tuple[bytes, bytes]


@dataclass
class Store:
    """The files below an edition's folder, by their shown paths."""

    root: Path
    journal: Journal
    lock: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def of(cls, root: Path) -> Store:
        """The files of an edition, with its journal."""
        return cls(root, Journal(root / ".edition" / "changes.jsonl", root))

    def read(self, path: str) -> bytes:
        """The bytes of a file; nothing where there is none yet."""
        found = self.root / path
        return as_source(path, found.read_bytes()).data if found.is_file() else b""

    def write(
        self,
        record: Record,
        changes: Mapping[str, Change],
        beside: Mapping[str, Change] | None = None,
        going: Collection[str] = (),
    ) -> Record:
        """Write files that are still as they were read, and note it; gives the record with its number.

        The note is made first, under the lock that all changes wait at: the journal forgets what was not made. What is
        `beside` is written with them and not noted: pictures of an import, which may be made again at any time. Those
        `going` are taken away where nothing is left in them.
        """
        real = {path: change for path, change in changes.items() if change[0] != change[1]}
        whole = real | {path: change for path, change in (beside or {}).items() if change[0] != change[1]}
        try:
            with self.lock, changing(self.root, "edition desk") as transaction:
                self._refuse_changed(transaction, whole)
                for path, (_, after) in whole.items():
                    transaction.write(self.root / path, after, may_go=path in going)
                kept = self.journal.append(record, [file_changes(path, *change) for path, change in real.items()])
        except (EditionError, OSError, KeyboardInterrupt):
            self.journal.forget()
            raise
        return kept

    def take_back(self, number: int, by: str, when: str) -> tuple[Record, Mapping[str, Change]]:
        """Undo a change, one's own last or any that nothing has been built upon; gives what changed on disk."""
        with self.lock:
            record = self.journal.undoable(number, by)
            return self._inverted(record, Record(action="undo", of=record.number, by=by, when=when))

    def repeat(self, number: int, by: str, when: str) -> tuple[Record, Mapping[str, Change]]:
        """Make a change again that was taken back."""
        with self.lock:
            undone = self.journal.redoable(number, by)
            return self._inverted(undone, Record(action="redo", of=undone.of, by=by, when=when))

    def _inverted(self, record: Record, new: Record) -> tuple[Record, Mapping[str, Change]]:
        changes = {}
        for file in record.files:
            before = self.read(file.path)
            changes[file.path] = before, self.journal.inverse(record, file, before)
        made = [file.path for file in record.files if file.before == digest_of_bytes(b"")]
        return self.write(new, changes, going=made), changes

    def _refuse_changed(self, transaction: Transaction, changes: Mapping[str, Change]) -> None:
        for path, (before, _) in changes.items():
            stored = transaction.read(self.root / path) or b""
            if stored != before and as_source(path, stored).data != before:
                message = f"{path} was changed meanwhile; it is left as it is now"
                help_text = "nothing was written; look at it again and decide anew"
                raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help=help_text))
