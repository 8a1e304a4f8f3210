"""What becomes of a hyphen at a line's end: dropped, kept, or kept as a dash with its space.

Takes the two lines and the document's words. Signals: digits, capitals and addresses, the same word elsewhere joined or
with its hyphen, a rest too short to be split off, and whether this text splits words at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from edition.intake.doubts import DoubtReason
from edition.intake.flow.words import Words, fold_word

_HYPHENS: Final = ("-", "‐", "‑", "\u00ad")
_HEAD: Final = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_TAIL: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_ADDRESS: Final = re.compile(r"(?<!\S)(?=\S++$)\S*?(?:https?://|www\.|@|\.\w+/)")
_GENDERED: Final = re.compile(r"[^\W\d_]++[:*_·](?=[^\W\d_])")
_MANY_HYPHENS: Final = 3
_LEAST: Final = 3


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
    before = "" if left[-2:-1].isspace() else left[:-1].rsplit(maxsplit=1)[-1] if left[:-1].strip() else ""
    if left.endswith("\u00ad"):
        return Joined(Joint.JOIN, "a soft hyphen")
    if not before or not right:
        return _SPACE
    if before[-1].isalpha() and _is_and(before, right, words):
        return Joined(Joint.SPACE, "a word that is completed behind the next one")
    if right[0].isdigit() or not before[-1].isalpha():
        return Joined(Joint.KEEP, "a hyphen between numbers or signs")
    return _in_address(before, right, words) if _ADDRESS.search(before) else _in_word(before, right, words)


def decided(keep: bool) -> Joined:
    """The joint that an editor has decided on."""
    return Joined(Joint.KEEP if keep else Joint.JOIN, "as the editor decided")


def _in_address(before: str, right: str, words: Words) -> Joined:
    """An address keeps its hyphens; a text that splits words may split addresses, too, and into what are no words."""
    tail, head = _TAIL.search(before), _HEAD.match(right)
    if words.splits and tail and head and head.group()[0].islower():
        parts = tail.group(), re.split(r"[-‐‑]", head.group())[0]
        known = len(parts[1]) > 1 and all(words.has(fold_word(part)) for part in parts)
        if len(tail.group()) > 1 and not known:
            return Joined(Joint.JOIN, DoubtReason.SPLIT_ADDRESS, sure=False)
    return Joined(Joint.KEEP, "an address")


def _is_and(before: str, right: str, words: Words) -> bool:
    """Whether the next line begins with “and”, as behind “pre- and …”, and not with the rest of a word of the text."""
    first, *more = right.split(maxsplit=1)
    return bool(more) and fold_word(first) in words.ands and not words.has(fold_word(before + first))


def _in_word(before: str, right: str, words: Words) -> Joined:
    head = _HEAD.match(right)
    tail = _TAIL.search(before)
    if not head or not tail:
        return Joined(Joint.KEEP, "no letter follows")
    rest = re.split(r"[-‐‑]", head.group())[0]
    one_letter = len(rest) == 1 and not _GENDERED.match(right)
    known = _by_letters(before, tail.group(), rest, words) or _by_words(tail.group(), rest, words, one_letter)
    if known:
        return known
    compound = min(len(tail.group()), len(rest)) >= _LEAST and words.has(fold_word(tail.group()))
    compound = compound and words.has(fold_word(rest))
    if words.splits:
        return Joined(Joint.JOIN, DoubtReason.SPLITS, sure=not compound)
    return Joined(Joint.KEEP, DoubtReason.DOES_NOT_SPLIT, sure=compound)


def _by_letters(before: str, tail: str, rest: str, words: Words) -> Joined | None:
    """What capitals and other hyphens tell."""
    capitals = tail.isupper() and len(tail) > 1
    if _is_name(tail, rest, words):
        return Joined(Joint.JOIN, "the word occurs joined")
    if rest[0].isupper() and not (capitals and rest.isupper()):
        return Joined(Joint.KEEP, "a capital follows")
    if capitals and rest.islower():
        return Joined(Joint.KEEP, "an abbreviation is not split")
    if sum(before.count(hyphen) for hyphen in _HYPHENS) >= _MANY_HYPHENS:
        return Joined(Joint.KEEP, "one of many hyphens")
    return None


def _is_name(tail: str, rest: str, words: Words) -> bool:
    """Whether a word has capitals inside, and occurs so elsewhere."""
    inside = rest != rest.lower() or tail != tail.lower()
    return inside and words.has(fold_word(tail + rest)) and not words.begins(fold_word(f"{tail}-{rest}"))


def _by_words(tail: str, rest: str, words: Words, one_letter: bool) -> Joined | None:
    """What the document's other words tell."""
    kept = words.begins(fold_word(f"{tail}-{rest[:4]}"))
    joined = words.begins(fold_word(tail + rest[: max(3, len(rest) - 3)]))
    if kept and not joined:
        return Joined(Joint.KEEP, "the word occurs with its hyphen")
    if joined and not kept:
        return Joined(Joint.JOIN, "the word occurs joined")
    if kept and words.splits:
        return Joined(Joint.JOIN, DoubtReason.SPLITS, sure=False)
    if one_letter:
        return Joined(Joint.KEEP, "one letter is not split off")
    return None
