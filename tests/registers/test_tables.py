"""Rows of a table taken into registers: what is added, what is compared, what is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from edition.diagnostics import EditionError, Span
from edition.markup import Document, Source, parse
from edition.registers import DateValue, Entity, read_registers
from edition.registers.tables import Absorbed, absorb, read_table, read_tei
from edition.registers.tables.proposals import take_proposals
from edition.registers.tables.table import Row, date_text, join_values, read_rows, row_of, split_values, text_date

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


def take(
    register: Document, header: Sequence[str], *rows: Sequence[str], kind: str = "person", update: bool = False
) -> Absorbed:
    made = [Row(dict(zip(header, row, strict=True)), Span("t.csv", n, n + 1)) for n, row in enumerate(rows)]
    return absorb([register], header, made, kind, update=update)


def entry(absorbed: Absorbed, key: str) -> Entity:
    (change,) = absorbed.changes
    return read_registers([parse(Source("persons.xml", change.data))])[0].entities[key]


def counts(absorbed: Absorbed) -> tuple[int, int, int, int]:
    return absorbed.added, absorbed.changed, absorbed.unchanged, absorbed.differing


def told(absorbed: Absorbed) -> list[tuple[str, str]]:
    return [(d.code.id, d.message) for d in absorbed.findings]


def test_columns_say_in_which_languages_names_are(register: Document) -> None:
    absorbed = take(register, ("key", "name_tr", "name_en", "names", "sex"), ("bo", "Bo Dağ", "Bo Hill", "", "1"))
    names = [(n.text, n.lang) for n in entry(absorbed, "bo").names]
    assert names == [("Bo Dağ", "tr"), ("Bo Hill", "en")]
    assert absorbed.findings == []


def test_a_column_of_names_alone_is_in_the_language_of_the_register(register: Document) -> None:
    absorbed = take(register, ("key", "name"), ("bo", "Bo Hill"))
    assert [(n.text, n.lang) for n in entry(absorbed, "bo").names] == [("Bo Hill", "en")]


def test_a_row_that_says_what_the_register_says_changes_nothing(register: Document) -> None:
    header = ("key", "name_en", "sex", "birth", "identifiers", "names")
    absorbed = take(
        register, header, ("ada", " Ada  Nehir ", "2", "1882", "Test=7", ""), ("ada-2", "Ada", "", "", "", "")
    )
    assert counts(absorbed) == (1, 0, 1, 0)
    assert counts(take(register, header, ("ada", "", "", "", "", ""))) == (0, 0, 1, 0)


def test_gaps_are_filled(register: Document) -> None:
    header = ("key", "role", "name_tr", "names", "death", "existence", "latitude", "longitude", "occupation_tr",
              "description_en", "identifiers")  # fmt: skip
    row = ("ada", "writer", "Ada Irmak", "en/alias=A. N. | Adacık", "1920", "1900/1910", "40,5", "43", "yazar", "A writer.",
           "gnd=1 | =2 | viaf=")  # fmt: skip
    absorbed = take(register, header, row)
    assert counts(absorbed) == (0, 1, 0, 0) and absorbed.findings == []
    ada = entry(absorbed, "ada")
    assert (ada.role, ada.sex, ada.birth.when, ada.death.when) == ("writer", "2", "1882", "1920")
    assert (ada.existence.from_, ada.existence.to, ada.geo) == ("1900", "1910", (40.5, 43.0))
    assert [(n.text, n.lang, n.type) for n in ada.names] == [
        ("Ada Nehir", "en", "main"),
        ("Ada Irmak", "tr", "main"),
        ("A. N.", "en", "alias"),
        ("Adacık", "en", "variant"),
    ]
    assert [(n.text, n.lang) for n in (*ada.occupations, *ada.notes)] == [("yazar", "tr"), ("A writer.", "en")]
    assert [(i.type, i.value) for i in ada.idnos] == [("Test", "7"), ("gnd", "1")]


DIFFERENT = {
    "name_en": ("Ada Mor", "name_en of `ada` is `Ada Mor` in the row and `Ada Nehir` in the register"),
    "sex": ("1", "sex of `ada` is `1` in the row and `2` in the register"),
    "birth": ("1883", "birth of `ada` is `1883` in the row and `1882` in the register"),
    "identifiers": ("Test=8", "identifier Test of `ada` is `8` in the row and `7` in the register"),
}


@pytest.mark.parametrize("column", DIFFERENT)
def test_what_differs_is_told_and_believed_only_where_asked(column: str, register: Document) -> None:
    value, message = DIFFERENT[column]
    header, row = (
        (("key", column), ("ada", value)) if column == "name_en" else (("key", "name_en", column), ("ada", "", value))
    )
    absorbed = take(register, header, row)
    assert [m for _, m in told(absorbed)] == [message]
    assert (counts(absorbed), absorbed.changes) == ((0, 0, 0, 1), [])
    believed = take(register, header, row, update=True)
    assert (counts(believed), believed.findings) == ((0, 1, 0, 0), [])
    ada = entry(believed, "ada")
    assert value.removeprefix("Test=") in (ada.names[0].text, ada.sex, ada.birth.when, ada.idnos[0].value)
    assert len(ada.names) == len(ada.idnos) == 1


def test_coordinates_differ_only_where_they_do(document: Callable[..., Document]) -> None:
    place = '<place xml:id="kars"><placeName>Kars</placeName><location><geo>40.6 43.1</geo></location></place>'
    register = document(f"{HEAD}<listPlace>{place}</listPlace></standOff></TEI>", "places.xml")
    header = ("key", "name", "latitude", "longitude")
    assert counts(take(register, header, ("kars", "", "40,60", "43.1"), kind="place")) == (0, 0, 1, 0)
    assert counts(take(register, header, ("kars", "", "", ""), kind="place")) == (0, 0, 1, 0)
    absorbed = take(register, header, ("kars", "", "41", "43.1"), kind="place")
    assert [m for _, m in told(absorbed)] == [
        "coordinates of `kars` is `41.0 43.1` in the row and `40.6 43.1` in the register"
    ]
    assert entry(take(register, header, ("kars", "", "41", "43.1"), kind="place", update=True), "kars").geo == (
        41.0,
        43.1,
    )


UNUSABLE = [
    (("", "", ""), "the row has neither key nor name"),
    (("b c", "Bo", ""), "`b c` is no key"),
    (("bo", "", ""), "`bo` is new and has no name"),
    (("bo", "Bo", "in spring"), "`in spring` in the column birth is no date"),
    (("bo", "Bo", "1900/?"), "`1900/?` in the column birth is no date"),
]


@pytest.mark.parametrize(("row", "message"), UNUSABLE)
def test_rows_that_cannot_be_used_are_told(row: tuple[str, ...], message: str, register: Document) -> None:
    absorbed = take(register, ("key", "name", "birth"), row)
    assert ([m for _, m in told(absorbed)], absorbed.changes) == ([message], [])


@pytest.mark.parametrize("date", ["1900", "1900-02", "-0044", "1900/", "/1900", "[1900..]", "[..1900-01-02]", "12000"])
def test_dates_of_every_kind_are_taken(date: str, register: Document) -> None:
    header = ("key", "name", "birth")
    absorbed = take(register, header, ("bo", "Bo", date))
    assert row_of(entry(absorbed, "bo"), [""])["birth"] == date


def test_the_kind_is_the_rows_then_that_of_the_call_then_that_of_the_register(register: Document) -> None:
    header = ("key", "kind", "name")
    assert [m for _, m in told(take(register, header, ("bo", "animal", "Bo")))] == ["`animal` is no kind of entry"]
    nothing = absorb([register], header, [Row({"key": "bo", "name": "Bo"}, Span("t.csv", 0, 1))])
    assert [d.message for d in nothing.findings] == ["the row does not say its kind"]
    known = absorb([register], header, [Row({"key": "ada", "name": "Ada Nehir"}, Span("t.csv", 0, 1))])
    assert [d.message for d in known.findings] == []
    other = take(register, header, ("ada", "place", "Ada"))
    assert [m for _, m in told(other)] == ["`ada` is a person in the register and a place in the row"]


def test_half_a_pair_of_coordinates_is_told(register: Document) -> None:
    header = ("key", "name", "latitude", "longitude")
    for row, message in (
        (("40", ""), "`40 ` is not"),
        (("", "43"), "` 43` is not"),
        (("140", "43"), "`140 43` is not"),
    ):
        absorbed = take(register, header, ("bo", "Bo", *row))
        assert [m.partition(" latitude")[0] for _, m in told(absorbed)] == [message]


def test_unknown_columns_are_told_once_and_those_of_exports_never(register: Document) -> None:
    header = ("key", "name_en", "colour", "mentions", "uri", "articles", "dates_edtf", "possible_mentions", "")
    rows = [("ada", "", "red", "3", "x", "2", "", "", ""), ("bo", "Bo", "red", "3", "x", "2", "", "", "")]
    absorbed = take(register, header, *rows)
    assert [m for _, m in told(absorbed)] == ["the column `colour` is not imported"]
    (finding,) = absorbed.findings
    assert finding.primary is not None
    assert (finding.primary.start, "name_en" in str(finding.help), "name_tr" in str(finding.help)) == (0, True, False)


def test_a_key_is_made_from_the_name_and_may_stand_once(register: Document) -> None:
    absorbed = take(register, ("name",), ("Bo Hill-Dağ",), ("bo hill dag",))
    assert [m for _, m in told(absorbed)] == ["the key `bo-hill-dag` stands twice in the table"]
    assert entry(absorbed, "bo-hill-dag").name("en") == "Bo Hill-Dağ"


def test_new_entries_stand_by_their_keys(register: Document) -> None:
    absorbed = take(register, ("key", "name"), ("zoe", "Zoe"), ("aa", "A"), ("bo", "Bo"), ("ab", "Ab"))
    assert counts(absorbed) == (4, 0, 0, 0)
    data = absorbed.changes[0].data.decode()
    assert re.findall('<person xml:id="([^"]+)"', data) == ["aa", "ab", "ada", "bo", "zoe"]
    assert '\n  <person xml:id="bo">\n    <persName' in data and data.count("\n  </person>") == 5


def test_the_first_entry_of_a_kind_opens_its_list(document: Callable[..., Document]) -> None:
    register = document(f"{HEAD}<listEvent/></standOff></TEI>", "events.xml")
    header = ("key", "name_en", "existence", "type")
    absorbed = absorb(
        [register],
        header,
        [Row(dict(zip(header, ("flood", "Flood", "1907/1908", "disaster"), strict=True)), Span("t", 0, 1))],
        "event",
    )
    flood = entry(absorbed, "flood")
    assert (flood.name("en"), flood.existence.from_, flood.existence.to, flood.type) == (
        "Flood",
        "1907",
        "1908",
        "disaster",
    )


def test_events_and_other_entries_exist_each_in_their_way(document: Callable[..., Document]) -> None:
    inside = '<event xml:id="a"><eventName>A</eventName></event>'
    register = document(f"{HEAD}<listEvent>{inside}</listEvent></standOff></TEI>", "events.xml")
    header = ("key", "name_en", "existence")
    rows = [
        Row(dict(zip(header, row, strict=True)), Span("t", 0, 1)) for row in (("a", "", "1900"), ("b", "B", "1901"))
    ]
    data = absorb([register], header, rows, "event").changes[0].data.decode()
    assert '<event when="1900" xml:id="a">' in data and '<event xml:id="b" when="1901">' in data
    place = document(
        f"{HEAD}<listPlace><place xml:id='p'><placeName>P</placeName></place></listPlace></standOff></TEI>", "p.xml"
    )
    changed = (
        absorb([place], header, [Row({"key": "p", "existence": "1900"}, Span("t", 0, 1))], "place").changes[0].data
    )
    assert b'<state type="existence" when="1900"/>' in changed


def test_a_name_that_is_there_is_not_written_twice(register: Document) -> None:
    absorbed = take(register, ("key", "name_en", "names"), ("ada", "", "en=Ada  Nehir | en=A. | en=A. | tr="))
    assert [n.text for n in entry(absorbed, "ada").names] == ["Ada Nehir", "A."]


def test_other_dates_take_the_place_of_what_stood_there(document: Callable[..., Document]) -> None:
    inside = '<person xml:id="a"><persName>A</persName><birth notBefore="1880"\n notAfter="1890" cert="low"/></person>'
    register = document(f"{HEAD}<listPerson>{inside}</listPerson></standOff></TEI>", "p.xml")
    absorbed = take(register, ("key", "name", "birth"), ("a", "", "1885-01"), update=True)
    assert b'<birth when="1885-01" cert="low"/>' in absorbed.changes[0].data


def test_rows_of_a_file_know_their_bytes() -> None:
    data = '\ufeffkey;name;note\r\nada;"Ada; ""the\nsecond""";\'=1\r\n;;\r\nbo;Bo'.encode()
    header, rows = read_rows("t.csv", data)
    assert header == ["key", "name", "note"]
    assert [dict(r.cells) for r in rows] == [
        {"key": "ada", "name": 'Ada; "the\nsecond"', "note": "=1"},
        {"key": "bo", "name": "Bo"},
    ]
    assert [data[r.span.start : r.span.end].decode()[:3] for r in rows] == ["ada", "bo;"]
    assert data[rows[0].span.start : rows[0].span.end].endswith(b"=1")
    assert data[rows[1].span.start : rows[1].span.end] == b"bo;Bo"


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_the_sign_between_cells_is_seen(sign: str) -> None:
    assert read_rows("t", f"key{sign}name\nada{sign}Ada".encode())[1][0].cells == {"key": "ada", "name": "Ada"}


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (DateValue(when="1900", from_="1899"), "1900"),
        (DateValue(from_="1900", to="1901"), "1900/1901"),
        (DateValue(to="1901"), "/1901"),
        (DateValue(not_before="1900"), "[1900..]"),
        (DateValue(not_after="1901"), "[..1901]"),
        (DateValue(), ""),
    ],
)
def test_dates_as_text(date: DateValue, text: str) -> None:
    assert date_text(date) == text
    back = text_date(f" {text} ")
    assert (back.earliest, back.latest, bool(back)) == (date.earliest, date.latest, bool(date)) or date.when


