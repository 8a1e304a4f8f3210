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


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [
        ("Ada Mor", "Ada Mor", 1.0),
        ("A. Mor", "Ada Mor", 0.9),
        ("B. Mor", "Ada Mor", 0.0),
        ("Mor", "Ada Mor", 0.72),
        ("Mor", "Mor", 1.0),
        ("Ada Mor", "Ada Bea Mor", 0.96),
        ("Ada Cy Mor", "Ada Bea Mor", 0.0),
        ("Mor, Ada", "Ada Mor", 1.0),
        ("Ada Mor (painter)", "Ada Mor [painter]", 1.0),
        ("M", "M", 0.0),
        ("Mor", "Mar", 0.83),  # a vowel counts half
        ("Morden", "Norden", 0.83),
        ("Mor", "Morden", 0.0),
        ("Louis XIV", "Louis XV", 0.0),
        ("Louis 14", "Louis 14", 1.0),
        ("Fedoroff", "Fedorov", 1.0),
        ("Alexander", "Aleksander", 1.0),
        ("Vladimir", "Wladimir", 1.0),
        ("Yuri", "Jury", 1.0),
    ],
)
def test_how_alike(first: str, second: str, score: float) -> None:
    assert round(likeness(first, second), 2) == score
    assert likeness(first, second) == likeness(second, first)


def test_a_surname_that_is_marked_counts_as_one() -> None:
    name = "<persName>Ada <surname>Mor</surname> Pasha</persName>"
    (found,) = doubles(f'<listPerson><person xml:id="a">{name}</person>{person("b", "Mor, Ada Pasha")}</listPerson>')
    assert (found.keys, found.score) == (("a", "b"), 1.0)


def test_the_fuller_entry_comes_first_and_the_surest_pair_before_others() -> None:
    full = "<persName>Dorn, Ida</persName><note>x</note>"
    registers, _ = read_registers(
        [
            parse(
                Source(
                    "r.xml",
                    f"<TEI {TEI}><standOff><listPerson>{person('a', 'I. Dorn')}{person('b', 'Ida Dorn')}"
                    f"{person('c', 'Ida Dorn', full)}{person('x', 'Sokolov')}{person('y', 'Sokolov')}</listPerson></standOff></TEI>".encode(),
                )
            )
        ]
    )
    pairs = likely_doubles(registers)
    assert [(p.first, p.second, p.score) for p in pairs] == [
        ("c", "b", 1.0), ("x", "y", 1.0), ("a", "b", 0.9), ("c", "a", 0.9),
    ]  # fmt: skip
    assert pairs[0].names == ("Ida Dorn", "Ida Dorn")
    assert [(d.keys, d.score) for d in gathered(registers, pairs)] == [(("x", "y"), 1.0), (("c", "a", "b"), 0.9)]
    assert likely_doubles(registers, 0.95) == [p for p in pairs if p.score == 1]


def test_aliases_and_short_names_are_not_compared() -> None:
    for kind in ("alias", "short", "ambiguous"):
        alias = f'<persName type="{kind}">Hugo Loris</persName>'
        assert doubles(f"<listPerson>{person('a', 'Ida Dorn', alias)}{person('b', 'Hugo Loris')}</listPerson>") == []
    variant = '<persName type="variant">Hugo Loris</persName>'
    assert len(doubles(f"<listPerson>{person('a', 'Ida Dorn', variant)}{person('b', 'Hugo Loris')}</listPerson>")) == 1


def test_the_same_year_makes_surer_and_never_more_than_sure() -> None:
    born = '<birth when="1870"/>'
    (found,) = doubles(f"<listPerson>{person('a', 'Dorn', born)}{person('b', 'Ida Dorn', born)}</listPerson>")
    assert found.score == 0.87
    (same,) = doubles(f"<listPerson>{person('a', 'Ida Dorn', born)}{person('b', 'Ida Dorn', born)}</listPerson>")
    assert same.score == 1
    assert doubles(f"<listPerson>{person('a', 'Dorn')}{person('b', 'Ida Dorn', born)}</listPerson>")[0].score == 0.72


def test_places_near_each_other_are_one_and_names_of_other_length_two() -> None:
    def place(key: str, name: str, geo: str = "") -> str:
        location = f"<location><geo>{geo}</geo></location>" if geo else ""
        return f'<place xml:id="{key}"><placeName>{name}</placeName>{location}</place>'

    def found(first: str, second: str) -> int:
        return len(doubles(f"<listPlace>{first}{second}</listPlace>"))

    assert found(place("a", "Kars", "40.6 43.1"), place("b", "Kars", "40.8 43.3")) == 1
    assert found(place("a", "Kars", "40.6 43.1"), place("b", "Kars", "40.6 43.5")) == 0
    assert found(place("a", "Kars", "-0.1 0"), place("b", "Kars", "0.1 0")) == 1
    assert found(place("a", "Kars", "40 43"), place("b", "Kars")) == 1
    assert found(place("a", "Kars"), place("b", "Kars Vadisi")) == 0
    assert found(place("a", "Old Harbour"), place("b", "Old Harbor")) == 1
