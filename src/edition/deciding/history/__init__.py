"""What was changed, by whom and when, and how it is taken back; the one door to the edition's files for decisions."""

from edition.deciding.history.journal import FileChange, Hunk, Journal, Record, file_changes
from edition.deciding.history.store import Change, Store

__all__ = ["Change", "FileChange", "Hunk", "Journal", "Record", "Store", "file_changes"]
