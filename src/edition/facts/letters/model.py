"""What is known of a letter's way: who wrote to whom, from where, when, and where it went."""

from __future__ import annotations

from dataclasses import dataclass

from edition.registers import DateValue
from edition.registers.dates import UNDATED


@dataclass(frozen=True, slots=True)
class Party:
    """Someone, or somewhere, by the name that the header gives and the key where it gives one."""

    name: str
    key: str = ""
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter's header says of its way."""

    senders: tuple[Party, ...] = ()
    receivers: tuple[Party, ...] = ()
    sent_from: tuple[Party, ...] = ()
    sent_to: tuple[Party, ...] = ()
    date: DateValue = UNDATED
    date_text: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Who stands in this correspondence, whichever way the letter went."""
        return frozenset(party.key or party.name for party in (*self.senders, *self.receivers))

    @property
    def parties(self) -> tuple[Party, ...]:
        """Everyone and every place that the header names."""
        return (*self.senders, *self.receivers, *self.sent_from, *self.sent_to)
