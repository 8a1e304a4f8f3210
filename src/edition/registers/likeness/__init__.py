"""Entries that may be one: names compared across scripts, spellings, initials and missing forenames."""

from edition.registers.likeness.doubles import LEAST, Doubles, Likeness, gathered, likely_doubles
from edition.registers.likeness.names import likeness
from edition.registers.likeness.nearest import Nearest

__all__ = ["LEAST", "Doubles", "Likeness", "Nearest", "gathered", "likely_doubles", "likeness"]
