"""One SQLite file with everything: tables with foreign keys, views for the common questions, full-text search.

Rows go in article by article. Datasette opens the file as it is and finds the search by itself.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO, Final

from edition.export.authorities import authority_uri
from edition.export.corpus import KINDS, Corpus
from edition.export.edtf import edtf
from edition.export.graphs.edges import ends
from edition.export.tables.rows import PlacedMention, mentions_in
from edition.export.tally import citations, present_keys
from edition.facts import ArticleFacts
from edition.registers import DateValue, Entity

_SCHEMA: Final = Path(__file__).with_name("database.sql")
_AFTER: Final = Path(__file__).with_name("database-after.sql")
_PAGES: Final = -8_000  # a cache of 8 MB, whatever the size of the file


def write_sqlite(corpus: Corpus, file: BinaryIO) -> None:
    """Fill a database beside the file, then copy it in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.sqlite"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(f"PRAGMA cache_size = {_PAGES}")
            connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
            _fill(connection, corpus)
            connection.executescript(_AFTER.read_text(encoding="utf-8"))
            connection.commit()
        with path.open("rb") as made:
            shutil.copyfileobj(made, file)


def _fill(connection: sqlite3.Connection, corpus: Corpus) -> None:
    known = set()
    for entity in corpus.entities(*KINDS):
        known.add(entity.key)
        _add_entity(connection, corpus, entity)
    _insert(connection, "relations", _relations(corpus, known))
    ids = _Ids()
    for facts in corpus.articles():
        _add_article(connection, corpus, facts, ids, known)


class _Ids:
    """Running numbers of rows."""

    def __init__(self) -> None:
        self.paragraph = 0
        self.mention = 0


def _add_entity(connection: sqlite3.Connection, corpus: Corpus, entity: Entity) -> None:
    lang = corpus.languages[0] if corpus.languages else ""
    span = edtf(entity.existence) or edtf(DateValue(from_=entity.birth.when, to=entity.death.when))
    geo = entity.geo or (None, None)
    first = (entity.birth or entity.existence).earliest
    last = (entity.death or entity.existence).latest
    _insert(
        connection,
        "entities",
        [
            (
                *(entity.key, entity.kind, entity.type, entity.role, entity.name(lang), entity.description(lang)),
                *(first, last, span, *geo, corpus.uri(entity.kind, entity.key)),
            )
        ],
    )
    _insert(connection, "names", ((None, entity.key, n.text, n.lang, n.type) for n in entity.names))
    _insert(connection, "notes", ((entity.key, n.type, n.lang, n.text) for n in entity.notes))
    _insert(connection, "notes", ((entity.key, "occupation", n.lang, n.text) for n in entity.occupations))
    _insert(
        connection,
        "identifiers",
        ((entity.key, i.type, i.value, authority_uri(i.type, i.value)) for i in entity.idnos),
    )


def _relations(corpus: Corpus, known: set[str]) -> Iterator[tuple[Any, ...]]:
    for relation in corpus.registers.relations:
        for first, second, _ in ends(corpus.registers, relation):
            if {first, second} <= known:
                yield first, relation.name, second, " ".join(relation.sources)


def _add_article(
    connection: sqlite3.Connection, corpus: Corpus, facts: ArticleFacts, ids: _Ids, known: set[str]
) -> None:
    about = facts.metadata
    authors = "; ".join(a.name for a in about.authors)
    _insert(
        connection,
        "articles",
        [
            (
                *(facts.id, about.title(facts.lang), authors, facts.lang, about.date, about.changed, facts.words),
                *(about.licence or corpus.info.licence, corpus.uri("article", facts.id)),
            )
        ],
    )
    rows = {}
    paragraphs = []
    for block in facts.blocks:
        ids.paragraph += 1
        rows[block.id] = ids.paragraph
        where = (block.name, block.lang, block.part, block.section, block.version, block.note, block.page)
        paragraphs.append((ids.paragraph, facts.id, block.id, *where, block.text))
    _insert(connection, "paragraphs", paragraphs)
    placed = list(enumerate(mentions_in(facts, corpus), ids.mention + 1))
    ids.mention += len(placed)
    _insert(connection, "mentions", (_mention(corpus, n, p, rows, known) for n, p in placed))
    _insert(
        connection,
        "candidates",
        ((n, key) for n, p in placed for key in present_keys(p.mention, corpus.registers) if key in known),
    )
    _insert(connection, "dates", (_date(n, p.mention.date) for n, p in placed if p.mention.date))
    _insert(connection, "citations", _citations(corpus, facts, rows, known))


def _mention(
    corpus: Corpus, number: int, placed: PlacedMention, rows: dict[str, int], known: set[str]
) -> tuple[Any, ...]:
    mention = placed.mention
    entity = next((k for k in present_keys(mention, corpus.registers) if k in known), None)
    where = (placed.facts.id, rows[mention.block], mention.start, mention.end)
    what = (mention.kind, entity, mention.text, placed.sentence, mention.cert, mention.resp, int(mention.cited))
    return (number, mention.id, *where, *what)


def _date(number: int, date: DateValue) -> tuple[Any, ...]:
    values = (date.when, date.from_, date.to, date.not_before, date.not_after)
    return (number, *values, date.earliest, date.latest, edtf(date), date.calendar, date.original)


def _citations(corpus: Corpus, facts: ArticleFacts, rows: dict[str, int], known: set[str]) -> Iterator[tuple[Any, ...]]:
    for link, work in citations(facts, corpus.registers):
        if work in known:
            yield facts.id, rows.get(link.block), work


def _insert(connection: sqlite3.Connection, table: str, rows: Any) -> None:
    rows = list(rows)
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - names of this module only
