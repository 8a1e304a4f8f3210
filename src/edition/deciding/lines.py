"""The lines of `decisions.tsv` that a decision leaves: nine columns, one line a place, in the order they were taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from edition.annotate import read_decisions
from edition.annotate.review.decisions import COLUMNS
from edition.annotate.review.obeyed import Decision
from edition.markup import squeeze

_PLACE: Final = 5  # the columns that tell the place


def with_line(data: bytes, line: Decision) -> bytes:
    """The file with a decision more; an earlier one about the same place gives way to it."""
    line = _counted(data, line)
    end = b"\r\n" if b"\r\n" in data else b"\n"
    new = _encoded(line) + end
    place = new.split(b"\t")[:_PLACE]
    kept = [old for old in data.splitlines(keepends=True) if old.rstrip(b"\r\n").split(b"\t")[:_PLACE] != place]
    head = [] if data.strip() else ["\t".join(COLUMNS).encode() + end]
    if kept and not kept[-1].endswith(b"\n"):
        kept[-1] += end
    return b"".join([*head, *kept, new])


def _encoded(line: Decision) -> bytes:
    """The line as it stands in the file; white space in a field is one blank."""
    return "\t".join(squeeze(str(getattr(line, name))) for name in COLUMNS).encode()


def _counted(data: bytes, line: Decision) -> Decision:
    """A rejected mention stands in the text no more, but the annotator finds it again each time, and counts it."""
    decisions = read_decisions("", data)[0].lines
    place = (line.article, line.block, line.text, line.kind)
    gone = {d.occurrence for d in decisions
            if d.decision == "reject" and (d.article, d.block, d.text, d.kind) == place}  # fmt: skip
    number, left = 0, line.occurrence
    while left:
        number += 1
        left -= number not in gone
    return replace(line, occurrence=number)
