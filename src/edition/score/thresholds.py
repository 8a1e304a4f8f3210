"""Thresholds for continuous integration: `person.f1=0.95`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from edition.diagnostics import Diagnostic
from edition.score.codes import BELOW_THRESHOLD


def parse_threshold(text: str) -> tuple[str, str, float]:
    """The kind, the figure and the least value.

    >>> parse_threshold("date.value_right=0.95")
    ('date', 'value_right', 0.95)
    """
    name, equals, value = text.partition("=")
    kind, dot, figure = name.strip().partition(".")
    try:
        least = float(value) if equals and dot and figure else None
    except ValueError:
        least = None
    if least is None:
        message = f"`{text}` is no threshold; write for example: person.f1=0.95"
        raise ValueError(message)
    return kind, figure, least


def below(figures: Mapping[str, Any], wanted: Iterable[tuple[str, str, float]]) -> list[Diagnostic]:
    """A finding for every figure that is lower than wanted, or missing."""
    out = []
    for kind, figure, least in wanted:
        table = figures.get(kind, {})
        value = table.get(figure) if isinstance(table, Mapping) else None
        if value is None:
            message = f"there is no figure {kind}.{figure}"
            out.append(Diagnostic(BELOW_THRESHOLD, message, help=f"known here: {', '.join(sorted(_names(figures)))}"))
        elif value < least:
            out.append(Diagnostic(BELOW_THRESHOLD, f"{kind}.{figure} is {value}, less than {least}"))
    return out


def _names(figures: Mapping[str, Any]) -> Iterable[str]:
    return (f"{kind}.{figure}" for kind, table in figures.items() if isinstance(table, Mapping) for figure in table)
