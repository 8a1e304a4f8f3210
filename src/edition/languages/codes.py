"""Findings about language files (S74x)."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

WRONG_LINE: Final = Code(
    "S740",
    "wrong-language-line",
    Severity.ERROR,
    """A line of a file in `languages/` is unknown, has a value of the wrong kind, or a form of date that is none.
    Unknown keys are errors, because the words of a misspelt one would otherwise be ignored in silence.

    Failing: `given-nams = ["Ayşe"]`, or `Mart = 13` among the months. Passing: `given-names = ["Ayşe"]`, `Mart = 3`.
    """,
)
DOUBLED_ENTRY: Final = Code(
    "S741",
    "doubled-language-entry",
    Severity.WARNING,
    """A list of a file in `languages/` has the same word twice. Case, accents and the dots of letters do not matter in
    these lists, so `Kâzım` and `Kazim` are one word. The second does nothing, and whoever takes out the first will
    wonder why it still holds.

    Failing: `titles = ["Dr", "Prof", "DR"]`. Passing: `titles = ["Dr", "Prof"]`.
    """,
)
