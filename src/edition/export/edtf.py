"""Dates of TEI in the Extended Date/Time Format (ISO 8601-2, EDTF level 2)."""

from __future__ import annotations

import re
from typing import Final

from edition.registers import DateValue

_DATE: Final = re.compile(r"(-?\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T|\Z)")
_NO_YEAR: Final = re.compile(r"--(\d\d)(?:-(\d\d))?\Z")
_LONG_YEAR: Final = re.compile(r"(-?\d{5,})\Z")
_UNSURE: Final = frozenset({"low", "medium", "unknown"})


def edtf(date: DateValue) -> str:
    """A date or range as EDTF; empty where nothing is known.

    A range that lasted is an interval; limits between which one date lies are a choice; a date that is not certain has
    a question mark.

    >>> edtf(DateValue(when="1921-03-16", cert="medium")), edtf(DateValue(from_="1918", to="1923-10"))
    ('1921-03-16?', '1918/1923-10')
    >>> edtf(DateValue(not_before="1918", not_after="1920")), edtf(DateValue(from_="1918"))
    ('[1918..1920]', '1918/..')
    """
    mark = "?" if date.cert in _UNSURE else ""
    if date.when:
        return _marked(_one(date.when), mark)
    if date.from_ or date.to:
        return "/".join(_marked(_one(end), mark) or ".." for end in (date.from_ or "", date.to or ""))
    if date.not_before or date.not_after:
        return f"[{_one(date.not_before or '')}..{_one(date.not_after or '')}]"
    return ""


def _marked(value: str, mark: str) -> str:
    return value + mark if value else ""


def _one(iso: str) -> str:
    if match := _DATE.match(iso):
        return match[1]
    if match := _NO_YEAR.match(iso):
        return f"XXXX-{match[1]}-{match[2] or 'XX'}"
    if match := _LONG_YEAR.match(iso):
        return f"Y{match[1]}"
    return ""
