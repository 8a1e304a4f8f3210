"""All extracts of an edition looked at from its entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import Any, TypeVar, cast

from edition.publish.cards import Cards
from edition.publish.extract import Extract, Occurrence, counted
from edition.publish.facsimile import PortraitFile
from edition.publish.paths import FOLDERS
from edition.registers import Registers

T = TypeVar("T")


@dataclass(frozen=True)
class Collection:
    """The articles of an edition in their order, its registers, and the ids of articles that could not be made.

    With `unmentioned` the entries that no text names have pages, too. `portraits` are the pictures of entries that the
    site has, by their addresses in the registers.
    """

    registers: Registers
    extracts: Sequence[Extract]
    missing: frozenset[str] = frozenset()
    unmentioned: bool = False
    portraits: Mapping[str, PortraitFile] = field(default_factory=dict)

    @cached_property
    def mentions(self) -> dict[str, list[tuple[Extract, Occurrence]]]:
        """The mentions that count by their key (former keys for the present one), in the order of the articles."""
        out: dict[str, list[tuple[Extract, Occurrence]]] = defaultdict(list)
        for extract in self.extracts:
            here: dict[str, list[Occurrence]] = defaultdict(list)
            for occurrence in extract.occurrences:
                here[self.key(occurrence.key)].append(occurrence)
            for key, uses in here.items():
                out[key] += ((extract, use) for use in counted(uses))
        return dict(out)

    @cached_property
    def entities(self) -> dict[str, str]:
        """Keys that have a page, with their kinds: who is mentioned, sent or received a letter, or made a text."""
        found = {key: self._kind(key, uses[0][1].kind) for key, uses in self.mentions.items()}
        for extract in self.extracts:
            for party in extract.parties:
                if party.key:
                    found.setdefault(self.key(party.key), self._kind(self.key(party.key), party.kind))
        for entity in self.registers.entities.values() if self.unmentioned else ():
            found.setdefault(entity.key, entity.kind)
        return {key: found[key] for key in sorted(found) if found[key] in FOLDERS}

    @cached_property
    def of_several_kinds(self) -> dict[str, str]:
        """Keys without an entry that texts name as things of several kinds, with the kind that has their page."""
        told: dict[str, set[str]] = defaultdict(set)
        for extract in self.extracts:
            for use in extract.occurrences:
                told[use.key].add(use.kind)
            for party in extract.parties:
                told[party.key].add(party.kind)
        several = (key for key, kinds in told.items() if len(kinds) > 1 and self.registers.get(key) is None)
        return {key: kind for key in several if (kind := self.entities.get(self.key(key)))}

    @cached_property
    def letters_from(self) -> dict[str, list[Extract]]:
        """The letters of each sender, by key."""
        return self._letters("senders")

    @cached_property
    def letters_to(self) -> dict[str, list[Extract]]:
        """The letters to each addressee, by key."""
        return self._letters("receivers")

    def _letters(self, side: str) -> dict[str, list[Extract]]:
        out: dict[str, list[Extract]] = defaultdict(list)
        for extract in self.extracts:
            for party in getattr(extract.letter, side, ()):
                if party.key:
                    out[self.key(party.key)].append(extract)
        return dict(out)

    @cached_property
    def _party_names(self) -> dict[str, str]:
        """Names that headers give to those whom nobody else names."""
        return {party.key: party.name for extract in self.extracts for party in extract.parties if party.key}

    @cached_property
    def made_by(self) -> dict[tuple[str, str], list[Extract]]:
        """The texts that someone had a part in, by role and key."""
        out: dict[tuple[str, str], list[Extract]] = defaultdict(list)
        for extract in self.extracts:
            for role, parties in extract.contributors.items():
                for party in parties:
                    out[role, self.key(party.key)].append(extract)
        return dict(out)

    @cached_property
    def by_id(self) -> dict[str, Extract]:
        """The extracts by the ids of their articles."""
        return {extract.id: extract for extract in self.extracts}

    @cached_property
    def _names(self) -> dict[str, str]:
        """Names of entities without an entry, as they are asked for: every page that links to one shows it."""
        return {}

    @cached_property
    def folders(self) -> tuple[str, ...]:
        """Indexes that have entries."""
        kinds = set(self.entities.values())
        return tuple(folder for kind, folder in FOLDERS.items() if kind in kinds)

    @cached_property
    def together(self) -> dict[str, Counter[str]]:
        """How often two stand in one paragraph."""
        out: dict[str, Counter[str]] = defaultdict(Counter)
        for extract in self.extracts:
            for group in extract.groups:
                for one, other in combinations(dict.fromkeys(self.key(k) for k in group), 2):
                    out[one][other] += 1
                    out[other][one] += 1
        return dict(out)

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Keys that differ from another only by case, and the other: a page of one would be the file of both.

        The registers' spelling counts, else the first in the texts; two entries of a register are told, not joined.
        """
        first = {key.casefold(): key for key in reversed(list(self.registers.entities))}
        out: dict[str, str] = {}
        for extract in self.extracts:
            for key in (*(o.key for o in extract.occurrences), *(party.key for party in extract.parties)):
                other = first.setdefault(key.casefold(), key)
                if other != key and self.registers.get(key) is None:
                    out[key] = other
        return out

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What many pages need alike, made once."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])

    @cached_property
    def _made(self) -> dict[str, object]:
        return {}

    def key(self, key: str) -> str:
        """The present key."""
        entity = self.registers.get(self.spellings.get(key, key))
        return entity.key if entity else self.spellings.get(key, key)

    def count(self, key: str) -> int:
        """How often an entity is mentioned."""
        return len(self.mentions.get(key, ()))

    def counts(self) -> Iterable[tuple[str, int]]:
        """Every entity with the number of its mentions."""
        return ((key, self.count(key)) for key in self.entities if self.count(key))

    def card(self, key: str, cards: Cards) -> Mapping[str, Any]:
        """The card of an entity, made once; one without an entry bears the name that the texts use most."""
        known = self._cards.get((key, cards.lang))
        if known is None:
            name = "" if self.registers.get(key) else self._name_in_texts(key)
            known = cards.card(key, self.entities.get(key) or self._kind(key, "person"), name)
            self._cards[key, cards.lang] = known
        return known

    @cached_property
    def _cards(self) -> dict[tuple[str, str], Mapping[str, Any]]:
        """Cards by key and language, as they are asked for: every page that links to an entity asks once more."""
        return {}

    def link(self, key: str, cards: Cards) -> dict[str, Any]:
        """A name, and the page where there is one."""
        card = self.card(self.key(key), cards)
        return {"name": card["name"], "path": card["path"] if card["key"] in self.entities else ""}

    def _name_in_texts(self, key: str) -> str:
        if key not in self._names:
            forms = Counter(use.text for _, use in self.mentions.get(key, ()) if use.text)
            self._names[key] = (
                min(forms, key=lambda form: (-forms[form], form)) if forms else self._party_names.get(key, key)
            )
        return self._names[key]

    def _kind(self, key: str, otherwise: str) -> str:
        entity = self.registers.get(key)
        return entity.kind if entity else otherwise
