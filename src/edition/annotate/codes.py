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
NO_SOURCE = Code(
    "A204",
    "no-such-source",
    Severity.ERROR,
    """The settings name a source of names that cannot be used: spaCy or GLiNER is not installed or cannot load the
    model, the program is not there, the endpoint is another machine whose host is not named, or the environment
    variable for its key holds none. Nothing is annotated.

    Failing: `spacy = "tr_model"` without `pip install spacy`. Passing: library and model are installed.
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
UNANSWERED = Code(
    "A208",
    "unanswered-text",
    Severity.WARNING,
    """A source of names that the settings name gave no answer to some texts, or none that can be read: it ended, took
    too long, sent too much or something else than was agreed. Its names are missing there; the next call asks again.

    Failing: a program that prints a greeting before its answers. Passing: one line of JSON for each line.
    """,
)
NOT_ASKED = Code(
    "A209",
    "source-not-asked",
    Severity.INFO,
    """There are texts about which a source of names was never asked, since nobody asks programs and servers unless the
    call says so, or time was up. Its names are missing there.

    Failing: `edition annotate` after `command` was set. Passing: `edition annotate --elsewhere`.
    """,
)
NOT_IN_TEXT = Code(
    "A210",
    "name-not-in-text",
    Severity.INFO,
    """A source told names that do not stand in the text it was asked about, letter for letter and in whole words. They
    are left out.

    Failing: a server that answers `Vienna` about a text that has `Wien`. Passing: it answers `Wien`.
    """,
)
SENT = Code(
    "A211",
    "text-went-elsewhere",
    Severity.INFO,
    """How much text was handed to which program or server. Of an edition nothing else is handed on.

    Failing: `edition annotate --elsewhere` with texts that are new. Passing: a second call, which has all answers.
    """,
)
