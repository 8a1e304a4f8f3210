"""What can be said for mending a violation: names spelt alike, and remedies as edits of bytes. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from edition.relaxng.model import Alternative, Name


@dataclass(frozen=True, slots=True)
class Replacement:
    """Replace ``data[start:end]`` by ``text``."""

    start: int
    end: int
    text: bytes


class Action(StrEnum):
    """What a remedy does."""

    RENAME = "rename"
    WRAP = "wrap"
    UNWRAP = "unwrap"
    MOVE = "move"
    DELETE = "delete"
    INSERT = "insert"
    REPLACE_VALUE = "replace-value"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change after which this violation is gone.

    ``safe`` means that meaning is kept (a misspelt name, a date in ISO form); others are offered, not applied alone.
    """

    action: Action
    edits: tuple[Replacement, ...]
    name: Name | None = None  # the new name, the wrapper, the element to move within or around
    # the new value, also of an inserted attribute; for a move "first", "last", "before" or "after" that element
    value: str | None = None
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Skeleton:
    """An element with what it cannot do without: attributes, and elements with theirs; `is_empty` where it may be empty
    and takes no text.
    """

    name: str
    attributes: tuple[str, ...] = ()
    parts: tuple[Skeleton, ...] = ()
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps with one violation; empty where nothing certain can be said."""

    nearest: tuple[Name, ...] = ()  # names spelt alike, nearest first, only such as are allowed there
    known: tuple[Name, ...] = ()  # names spelt alike that the schema has, but not here
    nearest_value: tuple[str, ...] = ()
    allowed_in: tuple[Name, ...] = ()  # parents in which the element may stand, likeliest first
    wrappers: tuple[Name, ...] = ()  # elements allowed here that may hold it
    likely: tuple[Alternative, ...] = ()  # the expected elements or attributes, likeliest first
    remedies: tuple[Remedy, ...] = ()  # best first


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a wrong name stands for: an element with certain attributes, some of the old ones under new names."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Habits:
    """What the grammar cannot know: which names are usual, commonest first, and what wrong ones are meant to be."""

    elements: Sequence[str] = ()
    attributes: Sequence[str] = ()
    meant_elements: Mapping[str, Meaning] = field(default_factory=dict)
    meant_attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
