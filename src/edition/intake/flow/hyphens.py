"""What becomes of a hyphen at a line's end: dropped, kept, or kept as a dash with its space.

Takes the two lines and the document's words. Signals: digits, capitals and addresses, the same word elsewhere joined or
with its hyphen, a rest too short to be split off, and whether this text splits words at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edition.intake.flow.words import Words, fold_word
from edition.languages import SHIPPED
from edition.languages.patterns import any_of

_HYPHENS: Final = ("-", "‐", "‑", "\u00ad")
_HEAD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TAIL: Final = re.compile(r"[^\W\d_]+$")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|@)\S*$|\S*\.\w+/\S*$")
_SPLITTING: Final = 0.02
_AND: Final = any_of(word for lang in SHIPPED.all for word in lang.and_words if len(word) > 1)
_SUSPENDED: Final = re.compile(rf"{_AND}\b")


class Joint(StrEnum):
    """How two lines are put together."""

    SPACE = "space"
    JOIN = "join"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Joined:
    """A joint with its reason; `sure` is False where the other reading is not unlikely."""

    joint: Joint
    reason: str = ""
    sure: bool = True


_SPACE: Final = Joined(Joint.SPACE)


def join_lines(left: str, right: str, words: Words) -> Joined:
    """Decide on the end of `left` before `right`.

    >>> words = Words(("misak-i", "ordu"), 0.3)
    >>> join_lines("nach der Ver-", "waltung", words).joint, join_lines("Misak-", "ı Milli", words).joint
    (<Joint.JOIN: 'join'>, <Joint.KEEP: 'keep'>)
    """
    if not left.endswith(_HYPHENS):
        return _SPACE
    hyphen = left[-1]
    before = "" if left[-2:-1].isspace() else left[:-1].rsplit(maxsplit=1)[-1] if left[:-1].strip() else ""
    if hyphen == "\u00ad":
        return Joined(Joint.JOIN, "a soft hyphen")
    if not before or not right:
        return _SPACE
    if _SUSPENDED.match(right) and before[-1].isalpha():
        return Joined(Joint.SPACE, "a word that is completed behind the next one")
    if before[-1].isdigit() or right[0].isdigit() or not before[-1].isalpha():
        return Joined(Joint.KEEP, "a hyphen between numbers or signs")
    if _ADDRESS.search(before):
        return _in_address(right, words)
    if right[0] in "'’\"“‘(":
        return Joined(Joint.KEEP, "no letter follows")
    return _in_word(before, right, words)


def decided(keep: bool) -> Joined:
    """The joint that an editor has decided on."""
    return Joined(Joint.KEEP if keep else Joint.JOIN, "as the editor decided")


def _in_address(right: str, words: Words) -> Joined:
    if right[0].islower() and words.split_share >= _SPLITTING:
        return Joined(Joint.JOIN, "an address in a text that splits words", sure=False)
    return Joined(Joint.KEEP, "an address")


def _in_word(before: str, right: str, words: Words) -> Joined:
    head = _HEAD.match(right)
    tail = _TAIL.search(before)
    if not head or not tail:
        return Joined(Joint.KEEP, "no letter follows")
    rest = re.split(r"[-‐‑]", head.group())[0]
    caps = tail.group().isupper() and len(tail.group()) > 1 and rest.isupper()
    kept = words.begins(fold_word(f"{tail.group()}-{rest[:4]}"))
    joined = words.begins(fold_word(tail.group() + rest[: max(3, len(rest) - 3)]))
    if rest[0].isupper() and not caps:
        return Joined(Joint.KEEP, "a capital follows")
    if kept and not joined:
        return Joined(Joint.KEEP, "the word occurs with its hyphen")
    if joined and not kept:
        return Joined(Joint.JOIN, "the word occurs joined")
    if len(rest) == 1:
        return Joined(Joint.KEEP, "one letter is not split off")
    if words.split_share >= _SPLITTING:
        return Joined(Joint.JOIN, "this text splits words at line ends", sure=not kept)
    return Joined(Joint.KEEP, "this text does not split words at line ends", sure=False)
