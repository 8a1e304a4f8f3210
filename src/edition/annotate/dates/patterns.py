"""The forms in which dates are written, as one pattern: those of a language's file, and those that all share."""

from __future__ import annotations

import re
from typing import Final

from edition.annotate.dates.forms import foreign_months, months_of
from edition.languages import Language
from edition.languages.patterns import any_of

_FIGURE: Final = "0?[1-9]|1[0-2]"
_NUMERAL: Final = "i{1,3}|i?[vx]|vi{1,3}|xi{1,2}"
_SHORT: Final = r"{YEAR}|\d\d|[89]\d\d"  # of 1925 some write 25, and some 925
# forms that every language shares: before and behind those of its file
_FIRST: Final = (
    ("iso", r"(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])"),
    (
        "figures",
        rf"(?P<day>{{DAY}})(?:\s?[./]{{1,2}}\s?)(?P<month>{_FIGURE})(?:\s?[./]{{1,2}}\s?|\s)(?P<year>{_SHORT})(?!\w|[./]\w)",
    ),
    ("figures", rf"(?P<american>{_FIGURE})/(?P<day>1[3-9]|2\d|3[01])/(?P<year>{{YEAR}}|\d\d)(?!\w|[./]\w)"),
    ("figures", rf"(?P<day>{{DAY}})[./\s]{{1,2}}(?P<roman>{_NUMERAL})[./\s]{{1,2}}(?P<year>{{YEAR}})(?!\w)"),
    ("figures", rf"(?P<day>{{DAY}})\s?[./]{{1,2}}\s?(?P<roman>{_NUMERAL})[./\s]{{1,2}}(?P<year>{_SHORT})(?!\w)"),
    (
        "day",
        r"(?P<day>{DAY})\.?\s?[-/]\s?(?P<month>{MONTH})(?:\.?\s?[-/]\s?|\.?,?\s+)"
        r"(?:(?P<year>{YEAR})|(?P<short>\d\d))(?![\w-]|[./]\w)",
    ),
    (
        "double",
        r"(?P<day>{DAY})\s+(?P<month>{MONTH})\s*\((?P<today>{DAY})\s+(?P<tomonth>{MONTH})\)[\s,]*(?P<year>{YEAR})",
    ),
)
_LAST: Final = (
    ("figures", rf"(?P<day>{{DAY}})\s?[./]\s?(?P<month>{_FIGURE})(?!\w|\s?[./-]\s?\d|[./-]\w|\s\d)\.?"),
    ("figures", rf"(?P<day>{{DAY}})\s?[./]\s?(?P<roman>{_NUMERAL})(?!\w|\s?[./-]\s?\d|[./-]\w|\s\d)\.?"),
    (
        "foreign",
        r"(?P<day>{DAY})(?:\.|[^\W\d]{1,2})?\s+(?:[^\W\d]{1,3}['’]?\s+)?(?P<month>{ANYMONTH})(?!\w)\.?,?\s+(?:[^\W\d]{1,2}\s+)?"
        r"(?P<year>{YEAR})(?!\w)",
    ),
    (
        "loose",
        rf"(?P<day>{{DAY}})(?P<sign>[-⋅·])(?:(?P<month>{_FIGURE})|(?P<roman>{_NUMERAL}))(?P=sign)(?P<year>{_SHORT})(?![\w-])",
    ),
    ("loose", rf"(?P<day>{{DAY}})\.?\s(?P<roman>{_NUMERAL})\.?\s(?P<year>{_SHORT})(?!\w)"),
    ("feast", r"(?P<feast>{FEAST})(?:,?\s+(?:[^\W\d]{1,3}\s+)?(?P<year>{YEAR}))(?!\w)"),
    (
        "shortmonth",
        r"(?P<month>{MONTH})\.?\s+(?P<short>\d\d|[89]\d\d)(?=\s*(?:[.,;:)–—-]?\s|[.,;:)]|\Z))(?!\s*(?:[.:,]?\d|{MONTH}))",
    ),
    ("first", r"\A\s*(?P<day>{DAY})\.(?!\s*\d)"),
    ("ofmonth", r"(?:(?P<day>{DAY})(?:\.|[^\W\d]{1,3})?\s*)?(?P<on>{MONTHS_ON})(?!\w)"),
    ("thisyear", r"(?P<on>{YEARS_ON})(?!\w)"),
    ("today", r"(?P<on>{DAYS_ON})(?:,?\s+(?P<named>{WEEKDAY}))?(?!\w)"),
    (
        "weekday",
        r"(?:(?P<toward>{TOWARD})\s+)?(?P<weekday>{WEEKDAY})(?!\w|[\s,.]*(?:[^\W\d]+\.?\s+)?\d\d?\s?(?:[./-]|[^\W\d]{2,4}(?!\w)|{MONTH})|[\s,.]*{MONTH})",
    ),
    ("alone", r"(?P<month>{MONTH})(?!\w)\.?"),
    ("years", r"(?P<year>{YEAR}){DASH}(?P<toyear>{YEAR}|\d\d)(?![\d.]\d|\d|[-/.]\d|\w)"),
    ("year", r"(?P<year>{YEAR})(?![\w])"),
)


