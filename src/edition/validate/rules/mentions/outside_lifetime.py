"""A sentence that joins a person with a date outside the person's life is worth a look."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic, Label, Severity
from edition.facts import ArticleFacts, Mention, sentence_around
from edition.registers import Entity
from edition.registers.dates import day_order
from edition.validate.codes import OUTSIDE_LIFETIME
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report full dates before a birth; those after a death only as remarks, since prose speaks of afterlives too."""
    for block in article.blocks:
        here = [m for m in article.mentions_of(block.id) if not m.cited]
        persons = [m for m in here if m.kind == "person"]
        for date in filter(_is_full, here):
            start, end = sentence_around(block.text, date.start, date.end, block.lang)
            beside = [person for person in persons if start <= person.start < end]
            if len(beside) == 1 and beside[0].keys and (entity := context.registers.get(beside[0].keys[0])):
                yield from _compare(entity, beside[0], date)


def _is_full(mention: Mention) -> bool:
    """Whether it is a day of our calendar."""
    date = mention.date
    return mention.kind == "date" and len(date.when or "") >= len("1921-03-16") and not date.calendar


def _compare(entity: Entity, person: Mention, date: Mention) -> Iterator[Diagnostic]:
    day = date.date.earliest or ""
    born, died = entity.birth.earliest, entity.death.latest
    labels = (Label(date.span, "the date"),) if date.span else ()
    help_text = (
        "check the key and the date; if both are right, correct the register or say why: <?edition-allow V345 …?>"
    )
    if born and day and day_order(day) < day_order(born):
        message = (
            f"“{person.text}” ({entity.key}) stands with {date.date.when}, before the birth ({day_order(born)[0]})"
        )
        yield Diagnostic(OUTSIDE_LIFETIME, message, person.span, labels, help=help_text)
    elif died and day and day_order(day) > day_order(died):
        message = f"“{person.text}” ({entity.key}) stands with {date.date.when}, after the death ({day_order(died)[0]})"
        yield Diagnostic(OUTSIDE_LIFETIME, message, person.span, labels, help=help_text, level=Severity.INFO)
