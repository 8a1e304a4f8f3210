"""A job over documents with a cache: order, what is made again, and what cannot be read."""

from __future__ import annotations

import random
from pathlib import Path

from edition.facts.job import Checked, FactsJob
from edition.jobs import Cache, Item, run
from edition.project import Mentions


def items(numbers: range, text: str = "Kars") -> list[Item]:
    xml = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a{0}"><text><body><p>{1} {0}</p></body></text></TEI>'
    return [Item(f"a{n}.xml", xml.format(n, text).encode()) for n in numbers]


def test_results_come_in_the_order_of_the_items_whatever_the_cache_has(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    job = FactsJob(Mentions())
    everything = items(range(900))
    chosen = random.Random(7).sample(everything, 430)
    assert len(list(run(job, chosen, Checked, cache, jobs=1))) == 430
    counted = []
    results = list(run(job, iter(everything), Checked, cache, jobs=1, advance=lambda: counted.append(1)))
    assert [path for path, _ in results] == [item.path for item in everything]
    assert [r.facts.id for _, r in results if r.facts] == [f"a{n}" for n in range(900)]
    assert len(counted) == 900
    again = list(run(job, everything, Checked, cache, jobs=1))
    assert again == results


def test_a_changed_document_is_read_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    job = FactsJob(Mentions())
    list(run(job, items(range(3)), Checked, cache, jobs=1))
    changed = [*items(range(1)), *items(range(1, 2), "Ardahan"), *items(range(2, 3))]
    texts = [r.facts.blocks[0].text for _, r in run(job, changed, Checked, cache, jobs=1) if r.facts]
    assert texts == ["Kars 0", "Ardahan 1", "Kars 2"]


def test_what_cannot_be_parsed_is_told_and_the_rest_is_read() -> None:
    broken = Item("b.xml", b"<TEI><p></TEI>")
    results = dict(run(FactsJob(Mentions()), [*items(range(1)), broken], Checked, None, jobs=1))
    assert results["b.xml"].facts is None
    assert [d.code.id for d in results["b.xml"].diagnostics] == ["V300"]
    assert results["a0.xml"].facts is not None
