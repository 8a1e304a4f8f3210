"""Bytes of a text into characters, without guessing: UTF-8, or UTF-16 and UTF-32 with their byte order mark."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import CONTROL_CHARACTER, EMPTY_SOURCE, NOT_UTF8, TOO_LARGE

MAX_TEXT: Final = 16 * 1024 * 1024
MAX_LINE: Final = 1024 * 1024
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# what XML 1.0 cannot hold; a form feed, a vertical tab and U+0085 only end lines here
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def decode(path: Path, data: bytes) -> str:
    """The text of a source."""
    if len(data) > MAX_TEXT:
        raise _error(TOO_LARGE, path, f"the text has {len(data) // 2**20} MB", "cut it into its articles")
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _error(
            NOT_UTF8,
            path,
            f"byte {error.start} ({data[error.start]:#04x}) is not {encoding.upper()}",
            "save the text as UTF-8, or name its encoding: --encoding cp1254",
            error.start,
        ) from error
    check_text(path, text)
    return text


def check_text(path: Path, text: str) -> None:
    """Refuse what is no text, has none, or has lines beyond reason."""
    refuse_forbidden(path, text, placed=True)
    if not any(c.isalnum() for c in text):
        raise _error(EMPTY_SOURCE, path, "the source has no letter", "check that this is the right file")
    longest = max(map(len, re.split("[\n\r\f]", text)))
    if longest > MAX_LINE:
        raise _error(TOO_LARGE, path, f"a line has {longest:,} characters", "break the text into lines")


def refuse_forbidden(path: Path, text: str, *, placed: bool = False) -> None:
    """Refuse a text that XML cannot hold; `placed` where its characters are those of the file."""
    if found := _FORBIDDEN.search(text):
        at = len(text[: found.start()].encode("utf-8", "surrogatepass")) if placed else 0
        raise _error(CONTROL_CHARACTER, path, f"the text holds {found.group()!r}", "is this a text at all?", at)


def _error(code: Code, path: Path, message: str, advice: str, at: int = 0) -> EditionError:

    return EditionError(Diagnostic(code, message, Span(str(path), at, at + 1), help=advice))
