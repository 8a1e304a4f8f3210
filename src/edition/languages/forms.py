"""How a language file writes the forms of its dates: the rules that read them, and the words they may name.

A form is a regular expression over folded text with `{MONTH}`, `{DAY}` and the like for the words of the file. Takes
such a row, tells what is wrong with it.
"""

from __future__ import annotations

import re
from typing import Any, Final

# what reads a form: each has a method of its name in `annotate/dates/forms.py`
RULES: Final = (
    *("day", "days", "span", "figures", "iso", "months", "bare", "monthrange"),
    *("decade", "century", "season", "years", "year", "era", "double"),
    *("today", "weekday", "dayonly", "first", "republican", "alone", "ofmonth", "thisyear"),
    *("feast", "loose", "shortmonth", "foreign"),
)
PLACES: Final = (
    *(
        "MONTH",
        "REPUBLICAN",
        "WEEKDAY",
        "SEASON",
        "PART",
        "ORDINAL",
        "RELATIVE",
        "ROMAN",
        "DAY",
        "YEAR",
        "DASH",
        "APOSTROPHE",
    ),
    *("DAYS_ON", "MONTHS_ON", "YEARS_ON", "TOWARD", "FEAST", "ANYMONTH"),
)
_PLACE: Final = re.compile(r"\{([A-Z_]+)\}")


def wrong_form(row: Any) -> tuple[str, str] | None:
    """What is wrong with a row of `patterns`, and how to mend it; None where it can be used.

    >>> wrong_form({"rule": "day", "form": "(?P<day>{DAY}"})[0]
    'a form of `patterns` is no regular expression: missing ), unterminated subpattern'
    """
    example = """write: { rule = "day", form = '(?P<day>{DAY})\\s+(?P<month>{MONTH})' }"""
    if not isinstance(row, dict) or set(row) != {"rule", "form"} or not all(isinstance(v, str) for v in row.values()):
        return "a row of `patterns` has a rule and a form", example
    if row["rule"] not in RULES:
        return f"there is no rule `{row['rule']}` for dates", f"write one of: {', '.join(RULES)}"
    unknown = [name for name in _PLACE.findall(row["form"]) if name not in PLACES]
    if unknown:
        return f"a form of `patterns` knows no `{{{unknown[0]}}}`", f"write one of: {', '.join(PLACES)}"
    try:
        re.compile(_PLACE.sub("x", row["form"]))
    except re.error as error:
        return f"a form of `patterns` is no regular expression: {error.msg}", example
    return None
