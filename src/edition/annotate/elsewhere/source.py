"""What a source is: it is handed a stretch of text and its language, and says which names stand in it."""

from __future__ import annotations

from typing import Protocol

from edition.annotate.elsewhere.offers import Claim

KINDS_ASKED = ("person", "place", "org", "event")


class NoAnswerError(Exception):
    """A source did not answer, or gave what is no answer; the message says why."""


class NameSource(Protocol):
    """A program, a library or a server that finds names."""

    @property
    def name(self) -> str:
        """What it is called in settings, texts and rules: one of `offers.SOURCES`."""

    @property
    def description(self) -> str:
        """What the header tells of it: model and place."""

    @property
    def digest(self) -> str:
        """Everything but the text that its answers depend on."""

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        """The names in a text; raises `NoAnswerError` where there is no answer in so many seconds."""

    def close(self) -> None:
        """End what was begun."""
