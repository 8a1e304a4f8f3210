from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.markup import Document
from edition.registers import read_registers, similar_entries

Make = Callable[..., Document]
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><standOff>'
PERSONS = f"""{HEAD}<listPerson>
  <person xml:id="halil-kut">
    <persName xml:lang="tr" type="main">Halil Kut</persName>
    <persName xml:lang="en" type="main">Halil Kut Pasha</persName>
    <persName type="alias" xml:lang="tr">Halil Bey</persName>
    <persName type="full"><forename>Halil</forename> <surname>Kut</surname></persName>
    <birth when="1882"><placeName ref="place:istanbul"/></birth><death notAfter="1957-08-20"/>
    <occupation xml:lang="tr">asker</occupation>
    <note type="description" xml:lang="tr" source="article:a work:b">Bir asker.</note>
    <note type="description" xml:lang="en">A soldier.</note>
    <idno type="former-key">halil-pasa</idno><idno type="Test">7</idno>
  </person>
  <person xml:id="enver-pasa" role="cited"><persName>Enver Paşa</persName></person>
  <listRelation><relation name="uncle-of" active="person:halil-kut" passive="person:enver-pasa" source="article:a"/></listRelation>
</listPerson></standOff></TEI>"""
PLACES = f"""{HEAD}<listPlace><place xml:id="kars" type="city"><placeName>Kars</placeName>
<location cert="low"><geo>40.6 43.1</geo></location><state type="existence" from="1918" to="1920"/></place></listPlace></standOff></TEI>"""
WORKS = f"""{HEAD}<listBibl><biblStruct xml:id="yilmaz-1999" type="article">
<analytic><author><persName ref="person:yilmaz"><surname>Yılmaz</surname> <forename>Ayşe</forename></persName></author>
<title level="a">Bir konu</title></analytic><monogr><title level="j">Dergi</title>
<imprint><pubPlace>Ankara</pubPlace><publisher>Yayınevi</publisher><date when="1999">1999</date>
<biblScope unit="volume">2</biblScope><biblScope unit="page" from="3" to="9"/></imprint></monogr></biblStruct></listBibl></standOff></TEI>"""


def test_a_person_is_read_with_all_it_has(document: Make) -> None:
    registers, findings = read_registers([document(PERSONS)])
    assert findings == []
    person = registers.entities["halil-kut"]
    assert person.name("tr") == "Halil Kut"
    assert person.name("en") == "Halil Kut Pasha"
    assert person.name("ru") == "Halil Kut"
    assert [n.type for n in person.names] == ["main", "main", "alias", "full"]
    assert person.names[3].parts == (("forename", "Halil"), ("surname", "Kut"))
    assert (person.birth.when, person.death.not_after, person.birth_place) == ("1882", "1957-08-20", "istanbul")
    assert person.description("en") == "A soldier."
    assert person.notes[0].sources == ("article:a", "work:b")
    assert person.idnos[0].value == "7"
    assert registers.entities["enver-pasa"].is_cited_only


def test_a_former_key_leads_to_the_present_entry(document: Make) -> None:
    registers, _ = read_registers([document(PERSONS)])
    found = registers.get("halil-pasa")
    assert found is not None
    assert found.key == "halil-kut"


def test_relations_are_found_from_both_sides(document: Make) -> None:
    registers, _ = read_registers([document(PERSONS)])
    (relation,) = registers.relations_of("enver-pasa")
    assert relation == registers.relations_of("halil-kut")[0]
    assert (relation.name, relation.active, relation.passive) == ("uncle-of", ("halil-kut",), ("enver-pasa",))


def test_places_have_coordinates_and_dates_of_existence(document: Make) -> None:
    registers, _ = read_registers([document(PLACES)])
    place = registers.entities["kars"]
    assert (place.geo, place.geo_cert, place.type) == ((40.6, 43.1), "low", "city")
    assert place.existence.years == (1918, 1920)


@pytest.mark.parametrize(
    ("geo", "found"),
    [
        ("48,2 16,3", (48.2, 16.3)),
        ("-33,45;-70,66", (-33.45, -70.66)),
        ("48.2, 16.3", (48.2, 16.3)),
        ("48.2,16.3", (48.2, 16.3)),
        ("\N{MINUS SIGN}33.4\n 16", (-33.4, 16)),
        ("48,2,16,3", None),
        ("48.2", None),
        ("91 0", None),
        ("1 2 3", None),
        ("nan inf", None),
        ("", None),
    ],
)
def test_coordinates_are_read_with_point_and_comma(geo: str, found: tuple[float, float] | None, document: Make) -> None:
    registers, findings = read_registers([document(PLACES.replace("40.6 43.1", geo))])
    assert registers.entities["kars"].geo == found
    assert [d.code.id for d in findings] == ([] if found else ["R404"])


