"""Decisions of an import that could have gone the other way, each with its reason.

A reason is a sentence, and has a name by which a face tells it in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DoubtReason(StrEnum):
    """What is in doubt."""

    NEARLY_HEADING = "short and set apart, but not by much"
    IN_BALANCE = "the signs for a new paragraph are in balance"
    NO_NOTE = "the numbers of the notes go on to it, but there is no such note"
    NEARLY_NOTE = "the text fits nearly as well with a note here"
    NEARLY_SECTION = "the text fits nearly as well with a heading of a section here"
    NEARLY_ITEM = "the text fits nearly as well with an item of a list here"
    SPLIT_ADDRESS = "an address in a text that splits words"
    SPLITS = "this text splits words at line ends"
    DOES_NOT_SPLIT = "this text does not split words at line ends"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A decision that could have gone the other way: its kind, its place in the source, what was done and why."""

    kind: str
    line: int
    start: int
    end: int
    text: str
    decision: str
    reason: DoubtReason
