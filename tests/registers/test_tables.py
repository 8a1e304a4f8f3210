"""Rows of a table taken into registers: what is added, what is compared, what is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from edition.diagnostics import Span
from edition.markup import Document, Source, parse
from edition.registers import Entity, read_registers
from edition.registers.tables import Absorbed, absorb
from edition.registers.tables.table import Row

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><standOff>'
TEXT = f"""{HEAD}<listPerson>
  <person xml:id="ada" sex="2">
    <persName xml:lang="en" type="main">Ada Nehir</persName>
    <birth when="1882"/>
    <idno type="Test">7</idno>
  </person>
</listPerson></standOff></TEI>"""


@pytest.fixture
def register(document: Callable[..., Document]) -> Document:
    return document(TEXT, "persons.xml")


def take(register: Document, header: Sequence[str], *rows: Sequence[str], update: bool = False) -> Absorbed:
    made = [Row(dict(zip(header, row, strict=True)), Span("t.csv", n, n + 1)) for n, row in enumerate(rows)]
    return absorb([register], header, made, "person", update=update)


def entry(absorbed: Absorbed, key: str) -> Entity:
    (change,) = absorbed.changes
    return read_registers([parse(Source("persons.xml", change.data))])[0].entities[key]


def test_columns_say_in_which_languages_names_are(register: Document) -> None:
    absorbed = take(register, ("key", "name_tr", "name_en", "names", "sex"), ("bo", "Bo Dağ", "Bo Hill", "", "1"))
    names = [(n.text, n.lang) for n in entry(absorbed, "bo").names]
    assert names == [("Bo Dağ", "tr"), ("Bo Hill", "en")]
    assert absorbed.findings == []


def test_a_column_of_names_alone_is_in_the_language_of_the_register(register: Document) -> None:
    absorbed = take(register, ("key", "name"), ("bo", "Bo Hill"))
    assert [(n.text, n.lang) for n in entry(absorbed, "bo").names] == [("Bo Hill", "en")]
