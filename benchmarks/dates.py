"""Dates that editors valued in letters and diaries, found again without their tags: how many are right, and how sure.

Takes a folder of TEI whose dates have `@when`. Each is stripped of its tag and value; a date is found where one of ours
overlaps it, and right where the values are equal; that of an end of a range is right where our range ends so. A full
one tells day, month and year; a partial one leaves some to the day of writing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from edition.annotate import Annotated, Annotator
from edition.markup import parse, tei
from edition.markup.source import as_source
from edition.registers import DateValue, Registers

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FULL, PARTIAL = 0.90, 0.80
_FULL = re.compile(r"\d.*\d{4}|\d+\W+(?:\d+|[IVX]+)\W+\d{2,3}\W*\Z")
_APART = frozenset((tei("bibl"), tei("note"), tei("fw")))  # an editor's words, and cited works


@dataclass(frozen=True, slots=True)
class Valued:
    """A date of an editor's: what it says, its value, ours (or nothing) and how sure ours is."""

    text: str
    when: str
    found: str
    cert: str

    @property
    def is_full(self) -> bool:
        """Whether it tells day, month and year."""
        return bool(_FULL.search(self.text))

    @property
    def is_right(self) -> bool:
        """Whether ours has the same value."""
        return self.found == self.when


def valued(folder: Path, language: str) -> Iterator[Valued]:
    """Every date of the folder's documents; `language` is that of documents that do not tell theirs."""
    annotator = Annotator(Registers({}), frozenset(("date",)), default_language=language)
    for path in sorted(folder.glob("*.xml")):
        root = etree.parse(path).getroot()
        gold = dict(_stripped(root))
        yield from _compared(annotator.find(parse(as_source(path.name, etree.tostring(root)))), gold)


def _stripped(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Tags of editors' dates made plain segments with a number, and their values by number."""
    body = root.find(f".//{tei('body')}")
    for number, date in enumerate(() if body is None else list(body.iter(tei("date")))):
        when = date.get("when")
        date.attrib.clear()
        date.tag = tei("seg")
        if when and not any(e.tag in _APART for e in date.iterancestors()):
            date.set("n", f"gold-{number}")
            yield f"gold-{number}", when


def _compared(annotated: Annotated, gold: dict[str, str]) -> Iterator[Valued]:
    for flow in annotated.scan.flows:
        for element in flow.inside:
            when = gold.pop(element.attributes.get("n", ""), None)
            if when is None:
                continue
            ours = [
                one.mention
                for one in annotated.mentions
                if one.flow is flow and one.mention.start < element.last and element.first < one.mention.end
            ]
            value = ours[0].date if ours else None
            text = " ".join(flow.text[element.first : element.last].split())
            yield Valued(text, when, _told(value, when) if value else "", ours[0].cert if ours else "")


def _told(value: DateValue, when: str) -> str:
    """Our value: of a range the end that is meant, if it is one."""
    return value.when or (when if when in (value.from_, value.to) else "?")


def report(name: str, dates: list[Valued], *, misses: bool = False) -> dict[str, float]:
    """Print the figures; gives them by name."""
    figures = {}
    for kind, chosen in (("full", [d for d in dates if d.is_full]), ("partial", [d for d in dates if not d.is_full])):
        right = sum(d.is_right for d in chosen)
        figures[kind] = right / len(chosen) if chosen else 1.0
        print(f"{name}: {kind} dates right {right} of {len(chosen)} ({figures[kind]:.2f})")
    sure = [d for d in dates if d.cert == "high"]
    wrong = [d for d in sure if not d.is_right]
    figures["wrong of high"] = len(wrong) / len(sure) if sure else 0.0
    certs = Counter((d.cert or "not found", d.is_right) for d in dates)
    table = ", ".join(f"{cert} {'right' if right else 'wrong'} {n}" for (cert, right), n in sorted(certs.items()))
    print(f"{name}: wrong of those called high {len(wrong)} of {len(sure)} ({figures['wrong of high']:.3f}); {table}")
    for date in dates if misses else ():
        if not date.is_right:
            print(f"  {date.text!r} is {date.when}, ours {date.found or 'nothing'} {date.cert}")
    return figures


def main() -> int:
    """The letters and the diary: 1 where their dates are below the bars."""
    missed = 0
    for name in ("letters", "tagebuch"):
        folder = CORPORA / name / "editions"
        if folder.is_dir():
            figures = report(name, list(valued(folder, "de")))
            missed += figures["full"] < FULL or figures["partial"] < PARTIAL
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
