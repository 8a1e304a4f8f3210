"""The schema loads at once in libxml2 and stays linear there, measured as ratios within one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.markup import TEI

HEADER = """<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><publisher>p</publisher>
</publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc></teiHeader>"""
PERSON = '<person xml:id="k{n}"><persName type="main">N {n}</persName><note type="description">d</note></person>'
RELATION = '<relation name="uncle-of" active="person:k{n}" passive="person:k0"/>'


def best(action: Callable[[], object], times: int = 5) -> float:
    """The least processor time of several runs: what other programs do at the same time does not count."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.fixture(scope="module")
def grammar(root: Path) -> etree._ElementTree:
    return etree.parse(str(root / "schema/edition.rng"))


@pytest.fixture(scope="module")
def schema(grammar: etree._ElementTree) -> etree.RelaxNG:
    return etree.RelaxNG(grammar)


def persons(count: int) -> str:
    entries = "".join(PERSON.format(n=n) for n in range(count))
    return f"<standOff><listPerson>{entries}</listPerson></standOff>"


def mixed(count: int) -> str:
    entries = "".join(PERSON.format(n=n) + RELATION.format(n=n) for n in range(count))
    return f"<standOff><listPerson>{entries}</listPerson></standOff>"


def notes(count: int) -> str:
    inside = "".join(f'w<note n="{n}" place="foot" xml:id="n{n}">d</note> ' for n in range(count))
    return f"<text><body><p>{inside}</p></body></text>"


def blocks(count: int) -> str:
    return f"<text><body>{''.join(f'<p>{n}</p><pb/>' for n in range(count))}</body></text>"


def relations(count: int) -> str:
    entries = "".join(RELATION.format(n=n) for n in range(count))
    return f"<standOff><listRelation>{entries}</listRelation></standOff>"


@pytest.mark.parametrize("make", [persons, mixed, notes, blocks, relations])
def test_ten_times_the_items_take_about_ten_times_as_long(schema: etree.RelaxNG, make: Callable[[int], str]) -> None:
    small, large = (etree.ElementTree(etree.fromstring(f'<TEI xmlns="{TEI}">{HEADER}{make(n)}</TEI>'))
                    for n in (1_000, 10_000))  # fmt: skip
    assert schema.validate(small), schema.error_log
    assert schema.validate(large), schema.error_log
    # quadratic would be 100, cubic 1,000
    assert best(lambda: schema.validate(large), 3) < 25 * max(best(lambda: schema.validate(small)), 0.001)


def test_loading_is_cheap_beside_parsing(grammar: etree._ElementTree, root: Path) -> None:
    data = (root / "schema/edition.rng").read_bytes()
    assert best(lambda: etree.RelaxNG(grammar)) < 60 * best(lambda: etree.fromstring(data), 20)
