"""Findings of reconciliation (R42x)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

NO_SERVICE = Code(
    "R420",
    "no-service",
    Severity.ERROR,
    """The service cannot be reached, or goes on refusing after all retries. What it answered before is kept, so that
    the next call asks only for the rest.

    Failing: `edition reconcile persons --service http://127.0.0.1:1` where nothing listens. Passing: the address of a
    service that answers.
    """,
)
BAD_ANSWER = Code(
    "R421",
    "bad-answer",
    Severity.ERROR,
    """The service answers, but not as the Reconciliation Service API 0.1 or 0.2 has it.

    Failing: the address of a web page. Passing: an address that gives a manifest with `name` and `identifierSpace`.
    """,
)
BAD_REVIEW = Code(
    "R422",
    "bad-review",
    Severity.ERROR,
    """A review file accepts two candidates for one entry, or lacks a column that tells what is accepted. Nothing of the
    entry is written.

    Failing: `x` beside two candidates of `lenin`. Passing: `x` beside one.
    """,
)
