"""The words of a mention must resemble a name of its entity."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, Mention
from edition.registers import Entity, fold
from edition.validate.codes import UNEXPLAINED_MENTION
from edition.validate.rules.context import Context

_STEM: Final = 4  # letters that inflection leaves alone
_DESCRIPTIONS: Final = frozenset({"rs"})  # `rs` may hold any words: “his uncle”


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report mentions that share no word stem with any name of their first entity."""
    for mention in article.mentions:
        if mention.kind == "date" or mention.element in _DESCRIPTIONS or mention.wordless or not mention.keys:
            continue
        entity = context.registers.get(mention.keys[0])
        if entity and entity.kind == mention.kind and not _explains(entity, mention):
            message = f"no name of `{entity.key}` ({entity.name(article.lang)}) explains “{mention.text}”"
            help_text = "correct the key, or add this form to the entry's names"
            yield Diagnostic(UNEXPLAINED_MENTION, message, mention.span, help=help_text)


def _explains(entity: Entity, mention: Mention) -> bool:
    words = _words(mention.text)
    names = [n.text for n in entity.names if _script(n.text) == _script(mention.text)]
    if not names:  # the register has no name in this script to compare with
        return True
    known = {word for name in names for word in _words(name)}
    initials = {"".join(w[0] for w in _words(name)) for name in names}
    return "".join(words) in initials or any(_alike(a, b) for a in words for b in known)


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def _alike(a: str, b: str) -> bool:
    if a == b:
        return True
    length = min(len(a), len(b), _STEM)
    return length >= 3 and a[:length] == b[:length]


@lru_cache(maxsize=100_000)
def _script(text: str) -> str:
    letter = next((c for c in text if c.isalpha()), "a")
    return unicodedata.name(letter, "LATIN").split()[0]
