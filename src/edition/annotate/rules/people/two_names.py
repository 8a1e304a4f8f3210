"""Two words with capitals stand within a sentence, and nothing else explains them.

Finds `Franz Tunda`, where the text writes neither word small. Leaves such words alone in headings, in quotation marks,
at the head of a sentence, and in a language whose nouns have capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import Persons
from edition.annotate.rules.rule import Rule


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    if text.lang.capital_nouns or text.is_heading or not text.tokens.is_capital(i) or not _begins(text, i):
        return
    last = text.names_after(i)
    told = _is_quoted(text, i) or text.reader.is_one_of(last + 1, text.lang.naming)
    if last == i + 1 and text.is_strange(last) and not told:
        yield text.person(i, last, "two-names")


def _begins(text: Persons, i: int) -> bool:
    """Whether a name may begin with token `i`: a strange word, behind no other name and no preposition of place."""
    if text.tokens.opens_sentence(i) or not text.is_strange(i) or text.reader.ends_name(i):
        return False
    goes_on = text.part(i - 1) and not text.tokens.opens_sentence(i - 1)
    return not goes_on and not text.after_preposition(i)  # в Ясной Поляне


def _is_quoted(text: Persons, i: int) -> bool:
    mark = text.tokens.at(i - 1)
    return bool(mark) and mark in "“\"«‘'"


RULE = Rule("two-names", ("person",), at, __doc__)
