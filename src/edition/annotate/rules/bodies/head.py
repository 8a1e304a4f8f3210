"""The last word is the head of the names of bodies or events.

Finds `Türk Komünist Partisi`, `I. Balkan Savaşı`, `Patrona Halil İsyanı`, and two words such as `Büyük Taarruz`.
Leaves a head alone before which nothing tells one body from others: `Yeni Hükümeti`, `Türk Heyeti`.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things
from edition.languages import fold


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    lang, reader = text.lang, text.reader
    if not text.tokens.is_capital(i):
        return
    for kind, words in (("org", lang.org_heads), ("event", lang.event_heads)):
        if length := reader.stem_in(i, words):
            yield from _headed(text, i, length, kind)
    for kind, first, second in (
        ("event", lang.event_first, lang.event_bare),
        ("org", lang.org_first, lang.org_bare),
    ):
        if (length := reader.stem_in(i, second)) and _is_behind(text, i, first):
            yield text.candidate(i - 1, i, length, kind, RULE.name)


def _headed(text: Things, i: int, length: int, kind: str) -> Iterator[Candidate]:
    """`Türk Komünist Partisi`, `I. Balkan Savaşı`, `Karakol Cemiyeti`."""
    first = text.reach_left(i)
    if first == i and kind == "event":
        first = _of_person(text, i)
    if text.reader.stem_in(i, text.lang.weak_heads) and all(text.reader.is_people(k) for k in range(first, i)):
        return
    telling = text.lang.event_first | (text.lang.directions if kind == "org" else frozenset())
    if any(text.reader.says_something(k) or fold(text.tokens.text[k]) in telling for k in range(first, i)):
        yield text.candidate(first, i, length, kind, "head")


def _of_person(text: Things, i: int) -> int:
    """`Patrona Halil İsyanı`: the first token of the person's name that an event is called by."""
    first = i
    while first - 1 in text.persons and not text.reader.ends_name(first - 1):
        first -= 1
    return first


def _is_behind(text: Things, i: int, first: frozenset[str]) -> bool:
    """Whether the word before token `i` is one of the first words, with a capital."""
    return text.reader.is_one_of(i - 1, first) and text.tokens.is_capital(i - 1)


RULE = Rule("head", ("org", "event"), at, __doc__)