def test_values_with_the_signs_themselves() -> None:
    values = ["a | b", "c\\", "d\\|", "e"]
    assert split_values(join_values(values)) == values
    assert split_values(" | a ||b") == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("person\tbo", "the line lacks kind, key or name"),
        ("person\tbo\t", "the line lacks kind, key or name"),
        ("\tbo\tBo", "the line lacks kind, key or name"),
        ("animal\tbo\tBo", "`animal` is no kind"),
    ],
)
def test_wrong_proposals_are_told(line: str, message: str) -> None:
    with pytest.raises(EditionError) as caught:
        take_proposals("p.tsv", line.encode(), None)
    assert [d.message for d in caught.value.diagnostics] == [message]


def test_proposals_are_taken_by_key_and_leave_the_file() -> None:
    data = (
        "\ufeffkind\tkey\tname\tlang\n# seen\n\nplace\tkars\tKars\nperson\tbo\tBo\ten\tmore\nkind\tkey2\tx\n".encode()
    )
    taken = take_proposals("p.tsv", data, ["bo"])
    assert [(e.kind, e.key, e.names) for e in taken.entries] == [("person", "bo", (("en", "Bo"),))]
    assert b"\nplace\tkars\tKars\nkind\tkey2" in taken.rest and b"bo" not in taken.rest
    assert take_proposals("p.tsv", b"place\tkars\tKars", None).entries[0].names == (("", "Kars"),)
    with pytest.raises(EditionError, match="proposes `cy`"):
        take_proposals("p.tsv", data, ["bo", "cy"])


