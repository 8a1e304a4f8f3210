"""The one way in which sources change: compared with what was read, staged, noted, renamed, synced; or not at all.

`changing` makes one change of many files (rename, merge, split, an import with its pictures, what the desk saves):
all of it or nothing. `change_file` changes one file that stands alone (an article that is annotated or mended);
`Inputs` are the files that such a change rests on. `change_files` puts what the program has made (a grammar, a
model) in its place. `settle` completes or undoes what a command that was cut off left behind; every command begins
with it. All of them wait for each other at a lock in `.edition/`.
"""

from edition.markup.changes.journal import digest
from edition.markup.changes.lock import Busy, locked
from edition.markup.changes.settle import settle
from edition.markup.changes.single import Inputs, change_file
from edition.markup.changes.whole import Change, change_files, changing

__all__ = ["Busy", "Change", "Inputs", "change_file", "change_files", "changing", "digest", "locked", "settle"]