def test_years_of_any_length_are_told(document: Make) -> None:
    text = PLACES.replace('from="1918" to="1920"', 'from="-12000" to="10191"')
    assert read_registers([document(text)])[0].entities["kars"].existence.years == (-12000, 10191)


def test_a_source_inside_an_entry_is_no_entry_of_its_own(document: Make) -> None:
    sources = '<bibl>A gazetteer</bibl><bibl xml:id="b">Another</bibl><listBibl><bibl>A list</bibl></listBibl>'
    text = PLACES.replace("<location", f"{sources}<location")
    registers, findings = read_registers([document(text)])
    assert list(registers.entities) == ["kars"] and findings == []


def test_works_have_what_a_citation_needs(document: Make) -> None:
    registers, _ = read_registers([document(WORKS)])
    bibliography = registers.entities["yilmaz-1999"].bibliography
    assert bibliography is not None
    assert bibliography.authors == ("Yılmaz, Ayşe",)
    assert bibliography.author_keys == ("yilmaz",)
    assert (bibliography.title, bibliography.container, bibliography.pages) == ("Bir konu", "Dergi", "3–9")


def codes(document: Document) -> list[str]:
    return [d.code.id for d in read_registers([document])[1]]


def test_wrong_entries_are_told(document: Make) -> None:
    def register(inside: str) -> Document:
        return document(f"{HEAD}<listPerson>{inside}</listPerson></standOff></TEI>")

    assert codes(register("<person><persName>A</persName></person>")) == ["R400"]
    assert codes(register('<person xml:id="a"/>')) == ["R402"]
    twice = '<person xml:id="a"><persName>A</persName></person>'
    assert codes(register(twice + twice)) == ["R401"]
    assert codes(register(twice)) == []


def test_unresolved_relations_and_wrong_coordinates_are_told(document: Make) -> None:
    assert codes(document(PERSONS.replace("person:enver-pasa", "person:nobody"))) == ["R403"]
    assert codes(document(PLACES.replace("40.6 43.1", "40,6 N"))) == ["R404"]
    assert codes(document(PLACES.replace("40.6 43.1", "140.6 43.1"))) == ["R404"]


def test_entries_that_may_be_one_entity(document: Make) -> None:
    def similar(first: str, second: str) -> int:
        people = "".join(
            f'<person xml:id="p{n}"><persName type="main">{name}</persName></person>'
            for n, name in enumerate((first, second))
        )
        found, _ = read_registers([document(f"{HEAD}<listPerson>{people}</listPerson></standOff></TEI>")])
        return len(similar_entries(found))

    assert similar("Kâzım Karabekir", "KAZIM KARABEKİR") == 1
    assert similar("Kâzım Karabekir", "Kâzım Dirik") == 0


LIVES = [
    ('<birth when="1882"/>', '<birth when="1882-03-01"/>', 1),
    ('<birth when="1882"/>', '<birth when="1883"/>', 0),
    ('<birth when="1882"/>', "", 1),
    ('<death when="1920"/>', '<death when="1920"/>', 1),
    ('<death when="1920"/>', '<death when="1921"/>', 0),
    ('<floruit from="1900" to="1910"/>', '<floruit from="1900" to="1911"/>', 0),
    ('<birth when="1882"/><death when="1920"/>', '<birth when="1882"/><death when="1921"/>', 0),
    ('<birth when="1882"/>', '<death when="1920"/>', 1),
]


@pytest.mark.parametrize(("one", "other", "found"), LIVES)
def test_namesakes_whose_dates_differ_are_two(one: str, other: str, found: int, document: Make) -> None:
    name = '<persName type="main">Ada Nehir</persName>'
    people = "".join(f'<person xml:id="p{n}">{name}{dates}</person>' for n, dates in enumerate((one, other)))
    registers, _ = read_registers([document(f"{HEAD}<listPerson>{people}</listPerson></standOff></TEI>")])
    assert len(similar_entries(registers)) == found
