"""Findings about scoring (E69x)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

NO_PAIR = Code(
    "E690",
    "gold-without-encoding",
    Severity.ERROR,
    """A gold file has no encoded file to be compared with: none of its text is found in any of the files given.

    Failing: gold of an article that was not encoded. Passing: one encoded file for each gold file, or one for all.
    """,
)
LOST_BLOCK = Code(
    "E691",
    "gold-text-not-found",
    Severity.WARNING,
    """A block of the gold has no counterpart in the encoded text, so all its mentions count as missed.

    Failing: a paragraph that the import dropped. Passing: the same text, whatever its line breaks and hyphens.
    """,
)
BELOW_THRESHOLD = Code(
    "E692",
    "below-threshold",
    Severity.ERROR,
    """A figure is lower than the threshold of the call.

    Failing: `--threshold person.f1=0.95` with a figure of 0.93. Passing: 0.95 or more.
    """,
)
WRONG_GOLD = Code(
    "E693",
    "wrong-gold",
    Severity.ERROR,
    """What should be compared with is no gold: a folder without a file of the right kind, or a JSON file that does not
    describe paragraphs, headings, footnotes and abstracts.

    Failing: `{"paragraphs": 3}`. Passing: lists of first and last words, as in the gold of this edition.
    """,
)
