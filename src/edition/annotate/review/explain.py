"""Why a mention is tagged as it is: rule, register form, who else was thought of and what spoke for whom."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.annotator import Annotated
from edition.annotate.model import Located, Mention
from edition.annotate.rules import SUMMARIES
from edition.diagnostics import LineIndex, one
from edition.markup.standoff import wrap
from edition.registers import DateValue, Registers


def mentions_on_line(annotated: Annotated, line: int) -> list[Located]:
    """The mentions that begin on a line of the file (from 1)."""
    lines = LineIndex(annotated.document.source.data)
    return [one for one in annotated.mentions if any(lines.position(a).line == line for a, _ in _places(one))]


def _places(one: Located) -> list[tuple[int, int]]:
    return wrap(one.flow, one.mention.start, one.mention.end)[:1]


def explain(mention: Mention, registers: Registers, lang: str) -> Iterator[str]:
    """Lines for people about one mention."""
    yield f"`{mention.text}` is {one(mention.kind)}, certainty {mention.cert}"
    if mention.decided:
        yield "  an editor decided so (decisions file)"
    yield from _date(mention, mention.date) if mention.date is not None else _name(mention, registers, lang)


def _date(mention: Mention, value: DateValue) -> Iterator[str]:
    told = (value.when, value.from_, value.to, value.not_before, value.not_after)
    yield f"  form of date: {mention.rule}; value: {' / '.join(v for v in told if v) or 'unknown'}"
    if value.calendar:
        yield f"  calendar: {value.calendar}, there {value.original}"
    if mention.inferred:
        yield "  the year is not in the text; it is the story's year at this place"


def _name(mention: Mention, registers: Registers, lang: str) -> Iterator[str]:
    yield f"  rule: {mention.rule} – {SUMMARIES.get(mention.rule, mention.rule)}"
    if mention.form:
        yield f"  register form: {mention.form}"
    if not mention.choices:
        yield "  no register entry fits; see the proposals file"
    for choice in mention.choices:
        entity = registers.get(choice.key)
        sign = "→" if choice.key in mention.keys else " "
        name = entity.name(lang) if entity else choice.key
        yield f"  {sign} {choice.key} ({name}), weight {choice.weight}: {'; '.join(map(str, choice.reasons))}"
