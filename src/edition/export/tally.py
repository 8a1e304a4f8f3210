"""How often each entity is mentioned in each article, counted in one pass over the facts.

Counts lie in a temporary database on disk, so that memory does not grow with the number of mentions. One truth for all
exports, and the site's: a translation's mentions do not count beside the original's; a mention counts for its likeliest
candidate, a citation (`ref target="work:…"`) for its work, a former key for the entry that took its place. That a
mention might mean another entity too is counted apart.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator

from edition.facts import ArticleFacts, Link, Mention
from edition.registers import Registers, kind_of_reference

Versions = dict[str, Counter[str]]  # counts of the original ("") and of its translation


class Tally:
    """The counts."""

    def __init__(self, articles: Iterable[ArticleFacts], registers: Registers) -> None:
        self._connection = sqlite3.connect("")  # SQLite's name for a database on disk that goes when it is closed
        self._connection.execute(
            "CREATE TABLE seen (key TEXT, article TEXT, number INTEGER, possible INTEGER, PRIMARY KEY (key, article)) "
            "WITHOUT ROWID"
        )
        for facts in articles:
            sure, possible = _count(facts, registers)
            rows = ((key, facts.id, sure[key], possible[key]) for key in sure | possible)
            self._connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", rows)

    def mentions(self, key: str) -> int:
        """Mentions of an entity."""
        return self._total("number", key)

    def possible(self, key: str) -> int:
        """Mentions that may mean an entity, though another is likelier."""
        return self._total("possible", key)

    def articles(self, key: str) -> list[tuple[str, int]]:
        """The articles that mention an entity, and how often."""
        query = "SELECT article, number FROM seen WHERE key = ? AND number > 0 ORDER BY article"
        return list(self._connection.execute(query, (key,)))

    def _total(self, column: str, key: str) -> int:
        query = f"SELECT total({column}) FROM seen WHERE key = ?"  # noqa: S608 - a name of this class
        return int(self._connection.execute(query, (key,)).fetchone()[0])


def _count(facts: ArticleFacts, registers: Registers) -> tuple[Counter[str], Counter[str]]:
    sure: Versions = {"": Counter(), "translation": Counter()}
    possible: Versions = {"": Counter(), "translation": Counter()}
    versions = {block.id: block.version for block in facts.blocks}
    for mention in facts.mentions:
        keys = present_keys(mention, registers)
        meant = keys if len(mention.named) > 1 else keys[:1]
        sure[versions[mention.block]].update(meant)
        possible[versions[mention.block]].update(keys[len(meant) :])
    for link, work in citations(facts, registers):
        sure[versions.get(link.block, "")][work] += 1
    return _original_first(sure), _original_first(possible)


def _original_first(counts: Versions) -> Counter[str]:
    """The counts of the original, and those of the translation for whom the original does not name."""
    return Counter({**counts["translation"], **counts[""]})


def citations(facts: ArticleFacts, registers: Registers) -> Iterator[tuple[Link, str]]:
    """The links of running text that cite a work of the register, with its present key."""
    for link in facts.links:
        if link.block and link.attribute == "target" and kind_of_reference(link.target) == "work":
            work = registers.get(link.keys[0])
            if work is not None:
                yield link, work.key


def present_keys(mention: Mention, registers: Registers) -> tuple[str, ...]:
    """The candidates of a mention that the registers have, the likeliest first."""
    found = (registers.get(key) for key in mention.keys)
    return tuple(dict.fromkeys(e.key for e in found if e))
