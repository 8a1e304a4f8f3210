"""A word in capitals stands in a text that is not all capitals.

Finds `VOGS`. Leaves numerals such as `XIV` alone, and capitals among capitals.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold

_ACRONYM: Final = range(3, 8)


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if not text.tokens.is_capital(i):
        return
    word = text.tokens.text[i]
    is_word = fold(word) in text.lang.function_words or fold(word) in text.reader.common
    if _is_acronym(word) and not is_word and not _is_among_capitals(text, i):
        yield text.candidate(i, i, len(word), "org", RULE.name)


def _is_acronym(word: str) -> bool:
    return len(word) in _ACRONYM and word.isupper() and word.isalpha() and not set(word) <= set("IVXLC")


def _is_among_capitals(text: Things, i: int) -> bool:
    """Whether another word in capitals stands near token `i`."""
    around = [w for w in text.tokens.text[max(0, i - 3) : i + 4] if len(w) > 2 and w != text.tokens.text[i]]
    return any(w[0].isalpha() and w.isupper() for w in around)


RULE = Rule("acronym", ("org",), at, __doc__)