def test_lists_of_others_are_rows_and_what_has_no_column_is_told() -> None:
    inside = '<person xml:id="a"><persName xml:lang="tr">A</persName><faith>x</faith><faith/><note xml:lang="de">n</note></person>'
    header, rows, found = read_tei(
        Source(
            "o.xml",
            f"{HEAD}<listPerson>{inside}</listPerson><listBibl><bibl xml:id='w'><title>W</title></bibl></listBibl></standOff></TEI>".encode(),
        )
    )
    assert [r.cells["key"] for r in rows] == ["a"] and "name_tr" in header and "description_de" in header
    assert [d.message for d in found] == ["2 faith elements of the entries are not imported"]
    with pytest.raises(EditionError, match="not UTF-8"):
        read_table("t.csv", b"key,name\nada,\xe9")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("key,name_en\n", "the table has no row behind its first line, which names the columns"),
        ("", "the table has no row behind its first line, which names the columns"),
        ("key,name_en,name_en\nbo,Bo Hill,Bo Mount\n", "more than one column is called `name_en`"),
    ],
)
def test_a_table_of_which_something_would_be_lost_is_refused(table: str, message: str) -> None:
    with pytest.raises(EditionError) as refused:
        read_table("t.csv", table.encode())
    assert [d.message for d in refused.value.diagnostics] == [message]


def test_columns_without_a_name_are_no_doubles() -> None:
    header, rows = read_table("t.csv", b"key,name_en,,\nbo,Bo Hill,,\n")
    assert (header, len(rows)) == (["key", "name_en", "", ""], 1)
