"""Entities and registers as frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from types import MappingProxyType

from edition.diagnostics import Span
from edition.registers.dates import UNDATED, DateValue
from edition.registers.keys import key_of, plain_key


@dataclass(frozen=True, slots=True)
class Name:
    """A name form: `type` is main, variant, alias (a false name), full, short …; `parts` as (element, text)."""

    text: str
    lang: str = ""
    type: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    dates: DateValue = UNDATED


@dataclass(frozen=True, slots=True)
class Note:
    """What an entry says of its entity in one language, with where it is from, and of which time it holds."""

    type: str
    lang: str
    text: str
    sources: tuple[str, ...] = ()
    dates: DateValue = UNDATED


@dataclass(frozen=True, slots=True)
class Portrait:
    """A picture of an entity: where it lies, what it shows, who made it, and under which licence it is given."""

    url: str
    described: tuple[Note, ...] = ()
    credits: tuple[Note, ...] = ()
    licence: str = ""
    licence_name: str = ""


@dataclass(frozen=True, slots=True)
class Idno:
    """An identifier elsewhere."""

    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Relation:
    """`active` stands in the relation to `passive` (uncle-of); where neither leads, all are `mutual`."""

    name: str
    active: tuple[str, ...]
    passive: tuple[str, ...]
    mutual: tuple[str, ...]
    sources: tuple[str, ...]
    span: Span

    @property
    def keys(self) -> tuple[str, ...]:
        """Everyone it speaks of."""
        return (*self.active, *self.passive, *self.mutual)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """What a citation needs of a work."""

    title: str = ""
    short_title: str = ""
    authors: tuple[str, ...] = ()
    author_keys: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    container: str = ""
    series: str = ""
    publisher: str = ""
    place: str = ""
    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    doi: str = ""
    lang: str = ""

    @property
    def volume_and_issue(self) -> str:
        """The volume with its issue: `3(1)`."""
        return f"{self.volume}({self.issue})" if self.volume and self.issue else self.volume or self.issue


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of something, as the edition's `measure` tells it: ten million roubles in gold."""

    text: str
    quantity: str = ""
    unit: str = ""
    commodity: str = ""


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """What one article says of an entry, in one language; `block` is where the edition tells it."""

    article: str
    block: str
    lang: str
    text: str
    date: DateValue = UNDATED
    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the edition explains, by language, and its explanations."""

    key: str
    names: Mapping[str, str]
    glosses: tuple[Note, ...]

    def name(self, lang: str) -> str:
        """The word in a language, else the first."""
        return self.names.get(lang) or next(iter(self.names.values()), self.key)

    def gloss(self, lang: str) -> Note:
        """The explanation in a language, else the first."""
        return next((gloss for gloss in self.glosses if gloss.lang == lang), self.glosses[0])


@dataclass(frozen=True, slots=True)
class Entity:
    """One entry of a register. `kind` is person, place, org, event or work.

    An event may happen at places (`where`) and be a stage of another (`within`).
    """

    key: str
    kind: str
    names: tuple[Name, ...]
    span: Span
    type: str = ""
    role: str = ""
    birth: DateValue = UNDATED
    death: DateValue = UNDATED
    existence: DateValue = UNDATED
    birth_place: str = ""
    death_place: str = ""
    birth_sources: tuple[str, ...] = ()
    death_sources: tuple[str, ...] = ()
    sex: str = ""
    occupations: tuple[Note, ...] = ()
    notes: tuple[Note, ...] = ()
    idnos: tuple[Idno, ...] = ()
    geo: tuple[float, float] | None = None
    geo_cert: str = ""
    former_keys: tuple[str, ...] = ()
    bibliography: Bibliography | None = None
    accounts: tuple[SourceAccount, ...] = ()
    where: tuple[str, ...] = ()
    within: str = ""
    portrait: Portrait | None = None

    def name(self, lang: str) -> str:
        """The preferred name in a language, else in any."""
        main = [n for n in self.names if n.type == "main"] or list(self.names)
        for name in main:
            if name.lang == lang:
                return name.text
        return main[0].text if main else self.key

    def description(self, lang: str) -> str:
        """The description in a language; empty where there is none in any."""
        found = [n for n in self.notes if n.type in ("description", "")]
        for note in found:
            if note.lang == lang:
                return note.text
        return found[0].text if found else ""

    def notes_of(self, type_: str, lang: str) -> tuple[Note, ...]:
        """Notes of a type in a language."""
        return tuple(n for n in self.notes if n.type == type_ and n.lang in (lang, ""))

    @property
    def is_stage(self) -> bool:
        """Whether an event is a stage of a journey, whose name says something within it only."""
        return self.type == "stage" and bool(self.within)

    @property
    def is_cited_only(self) -> bool:
        """Whether a person is known as a cited author only."""
        return "cited" in self.role.split()


@dataclass(frozen=True)
class Registers:
    """All entries of an edition by key."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    terms: Mapping[str, Term] = field(default_factory=dict)

    def get(self, key: str) -> Entity | None:
        """The entry of a key; a former key (of a merged or renamed entry) leads to the present one, and the name of a
        file to the one entry that it holds."""
        found = self.entities.get(key) or self.entities.get(self.former_keys.get(key, ""))
        alone = () if found else self.in_file(key)
        return self.entities[alone[0]] if len(alone) == 1 else found

    def in_file(self, name: str) -> tuple[str, ...]:
        """The keys of the entries in a register's file of this name, without its ending."""
        return tuple(self._by_file.get(name, ()))

    def of_kind(self, kind: str) -> list[Entity]:
        """The entries of a kind, by key."""
        return self._by_kind.get(kind, [])

    def stages_of(self, key: str) -> list[Entity]:
        """The events within an event that have a place, in the order of the register."""
        return [stage for stage in self._by_journey.get(key, []) if stage.where]

    def relations_of(self, key: str) -> tuple[Relation, ...]:
        """The relations that speak of an entry."""
        return tuple(self._relations_by_key.get(key, ()))

    @cached_property
    def shared(self) -> frozenset[str]:
        """Keys that entries of two kinds have: only with its kind does such a key lead to one."""
        return frozenset(plain for key in self.entities if (plain := plain_key(key)) != key)

    def key_of(self, pointer: str, kind: str = "") -> str:
        """The key that a pointer means; `kind` is that of the element on which it stands."""
        return key_of(pointer, kind, self.shared)

    @cached_property
    def former_keys(self) -> Mapping[str, str]:
        """Former key -> present key."""
        return MappingProxyType({old: e.key for e in self.entities.values() for old in e.former_keys})

    @cached_property
    def _by_file(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.span.end:  # those that stand in texts have no place
                out[PurePath(entity.span.file).stem].append(entity.key)
        return dict(out)

    @cached_property
    def _by_kind(self) -> dict[str, list[Entity]]:
        out: dict[str, list[Entity]] = defaultdict(list)
        for key in sorted(self.entities):
            out[self.entities[key].kind].append(self.entities[key])
        return dict(out)

    @cached_property
    def _by_journey(self) -> dict[str, list[Entity]]:
        out: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            if entity.within:
                out[entity.within].append(entity)
        return dict(out)

    @cached_property
    def _relations_by_key(self) -> dict[str, list[Relation]]:
        out: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            for key in dict.fromkeys(relation.keys):
                out[key].append(relation)
        return dict(out)

    def __reduce__(self) -> tuple[type[Registers], tuple[dict[str, Entity], tuple[Relation, ...], dict[str, Term]]]:
        """Registers travel to worker processes without their caches."""
        return Registers, (dict(self.entities), self.relations, dict(self.terms))


def by_key(entities: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by key; the first of two with one key stays."""
    out: dict[str, Entity] = {}
    for entity in entities:
        out.setdefault(entity.key, entity)
    return out
