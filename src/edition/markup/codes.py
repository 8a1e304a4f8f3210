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
    """The file declares entities, points to an external DTD, or is nested or sized beyond reason. Such files can make a
    program read other files, reach the network or exhaust memory, so they are refused before they are parsed.

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
CODES = (MALFORMED, FORBIDDEN_XML, UNREADABLE, UNWRITABLE)
