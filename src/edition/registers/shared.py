"""Entries of two kinds that have one key, told apart: each is known by key and kind, and what points to it follows.

Takes the entries of all registers; gives the same with such keys, and references inside the registers that mean them.
Where nothing tells the kind of a reference (`active="#vienna"`) nothing is guessed: it leads nowhere, which is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from edition.registers.keys import qualified
from edition.registers.model import Entity


def tell_apart(entities: Iterable[Entity]) -> list[Entity]:
    """The entries; where two kinds share a key, each by its own."""
    entities = list(entities)
    kinds: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        kinds[entity.key].add(entity.kind)
    shared = frozenset(key for key, found in kinds.items() if len(found) > 1)
    return [_with_own_keys(entity, shared) for entity in entities] if shared else entities


def _with_own_keys(entity: Entity, shared: frozenset[str]) -> Entity:
    """An entry whose key, and whose references to places, persons and events, are those of one kind."""

    def own(kind: str, key: str) -> str:
        return qualified(kind, key) if key in shared else key

    work = entity.bibliography
    return replace(
        entity,
        key=own(entity.kind, entity.key),
        birth_place=own("place", entity.birth_place),
        death_place=own("place", entity.death_place),
        where=tuple(own("place", key) for key in entity.where),
        within=own("event", entity.within),
        bibliography=work and replace(work, author_keys=tuple(own("person", key) for key in work.author_keys)),
    )
