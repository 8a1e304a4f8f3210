"""Findings about decisions (S76x)."""

from __future__ import annotations

from typing import Final

from edition.diagnostics import Code, Severity

NOT_FOUND: Final = Code(
    "S760",
    "no-such-words",
    Severity.ERROR,
    """A decision names a mention or words that do not stand there.

    Failing: `edition decide accept letter-1 --block p1 --text "Lenni"` where the paragraph tells of Lenin. Passing:
    `--text "Lenin"`.
    """,
)
SEVERAL: Final = Code(
    "S761",
    "words-stand-more-than-once",
    Severity.ERROR,
    """A decision names words that stand in several places, so that it is not told which are meant.

    Failing: `--text Kars` where the paragraph has it twice. Passing: `--text Kars --occurrence 2`.
    """,
)
WRONG_WISH: Final = Code(
    "S762",
    "impossible-decision",
    Severity.ERROR,
    """A decision cannot be carried out: the value is no date, the entry does not exist, or tags would cross.

    Failing: `edition decide date … --date yesterday`. Passing: `--date 1921-03-16`.
    """,
)
NOTHING_TO_TAKE_BACK: Final = Code(
    "S763",
    "nothing-to-take-back",
    Severity.ERROR,
    """There is no change to take back or to make again, or what it wrote was changed since.

    Failing: undo of a mention whose paragraph was written anew. Passing: undo of the last change.
    """,
)
