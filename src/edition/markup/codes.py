"""Findings about files and XML as such (V30x)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

MALFORMED = Code(
    "V300",
    "malformed-xml",
    Severity.ERROR,
    """The file is not well-formed XML, so nothing else can be checked.

    Failing: `<p>text</q>` (the end tag does not match). Passing: `<p>text</p>`.
    """,
)
FORBIDDEN_XML = Code(
    "V301",
    "forbidden-xml",
    Severity.ERROR,
    """The file declares entities, points to an external DTD, or is nested or sized beyond reason (an element with more
    than 1,000 attributes, too). Such files can make a program read other files, reach the network or exhaust time and
    memory, so they are refused.

    Failing: `<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd">`. Passing: the same file without the DOCTYPE.
    """,
)
UNREADABLE = Code(
    "V302",
    "unreadable-file",
    Severity.ERROR,
    """The path does not exist, is a folder where a file is wanted, or may not be read.

    Failing: `edition validate mising.xml`. Passing: the path of a file that exists.
    """,
)
UNWRITABLE = Code(
    "V303",
    "unwritable-file",
    Severity.ERROR,
    """A result could not be written: the disk is full or the folder may not be written. The old file is untouched.

    Failing: an output folder without write permission. Passing: one with it.
    """,
)
CHANGED_MEANWHILE = Code(
    "V304",
    "changed-meanwhile",
    Severity.ERROR,
    """A file was changed after a command had read it and before it could write: by you in an editor, or by another
    command. What is there now stays. `annotate` and `validate --fix` go on with the other files; what changes many at
    once (`registers rename`, `merge`, `split`) changes none.

    Failing: an article is saved in an editor while `edition annotate` runs. Passing: it is saved before or after.
    """,
)
SETTLED = Code(
    "V305",
    "cut-change-settled",
    Severity.INFO,
    """A command that changes many files at once was killed, or the machine stopped, half way. The command after it
    makes what is left of the change; where that cannot be done any more, since a file was changed in between, it gives
    all others their old content back.

    Failing: `edition registers rename` is killed while it writes. Passing: it ends.
    """,
)
BUSY = Code(
    "V306",
    "edition-busy",
    Severity.ERROR,
    """Another command is changing this edition and did not end while this one waited. Nothing is changed.

    Failing: two `edition registers rename` at once, the first of which hangs. Passing: the second waits for the first.
    """,
)
