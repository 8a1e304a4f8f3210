"""Journeys: events with stages that have places."""

from __future__ import annotations

from typing import Final

from edition.registers.dates import day_order
from edition.registers.model import Entity, Registers

TRAVELLER: Final = "participant-in"


def journeys_of(registers: Registers) -> list[Entity]:
    """The events with at least two stages that have a place, by time."""
    found = [e for e in registers.of_kind("event") if len(registers.stages_of(e.key)) > 1]
    return sorted(found, key=lambda e: (_start(registers, e), e.key))


def _start(registers: Registers, journey: Entity) -> tuple[int, str]:
    days = [stage.existence.earliest for stage in (journey, *registers.stages_of(journey.key))]
    return day_order(next((day for day in days if day), "9999-12-31"))
