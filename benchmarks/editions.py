"""How well names are found and linked in an edition that others made: their mentions are taken out, set again by
`edition annotate` and compared with what they had marked.

    .venv/bin/python benchmarks/editions.py FOLDER --registers FILE… [--learn N] [--sample N] [--misses]

FOLDER holds TEI documents. Entries may stand in the files of `--registers` or in the documents themselves (`back`,
`standOff`). A mention is found where one of its kind overlaps it. Mentions that name no one in words
(`subtype="implied"`) and those in closed passages (`bibl`, `title`, the header) are left out. Nothing is written.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from edition.annotate import Annotator, Mention
from edition.diagnostics import Edit, EditionError, apply_edits
from edition.markup import Document, all_text, local_name, parse, read_source
from edition.markup.source import as_source
from edition.markup.standoff import wrap
from edition.registers import keys_of, read_registers

_ELEMENTS: Final = {
    "persName": "person",
    "placeName": "place",
    "settlement": "place",
    "country": "place",
    "region": "place",
    "geogName": "place",
    "orgName": "org",
    "eventName": "event",
}
_TYPES: Final = {
    "person": "person",
    "pers": "person",
    "place": "place",
    "org": "org",
    "institution": "org",
    "organisation": "org",
    "event": "event",
}
_PARTS: Final = frozenset("forename surname nameLink addName genName roleName".split())
_CLOSED: Final = frozenset("back teiHeader standOff bibl title fw listBibl speaker".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention as bytes of the document without mentions."""

    kind: str
    start: int
    end: int
    keys: tuple[str, ...]
    text: str = ""
    cert: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A document without its mentions, and the mentions."""

    document: Document
    gold: tuple[Marked, ...]


def kind_of(element: etree._Element) -> str:
    """The kind of an element's mention; empty where it is none."""
    name = local_name(element)
    if name in _ELEMENTS:
        return _ELEMENTS[name]
    return _TYPES.get(element.get("type", ""), "") if name in ("rs", "name") else ""


def case_of(document: Document) -> Case:
    """Take the mentions out of the running text."""
    edits: list[Edit] = []
    found: list[Marked] = []
    for element in _mentions(document.root):
        span = document.element_span(element)
        edits += (
            []
            if span.is_empty_tag
            else [
                Edit(span.start, span.start_end, b""),
                Edit(span.end_start, span.end, b""),
            ]
        )
        if local_name(element) in _PARTS:
            continue
        outer = any(kind_of(a) and a.get("subtype") != "implied" for a in element.iterancestors())
        if not outer and element.get("subtype") != "implied" and not span.is_empty_tag:
            text = all_text(element)
            found.append(Marked(kind_of(element), span.start_end, span.end_start, keys_of(element), text))
    edits.sort(key=lambda e: e.start)
    data = apply_edits(document.source.data, edits)
    moved = _Moved(edits)
    gold = tuple(Marked(m.kind, moved(m.start), moved(m.end), m.keys, m.text) for m in found)
    return Case(parse(as_source(document.source.path, data)), gold)


def _mentions(root: etree._Element) -> Iterator[etree._Element]:
    for element in root.iter(etree.Element):
        around = {local_name(a) for a in element.iterancestors()}
        if (kind_of(element) or local_name(element) in _PARTS) and "text" in around and around.isdisjoint(_CLOSED):
            yield element


class _Moved:
    """Where a byte stands after the edits."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits

    def __call__(self, at: int) -> int:
        return at - sum(e.end - e.start for e in self._edits if e.end <= at)


def found_in(annotator: Annotator, document: Document) -> list[Marked]:
    """What the annotator marks, as bytes."""
    out = []
    for located in annotator.find(document).mentions:
        one: Mention = located.mention
        pieces = wrap(located.flow, one.start, one.end)
        if one.kind != "date" and pieces:
            out.append(Marked(one.kind, pieces[0][0], pieces[-1][1], one.keys, one.text, one.cert))
    return out


@dataclass
class Tally:
    """Counts by kind."""

    gold: Counter[str]
    right: Counter[str]
    found: Counter[str]
    linked: int = 0
    linked_right: int = 0
    certain: Counter[str] = None  # type: ignore[assignment]
    certain_right: Counter[str] = None  # type: ignore[assignment]

    def f1(self, kinds: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        gold = sum(self.gold[k] for k in kinds)
        found = sum(self.found[k] for k in kinds)
        hit = sum(self.right[k] for k in kinds)
        return hit / max(1, found), hit / max(1, gold), 2 * hit / max(1, gold + found)


def compare(gold: Sequence[Marked], found: Sequence[Marked], tally: Tally) -> tuple[list[Marked], list[Marked]]:
    """Count; gives what was missed and what is wrong."""
    used: set[int] = set()
    missed = []
    for one in gold:
        tally.gold[one.kind] += 1
        hit = next((n for n, f in enumerate(found) if n not in used and _meet(one, f)), None)
        if hit is None:
            missed.append(one)
            continue
        used.add(hit)
        tally.right[one.kind] += 1
        other = found[hit]
        right = bool(set(other.keys[:1]) & set(one.keys))
        if other.keys and one.keys:
            tally.linked += 1
            tally.linked_right += right
        tally.certain_right[other.cert] += right or not one.keys
    for f in found:
        tally.found[f.kind] += 1
        tally.certain[f.cert] += 1
    return missed, [f for n, f in enumerate(found) if n not in used]


def _meet(a: Marked, b: Marked) -> bool:
    return a.kind == b.kind and a.start < b.end and b.start < a.end


def read(paths: Iterable[Path]) -> list[Document]:
    """The documents that can be read."""
    out = []
    for path in paths:
        try:
            out.append(parse(read_source(path)))
        except EditionError as error:
            print(error)
    return out


def score(annotator: Annotator, cases: Sequence[Case]) -> tuple[Tally, Counter[str], Counter[str]]:
    """Annotate and count."""
    tally = Tally(Counter(), Counter(), Counter(), certain=Counter(), certain_right=Counter())
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for case in cases:
        m, w = compare(case.gold, found_in(annotator, case.document), tally)
        missed.update(f"{x.kind} {x.text}" for x in m)
        wrong.update(f"{x.kind} {x.text} {x.keys[:1]}" for x in w)
    return tally, missed, wrong


def show(tally: Tally) -> None:
    """A table for people."""
    for kind in ("person", "place", "org", "event"):
        if tally.gold[kind]:
            print(f"  {kind:8}", "P {:.3f} R {:.3f} F1 {:.3f}".format(*tally.f1([kind])), tally.gold[kind])
    print("  all     ", "P {:.3f} R {:.3f} F1 {:.3f}".format(*tally.f1(list(tally.gold | tally.found))))
    print(f"  linked right of those linked {tally.linked_right / max(1, tally.linked):.3f} of {tally.linked}")
    for cert in ("high", "medium", "low", "unknown"):
        print(f"  {cert:8} {tally.certain_right[cert] / max(1, tally.certain[cert]):.3f} of {tally.certain[cert]}")


def main() -> None:
    """Read, strip, annotate, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--registers", type=Path, nargs="*", default=[])
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--language", default="")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.xml"))
    if options.sample:
        paths = sorted(random.Random(1).sample(paths, options.sample))
    documents = read(paths)
    registers, _ = read_registers([*read(options.registers), *documents])
    cases = [case_of(d) for d in documents]
    tally, missed, wrong = score(Annotator(registers, default_language=options.language), cases)
    show(tally)
    if options.misses:
        print("missed", missed.most_common(60))
        print("wrong", wrong.most_common(60))


if __name__ == "__main__":
    main()