def date_pattern(lang: Language, *, is_edge: bool = False) -> re.Pattern[str]:
    """All forms of a language file and the shared ones as one pattern over folded text, in their order.

    At the edge of an element a date may begin anywhere.
    """
    words = {
        "WEEKDAY": any_of(lang.calendar.weekdays),
        "DAYS_ON": any_of(lang.calendar.days_on),
        "MONTHS_ON": any_of(lang.calendar.months_on),
        "YEARS_ON": any_of(lang.calendar.years_on),
        "TOWARD": any_of(lang.calendar.toward),
        "FEAST": any_of({**lang.calendar.movable_feasts, **lang.calendar.fixed_feasts}),
        "ANYMONTH": any_of(foreign_months() if lang.calendar.months else ()),
        "MONTH": any_of(months_of(lang.calendar)),
        "REPUBLICAN": any_of(lang.calendar.republican_months),
        "SEASON": any_of(lang.calendar.seasons),
        "PART": any_of(lang.calendar.parts),
        "ORDINAL": any_of(lang.calendar.ordinals),
        "RELATIVE": any_of(lang.calendar.relative),
        "ROMAN": r"[xviхі]+",
        "DAY": r"(?:0?[1-9]|[12]\d|3[01])",
        "YEAR": r"(?:1[0-9]\d\d|20\d\d)(?!\d)",
        "DASH": r"\s*[-‐‑–—/]\s*",
        "APOSTROPHE": "['’‘ʼ`´′]",
    }
    own = [(row["rule"], row["form"]) for row in lang.calendar.patterns]
    rows = [*_FIRST, *own, *_LAST]
    alternatives = [_alternative(i, rule, form, words) for i, (rule, form) in enumerate(rows)]
    begin = "" if is_edge else _begin(words)
    return re.compile(begin + "(?:" + "|".join(alternatives) + ")")


def _begin(words: dict[str, str]) -> str:
    """Where a date may begin: not within a word, but a typing error may leave no space: `kişiyle19 Mayıs 1919`."""
    glued = r"(?:{DAY}\s+{MONTH}\s+)?{YEAR}{APOSTROPHE}".format(**words)
    return rf"(?:(?<![\w.])|(?<=[^\W\d_][^\W\d_][^\W\d_])(?={glued}))"


def _alternative(number: int, rule: str, form: str, words: dict[str, str]) -> str:
    """One form as a named group; its own groups get its name in front, since names must differ in a pattern."""
    filled = re.sub(r"\{([A-Z_]+)\}", lambda m: words[m[1]], form)
    return f"(?P<{rule}_{number}>" + re.sub(r"\(\?P([<=])(\w+)", rf"(?P\1g{number}_\2", filled) + ")"
