"""Figures and misses as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

DATE_VALUES = ("when", "from", "to", "notBefore", "notAfter")


@dataclass(frozen=True, slots=True)
class StreamMention:
    """A mention in a stream of letters; `ignored` where the gold calls it unsure or cited."""

    kind: str
    start: int
    end: int
    key: str | None
    dates: Mapping[str, str]
    ignored: bool
    surface: str
    cert: str = ""


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: `missed`, `spurious` or `wrong value`."""

    what: str
    gold: str
    kind: str
    surface: str
    expected: str = ""
    got: str = ""


@dataclass(frozen=True, slots=True)
class KindScore:
    """Figures of one kind of mention."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    spurious: int = 0
    identity: float | None = None
    linked: float | None = None
    values_right: float | None = None

    @property
    def precision(self) -> float:
        """How much of what was marked is right."""
        return self.found / max(1, self.found + self.spurious)

    @property
    def recall(self) -> float:
        """How much of the gold was found."""
        return self.found / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return harmonic(self.precision, self.recall)

    @property
    def exact_f1(self) -> float:
        """The same where the limits must agree too."""
        marked = max(1, self.found + self.spurious)
        return harmonic(self.exact / marked, self.exact / max(1, self.gold))

    def as_object(self) -> dict[str, Any]:
        """The figures for JSON, rounded to four places."""
        out: dict[str, Any] = {"gold": self.gold}
        figures = {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "exact_f1": self.exact_f1,
            "exact_span": self.exact / max(1, self.found),
            "identity_b3": self.identity,
            "linked": self.linked,
            "value_right": self.values_right,
        }
        return out | {name: round(value, 4) for name, value in figures.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Reliability:
    """Mentions of one certainty: names with a reference, dates, and how many of them are right."""

    names: int = 0
    names_right: int = 0
    dates: int = 0
    dates_right: int = 0

    def as_object(self) -> dict[str, Any]:
        """The counts, and the right ones as shares."""
        out: dict[str, Any] = {"names": self.names, "dates": self.dates}
        for what, right, total in (("names", self.names_right, self.names), ("dates", self.dates_right, self.dates)):
            if total:
                out[f"{what}_right"] = round(right / total, 4)
        return out


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a run, every miss, the gold blocks whose text was not found, what each certainty is worth."""

    kinds: Mapping[str, KindScore]
    misses: tuple[Miss, ...] = ()
    lost: tuple[tuple[str, str], ...] = field(default=())
    certainty: Mapping[str, Reliability] = field(default_factory=dict)

    def as_object(self) -> dict[str, Any]:
        """The figures for JSON."""
        kinds = {kind: found.as_object() for kind, found in self.kinds.items()}
        certs = {cert: found.as_object() for cert, found in self.certainty.items()}
        return {"lost_blocks": [list(pair) for pair in self.lost]} | kinds | certs


def harmonic(precision: float, recall: float) -> float:
    """F1.

    >>> harmonic(1.0, 0.5)
    0.6666666666666666
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
