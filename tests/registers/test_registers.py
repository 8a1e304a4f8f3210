from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.markup import Document, Source, parse
from edition.registers import Bibliography, check_registers, key_of, kind_of_reference, read_registers, similar_entries

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


def test_a_whole_name_beside_its_parts_is_the_name(document: Make) -> None:
    inside = "<name type='full'>Flavius Andia</name><name type='nomen'>Flavius</name><name type='gens'>Flavia</name>"
    text = (
        f"{HEAD}<listPerson><person xml:id='andia'><persName>{inside}</persName></person></listPerson></standOff></TEI>"
    )
    registers, _ = read_registers([document(text)])
    assert registers.entities["andia"].name("") == "Flavius Andia"


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
    ],
)
def test_coordinates_are_read_with_point_and_comma(geo: str, found: tuple[float, float] | None, document: Make) -> None:
    registers, findings = read_registers([document(PLACES.replace("40.6 43.1", geo))])
    assert registers.entities["kars"].geo == found
    assert [d.code.id for d in findings] == ([] if found else ["R404"])


def test_an_empty_geo_says_nothing(document: Make) -> None:
    registers, findings = read_registers([document(PLACES.replace("40.6 43.1", ""))])
    assert registers.entities["kars"].geo is None
    assert findings == []


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


def test_who_is_named_in_an_entry_by_a_key_is_no_entry_without_one(document: Make) -> None:
    inside = "<note><listOrg><org><orgName key='o'>O</orgName></org></listOrg></note>"
    event = f"<listEvent><event xml:id='e'><eventName>E</eventName>{inside}</event></listEvent>"
    registers, found = read_registers([document(event)])
    assert ([entity.key for entity in registers.entities.values()], found) == (["e"], [])


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


def bibliography(document: Make, inside: str) -> Bibliography:
    text = f'{HEAD}<listBibl><biblStruct xml:id="w">{inside}</biblStruct></listBibl></standOff></TEI>'
    found = read_registers([document(text)])[0].entities["w"].bibliography
    assert found is not None
    return found


def test_a_part_of_a_book_has_a_container_and_a_book_has_none(document: Make) -> None:
    analytic = (
        '<analytic><author>Bo</author><title xml:lang="de">Ebbe</title><title type="sub">Ein Bericht</title></analytic>'
    )
    monogr = (
        "<monogr><author>Cy</author><editor><surname>Dee</surname><forename>Eva</forename></editor><title>Tides</title>"
        '<title type="short">T.</title><imprint><pubPlace>Kars</pubPlace><publisher>Quay</publisher><date>1907</date>'
        '<biblScope unit="volume">2</biblScope><biblScope unit="issue" from="3" to="4"/><biblScope unit="pp" from="9"/></imprint></monogr>'
        '<series><title>Waters</title></series><idno type="DOI">10.1/2</idno><ptr target="#x"/><ref target="https://t.example/"/>'
    )
    part, whole = bibliography(document, analytic + monogr), bibliography(document, monogr)
    assert (part.title, part.container, part.authors, part.lang) == ("Ebbe: Ein Bericht", "Tides", ("Bo",), "de")
    assert (whole.title, whole.container, whole.authors, whole.lang) == ("Tides", "", ("Cy",), "")
    for found in (part, whole):
        assert (found.short_title, found.editors, found.series) == ("T.", ("Dee, Eva",), "Waters")
        assert (found.place, found.publisher, found.year) == ("Kars", "Quay", "1907")
        assert (found.volume, found.issue, found.pages) == ("2", "3–4", "9")
        assert (found.doi, found.url) == ("10.1/2", "https://t.example/")


@pytest.mark.parametrize(
    ("author", "name", "keys"),
    [
        ("<surname>Mor</surname><forename>Ada</forename>", "Mor, Ada", ()),
        ("<surname>Mor</surname>", "Mor", ()),
        ("<persName>Ada Mor</persName><affiliation>x</affiliation>", "Ada Mor", ()),
        ("Ada Mor", "Ada Mor", ()),
        ('<persName ref="person:ada person:b">Ada</persName><orgName key="o">O</orgName>', "Ada", ("ada",)),
        ('<orgName key="o">O</orgName>', "O", ("o",)),
    ],
)
def test_authors_of_works(author: str, name: str, keys: tuple[str, ...], document: Make) -> None:
    found = bibliography(document, f"<monogr><author>{author}</author><title>T</title><imprint/></monogr>")
    assert (found.authors, found.author_keys) == ((name,), keys)


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ('<date when="1907">spring</date>', "1907"),
        ('<date from="1907" to="1909"/>', "1907"),
        ('<date notBefore="1907"/>', ""),
        ('<date notBefore="2018-11-11">not before November 2018</date>', ""),
        ("<date>[1907]</date>", "[1907]"),
        ("<date>unknown</date>", ""),
        ("", ""),
    ],
)
def test_years_of_works(date: str, year: str, document: Make) -> None:
    assert bibliography(document, f"<monogr><title>T</title><imprint>{date}</imprint></monogr>").year == year
    assert bibliography(document, f"<monogr><title>T</title>{date}</monogr>").year == year


