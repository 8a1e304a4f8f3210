"""Tables into registers: the way back changes nothing, gaps are filled, conflicts are told, bytes stay."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.markup import parse, read_source
from edition.project import Project
from edition.registers import Registers, codes, read_registers

Command = Callable[..., Any]


def table(path: Path, *rows: dict[str, str]) -> Path:
    header = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def registers(project: Project) -> Registers:
    return read_registers(parse(read_source(p)) for p in project.register_paths())[0]


def snapshot(project: Project) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in project.register_paths()}


@pytest.mark.parametrize("form", ["csv", "tsv", "tei"])
@pytest.mark.parametrize("kind", ["persons", "places", "organisations", "events"])
def test_export_and_import_change_no_byte(
    kind: str, form: str, letters: Project, command: Command, tmp_path: Path
) -> None:
    before = snapshot(letters)
    out = tmp_path / f"t.{'xml' if form == 'tei' else form}"
    command("export", kind, "--format", form, "-o", str(out), folder=letters.root)
    outcome = command("import-register", str(out), folder=letters.root)
    assert outcome.code == 0, outcome.out
    assert snapshot(letters) == before


@pytest.mark.parametrize("kind", ["persons", "places"])
def test_the_shipped_registers_survive_the_way(kind: str, root: Path, command: Command, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    command("export", kind, "--format", "csv", "--excel", "-o", str(out), folder=root)
    outcome = command("import-register", str(out), "--dry-run", folder=root)
    assert outcome.code == 0 and "0 added, 0 changed" in outcome.err


def test_an_empty_register_is_filled_with_the_same_entries(letters: Project, command: Command, tmp_path: Path) -> None:
    whole = registers(letters)
    for kind in ("persons", "places"):
        command("export", kind, "--format", "csv", "-o", str(tmp_path / f"{kind}.csv"), folder=letters.root)
    for name in ("persons", "places"):
        path = letters.root / f"tei/registers/{name}.xml"
        data = path.read_bytes()
        list_name = b"listPerson" if name == "persons" else b"listPlace"
        start, end = data.index(b"<" + list_name + b">"), data.index(b"</" + list_name + b">")
        path.write_bytes(data[:start] + b"<" + list_name + b"/>" + data[end + len(list_name) + 3 :])
    for kind in ("persons", "places"):
        command("import-register", str(tmp_path / f"{kind}.csv"), folder=letters.root)
    found = registers(letters)
    for kind in ("person", "place"):
        assert [e.key for e in found.of_kind(kind)] == [e.key for e in whole.of_kind(kind)]
        for one, other in zip(found.of_kind(kind), whole.of_kind(kind), strict=True):
            assert set(one.names) == set(other.names)
            assert (one.birth, one.death, one.geo, one.geo_cert, one.type, one.role) == (
                *(other.birth, other.death, other.geo, other.geo_cert, other.type, other.role),
            )
            assert (one.existence, one.idnos) == (other.existence, other.idnos)
            assert [n.text for n in one.notes] == [n.text for n in other.notes]
            assert one.occupations == other.occupations


def test_new_entries_stand_in_alphabetical_order(
    letters: Project, command: Command, tmp_path: Path, shared: Path
) -> None:
    rows = [
        {
            "key": "zeki",
            "kind": "person",
            "name_tr": "Zeki & Ortağı",
            "names": "tr/alias=Z. | en=Zaki",
            "birth": "1888",
        },
        {"key": "", "kind": "person", "name_tr": "Hüsrev Gerede", "existence": "1919/1921"},
        {"key": "aras", "kind": "person", "name_tr": "Aras", "identifiers": "GND=1 | Wikidata=Q2", "sex": "1"},
    ]
    outcome = command("import-register", str(table(tmp_path / "t.csv", *rows)), folder=letters.root)
    assert outcome.code == 0 and "3 added" in outcome.err
    path = letters.root / "tei/registers/persons.xml"
    root = etree.parse(path).getroot()
    keys = [e.get("{http://www.w3.org/XML/1998/namespace}id") for e in root.iter("{*}person")]
    assert keys == ["aras", "cicerin", "husrev-gerede", "kazim", "nuri", "unseen", "zeki"]
    zeki = registers(letters).get("zeki")
    assert zeki is not None and [(n.lang, n.type, n.text) for n in zeki.names] == [
        ("tr", "main", "Zeki & Ortağı"),
        ("tr", "alias", "Z."),
        ("en", "variant", "Zaki"),
    ]
    header = "<teiHeader><fileDesc><titleStmt><title>t</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    whole = path.read_text().replace("<standOff>", f"{header}<standOff>")
    schema = etree.RelaxNG(etree.parse(shared / "schema/tei_all.rng"))
    assert schema.validate(etree.fromstring(whole.encode())), schema.error_log.last_error


def test_gaps_are_filled_and_all_other_bytes_stay(letters: Project, command: Command, tmp_path: Path) -> None:
    path = letters.root / "tei/registers/persons.xml"
    before = path.read_text()
    row = {
        "key": "kazim",
        "kind": "person",
        "birth": "1882",
        "description_en": "A general.",
        "names": "en=Kazim Pasha",
        "role": "soldier",
    }
    assert command("import-register", str(table(tmp_path / "t.csv", row)), folder=letters.root).code == 0
    expected = before.replace(
        '<person xml:id="kazim">\n        <persName xml:lang="tr" type="main">=Kâzım | Paşa</persName>\n        <persName xml:lang="tr" type="alias">-1+Ali</persName>\n',
        '<person xml:id="kazim" role="soldier">\n        <persName xml:lang="tr" type="main">=Kâzım | Paşa</persName>\n        <persName xml:lang="tr" type="alias">-1+Ali</persName>\n        <persName xml:lang="en" type="variant">Kazim Pasha</persName>\n        <birth when="1882"/>\n        <note type="description" xml:lang="en">A general.</note>\n',
    )
    assert path.read_text() == expected


def test_what_differs_is_told_and_only_update_believes_it(letters: Project, command: Command, tmp_path: Path) -> None:
    rows = [
        {
            "key": "cicerin",
            "kind": "person",
            "birth": "1873",
            "name_tr": "G. Çiçerin",
            "identifiers": "GND=999",
            "description_tr": "Başka.",
        },
        {"key": "kars", "kind": "place", "latitude": "41", "longitude": "43", "type": "town"},
    ]
    before = snapshot(letters)
    file = str(table(tmp_path / "t.csv", *rows))
    outcome = command("import-register", file, folder=letters.root)
    assert outcome.code == 0 and outcome.out.count("warning[R410]") == 6
    assert "0 added, 0 changed, 0 the same, 2 differing" in outcome.err
    assert "`1873` in the row and `1872-11-24` in the register" in outcome.out
    assert snapshot(letters) == before
    assert command("import-register", file, "--update", folder=letters.root).code == 0
    found = registers(letters)
    cicerin, kars = found.get("cicerin"), found.get("kars")
    assert cicerin is not None and kars is not None
    assert (cicerin.birth.when, cicerin.name("tr"), cicerin.description("tr")) == ("1873", "G. Çiçerin", "Başka.")
    assert [(i.type, i.value) for i in cicerin.idnos] == [("GND", "999")]
    assert (kars.geo, kars.type) == ((41.0, 43.0), "town")
    assert len(cicerin.names) == 3
    assert command("import-register", file, folder=letters.root).code == 0  # now both say the same


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"key": "a", "kind": "thing", "name_tr": "A"}, "R411"),
        ({"key": "", "kind": "person", "birth": "1900"}, "R411"),
        ({"key": "b c", "kind": "person", "name_tr": "B"}, "R411"),
        ({"key": "d", "kind": "person", "name_tr": "D", "birth": "22.4.1870"}, "R411"),
        ({"key": "e", "kind": "place", "name_tr": "E", "latitude": "91", "longitude": "0"}, "R411"),
        ({"key": "kars", "kind": "person", "name_tr": "Kars"}, "R410"),
        ({"key": "cicerin", "kind": "person", "Bemerkung": "x"}, "R412"),
    ],
)
def test_rows_that_cannot_be_taken_are_told(
    row: dict[str, str], code: str, letters: Project, command: Command, tmp_path: Path
) -> None:
    before = snapshot(letters)
    outcome = command("import-register", str(table(tmp_path / "t.csv", row)), folder=letters.root)
    assert outcome.code == ("warning[" not in outcome.out) and code in outcome.out
    assert "t.csv:2:1" in outcome.out or code == "R412"
    assert snapshot(letters) == before


def test_a_key_twice_in_the_table_is_told(letters: Project, command: Command, tmp_path: Path) -> None:
    row = {"key": "x", "kind": "person", "name_tr": "X"}
    outcome = command("import-register", str(table(tmp_path / "t.csv", row, row)), folder=letters.root)
    assert outcome.code == 1 and "twice" in outcome.out


def test_another_editions_lists_are_taken_with_what_is_lost(letters: Project, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "others.xml"
    path.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson><person xml:id="pmb1"><persName><forename>Ada</forename> <surname>Öz</surname></persName>'
        '<birth when="1880"/><nationality>x</nationality><idno type="GND">7</idno></person></listPerson></body></text></TEI>',
        encoding="utf-8",
    )
    outcome = command("import-register", str(path), folder=letters.root)
    assert outcome.code == 0 and "R413" in outcome.out and "nationality" in outcome.out
    taken = registers(letters).get("pmb1")
    assert taken is not None and (taken.name(""), taken.birth.when) == ("Ada Öz", "1880")


def test_the_places_of_a_real_edition_are_taken(letters: Project, command: Command, shared: Path) -> None:
    source = shared / "corpora/tagebuch/listplace.xml"
    theirs = read_registers([parse(read_source(source))])[0]
    outcome = command("import-register", str(source), folder=letters.root)
    assert f"{len(theirs.of_kind('place')):,} added" in outcome.err
    ours = registers(letters)
    for place in theirs.of_kind("place"):
        taken = ours.get(place.key)
        assert taken is not None and {n.text for n in place.names} == {n.text for n in taken.names}
        assert taken.geo == place.geo


def test_tables_as_german_excel_saves_them(letters: Project, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([["key", "name_tr"], ["yeni", "Yeni; kişi\nikinci"]])
    path.write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())
    assert command("import-register", str(path), "--kind", "person", folder=letters.root).code == 0
    taken = registers(letters).get("yeni")
    assert taken is not None and taken.name("tr") == "Yeni; kişi ikinci"


def test_coordinates_are_taken_with_a_decimal_comma_too(letters: Project, command: Command, tmp_path: Path) -> None:
    new = {"key": "yeni", "kind": "place", "name_tr": "Yeni", "latitude": "-12,5", "longitude": "43,25"}
    same = {"key": "kars", "latitude": "40,5983", "longitude": "43,0855"}  # a known key tells the kind
    assert command("import-register", str(table(tmp_path / "t.csv", new, same)), folder=letters.root).code == 0
    assert "<geo>-12.5 43.25</geo>" in (letters.root / "tei/registers/places.xml").read_text()
    moved = table(tmp_path / "t.csv", {**same, "longitude": "44"})
    assert "R410" in command("import-register", str(moved), folder=letters.root).out
    command("import-register", str(moved), "--update", folder=letters.root)
    kars = registers(letters).get("kars")
    assert kars is not None and kars.geo == (40.5983, 44)


def test_every_code_of_the_import_is_shown_here() -> None:
    here = Path(__file__).read_text()
    wanted = (codes.CONFLICTING_DATA, codes.UNUSABLE_ROW, codes.UNKNOWN_COLUMN, codes.LEFT_OUT)
    assert [c.id for c in wanted if c.id not in here] == []
