"""Findings of exports (E6xx)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

MISSING_LIBRARY = Code(
    "E600",
    "missing-library",
    Severity.ERROR,
    """A format needs a library that is not installed. The core formats need none; the others are extras, so that an
    edition that never makes a PDF does not have to install what makes one.

    Failing: `edition export texts --format pdf` without weasyprint. Passing: the same after `pip install weasyprint`;
    `edition export all` leaves such a format out and tells it as a warning.
    """,
)
UNKNOWN_FORMAT = Code(
    "E601",
    "unknown-format",
    Severity.ERROR,
    """There is no such kind of export, or the kind cannot be had in the format.

    Failing: `edition export places --format bibtex`. Passing: `edition export places --format geojson`.
    """,
)
UNKNOWN_ARTICLE = Code(
    "E602",
    "unknown-article",
    Severity.ERROR,
    """`--article` names an article that the edition does not have; an empty export would look like an answer.

    Failing: `edition export mentions --article no-such-id`. Passing: the `xml:id` of an article.
    """,
)
BAD_RANGE = Code(
    "E603",
    "bad-range",
    Severity.ERROR,
    """`--from` or `--to` is not a year, month or day in ISO form, or the range ends before it begins.

    Failing: `--from 16.3.1921`. Passing: `--from 1921-03-16 --to 1921-10`.
    """,
)
NO_DATESTAMP = Code(
    "E604",
    "no-datestamp",
    Severity.WARNING,
    """A record of OAI-PMH must say when it last changed, and the article does not: its header has no `revisionDesc`
    with a dated `change`. Such an article is left out of the answers, because a made-up date would make harvesters miss
    later changes.

    Failing: a header without `revisionDesc`.
    Passing: `<revisionDesc><change when="2026-05-01">…</change></revisionDesc>`.
    """,
)
LOST_DATE = Code(
    "E605",
    "date-outside-format",
    Severity.WARNING,
    """A full day cannot be told in the format: iCalendar knows only the years 1 to 9999, and no stretch of days that
    ends before it begins.

    Failing: `<date when="-0043-03-15">` exported as iCalendar. Passing: the same as CSV, or a day after Christ.
    """,
)
IMAGE_UNREADABLE = Code(
    "E606",
    "unreadable-image",
    Severity.WARNING,
    """A page image is named in the text and cannot be read, so its size is not known and the IIIF manifest leaves the
    page out.

    Failing: `<pb facs="missing.jpg"/>` where the folder of images has no such file. Passing: the file is there.
    """,
)
TOO_LARGE = Code(
    "E607",
    "too-large-for-format",
    Severity.INFO,
    """A PDF is laid out as a whole, and memory grows with its pages: of more than 250 articles it becomes volumes, and
    these no stream can hold. Elements nested very deep are not laid out at all. A spreadsheet has a largest number of
    rows, and of letters in a cell, which is cut there.

    Failing: `edition export texts --format pdf --output -` over twenty thousand letters. Passing: the same into a file,
    with `--article` or `--from` and `--to`, or `--format epub`.
    """,
)
UNKNOWN_KIND = Code(
    "E609",
    "unknown-kind",
    Severity.ERROR,
    """`--kind` names neither a kind of mention nor a type of entry that the registers have; an empty export would look
    like an answer.

    Failing: `edition export places --kind citty`. Passing: `edition export places --kind city`.
    """,
)
WRONG_CITATION = Code(
    "E608",
    "wrong-citation",
    Severity.WARNING,
    """The `citeStructure` of a header says how a text is cited, for DTS. One whose `match` or `use` is no XPath is not
    used, and a reference that leads to two places stands for the first only.

    Failing: `<citeStructure match="//body/div[" unit="letter" use="@n"/>`.
    Passing: `<citeStructure match="//body/div" unit="letter" use="@n"/>` over divisions that are numbered once.
    """,
)
NO_ADDRESS = Code(
    "E610",
    "no-address",
    Severity.INFO,
    """The answers of OAI-PMH and the manifests of IIIF are full of addresses at which others ask for more. While the
    edition has no address they would all be false, so they are not made.

    Failing: `edition export apis --format oai` in an edition without `base-url`.
    Passing: the same with `base-url = "https://letters.example"` below `[edition]`.
    """,
)
