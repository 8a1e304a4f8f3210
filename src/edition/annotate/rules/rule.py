"""What a rule is: a name, the kinds of names it finds, its explanation, and a function asked at every token."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from edition.annotate.model import Candidate

Text = TypeVar("Text")


@dataclass(frozen=True, slots=True)
class Rule(Generic[Text]):
    """A reason to take a stretch of text for a name. `at` gives the candidates that token `i` tells of."""

    name: str
    kinds: tuple[str, ...]
    at: Callable[[Text, int], Iterator[Candidate]]
    explanation: str | None

    @property
    def summary(self) -> str:
        """The first sentence of the explanation, as it reads behind the rule's name."""
        return told_short(self.explanation or "")


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason that is no rule of a language: registers, other mentions, other programs."""

    name: str
    kinds: tuple[str, ...]
    explanation: str

    @property
    def summary(self) -> str:
        """The first sentence of the explanation."""
        return told_short(self.explanation)


def told_short(explanation: str) -> str:
    """The first sentence, without its full stop and with a small letter.

    >>> told_short("A title stands before the name. Finds `Dr. Adnan`.")
    'a title stands before the name'
    """
    first = inspect.cleandoc(explanation).split("\n\n", 1)[0].replace("\n", " ").split(". ", 1)[0].rstrip(".")
    return first[:1].lower() + first[1:]