@pytest.mark.parametrize(
    ("pointer", "key", "kind"),
    [
        ("person:a", "a", "person"),
        ("https://a.example/#b", "https://a.example/#b", None),
        ("x:b#c", "c", None),
        ("//a#b", "b", None),
        ("person", "person", None),
        ("r.xml#a", "a", None),
    ],
)
def test_pointers_and_their_keys(pointer: str, key: str, kind: str | None) -> None:
    assert (key_of(pointer), kind_of_reference(pointer)) == (key, kind)


def test_names_descriptions_and_notes_are_those_of_the_language_else_any(document: Make) -> None:
    halil = read_registers([document(PERSONS)])[0].entities["halil-kut"]
    assert (halil.name("en"), halil.name("fr"), halil.name("tr")) == ("Halil Kut Pasha", "Halil Kut", "Halil Kut")
    assert (halil.description("en"), halil.description("fr")) == ("A soldier.", "Bir asker.")
    assert [n.text for n in halil.notes_of("description", "en")] == ["A soldier."]
    assert halil.notes_of("life", "en") == ()
    assert halil.notes[0].sources == ("article:a", "work:b") and halil.notes[1].sources == ()
    assert (halil.birth_place, halil.death_place) == ("istanbul", "")


def test_the_first_of_two_entries_stays_and_former_keys_lead_on(document: Make) -> None:
    registers, _ = read_registers([document(PERSONS), document(PLACES)])
    assert registers.get("halil-pasa") is registers.entities["halil-kut"]
    assert registers.get("nobody") is None
    assert [e.key for e in registers.of_kind("person")] == ["enver-pasa", "halil-kut"]
    assert registers.of_kind("event") == [] and registers.relations_of("kars") == ()
    assert registers.entities["enver-pasa"].is_cited_only and not registers.entities["halil-kut"].is_cited_only


@pytest.mark.parametrize(
    ("former", "message"),
    [
        ("bo", "the former key `bo` of `ada` is a present key too"),
        ("x", "the former key `x` of `bo` is a former key of `ada` too"),
        ("y", ""),
    ],
)
def test_former_keys_that_clash_are_told(former: str, message: str, document: Make) -> None:
    people = "".join(
        f'<person xml:id="{key}"><persName>{key}</persName><idno type="former-key">{old}</idno></person>'
        for key, old in (("ada", former), ("bo", "x"))
    )
    registers, _ = read_registers([document(f"{HEAD}<listPerson>{people}</listPerson></standOff></TEI>")])
    assert [d.message for d in check_registers(registers, [])] == ([message] if message else [])


@pytest.mark.parametrize(
    ("relation", "circular"),
    [
        ('active="#a" passive="#a"', ["a"]),
        ('active="#a" passive="#b"', []),
        ('active="#a #b" passive="#b #a"', ["a", "b"]),
        ('mutual="#a #b"', []),
        ('mutual="#a #a"', ["a"]),
        ('mutual="#a #a #b"', []),
        ('active="#b" mutual="#a #a"', []),
    ],
)
def test_relations_that_lead_to_themselves(relation: str, circular: list[str], document: Make) -> None:
    people = "".join(f'<person xml:id="{key}"><persName>{key}</persName></person>' for key in "ab")
    text = f'{HEAD}<listPerson>{people}<listRelation><relation name="r" {relation}/></listRelation></listPerson></standOff></TEI>'
    registers, _ = read_registers([document(text)])
    assert [d.message for d in check_registers(registers, [])] == [
        f"the relation r leads from `{key}` to itself" for key in circular
    ]


def test_a_name_is_missing_only_where_others_have_it_by_habit(document: Make) -> None:
    def found(*languages: str) -> list[str]:
        people = "".join(
            f'<person xml:id="p{n}">'
            + "".join(f'<persName xml:lang="{lang}">N{n}{lang}</persName>' for lang in given.split())
            + "</person>"
            for n, given in enumerate(languages)
        )
        registers, _ = read_registers([document(f"{HEAD}<listPerson>{people}</listPerson></standOff></TEI>")])
        return [d.message for d in check_registers(registers, ["tr", "en"])]

    assert found("tr en", "tr en", "tr") == ["`p2` has no preferred name in `en`"]
    assert found("tr en", "tr") == []
    assert found("tr", "tr") == []


def test_the_name_of_a_file_leads_to_the_only_entry_there() -> None:
    texts = {
        "persons/p12.xml": '<person xml:id="ada"><persName>Ada</persName></person>',
        "persons/p13.xml": '<person xml:id="can"><persName>Can</persName></person><person xml:id="eda"><persName>Eda</persName></person>',
    }
    files = [
        parse(Source(path, f"{HEAD}<listPerson>{inside}</listPerson></standOff></TEI>".encode()))
        for path, inside in texts.items()
    ]
    registers, _ = read_registers(files)
    found = registers.get(key_of("../persons/p12.xml"))
    assert found is not None
    assert found.key == "ada"
    assert registers.get(key_of("../persons/p13.xml")) is None
    assert registers.in_file("p13") == ("can", "eda")
