"""What begins a block of its own, and what belongs to the block around it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.facts import read_article
from edition.markup import Document


@pytest.mark.parametrize(
    ("inside", "blocks"),
    [
        ("<p>a <q>b</q> c</p>", [("p", "a b c")]),
        ("<q>b</q>", [("q", "b")]),
        ("<quote><q>b</q></quote>", [("q", "b")]),  # nothing has been said before it
        ("<quote>a <q>b</q></quote>", [("quote", "a b")]),
        ("<item>a<p>b</p></item>", [("item", "a"), ("p", "b")]),
        ("<item><label>a</label>b</item>", [("label", "a"), ("item", "b")]),
        ("<item>b<label>a</label></item>", [("item", "ba")]),
        ("<lg><l>a<stage>b</stage></l></lg>", [("l", "ab")]),
        ("<sp><speaker>A</speaker><stage>b</stage><p>c</p></sp>", [("speaker", "A"), ("stage", "b"), ("p", "c")]),
        ("<opener><salute>a</salute><dateline>b</dateline></opener>", [("salute", "a"), ("dateline", "b")]),
        ("<opener>x <salute>a</salute><dateline>b</dateline></opener>", [("opener", "x a b")]),
        ("<list><item>a<list><item>b</item></list>c</item></list>", [("item", "ac"), ("item", "b")]),
        ("<table><row><cell>a</cell><cell>b</cell></row></table>", [("cell", "a"), ("cell", "b")]),
        ("<seg>a <hi>b</hi></seg>", [("seg", "a b")]),
        ("<div><seg>a</seg><p>b</p></div>", [("seg", "a"), ("p", "b")]),
        ("<p>a<fw>7</fw><!-- c -->b<?d?>e</p>", [("p", "abe")]),
    ],
)  # fmt: skip
def test_blocks(inside: str, blocks: list[tuple[str, str]], document: Callable[..., Document]) -> None:
    facts = read_article(document(f"<div>{inside}</div>")).facts
    assert [(b.name, b.text) for b in facts.blocks] == blocks


def test_a_note_is_a_text_of_its_own_also_in_a_sentence(document: Callable[..., Document]) -> None:
    facts = read_article(document("<opener>x <note xml:id='n'>y</note>, <salute>z</salute></opener>")).facts
    assert [(b.name, b.text, b.note) for b in facts.blocks] == [("opener", "x , z", ""), ("note", "y", "n")]


def test_what_stands_in_a_note_belongs_to_it(document: Callable[..., Document]) -> None:
    facts = read_article(document("<p>a<note xml:id='n'><p>b</p><quote>c</quote></note></p><p>d</p>")).facts
    assert [(b.text, b.note) for b in facts.blocks] == [("a", ""), ("b", "n"), ("c", "n"), ("d", "")]


@pytest.mark.parametrize(
    ("app", "text", "variants"),
    [
        ("<app><lem>a</lem><rdg>b</rdg><rdg>c</rdg></app>", "x a y", ["b", "c"]),
        ("<app><rdg>b</rdg><lem>a</lem></app>", "x a y", ["b"]),
        ("<app><rdg>b</rdg><rdg>c</rdg></app>", "x b y", ["c"]),
        ("<app><rdgGrp><rdg>b</rdg><lem>a</lem></rdgGrp><rdg>c</rdg></app>", "x a y", ["b", "c"]),
        ("<app><rdgGrp><rdg>b</rdg></rdgGrp></app>", "x b y", []),
        ("<app to='#e'><lem>a</lem></app>", "x y", ["a"]),
    ],
)
def test_readings(app: str, text: str, variants: list[str], document: Callable[..., Document]) -> None:
    facts = read_article(document(f"<p>x {app} y</p>")).facts
    assert [b.text for b in facts.blocks if not b.note] == [text]
    assert [b.text for b in facts.blocks if b.note] == variants


def test_an_apparatus_among_blocks_is_of_words_elsewhere(document: Callable[..., Document]) -> None:
    facts = read_article(document("<p>x</p><listApp><app><lem>a</lem><rdg>b</rdg></app></listApp>")).facts
    assert [(b.name, b.text) for b in facts.blocks] == [("p", "x"), ("lem", "a"), ("rdg", "b")]
