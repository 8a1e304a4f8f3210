"""Findings about taking over a corpus (S71x)."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

NOTHING_TO_ADOPT: Final = Code(
    "S714",
    "nothing-to-adopt",
    Severity.ERROR,
    """The folder that should be taken over holds no TEI text: no file whose outermost element is `TEI`, `teiCorpus`,
    `text`, `sourceDoc` or `surface`.

    Failing: `edition adopt photos`. Passing: `edition adopt letters`, with TEI files in it at any depth.
    """,
)
