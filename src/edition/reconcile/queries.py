"""What a service is asked about an entry, and what it answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from edition.registers import Entity
from edition.registers.tables.table import date_text

COMPARED: Final = ("birth", "death", "existence", "latitude", "longitude")  # what `properties` may speak of


@dataclass(frozen=True, slots=True)
class AuthorityCandidate:
    """Whom or what the service thinks of; the score counts within one service only."""

    id: str
    name: str
    score: float
    match: bool = False
    types: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A query about an entry."""

    key: str
    name: str
    dates: str
    query: Mapping[str, Any]

    def digest(self, service: str) -> str:
        """What the answer is kept under: the service and all that is asked."""
        text = json.dumps([service, self.query], sort_keys=True, ensure_ascii=False)
        return "reconcile-" + hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


def questions(
    entities: Iterable[Entity],
    lang: str,
    *,
    type_: str = "",
    limit: int = 5,
    properties: Mapping[str, str] | None = None,
) -> Iterator[Question]:
    """A question for each entity, by its preferred name in a language.

    `properties` are properties of the service, each with what of the entity it is compared with (`COMPARED`).
    """
    for entity in entities:
        name = entity.name(lang)
        query: dict[str, Any] = {"query": name, "limit": limit}
        if type_:
            query["type"] = type_
        known = _values(entity)
        asked = [{"pid": pid, "v": known[of]} for pid, of in (properties or {}).items() if known.get(of)]
        if asked:
            query["properties"] = asked
        dates = known["existence"] or "–".join(d for d in (known["birth"], known["death"]) if d)
        yield Question(entity.key, name, dates, query)


def _values(entity: Entity) -> dict[str, str]:
    latitude, longitude = entity.geo or ("", "")
    dates = {name: date_text(getattr(entity, name)) for name in ("birth", "death", "existence")}
    return {**dates, "latitude": str(latitude), "longitude": str(longitude)}
