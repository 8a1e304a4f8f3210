"""Where a text ends, found from where an earlier text was read: the same as when all of it is read."""

from __future__ import annotations

import random

import pytest

from edition.relaxng import parse_schema
from edition.relaxng.advice.trail import Here, Trail
from edition.relaxng.automaton import Automaton
from edition.relaxng.reading.tokens import Chunks

SCHEMA = b"""start = element a { b* & element c { (text | b | element d { empty })* }? & element e { "1" | "2" }* }
b = element b { attribute n { text }?, (text | b)* }"""
PIECES = (
    b"<b>", b"</b>", b"<b n='>'>", b"<b/>", b"words ", b"<!-- <b> -->", b"<![CDATA[</b>]]>", b"<?p <b> ?>", b"<c>",
    b"</c>", b"<d/>", b"<e>1</e>", b"<e>9</e>", b"<wrong/>", b"&amp;", b"\xc5\x9f", b"<b", b"-->", b"\n",
)  # fmt: skip


def automaton() -> Automaton:
    return parse_schema(SCHEMA, compact=True).allowed.automaton


def told(here: Here | None) -> object:
    return here and (here.names, here.node and here.node.pattern)


def balanced(rnd: random.Random, size: int) -> list[bytes]:
    """Elements within `a`, some of which the grammar does not allow."""
    out, length = [b"<a>"], 0
    while length < size:
        depth = rnd.randrange(4)
        piece = b"<b n='%d'>" % length + b"<b>" * depth + rnd.choice(PIECES[3:8]) + b"</b>" * (depth + 1)
        out += [piece, rnd.choice((b"\n", b"<e>1</e>", b"<!-- <x> -->", b"<d/>", b"<e>9</e>"))]
        length += len(piece)
    return out


@pytest.mark.parametrize("seed", range(12))
def test_texts_that_begin_alike_end_where_they_would_when_read_alone(seed: int) -> None:
    rnd, schema = random.Random(seed), automaton()
    trail, pieces = Trail(schema), balanced(rnd, 90_000)
    for _ in range(25):
        at = rnd.randrange(1, len(pieces))
        change = [rnd.choice(PIECES) for _ in range(rnd.randrange(4))]
        pieces[at:at] = change
        before = b"".join(pieces[: rnd.randrange(1, len(pieces))])
        assert told(trail.follow(before)) == told(Trail(schema).follow(before))
        if rnd.random() < 0.7:
            del pieces[at : at + len(change)]


def test_only_what_follows_the_change_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    schema, read = automaton(), []

    def watched(data: bytes, start: int, window: int) -> Chunks:
        read.append(start)
        return Chunks(data, start, window)

    monkeypatch.setattr("edition.relaxng.advice.trail.Chunks", watched)
    trail, text = Trail(schema), b"".join(balanced(random.Random(1), 90_000))
    assert trail.follow(text) is not None and trail.follow(text + b"<b>") is not None
    assert read[0] == 0 and read[1] > 60_000
