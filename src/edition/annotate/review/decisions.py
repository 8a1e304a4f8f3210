"""What editors decided about single mentions, kept in one file that is easy to read in a diff.

A line is: article, paragraph id, text, occurrence (1 for the first in the paragraph), kind, decision, what is told
with it, by whom, when; the fields are parted by tabs. Every run of `edition annotate` obeys it. Told is: the reference
of a `link`, the new reference or kind of `kind`, the value of `date`, the right words of `extent`, the reference of
what was missed (`add`); `accept` and `reject` need nothing. Equal mentions are counted with those that an editor made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from edition.annotate.codes import WRONG_DECISION
from edition.annotate.model import Located
from edition.annotate.review.obeyed import Decision, added, decided
from edition.diagnostics import Diagnostic, Span, counted
from edition.markup import squeeze

if TYPE_CHECKING:
    from edition.markup.standoff import Flow

COLUMNS: Final = ("article", "block", "text", "occurrence", "kind", "decision", "ref", "by", "when")
DECISIONS: Final = ("accept", "reject", "link", "kind", "date", "extent", "add")
_LONGEST: Final = 9  # figures of a number
_NEED: Final = {"link": "reference", "kind": "kind", "date": "value", "extent": "words"}
_KINDS: Final = ("person", "place", "org", "event", "date", "work")


@dataclass(frozen=True)
class Decisions:
    """All decisions of an edition."""

    lines: tuple[Decision, ...] = ()
    _by_place: dict[tuple[str, str, str, int, str], Decision] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_place[(line.article, line.block, line.text, line.occurrence, line.kind)] = line

    def apply(
        self, article: str, mentions: Iterable[Located], given: Iterable[Located] = ()
    ) -> tuple[list[Located], frozenset[Decision]]:
        """The mentions after the decisions (rejected, linked otherwise, sure now), and the lines used.

        `given` are the mentions of editors: they are counted, stay as they are, and use up what was decided of them.
        """
        out: list[Located] = []
        used: set[Decision] = set()
        for one, number, is_given in _counted(mentions, given):
            text, kind = squeeze(one.mention.text), one.mention.kind
            decision = self._by_place.get((article, one.flow.id, text, number, kind))
            if is_given:
                used.update(self._told_of(article, one, decision))
                continue
            if decision is None:
                out.append(one)
                continue
            used.add(decision)
            if decision.decision != "reject":
                out.append(replace(one, mention=decided(one.mention, decision, one.flow)))
        return out, frozenset(used)

    def missed(
        self, article: str, flows: Sequence[Flow], used: Container[Decision]
    ) -> Iterator[tuple[Located, Decision]]:
        """What editors added that stands in the flows and is marked by nobody."""
        for line in self.lines:
            if line.article == article and line.decision == "add" and line not in used:
                found = (one for flow in flows if flow.id == line.block for one in added(flow, line))
                if (one := next(found, None)) is not None:
                    yield one, line

    def _told_of(self, article: str, one: Located, decision: Decision | None) -> Iterator[Decision]:
        """The lines that an editor's mention fulfils."""
        if decision is not None and decision.decision != "reject":
            yield decision
        for line in self._changes.get((article, one.flow.id), ()):
            if line.decision == "extent" and line.ref == squeeze(one.mention.text):
                yield line
            if line.decision in ("kind", "link", "date") and line.text == squeeze(one.mention.text):
                yield line

    @cached_property
    def _changes(self) -> dict[tuple[str, str], list[Decision]]:
        out: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for line in self.lines:
            if line.decision in ("extent", "kind", "link", "date"):
                out[line.article, line.block].append(line)
        return dict(out)


def _counted(mentions: Iterable[Located], given: Iterable[Located]) -> Iterator[tuple[Located, int, bool]]:
    """Mentions in the order of the text, each with its number among equal ones of its block."""
    both = [(one, False) for one in mentions] + [(one, True) for one in given]
    both.sort(key=lambda pair: (pair[0].flow.owner.start, pair[0].flow.start_byte(pair[0].mention.start)))
    seen: Counter[tuple[str, str, str]] = Counter()
    for one, is_given in both:
        place = (one.flow.id, squeeze(one.mention.text), one.mention.kind)
        seen[place] += 1
        yield one, seen[place], is_given


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
        return f"the line has {counted(len(fields), 'field')}"
    if not fields[3].isdecimal() or len(fields[3]) > _LONGEST:
        return f"`{fields[3][:_LONGEST]}` is no number of an occurrence"
    if fields[4] not in _KINDS:
        return f"`{fields[4]}` is no kind: {', '.join(_KINDS)}"
    if fields[5] not in DECISIONS:
        return f"`{fields[5]}` is no decision: {', '.join(DECISIONS)}"
    if fields[5] in _NEED and not (len(fields) > 6 and fields[6].strip()):
        return f"the decision `{fields[5]}` names no {_NEED[fields[5]]}"
    return ""
