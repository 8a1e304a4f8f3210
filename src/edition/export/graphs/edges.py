"""The ties of entities: relations of the registers, and being named in the same paragraph.

Shared paragraphs are counted in a temporary database on disk; memory does not grow with the number of mentions.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from edition.export.corpus import KINDS, Corpus
from edition.export.tables.rows import ExportTable
from edition.export.tally import present_keys
from edition.registers import Registers, Relation

EDGE_COLUMNS: Final = ("source", "target", "relation", "weight", "articles", "source_kind", "target_kind", "sources")
TOGETHER: Final = "mentioned-together"


@dataclass(frozen=True)
class Edge:
    """A tie between two entities. `directed` where the first stands in the relation to the second."""

    source: str
    target: str
    relation: str
    weight: int = 1
    articles: int = 0
    sources: tuple[str, ...] = ()
    directed: bool = False


def edges(corpus: Corpus) -> Iterator[Edge]:
    """All ties between the entities asked for: those of the registers first, then shared paragraphs."""
    chosen = {e.key for e in corpus.entities(*KINDS)}
    for relation in corpus.registers.relations:
        for first, second, directed in ends(corpus.registers, relation):
            if first in chosen and second in chosen:
                yield Edge(first, second, relation.name, sources=relation.sources, directed=directed)
    yield from _together(corpus, chosen)


def edge_table(corpus: Corpus) -> ExportTable:
    """The ties as a table."""
    return ExportTable(EDGE_COLUMNS, edge_rows(corpus))


def edge_rows(corpus: Corpus) -> Iterator[dict[str, str]]:
    """The ties as cells."""
    for edge in edges(corpus):
        yield {
            "source": edge.source,
            "target": edge.target,
            "relation": edge.relation,
            "weight": str(edge.weight),
            "articles": str(edge.articles) if edge.articles else "",
            "source_kind": corpus.registers.entities[edge.source].kind,
            "target_kind": corpus.registers.entities[edge.target].kind,
            "sources": " ".join(edge.sources),
        }


def ends(registers: Registers, relation: Relation) -> Iterator[tuple[str, str, bool]]:
    """The two ends of each tie that a relation tells of, by their present keys, and whether it leads one way."""

    def present(keys: tuple[str, ...]) -> list[str]:
        return [e.key for key in keys if (e := registers.get(key))]

    for first, second in product(present(relation.active), present(relation.passive)):
        yield first, second, True
    for first, second in combinations(present(relation.mutual), 2):
        yield first, second, False


def _together(corpus: Corpus, chosen: set[str]) -> Iterator[Edge]:
    """Pairs named in the same paragraph; a translation repeats its original and does not count."""
    connection = sqlite3.connect("")
    connection.execute(
        "CREATE TABLE pair (a TEXT, b TEXT, paragraphs INTEGER, articles INTEGER, last TEXT, PRIMARY KEY (a, b)) "
        "WITHOUT ROWID"
    )
    add = (
        "INSERT INTO pair VALUES (?, ?, 1, 1, ?) ON CONFLICT (a, b) DO UPDATE SET paragraphs = paragraphs + 1, "
        "articles = articles + (last <> excluded.last), last = excluded.last"
    )
    for facts in corpus.articles():
        for block in facts.blocks:
            if block.version:
                continue
            found = {
                keys[0]
                for mention in facts.mentions_of(block.id)
                if corpus.takes(mention) and (keys := present_keys(mention, corpus.registers))
            }
            pairs = combinations(sorted(found & chosen), 2)
            connection.executemany(add, ((a, b, facts.id) for a, b in pairs))
    query = "SELECT a, b, paragraphs, articles FROM pair ORDER BY a, b"
    for a, b, paragraphs, articles in connection.execute(query):
        yield Edge(a, b, TOGETHER, paragraphs, articles)
    connection.close()
