"""How well names are found and linked in an edition that others made: their mentions are taken out, set again by
`edition annotate` and compared with what they had marked.

    .venv/bin/python -m benchmarks.editions FOLDER --registers FILE… [--learn FOLDER] [--misses]

FOLDER holds TEI documents, that of `--learn` others of the same edition to learn from. Entries may stand in the files
of `--registers` or in the documents themselves (`back`, `standOff`). A mention is found where one of its kind overlaps
it. Mentions that name no one in words (`subtype="implied"`) and those in closed passages (`bibl`, `title`, the header)
are left out. Nothing is written.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from edition.annotate import Annotator
from edition.annotate.learned.lessons import Unmarked, take_out
from edition.annotate.learned.teach import learn_from
from edition.markup import Document, parse_files
from edition.markup.standoff import wrap
from edition.registers import read_registers

KINDS: Final = ("person", "place", "org", "event")


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of the annotator's as bytes of the document."""

    kind: str
    start: int
    end: int
    keys: tuple[str, ...]
    text: str
    cert: str


def found_in(annotator: Annotator, document: Document) -> list[Found]:
    """What the annotator marks."""
    out = []
    for located in annotator.find(document).mentions:
        one = located.mention
        pieces = wrap(located.flow, one.start, one.end)
        if one.kind != "date" and pieces:
            out.append(Found(one.kind, pieces[0][0], pieces[-1][1], one.keys, one.text, one.cert))
    return out


@dataclass
class Tally:
    """Counts by kind."""

    gold: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    certain: Counter[str] = field(default_factory=Counter)
    certain_right: Counter[str] = field(default_factory=Counter)
    linked: int = 0
    linked_right: int = 0

    def f1(self, kinds: Iterable[str]) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        gold = sum(self.gold[k] for k in kinds)
        found = sum(self.found[k] for k in kinds)
        hit = sum(self.right[k] for k in kinds)
        return hit / max(1, found), hit / max(1, gold), 2 * hit / max(1, gold + found)


def compare(unmarked: Unmarked, found: Sequence[Found], tally: Tally) -> tuple[list[str], list[str]]:
    """Count; gives what was missed and what is wrong."""
    free = list(found)
    missed = []
    for mark in unmarked.marks:
        tally.gold[mark.kind] += 1
        hit = next((f for f in free if f.kind == mark.kind and f.start < mark.end and mark.start < f.end), None)
        if hit is None:
            text = unmarked.document.source.data[mark.start : mark.end].decode("utf-8", "replace")
            missed.append(f"{mark.kind} {' '.join(text.split())}")
            continue
        free.remove(hit)
        is_right = bool(set(hit.keys[:1]) & set(mark.keys))
        tally.right[mark.kind] += 1
        tally.linked += bool(hit.keys and mark.keys)
        tally.linked_right += bool(hit.keys and mark.keys) and is_right
        tally.certain_right[hit.cert] += is_right or not mark.keys
    for one in found:
        tally.found[one.kind] += 1
        tally.certain[one.cert] += 1
    return missed, [f"{one.kind} {' '.join(one.text.split())} {' '.join(one.keys[:1])}" for one in free]


def read(paths: Iterable[Path]) -> list[Document]:
    """The documents that can be read."""
    documents, findings = parse_files(paths, str)
    for finding in findings:
        print(finding.message)
    return documents


def score(annotator: Annotator, documents: Iterable[Document]) -> tuple[Tally, Counter[str], Counter[str]]:
    """Take the editors' mentions out, annotate, count."""
    tally, missed, wrong = Tally(), Counter[str](), Counter[str]()
    for document in documents:
        unmarked = take_out(document, annotator.habits(document))
        lost, false = compare(unmarked, found_in(annotator, unmarked.document), tally)
        missed.update(lost)
        wrong.update(false)
    return tally, missed, wrong


def learned(annotator: Annotator, documents: Iterable[Document]) -> Annotator:
    """The annotator after learning from documents."""
    taught = learn_from(documents, annotator, "benchmark")
    return annotator if taught is None else replace(annotator, model=taught.model)


def show(tally: Tally) -> None:
    """A table for people."""
    for kind in KINDS:
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
    parser.add_argument("--learn", type=Path)
    parser.add_argument("--language", default="")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    documents = read(sorted(options.folder.glob("*.xml")))
    learning = read(sorted(options.learn.glob("*.xml"))) if options.learn else []
    registers, _ = read_registers([*read(options.registers), *documents, *learning])
    annotator = Annotator(registers, default_language=options.language)
    for name, one in (("registers alone", annotator), ("after learning", learned(annotator, learning))):
        if one is annotator and name == "after learning":
            continue
        tally, missed, wrong = score(one, documents)
        print(name)
        show(tally)
        if options.misses:
            print("missed", missed.most_common(60))
            print("wrong", wrong.most_common(60))


if __name__ == "__main__":
    main()
