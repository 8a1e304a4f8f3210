"""The one account of who and what an edition knows: for site, statistics, exports and search alike.

Entries come from the registers first, then from the articles that hold some themselves; who is named by a key that no
entry has is an entry of what the texts say: the kind of the mention, and the name that they use most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from edition.diagnostics import Span
from edition.facts.model import ArticleFacts
from edition.registers import Entity, Name, Registers, by_key

_NOWHERE: Final = Span("", 0, 0)


def with_entries(registers: Registers, entries: Iterable[Entity]) -> Registers:
    """The registers with entries that stand in articles; one that a register has too is the register's."""
    found = list(entries)
    if not found:
        return registers
    return Registers(by_key([*registers.entities.values(), *found]), registers.relations, registers.terms)


class Unregistered:
    """Gathers, article by article, who is named without an entry.

    >>> account = Unregistered(Registers())
    >>> account.whole().entities
    {}
    """

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._entries: dict[str, Entity] = {}
        self._kinds: dict[str, str] = {}
        self._forms: dict[str, Counter[str]] = {}

    def add(self, facts: ArticleFacts) -> None:
        """Take an article into account."""
        for entry in facts.entries:
            self._entries.setdefault(entry.key, entry)
        for mention in facts.mentions:
            for key in mention.keys:
                self._name(key, mention.kind, mention.text)
        for party in facts.metadata.parties:
            if party.key:
                self._name(party.key, party.kind, party.name)

    def _name(self, key: str, kind: str, form: str) -> None:
        if self._registers.get(key) is None:
            self._kinds.setdefault(key, kind)
            self._forms.setdefault(key, Counter())[form] += 1

    def known(self) -> Registers:
        """The entries of registers and articles."""
        return with_entries(self._registers, self._entries.values())

    def whole(self) -> Registers:
        """All of them, with those that only the texts know."""
        known = self.known()
        made = [made_entry(key, self._kinds[key], self._forms[key]) for key in self._kinds if known.get(key) is None]
        return with_entries(known, made)


def account_of(registers: Registers, articles: Iterable[ArticleFacts]) -> Registers:
    """Every entry of an edition."""
    account = Unregistered(registers)
    for facts in articles:
        account.add(facts)
    return account.whole()


def made_entry(key: str, kind: str, forms: Counter[str]) -> Entity:
    """An entry of what the texts say.

    >>> entry = made_entry("kars", "place", Counter({"Karsı": 1, "Kars": 3}))
    >>> entry.name(""), [(n.text, n.type) for n in entry.names]
    ('Kars', [('Kars', 'main'), ('Karsı', 'variant')])
    """
    ordered = sorted(filter(None, forms), key=lambda form: (-forms[form], form))
    names = tuple(Name(form, type="variant" if i else "main") for i, form in enumerate(ordered))
    return Entity(key, kind, names or (Name(key, type="main"),), _NOWHERE)
