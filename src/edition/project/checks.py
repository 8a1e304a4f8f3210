"""What a setting of the right kind may still get wrong: addresses, languages, patterns, kinds, expressions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import icu

from edition.project.settings import ANNOTATED_KINDS

# the expressions of [mentions]: an element's name with conditions on attributes
MENTION_EXPRESSION: Final = re.compile(r"(?:tei:)?([\w.-]+)((?:\[@[\w:.-]+(?:=(?:'[^']*'|\"[^\"]*\"))?\])*)\Z")
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:-[A-Za-z0-9]{1,8})*\Z")
Wrong = tuple[str, str]


def wrong_value(table: str, key: str, value: Any) -> Wrong | None:
    """What is wrong with a value and how it should be, if anything is.

    >>> wrong_value("edition", "base-url", "example.org")
    ('`example.org` is no address of a site', 'write it with its beginning: https://example.org')
    >>> wrong_value("edition", "languages", ("tr", "en"))
    """
    check = _CHECKS.get((table, key)) or _CHECKS.get((table, ""))
    return check(value) if check else None


def _base_url(value: str) -> Wrong | None:
    parts = urlsplit(value)
    if not value or (parts.scheme in ("http", "https") and parts.hostname and not parts.query and not parts.fragment):
        return None
    advice = f"write it with its beginning: https://{value}" if not parts.scheme and value[:1].isalnum() else ""
    return f"`{value}` is no address of a site", advice or "write an address such as https://example.org/letters"


def _languages(value: Iterable[str]) -> Wrong | None:
    """Languages by BCP 47, the first part being known to ISO 639."""
    known = icu.Locale.getISOLanguages()
    for tag in value:
        match = _TAG.match(tag)
        if match is None or match[1].lower() not in known:
            near = difflib.get_close_matches(tag, known, 1, 0.6)
            names = {str(icu.Locale(code).getDisplayLanguage(icu.Locale("en"))).lower(): code for code in known}
            code = names.get(tag.lower()) or (near[0] if near else "")
            hint = f"did you mean `{code}`?" if code else "write codes such as tr, en or kk-Latn"
            return f"`{tag}` is no code of a language", hint
    return None


def _by_language(value: Mapping[str, str]) -> Wrong | None:
    return _languages(tag for tag in value if tag)


def _patterns(value: Iterable[str]) -> Wrong | None:
    for pattern in value:
        steps = pattern.split("/")
        if not pattern or pattern.startswith("/") or re.match(r"[A-Za-z]:", pattern) or "\\" in pattern:
            return (
                f"`{pattern}` is no pattern inside the edition",
                'write it from the edition\'s folder: "tei/articles/*.xml"',
            )
        if any("**" in step and step != "**" for step in steps):
            return f"`{pattern}` joins ** with other characters", 'write it as a step of its own: "tei/**/*.xml"'
    return None


def _kinds(value: Iterable[str]) -> Wrong | None:
    for kind in value:
        if kind not in ANNOTATED_KINDS:
            near = difflib.get_close_matches(kind, ANNOTATED_KINDS, 1, 0.5)
            hint = f"did you mean `{near[0]}`?" if near else f"known are {', '.join(ANNOTATED_KINDS)}"
            return f"`{kind}` is no kind of mention", hint
    return None


def _expressions(value: Iterable[str]) -> Wrong | None:
    for expression in value:
        if not MENTION_EXPRESSION.match(expression.strip()):
            hint = "write an element's name, with conditions on attributes if needed: rs[@type='person']"
            return f"`{expression}` is not an expression for mentions", hint
    return None


_CHECKS: Final[dict[tuple[str, str], Callable[[Any], Wrong | None]]] = {
    ("edition", "base-url"): _base_url,
    ("edition", "languages"): _languages,
    ("edition", "title"): _by_language,
    ("edition", "subtitle"): _by_language,
    ("edition", "description"): _by_language,
    ("annotate", "languages"): _languages,
    ("annotate", "kinds"): _kinds,
    ("files", "articles"): _patterns,
    ("files", "registers"): _patterns,
    ("mentions", ""): _expressions,
}
