"""What an import must leave alone, and which names of two entries are told."""

from __future__ import annotations

from edition.diagnostics import Span
from edition.markup import Document, Source, parse
from edition.registers import read_registers
from edition.registers.likeness import likely_doubles
from edition.registers.tables import absorb
from edition.registers.tables.table import Row

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><standOff>'


def register(inside: str) -> Document:
    return parse(Source("r.xml", f"{HEAD}{inside}</standOff></TEI>".encode()))


def test_coordinates_that_differ_are_left_unless_the_table_is_believed() -> None:
    place = '<place xml:id="kars"><placeName>Kars</placeName><location><geo>40.6 43.1</geo></location></place>'
    row = Row({"key": "kars", "latitude": "41", "longitude": "43.1"}, Span("t", 0, 1))
    there = register(f"<listPlace>{place}</listPlace>")
    left = absorb([there], list(row.cells), [row], "place")
    assert (left.changes, left.differing, len(left.findings)) == ([], 1, 1)
    assert b"41.0 43.1" in absorb([there], list(row.cells), [row], "place", update=True).changes[0].data


def test_only_events_carry_their_dates_themselves() -> None:
    there = register('<listPlace><place xml:id="a"><placeName>A</placeName></place></listPlace>')
    row = Row({"key": "b", "name_en": "B", "existence": "1900"}, Span("t", 0, 1))
    data = absorb([there], list(row.cells), [row], "place").changes[0].data
    assert b'<place xml:id="b">' in data and b'<state type="existence" when="1900"/>' in data
    events = register('<listEvent><event xml:id="a"><eventName>A</eventName></event></listEvent>')
    bare = Row({"key": "b", "name_en": "B"}, Span("t", 0, 1))
    assert b'<event xml:id="b">' in absorb([events], list(bare.cells), [bare], "event").changes[0].data


def test_entries_with_one_identifier_are_told_by_their_first_names() -> None:
    people = "".join(
        f'<person xml:id="{key}"><persName>{first}</persName><persName>{second}</persName><idno type="gnd">1</idno></person>'
        for key, first, second in (("a", "Loris", "L."), ("b", "Hugo", "H."))
    )
    registers, _ = read_registers([register(f"<listPerson>{people}</listPerson>")])
    (pair,) = likely_doubles(registers)
    assert pair.names == ("Loris", "Hugo")
