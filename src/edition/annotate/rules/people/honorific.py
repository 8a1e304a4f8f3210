"""An honorific stands behind the name.

Finds `Vakkas Ferit Bey`, `Halil (Kut) Paşa`, `Nesib Bey Yusufbeyli`: back to a title, to the head of the sentence, or
to a name of something else. Leaves an honorific alone that no name stands before.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.persons import MOST_NAMES, Persons
from edition.annotate.rules.rule import Rule
from edition.languages import fold


def at(text: Persons, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    length = text.reader.stem_in(i, text.lang.honorifics) if text.tokens.is_capital(i) else 0
    if not length:
        return
    first = _first_name(text, i)
    if first == i:
        return
    if length == len(text.tokens.text[i]) and _has_surname(text, i):  # Nesib Bey Yusufbeyli
        i, length = i + 1, len(text.tokens.text[i + 1])
    yield text.candidate(text.with_titles(first), i, text.tokens.start[i] + length, "honorific")


def _first_name(text: Persons, i: int) -> int:
    """Where the name before an honorific begins; the honorific itself where there is none."""
    first, at = i, i - 1
    if text.tokens.at(at) == ")" and text.tokens.at(at - 2) == "(" and text.tokens.is_capital(at - 1):
        at -= 3
    while i - first <= MOST_NAMES + 1 and _is_of_name(text, at) and not text.reader.ends_name(at):
        if at < i - 1 and text.opens_with_word(at):
            break
        first, at = at, at - 1
        if text.reader.is_one_of(first, text.lang.titles):
            break
    return first


def _has_surname(text: Persons, i: int) -> bool:
    """Whether one surname follows token `i`."""
    if text.reader.ends_name(i) or i + 1 >= len(text.tokens):
        return False
    return text.names_after(i + 1) == i + 1 and bool(text.ending(i + 1))


def _is_of_name(text: Persons, i: int) -> bool:
    """Whether token `i` is of a name that an honorific ends; behind a given name any word is: `Ahmed Resmî Bey`."""
    if text.part(i):
        return True
    given = i > 0 and fold(text.tokens.text[i - 1]) in text.lang.given_names
    return given and text.tokens.is_capital(i) and i not in text.taken and not text.reader.ends_name(i - 1)


RULE = Rule("honorific", ("person",), at, __doc__)
