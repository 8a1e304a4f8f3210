"""What is seen of a file, and what it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# the levels on which Menota writes each word, the one that is read first
LEVELS: Final = ("dipl", "norm", "facs")


class Sort(StrEnum):
    """What a file is for an edition."""

    TEXT = "text"
    REGISTER = "register"
    OTHER = "other"


@dataclass(frozen=True)
class SchemaLink:
    """A schema that a file names: its address as written, and the namespace of its language."""

    href: str
    language: str = ""


@dataclass(frozen=True)
class SeenFile:
    """A file as far as settings depend on it. `path` counts from the corpus's folder.

    `pointing` are the pointers of elements that name something, by expression (`persName`, `rs[@type='work']`).
    `levels` are those on which it writes each word (`LEVELS`).
    `features` are what the account tells of (letters, apparatus, pictures …), by number.
    """

    path: str
    sort: Sort
    lang: str = ""
    title: str = ""
    series: str = ""
    words: int = 0
    schemas: tuple[SchemaLink, ...] = ()
    entries: dict[str, str] = field(default_factory=dict)
    pointing: dict[str, Counter[str]] = field(default_factory=dict)
    features: Counter[str] = field(default_factory=Counter)
    licence: str = ""
    levels: frozenset[str] = frozenset()
