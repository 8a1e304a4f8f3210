"""How often each entity is mentioned in each article, counted in one pass over the facts.

Counts lie in a temporary database on disk, so that memory does not grow with the number of mentions. One truth for all
exports: a mention counts once for each of its candidates, a citation (`ref target="work:…"`) for its work, and a former
key for the entry that took its place.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.facts import ArticleFacts, Mention
from edition.registers import Registers, key_of, kind_of_reference


class Tally:
    """The counts."""

    def __init__(self, articles: Iterable[ArticleFacts], registers: Registers) -> None:
        self._connection = sqlite3.connect("")  # SQLite's name for a database on disk that goes when it is closed
        self._connection.execute(
            "CREATE TABLE seen (key TEXT, article TEXT, number INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID"
        )
        for facts in articles:
            counts = Counter(entity_keys(facts, registers))
            rows = ((key, facts.id, number) for key, number in counts.items())
            self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", rows)

    def mentions(self, key: str) -> int:
        """Mentions of an entity."""
        row = self._connection.execute("SELECT total(number) FROM seen WHERE key = ?", (key,)).fetchone()
        return int(row[0])

    def articles(self, key: str) -> list[tuple[str, int]]:
        """The articles that mention an entity, and how often."""
        query = "SELECT article, number FROM seen WHERE key = ? ORDER BY article"
        return list(self._connection.execute(query, (key,)))


def entity_keys(facts: ArticleFacts, registers: Registers) -> Iterator[str]:
    """The present keys of everything that an article mentions or cites, once for each time."""
    for mention in facts.mentions:
        yield from present_keys(mention, registers)
    for link in facts.links:
        if kind_of_reference(link.target) == "work" and (entity := registers.get(key_of(link.target))):
            yield entity.key


def present_keys(mention: Mention, registers: Registers) -> tuple[str, ...]:
    """The candidates of a mention that the registers have, the likeliest first."""
    found = (registers.get(key) for key in mention.keys)
    return tuple(dict.fromkeys(e.key for e in found if e))
