"""Regular expressions of strangers, from settings and headers: what could hold the work up is refused.

Python's engine tries every way to share out a text among repeats. So a repeat within a repeat is taken only where a
sign that nothing else in it can be parts its rounds, as in `(-[a-z]+)*`; and the more repeats and choices an expression
has, the shorter is the longest text that it is tried on.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from math import factorial
from typing import Final

_WIDE: Final = frozenset((".", *(rf"\{letter}" for letter in "dDwWsSbBAZ")))
_STEPS: Final = 10_000_000  # what the longest text may cost: about a tenth of a second
_LONGEST: Final = 10_000
_TOKEN: Final = re.compile(
    r"(?P<open>\((?:\?P<\w+>|\?:|(?!\?)))|(?P<close>\))|(?P<choice>\|)|(?P<repeat>(?:[*+?]|\{\d*,?\d*\})[?+]?)"
    r"|(?P<one>\\[^0-9]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^(\\])",
    re.DOTALL,
)


@dataclass(frozen=True)
class Expression:
    """A compiled expression, and the longest text that it is tried on."""

    compiled: re.Pattern[str]
    longest: int

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text, None where there is none or where the text is too long to be tried."""
        return self.compiled.fullmatch(text) if len(text) <= self.longest else None


@dataclass
class _Group:
    """What has been read of a group: what it begins with, which parts of it repeat, whether it has others in it."""

    first: str = ""
    repeated: list[str] = field(default_factory=list)
    is_plain: bool = True


def expression(text: str) -> Expression:
    """Compile an expression; `re.error` where it is none, or may hold up the work.

    >>> expression(r"(\\w+)/([0-9]+(-[a-z]+)*)").fullmatch("a/1-b-c")[2]
    '1-b-c'
    >>> expression("(a+)+b")
    Traceback (most recent call last):
    re.error: a repeat within a repeat can take for ever at position 5
    """
    try:
        with warnings.catch_warnings():  # of a bracket within a class, which another Python may read in another way
            warnings.simplefilter("error", FutureWarning)
            compiled = re.compile(text)
    except FutureWarning as warning:
        raise re.error("write a bracket within a class with a backslash", text) from warning
    except (OverflowError, RecursionError) as error:
        raise re.error(str(error), text) from error
    repeats, choices = _counted(text)
    longest = _LONGEST
    while longest and longest**repeats * 2**choices // factorial(repeats) > _STEPS * (repeats or 1):
        longest = longest * 9 // 10
    return Expression(compiled, longest)


def _counted(text: str) -> tuple[int, int]:
    """How many repeats without end, and how many choices, an expression has."""
    repeats = choices = at = 0
    groups, last, closed = [_Group()], "", None
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise re.error("only groups, classes, choices and repeats are understood", text, at)
        at, kind, token = found.end(), found.lastgroup, found[0]
        if kind == "open":
            groups[-1].is_plain = False
            groups.append(_Group())
        elif kind == "close":
            closed, last = groups.pop(), ""
        elif kind == "choice":
            choices += 1
            groups[-1].is_plain = False
        elif kind == "repeat" and token[0] == "?":
            choices += 1
            groups[-1].repeated.append(last)  # what may be left out parts no rounds: (-?a+)+, (aa?)+
        elif kind == "repeat":
            repeats += 1
            _refuse_nested(closed, text, at)
            groups[-1].repeated.append(last)
            closed = None
        else:
            groups[-1].first = groups[-1].first or token
            last, closed = token, None
    return repeats, choices


def _refuse_nested(group: _Group | None, text: str, at: int) -> None:
    """A group is repeated only if it repeats nothing, or if its first sign parts its rounds."""
    if group is None or (group.is_plain and not group.repeated):
        return
    signs = _signs(group.first) if group.is_plain else ""
    if not signs or any(re.fullmatch(part, sign) for part in group.repeated for sign in signs):
        raise re.error("a repeat within a repeat can take for ever", text, at)


def _signs(token: str) -> str:
    """The signs that a token stands for; empty where it is a class that is not told sign by sign."""
    plain = token.removeprefix("\\")
    if len(plain) == 1:
        return "" if token in _WIDE else plain
    listed = re.fullmatch(r"\[(-?[^\\^-]+-?)\]", token)
    return listed[1] if listed else ""
