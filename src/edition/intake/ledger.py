"""The account of a source's characters: each stands in text, furniture or a note's number, or was a joined hyphen.

Takes the source's text and the TEI made of it, gives the account or what does not balance. White space is counted, but
folds freely. The same check is made at import and, from document and source alone, by `--verify`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from edition.intake.accents import ACCENTS, taken_apart
from edition.intake.content import Note
from edition.markup import local_name, tei

_OUTSIDE: Final = frozenset({"corr", "reg", "expan", "figDesc"})
_HYPHENS: Final = frozenset("-‐\u00ad")
_SIGNS: Final = frozenset("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§.()[]")
_ENTRY: Final = re.compile(r"(?<![a-z-])([a-z-]+)=(\d+)")


@dataclass(frozen=True)
class Account:
    """The counts by what the characters became, and what is missing or too much."""

    counts: Mapping[str, int]
    missing: Mapping[str, int]
    added: Mapping[str, int]

    @property
    def balances(self) -> bool:
        """Whether every character is accounted for."""
        return not self.missing and not self.added


def count_letters(text: str) -> Counter[str]:
    """The characters of a text that are no white space."""
    counts = Counter(text)
    for sign in [sign for sign in counts if sign.isspace()]:
        del counts[sign]
    return counts


def tei_letters(root: etree._Element) -> tuple[Counter[str], Counter[str]]:
    """The characters in text and notes, and those in furniture; an editor's half of a choice is left out."""
    text: list[str] = []
    furniture: list[str] = []
    outside = inside = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        step = {"start": 1, "end": -1}.get(event, 0)
        outside += step * (local_name(node) in _OUTSIDE)
        inside += step * (local_name(node) == "fw")
        follows = node.text if event == "start" else node.tail if node is not root else ""
        if follows and not outside:
            (furniture if inside else text).append(follows)
    return count_letters("".join(text)), count_letters("".join(furniture))


def draw_account(source: str, text: etree._Element, notes: tuple[Note, ...], joined: int) -> Account:
    """The account of an import."""
    letters, furniture = tei_letters(text)
    signs = [note.label + (note.sign if note.called else "") for note in notes if note.printed]
    signs += [anchor.get("n", "") for anchor in text.iter(tei("anchor")) if anchor.get("type") == "call"]
    numbers = count_letters("".join(signs))
    wanted = count_letters(source)
    given = letters + furniture + numbers
    missing, added = _compared(wanted, given)
    hyphens = sum(count for sign, count in missing.items() if sign in _HYPHENS)
    counts = {
        "source": len(source),
        "text": letters.total(),
        "furniture": furniture.total(),
        "note-numbers": numbers.total(),
        "hyphens": joined,
        "space": len(source) - wanted.total(),
    }
    rest = {sign: count for sign, count in missing.items() if sign not in _HYPHENS}
    if hyphens != joined:
        rest["-"] = hyphens - joined
    return Account(counts, rest, dict(added))


def _compared(wanted: Counter[str], given: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """What is missing and what is too much; an accent over a letter may have become part of it."""
    missing, added = wanted - given, given - wanted
    if not ACCENTS.keys().isdisjoint(missing):
        missing, added = taken_apart(missing), taken_apart(added)
        missing, added = missing - added, added - missing
    return missing, added


def read_account(root: etree._Element) -> dict[str, int]:
    """The account that a document keeps of its source."""
    for desc in root.iter(tei("desc")):
        if (desc.text or "").startswith("Account of the source:"):
            return {name: int(count) for name, count in _ENTRY.findall(desc.text or "")}
    return {}


def check_account(source: str, root: etree._Element) -> Account:
    """Prove the balance again from a document and its source: only note numbers and joined hyphens may lack."""
    kept = read_account(root)
    text = root.find(tei("text"))
    letters, furniture = tei_letters(text if text is not None else root)
    wanted = count_letters(source)
    missing, added = _compared(wanted, letters + furniture)
    lacking = {sign: count for sign, count in missing.items() if sign not in _SIGNS and sign not in _HYPHENS}
    allowed = kept.get("note-numbers", 0) + kept.get("hyphens", 0)
    total = sum(count for sign, count in missing.items() if sign in _SIGNS or sign in _HYPHENS)
    if total != allowed:
        lacking["digits, note signs and hyphens"] = total - allowed
    return Account(kept, lacking, dict(added))
