"""What holds for large corpora: memory stays flat, and more processes give the same bytes."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from edition.export.annotations.conll import write_conll
from edition.export.annotations.standoff import write_standoff
from edition.export.annotations.web_annotation import write_web_annotations
from edition.export.corpus import Corpus
from edition.export.graphs.edges import edge_table
from edition.export.tables.database import write_sqlite
from edition.export.tables.delimited import csv_writer
from edition.export.tables.rows import entity_table, mention_table
from edition.facts import ArticleFacts, read_article
from edition.markup import parse, read_source
from edition.project import Project
from edition.registers import read_registers

FEW, MANY = 20, 400


class Nowhere(io.RawIOBase):
    """A file that keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


def corpus(project: Project, number: int) -> Corpus:
    facts = [read_article(parse(read_source(p)), project.settings.mentions).facts for p in project.article_paths()]
    registers = read_registers(parse(read_source(p)) for p in project.register_paths())[0]

    def articles() -> Iterator[ArticleFacts]:
        for n in range(number):
            for one in facts:
                yield replace(one, id=f"{one.id}-{n}")

    return Corpus(project.settings.edition, registers, articles, lambda: iter(()), tuple)


def peak(write: Callable[[Corpus, BinaryIO], None], found: Corpus) -> int:
    tracemalloc.start()
    write(found, Nowhere())  # type: ignore[arg-type]
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


@pytest.mark.parametrize(
    "write",
    [
        csv_writer(mention_table),
        csv_writer(edge_table),
        write_web_annotations,
        write_standoff,
        write_conll,
        write_sqlite,
    ],
    ids=["mentions", "edges", "annotations", "standoff", "conll", "sqlite"],
)
def test_memory_does_not_grow_with_the_mentions(write: Callable[[Corpus, BinaryIO], None], letters: Project) -> None:
    few, many = corpus(letters, FEW), corpus(letters, MANY)
    peak(write, few)  # caches of the interpreter fill
    assert peak(write, many) < 1.3 * peak(write, few) + 50_000


def test_counting_keeps_nothing_in_memory(letters: Project) -> None:
    def count(found: Corpus, file: BinaryIO) -> None:
        assert found.tally.mentions("kars") > 0

    few, many = corpus(letters, FEW), corpus(letters, MANY)
    peak(count, corpus(letters, FEW))
    assert peak(count, many) < 1.3 * peak(count, few) + 50_000
    assert many.tally.mentions("kars") == 2 * MANY
    table = entity_table("place")(few)
    assert {row["key"]: row["mentions"] for row in table.rows} == {"ada": "20", "diyar": "0", "kars": "40"}


def test_two_processes_give_the_same_bytes(letters: Project, command: Callable[..., Any], tmp_path: Path) -> None:
    first = (letters.root / "tei/articles/first.xml").read_text()
    for number in range(30):
        text = first.replace('xml:id="first"', f'xml:id="copy-{number:02}"')
        (letters.root / f"tei/articles/copy-{number:02}.xml").write_text(text, encoding="utf-8")
    made = []
    for jobs in ("1", "2"):
        out = tmp_path / f"{jobs}.csv"
        command("export", "mentions", "--format", "csv", "--jobs", jobs, "-o", str(out), folder=letters.root)
        made.append(out.read_bytes())
        (letters.root / ".edition/cache.sqlite").unlink()
    assert made[0] == made[1]
    assert made[0].count(b"\r\n") == 1 + 31 * 12 + 4
