"""Money, arms and other amounts that accounts tell of: what, how much, from whom, to whom, when, by which article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from edition.registers.dates import DateValue, day_order
from edition.registers.model import Amount, Entity, Registers, SourceAccount
from edition.registers.parts.accounts import accounts_in

GIVER: Final = "giver-of"
RECEIVER: Final = "receiver-of"
_LAST: Final = "9999-12-31"  # undated ones stand at the end


@dataclass(frozen=True)
class AmountRow:
    """An amount, the account that tells it, and the entry that the account speaks of."""

    entity: Entity
    account: SourceAccount
    amount: Amount

    @property
    def date(self) -> DateValue:
        """The day that the account gives, else the entry's."""
        return self.account.date or self.entity.existence


def amount_rows(registers: Registers, lang: str = "") -> list[AmountRow]:
    """All amounts by time, each in one language."""
    rows = [
        AmountRow(entity, account, amount)
        for entity in registers.entities.values()
        for account in accounts_in(entity, lang)
        for amount in account.amounts
    ]
    return sorted(rows, key=lambda row: (day_order(row.date.earliest or _LAST), row.entity.key))


def parties(registers: Registers, key: str, role: str) -> list[str]:
    """Who gives or receives in an event, by key."""
    found = (r.active for r in registers.relations_of(key) if r.name == role and key in r.passive)
    return list(dict.fromkeys(party for active in found for party in active))
