"""What editors decided about single mentions, kept in one file that is easy to read in a diff.

A line is: article, paragraph id, text, occurrence (1 for the first in the paragraph), kind, decision (`accept`,
`reject` or `link`), reference, by whom, when; the fields are parted by tabs. Every run of `edition annotate` obeys it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from edition.annotate.codes import WRONG_DECISION
from edition.annotate.model import Mention
from edition.diagnostics import Diagnostic, Span
from edition.registers import key_of

if TYPE_CHECKING:
    from edition.annotate.annotator import Located

COLUMNS: Final = ("article", "block", "text", "occurrence", "kind", "decision", "ref", "by", "when")
_DECISIONS: Final = ("accept", "reject", "link")
_KINDS: Final = ("person", "place", "org", "event", "date")


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file, and where it stands."""

    article: str
    block: str
    text: str
    occurrence: int
    kind: str
    decision: str
    ref: str
    by: str
    when: str
    span: Span


@dataclass(frozen=True)
class Decisions:
    """All decisions of an edition."""

    lines: tuple[Decision, ...] = ()
    _by_place: dict[tuple[str, str, str, int, str], Decision] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_place[(line.article, line.block, line.text, line.occurrence, line.kind)] = line

    def apply(self, article: str, mentions: Iterable[Located]) -> tuple[list[Located], frozenset[Decision]]:
        """The mentions after the decisions (rejected, linked otherwise, sure now), and the lines used."""
        seen: Counter[tuple[str, str, str]] = Counter()
        out = []
        used = set()
        for one in mentions:
            place = (one.flow.id, one.mention.text, one.mention.kind)
            seen[place] += 1
            decision = self._by_place.get((article, place[0], place[1], seen[place], place[2]))
            if decision is None:
                out.append(one)
                continue
            used.add(decision)
            if decision.decision != "reject":
                out.append(replace(one, mention=_decided(one.mention, decision)))
        return out, frozenset(used)


def _decided(mention: Mention, decision: Decision) -> Mention:
    keys = tuple(key_of(pointer) for pointer in decision.ref.split()) if decision.decision == "link" else mention.keys
    return replace(mention, keys=keys, cert="high" if keys or mention.date else mention.cert, decided=True)


def read_decisions(path: str, data: bytes) -> tuple[Decisions, list[Diagnostic]]:
    """Read the file; a line that cannot be obeyed is a finding."""
    lines: list[Decision] = []
    findings: list[Diagnostic] = []
    at = 0
    for raw in data.splitlines(keepends=True):
        span = Span(path, at, at + len(raw.rstrip(b"\r\n")))
        at += len(raw)
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not text.strip() or text.startswith(("#", "article\t")):
            continue
        fields = text.split("\t")
        wrong = _wrong(fields)
        if wrong:
            findings.append(Diagnostic(WRONG_DECISION, wrong, span, help=f"write: {' TAB '.join(COLUMNS)}"))
            continue
        fields += [""] * (len(COLUMNS) - len(fields))
        article, block, form, number, kind, decision, ref, by, when = fields[: len(COLUMNS)]
        lines.append(Decision(article, block, form, int(number), kind, decision, ref, by, when, span))
    return Decisions(tuple(lines)), findings


def _wrong(fields: Sequence[str]) -> str:
    if len(fields) < len(COLUMNS) - 3:
        return f"the line has {len(fields)} fields"
    if not fields[3].isdecimal():
        return f"`{fields[3]}` is no number of an occurrence"
    if fields[4] not in _KINDS:
        return f"`{fields[4]}` is no kind: {', '.join(_KINDS)}"
    if fields[5] not in _DECISIONS:
        return f"`{fields[5]}` is no decision: {', '.join(_DECISIONS)}"
    if fields[5] == "link" and not (len(fields) > 6 and fields[6].strip()):
        return "the decision `link` names no reference"
    return ""
