"""Names that are one across scripts and spellings, and entries that are likely doubles."""

from __future__ import annotations

import pytest

from edition.markup import Source, parse
from edition.registers import read_registers
from edition.registers.likeness import Doubles, gathered, likely_doubles, likeness

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'


def doubles(inside: str) -> list[Doubles]:
    xml = f"<TEI {TEI}><standOff>{inside}</standOff></TEI>"
    registers, _ = read_registers([parse(Source("r.xml", xml.encode()))])
    return gathered(registers, likely_doubles(registers))


def person(key: str, name: str, more: str = "") -> str:
    return f'<person xml:id="{key}"><persName>{name}</persName>{more}</person>'


def persons(*names: str) -> str:
    return f"<listPerson>{''.join(person(f'p{n}', name) for n, name in enumerate(names))}</listPerson>"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Georgi Tschitscherin", "Георгий Чичерин"),
        ("Tschitscherin, Georgi", "Georgy Chicherin"),
        ("Ivan Petroff", "Iwan Petrow"),
        ("I. Petrov", "Иван Петров"),
        ("Joseph Conrad", "Josef Conrad"),
    ],
)
def test_one_name_in_two_spellings(first: str, second: str) -> None:
    assert likeness(first, second) >= 0.8
    assert likeness(first, second) == likeness(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ivan Petrov", "Pavel Petrov"), ("I. Petrov", "Pavel Petrov"), ("Ivan Petrov", "Ivan Sokolov"), ("", "Petrov")],
)
def test_two_names(first: str, second: str) -> None:
    assert likeness(first, second) == 0


def test_four_spellings_are_one_candidate() -> None:
    (found,) = doubles(persons("Stalin", "Josef Stalin", "Joseph Stalin", "И. Сталин", "Lenin"))
    assert set(found.keys) == {"p0", "p1", "p2", "p3"}
    assert found.names == ("Josef Stalin", "Joseph Stalin", "Stalin", "И. Сталин")


def test_who_is_unlike_one_of_a_group_stays_outside() -> None:
    found = doubles(persons("Stalin", "Josef Stalin", "Wassili Stalin"))
    assert len(found) == 1
    assert len(found[0].keys) == 2


def test_other_years_tell_two_persons() -> None:
    born = [f'<birth when="{year}"/>' for year in (1870, 1901)]
    assert (
        doubles(f"<listPerson>{person('a', 'Ida Dorn', born[0])}{person('b', 'Ida Dorn', born[1])}</listPerson>") == []
    )
    (found,) = doubles(f"<listPerson>{person('a', 'Dorn', born[0])}{person('b', 'I. Dorn', born[0])}</listPerson>")
    assert found.score > 0.8


def test_one_identifier_is_enough() -> None:
    idno = '<idno type="gnd">1</idno>'
    (found,) = doubles(f"<listPerson>{person('a', 'Loris', idno)}{person('b', 'Hugo', idno)}</listPerson>")
    assert found.score == 1


def test_places_far_from_each_other_are_two() -> None:
    def place(key: str, name: str, geo: str) -> str:
        return f'<place xml:id="{key}"><placeName>{name}</placeName><location><geo>{geo}</geo></location></place>'

    assert doubles(f"<listPlace>{place('a', 'Neustadt', '48 16')}{place('b', 'Neustadt', '50 8')}</listPlace>") == []
    assert (
        len(doubles(f"<listPlace>{place('a', 'Bakü', '40.4 49.9')}{place('b', 'Баку', '40.4 49.9')}</listPlace>")) == 1
    )
    assert doubles("<listPlace><place xml:id='a'><placeName>Garda</placeName></place>"
                   "<place xml:id='b'><placeName>Grado</placeName></place></listPlace>") == []  # fmt: skip


def test_the_order_of_entries_does_not_matter() -> None:
    names = ("Stalin", "Josef Stalin", "Joseph Stalin", "И. Сталин")
    groups = {frozenset(d.names) for order in (names, names[::-1]) for d in doubles(persons(*order))}
    assert len(groups) == 1
