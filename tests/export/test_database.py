"""The SQLite file, asked by sqlite3 and opened by Datasette."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path

from datasette.app import Datasette


def test_it_is_whole_and_its_keys_hold(export: Callable[..., Path]) -> None:
    base = sqlite3.connect(export("everything", "sqlite"))
    assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"articles", "paragraphs", "entities", "names", "mentions", "dates"} <= tables
    assert base.execute("SELECT count(*) FROM mentions").fetchone() == (16,)
    assert base.execute("SELECT count(*) FROM dates").fetchone() == (6,)


def test_the_text_is_searched_with_and_without_accents(export: Callable[..., Path]) -> None:
    base = sqlite3.connect(export("everything", "sqlite"))
    query = "SELECT p.block FROM paragraphs_fts f JOIN paragraphs p ON p.id = f.rowid WHERE paragraphs_fts MATCH ?"
    assert base.execute(query, ("Çiçerin",)).fetchall() == base.execute(query, ("cicerin",)).fetchall() == [("p1",)]
    names = "SELECT n.entity FROM names_fts f JOIN names n ON n.id = f.rowid WHERE names_fts MATCH 'чичерин'"
    assert base.execute(names).fetchall() == [("cicerin",)]


def test_views_answer_the_common_questions(export: Callable[..., Path]) -> None:
    base = sqlite3.connect(export("everything", "sqlite"))
    counts = dict(base.execute("SELECT key, mentions FROM entity_counts").fetchall())
    assert counts["kazim"] == counts["kars"] == 2
    assert counts["cicerin"] == 1  # the translation names him again
    assert counts["agaoglu-1920"] == 1 and counts["unseen"] == counts["nuri"] == 0
    days = base.execute("SELECT first_day, text FROM chronology WHERE first_day LIKE '19%'").fetchall()
    assert days[0] == ("1918-10-30", "Ekim sonu") and days == sorted(days)
    together = base.execute("SELECT paragraphs FROM mentioned_together WHERE first = 'cicerin' AND second = 'kars'")
    assert together.fetchone() == (1,)
    assert base.execute("SELECT text FROM unlinked_mentions").fetchall() == [("bir subay",)]
    assert ("unseen",) in base.execute("SELECT key FROM never_mentioned").fetchall()


def test_datasette_opens_it_and_finds_the_search(export: Callable[..., Path]) -> None:
    path = export("everything", "sqlite").rename(Path(export("everything", "sqlite")).with_suffix(".db"))

    async def ask() -> dict[str, object]:
        site = Datasette([str(path)], settings={"num_sql_threads": 0})
        await site.invoke_startup()
        answer = await site.client.get(f"/{path.stem.replace('.', '~2E')}/paragraphs.json?_search=kars&_shape=objects")
        assert answer.status_code == 200
        return dict(answer.json())

    found = asyncio.run(ask())
    assert [row["block"] for row in found["rows"]] == ["p1", "p3"]  # type: ignore[attr-defined]
