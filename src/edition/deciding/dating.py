"""A date as an editor writes it, as attributes of TEI: always Gregorian, with what was written beside it."""

from __future__ import annotations

from typing import Final

from edition.annotate.apply import date_attributes
from edition.annotate.dates.typed import read_date
from edition.deciding.codes import WRONG_WISH
from edition.diagnostics import Diagnostic, EditionError
from edition.registers import DateValue

DATED: Final = (
    "when", "from", "to", "notBefore", "notAfter", "calendar", "when-custom", "datingMethod", "evidence",
    "when-iso", "from-iso", "to-iso", "notBefore-iso", "notAfter-iso",
)  # fmt: skip
_HELP: Final = (
    "write 1921-03-16, 1921-03, 1921, 1921-03/1921-05, 1921..1923, ../1921, 1921?, julian:1917-10-25, "
    "or the date in words"
)


def wished_date(text: str, lang: str) -> DateValue:
    """The value of what was written."""
    value = read_date(text, lang)
    if not value:
        raise EditionError(Diagnostic(WRONG_WISH, f"`{text}` is no date", help=_HELP))
    return value


def dating(value: DateValue) -> dict[str, str | None]:
    """The attributes that tell a value; those without one go."""
    return dict.fromkeys(DATED) | {name: text for name, text in date_attributes(value) if text}
