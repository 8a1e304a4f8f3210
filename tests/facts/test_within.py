"""Texts within texts: openers in notes, works among registers."""

from __future__ import annotations

from collections.abc import Callable

from edition.facts import read_article
from edition.markup import Document

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def test_a_sentence_in_a_note_keeps_its_order_and_one_around_it_does_not_count(
    document: Callable[..., Document],
) -> None:
    inside = "<note><opener>Dear <salute>friend</salute>,</opener></note>"
    facts = read_article(document(f"<p>x{inside}</p>")).facts
    assert [(b.name, b.text) for b in facts.blocks] == [("p", "x"), ("opener", "Dear friend,")]
    outer = read_article(document("<opener>x <note><p>a</p><quote>b</quote></note> <salute>y</salute></opener>")).facts
    assert [(b.name, b.text) for b in outer.blocks] == [("opener", "x y"), ("p", "a"), ("quote", "b")]


def test_works_among_registers_are_entries_and_a_bibliography_alone_is_read(document: Callable[..., Document]) -> None:
    works = "<listBibl><bibl xml:id='w'>Mor, <title>Tides</title></bibl></listBibl>"
    persons = "<listPerson><person xml:id='a'><persName>Ada</persName></person></listPerson>"

    def read(back: str) -> list[str]:
        made = document(f"<TEI {NS}><text><body><p>x</p></body><back>{back}</back></text></TEI>")
        return [b.text for b in read_article(made).facts.blocks]

    assert read(works) == ["x", "Mor, Tides"]
    assert read(works + persons) == ["x"]
    assert read(f"<div>{works}</div>{persons}") == ["x", "Mor, Tides"]
