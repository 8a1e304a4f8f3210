"""Findings about scans (I148 to I151)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

PAGE_WITHOUT_TEXT = Code(
    "I148",
    "page-without-text",
    Severity.WARNING,
    """Some pages of a PDF are pictures without any text. Nothing of what is written on them is in the document; `pb`
leads to their pictures. With `--ocr` they are read by ocrmypdf and Tesseract, where these are installed.

Failing: an article with a scanned letter among its pages. Passing: the same with a text under the picture.
""",
)
READ_OFF = Code(
    "I149",
    "read-off-pictures",
    Severity.INFO,
    """With `--ocr`, pages that have no text were read off their pictures by a program. It is told where the result
is kept, and which words the program itself was not sure of.

Failing: a scan, with `--ocr`. Passing: a PDF whose pages have text.
""",
)
NOT_READ_OFF = Code(
    "I150",
    "not-read-off",
    Severity.ERROR,
    """The program that `--ocr` calls could not read the pages: it failed, took more than a minute a page, or more
memory than it may have. Nothing was written.

Failing: a PDF that ocrmypdf cannot open. Passing: a scan that it can read.
""",
)
WRONG_LANGUAGE = Code(
    "I151",
    "unknown-ocr-language",
    Severity.ERROR,
    """`--ocr` must know in which languages pages are to be read: `--language tr` names one, more than once if there
are more; else the edition's `[annotate] languages` hold, or those of its pages. Codes of two letters and names of
Tesseract's own (`tur`, `grc`, `chi_sim`) are known.

Failing: `--ocr` outside of an edition without `--language`. Passing: `--ocr --language tr`.
""",
)
