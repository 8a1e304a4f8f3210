"""A decision of an editor, and what a mention becomes by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from edition.annotate.dates.typed import read_date
from edition.annotate.model import Located, Mention
from edition.diagnostics import Span
from edition.markup.standoff import Flow
from edition.registers import key_of, kind_of_reference


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file, and where it stands; one that is not written yet stands nowhere."""

    article: str
    block: str
    text: str
    occurrence: int
    kind: str
    decision: str
    ref: str
    by: str
    when: str
    span: Span | None = None


def decided(mention: Mention, decision: Decision, flow: Flow) -> Mention:
    """The mention as it was decided."""
    mention = replace(mention, decided=True)
    match decision.decision:
        case "link":
            mention = replace(mention, keys=_keys(decision.ref))
        case "kind":
            kind = kind_of_reference(decision.ref) or decision.ref
            mention = replace(mention, kind=kind, keys=_keys(decision.ref) if ":" in decision.ref else (), date=None)
        case "date":
            mention = replace(mention, kind="date", date=read_date(decision.ref, _lang(flow)), inferred=False)
        case "extent":
            mention = _widened(mention, decision.ref, flow)
    return replace(mention, cert="high" if mention.keys or mention.date else mention.cert)


def added(flow: Flow, decision: Decision) -> Iterator[Located]:
    """The mentions that an editor's addition makes of the words of a flow."""
    date = read_date(decision.ref, _lang(flow)) if decision.kind == "date" else None
    keys = () if decision.kind == "date" else _keys(decision.ref)
    for match in _words(decision.text).finditer(flow.text):
        mention = Mention(decision.kind, *match.span(), match.group(), "decision", "high", keys, date, decided=True)
        yield Located(flow, mention)


def _widened(mention: Mention, words: str, flow: Flow) -> Mention:
    for match in _words(words).finditer(flow.text):
        if match.start() < mention.end and mention.start < match.end():
            return replace(mention, start=match.start(), end=match.end(), text=match.group())
    return mention


def _words(text: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in text.split()))


def _keys(references: str) -> tuple[str, ...]:
    return tuple(key_of(pointer) for pointer in references.split())


def _lang(flow: Flow) -> str:
    return flow.owner.inherited("xml:lang")
