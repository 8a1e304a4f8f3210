"""What the annotator finds: candidates with the reason for them, and mentions ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.annotate.names.forms import Form
from edition.annotate.names.reasons import Reason
from edition.markup.standoff import Flow
from edition.registers import DateValue


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of a text that may be a mention, as characters and as tokens. `rule` names the reason.

    `chance` is how sure the learned model is that it is one, None where no model was asked; `edge` how sure that it
    begins and ends where it does; `is_beside`: whether another of its kind stands next to it; `is_untaught`: whether it
    stands in the frame of a letter (it signs, greets, is of an address) where nothing that the model was taught by did;
    `is_framed`: whether it stands there at all; `most`: what it may be called at most, if anything.
    """

    start: int
    end: int
    first: int
    last: int
    kind: str
    rule: str
    forms: tuple[Form, ...] = ()
    chance: float | None = None
    edge: float = 1.0
    is_beside: bool = False
    is_untaught: bool = False
    is_framed: bool = False
    most: str = ""

    @property
    def words(self) -> int:
        """How many tokens it spans."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """Who may be meant: key and how much speaks for it, with the reasons."""

    key: str
    weight: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as it will be written. `start` and `end` are characters of the flow's text.

    `evidence` is what a learned model's certainty is computed from; nothing where none judged.
    """

    kind: str
    start: int
    end: int
    text: str
    rule: str
    cert: str
    keys: tuple[str, ...] = ()
    date: DateValue | None = None
    inferred: bool = False
    access: bool = False
    form: str = ""
    choices: tuple[Choice, ...] = field(default=())
    decided: bool = False
    evidence: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Located:
    """A mention with the flow it stands in."""

    flow: Flow
    mention: Mention
