"""Dates of TEI in the Extended Date/Time Format (ISO 8601-2, EDTF level 2)."""

from __future__ import annotations

import re
from typing import Final

from edition.registers import DateValue

_ZONE: Final = r"(?:Z|[+-]\d\d:\d\d)?\Z"  # dates of XML may end in a time zone, which no date here needs
_DATE: Final = re.compile(r"(-?\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*|" + _ZONE + ")")
_NO_YEAR: Final = re.compile(r"--(\d\d)(?:-(\d\d))?" + _ZONE)
_DAY_ALONE: Final = re.compile(r"---(\d\d)" + _ZONE)
_LONG_YEAR: Final = re.compile(r"(-?\d{5,})" + _ZONE)
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
        return "/".join(_marked(_one(end or ""), mark) or ".." for end in (date.from_, date.to))
    limits = "..".join(_one(end or "") for end in (date.not_before, date.not_after))
    return "" if "Y" in limits or limits == ".." else f"[{limits}]"  # EDTF has no choice of long years


def _marked(value: str, mark: str) -> str:
    """A question mark stands behind dates whose year is told with four digits; EDTF has no place for it elsewhere."""
    return value if value[:1] in ("", "X", "Y") else value + mark


def _one(iso: str) -> str:
    if match := _DATE.match(iso):
        return match[1]
    if match := _NO_YEAR.match(iso):
        return f"XXXX-{match[1]}-{match[2]}" if match[2] else f"XXXX-{match[1]}"
    if match := _DAY_ALONE.match(iso):
        return f"XXXX-XX-{match[1]}"
    if match := _LONG_YEAR.match(iso):
        return f"Y{match[1]}"
    return ""
