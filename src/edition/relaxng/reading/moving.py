"""Violations of a document that was read in another form, brought back to the places of its own bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from edition.relaxng.model import Related, Stretch, Violation


def moved(violation: Violation, span: Callable[[Stretch], Stretch], place: Callable[[int], int]) -> Violation:
    """Give a violation with all its places changed."""
    return replace(
        violation,
        span=span(violation.span),
        tag=violation.tag and span(violation.tag),
        parent_tag=violation.parent_tag and span(violation.parent_tag),
        insert_at=None if violation.insert_at is None else place(violation.insert_at),
        related=tuple(Related(span(related.span), related.role) for related in violation.related),
    )


def places(violation: Violation) -> list[int]:
    """Give all offsets of a violation."""
    spans = [violation.span, violation.tag, violation.parent_tag, *(related.span for related in violation.related)]
    found = [place for span in spans if span is not None for place in span]
    return found if violation.insert_at is None else [*found, violation.insert_at]
