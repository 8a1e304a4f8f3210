"""Findings about annotation (A2xx)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

WRONG_DECISION = Code(
    "A200",
    "wrong-decision",
    Severity.ERROR,
    """A line of the decisions file cannot be obeyed: a field is missing, or kind or decision is none that is known.

    Failing: a line whose sixth field is `maybe`. Passing: `accept`, `reject`, or `link` with a reference.
    """,
)
UNUSED_DECISION = Code(
    "A201",
    "unused-decision",
    Severity.WARNING,
    """A decision speaks of a mention that the annotator does not find: the paragraph has gone or its text has changed.

    Failing: a decision about `Halil Paşa` in a paragraph that no longer names him. Passing: the line is corrected or
    gone.
    """,
)
UNKNOWN_REFERENCE = Code(
    "A202",
    "unknown-reference",
    Severity.ERROR,
    """A decision links a mention to a key that no register has.

    Failing: `link` with `person:lenni`. Passing: `person:lenin`.
    """,
)
NO_MENTION = Code(
    "A203",
    "no-mention-here",
    Severity.ERROR,
    """`--explain FILE:LINE` was asked about a line without a mention that the annotator makes.

    Failing: the line of a closing tag. Passing: a line on which a marked name begins.
    """,
)
NO_PIPELINE = Code(
    "A204",
    "no-spacy-pipeline",
    Severity.ERROR,
    """The settings name a spaCy pipeline, but spaCy is not installed or the pipeline cannot be loaded.

    Failing: `spacy = "tr_model"` without `pip install spacy`. Passing: the extra and the pipeline are
    installed.
    """,
)
UNFIT_MODEL = Code(
    "A205",
    "unfit-model",
    Severity.WARNING,
    """The file that `edition learn` wrote is damaged, or another version of the program or another edition made it. The
    annotator works as if it were not there.

    Failing: a model copied from another edition. Passing: `edition learn` is run again, or the file is deleted.
    """,
)
NO_CRFSUITE = Code(
    "A206",
    "no-crfsuite",
    Severity.ERROR,
    """`edition learn` needs the package python-crfsuite, which is not installed: there is none for every machine. What
    was learned elsewhere can be used without it.

    Failing: `edition learn` without the package. Passing: `pip install python-crfsuite`.
    """,
)
TOO_LONG = Code(
    "A207",
    "too-long-to-annotate",
    Severity.ERROR,
    """A document has more than 16 MB, which would take minutes and gigabytes of memory to annotate. It is left as it
    is, and the others are annotated.

    Failing: a whole dictionary in one file. Passing: a file for each of its letters.
    """,
)
