"""A small head stands behind a place, a people or a name.

Finds `Sovyet hükümeti`, `Batum antlaşması`, `Московский договор`. Leaves a small head alone behind any other word.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.model import Candidate
from edition.annotate.rules.rule import Rule
from edition.annotate.rules.things import Things


def at(text: Things, i: int) -> Iterator[Candidate]:
    """What the rule says of token `i`."""
    lang, reader = text.lang, text.reader
    if text.tokens.is_capital(i):
        return
    if lang.endings:
        yield from _behind_name(text, i)
    elif length := reader.stem_in(i, lang.org_heads_any_case):
        yield from _small(text, i, length, "org")
    elif i - 1 in text.places and (length := reader.stem_in(i, lang.event_heads_any_case)):
        yield from _small(text, i, length, "event")


def _small(text: Things, i: int, length: int, kind: str) -> Iterator[Candidate]:
    """`Sovyet hükümeti`, `Batum antlaşması`: a small head directly behind a place or a people."""
    if text.reader.ends_name(i - 1):
        return
    if i - 1 in text.places or (kind == "org" and i and text.reader.is_one_of(i - 1, text.lang.peoples)):
        first = i - 1
        while first - 1 in text.places and text.tokens.is_capital(first - 1) and not text.reader.ends_name(first - 1):
            first -= 1
        yield text.candidate(first, i, length, kind, "small-head")


def _behind_name(text: Things, i: int) -> Iterator[Candidate]:
    """`Московский договор`, `Алаш партиясы`: a small head behind words with capitals."""
    heads = (("org", text.lang.org_heads), ("event", text.lang.event_heads))
    kind = next((kind for kind, words in heads if text.reader.stem_in(i, words)), "")
    first = i
    while kind and text.tokens.is_capital(first - 1) and text.reader.is_naming(first - 1):
        if first < i and (text.tokens.opens_sentence(first - 1) or first - 1 in text.places):
            break  # what only begins the sentence, or a place where it was
        first -= 2 if text.reader.dash(first - 2) else 1
    if first < i:
        yield text.candidate(first, i, len(text.tokens.text[i]), kind, "small-head")


RULE = Rule("small-head", ("org", "event"), at, __doc__)
