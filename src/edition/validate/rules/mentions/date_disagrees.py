"""The words of a date must agree with its value. Month names are those of `languages/`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, Mention
from edition.languages import Languages
from edition.languages.used import used
from edition.registers import fold
from edition.validate.codes import DATE_DISAGREES
from edition.validate.rules.context import Context

_YEAR: Final = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_DAY: Final = re.compile(r"(?<![\d.,])([1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|\.)?\s+(?=[^\W\d])")
_STEM: Final = 4
# 1921, 1921-03, 1921-03-16; --03, --03-16 and ---16 have no year, or neither year nor month
_VALUE: Final = re.compile(
    r"(?:(?P<era>-?)(?P<year>\d{4,})|-)(?:-(?P<month>\d\d)|-)?(?:-(?P<day>\d\d))?(?!\d)", re.ASCII
)


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report Gregorian dates of one day, month or year whose words say another."""
    del context
    langs = {b.id: b.lang for b in article.blocks}
    for mention in article.mentions:
        if mention.kind != "date" or mention.date.calendar or not mention.date.when:
            continue
        wrong = _difference(mention, langs[mention.block])
        if wrong:
            help_text = "correct the value; a date of another calendar needs @calendar and @when-custom"
            message = f"“{mention.text}” has the value {mention.date.when}: the {wrong} differs"
            yield Diagnostic(DATE_DISAGREES, message, mention.span, help=help_text)


def _difference(mention: Mention, lang: str) -> str | None:
    parts = _VALUE.match(mention.date.when or "")
    if parts is None or parts["era"]:  # before Christ, texts and values count years in several ways
        return None
    year, day = _only(_YEAR.findall(mention.text)), _only(_DAY.findall(mention.text))
    month = _month(mention.text, lang)
    written = {"year": year, "month": month, "day": day if month else None}
    return next((part for part, n in written.items() if n and parts[part] and int(parts[part]) != n), None)


def _only(found: list[str]) -> int | None:
    """The one number that was found, if it is one."""
    return int(found[0]) if len(found) == 1 else None


def _month(text: str, lang: str) -> int | None:
    """The month that the text names, if it names exactly one."""
    words = fold(text).split()
    stems = _month_stems(used(), lang or "en")
    found = {number for number, stem in stems for word in words if word.startswith(stem)}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=16)
def _month_stems(languages: Languages, lang: str) -> tuple[tuple[int, str], ...]:
    """Beginnings of month names that no other month has; long enough that no common word begins so."""
    months = [(number, fold(name)) for name, number in languages.get(lang).calendar.months.items()]
    return tuple((number, name[: max(_STEM, len(name) - 1)]) for number, name in months if len(name) > 2)
