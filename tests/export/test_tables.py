"""Tables read back with csv and openpyxl."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from edtf import parse_edtf

from edition.project import Project
from edition.registers.tables.table import plain


def rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


def test_mentions_have_text_sentence_offsets_and_who_made_them(export: Callable[..., Path]) -> None:
    found = rows(export("mentions", "csv"))
    assert len(found) == 16
    kazim = next(r for r in found if r["text"] == "Kâzım Bey")
    assert (kazim["entity"], kazim["candidates"], kazim["certainty"]) == ("kazim", "kazim | nuri", "medium")
    assert kazim["by"] == "edition-annotate"
    assert kazim["article"] == "first" and kazim["paragraph"] == "p1"
    assert kazim["sentence"].startswith("Kâzım Bey Kars’ta kaldı")
    assert next(r for r in found if r["text"] == "Kâzım")["entity"] == "kazim"  # by its former key
    assert next(r for r in found if r["text"] == "bir subay")["entity"] == ""
    texts = {(r["article"], r["id"]): r["text"] for r in json.loads(export("texts", "json").read_text()) if "id" in r}
    for row in found:
        block = texts[(row["article"], row["paragraph"])]
        assert block[int(row["start"]) : int(row["end"])] == plain(row["text"])


def test_rows_end_as_rfc_4180_has_it_and_excel_gets_its_mark(export: Callable[..., Path]) -> None:
    data = export("persons", "csv").read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    assert not data.startswith(b"\xef\xbb\xbf")
    assert export("persons", "csv", "--excel").read_bytes() == b"\xef\xbb\xbf" + data


def test_no_cell_can_run_as_a_formula(export: Callable[..., Path]) -> None:
    for kind in ("persons", "places"):
        for form, delimiter in (("csv", ","), ("tsv", "\t")):
            for row in rows(export(kind, form), delimiter):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    by_key = {r["key"]: r for r in rows(export("persons", "csv"))}
    assert by_key["kazim"]["name_tr"] == "'=Kâzım | Paşa"
    assert plain(by_key["nuri"]["name_tr"]) == "'Nuri"


def test_entities_are_counted_as_the_articles_mention_them(export: Callable[..., Path]) -> None:
    by_key = {r["key"]: r for r in rows(export("persons", "csv"))}
    assert {k: r["mentions"] for k, r in by_key.items()} == {"cicerin": "1", "kazim": "2", "nuri": "0", "unseen": "0"}
    assert by_key["nuri"]["possible_mentions"] == "1"
    assert by_key["cicerin"]["uri"] == "https://letters.example/persons/cicerin.html"
    assert by_key["cicerin"]["dates_edtf"] == "1872-11-24/1936-07-07"
    kars = next(r for r in rows(export("places", "tsv"), "\t") if r["key"] == "kars")
    assert (kars["mentions"], kars["articles"], kars["identifiers"]) == ("2", "first | second", "GeoNames=743952")


def test_a_spreadsheet_holds_the_same_cells_and_no_formula(export: Callable[..., Path]) -> None:
    for kind in ("persons", "places"):
        sheet = openpyxl.load_workbook(export(kind, "xlsx")).active
        values = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
        expected = [[*map(plain, row.values())] for row in rows(export(kind, "csv"))]
        assert values[1:] == expected
        numbers = {"mentions", "possible_mentions", "latitude", "longitude"}
        for column in sheet.iter_cols():
            types = {cell.data_type for cell in column[1:] if cell.value is not None}
            assert types <= {"n" if column[0].value in numbers else "s"}


def test_a_cell_that_is_too_long_for_a_spreadsheet_is_told(
    letters: Project, command: Callable[..., Any], tmp_path: Path
) -> None:
    path = letters.root / "tei/registers/persons.xml"
    path.write_text(path.read_text().replace("Halk komiseri", "Halk komiseri " * 3_000))
    outcome = command("export", "persons", "-f", "xlsx", "-o", str(tmp_path / "p.xlsx"), folder=letters.root)
    assert outcome.code == 0 and "E607" in outcome.out and "description_tr of `cicerin`" in outcome.out
    cells = [c.value for row in openpyxl.load_workbook(tmp_path / "p.xlsx").active.iter_rows() for c in row]
    assert any(str(cell).startswith("Halk komiseri Halk") and str(cell).endswith("…") for cell in cells)


def test_dates_are_told_in_iso_and_in_edtf(export: Callable[..., Path]) -> None:
    found = {plain(r["text"]): r for r in rows(export("dates", "csv"))}
    assert {text: r["edtf"] for text, r in found.items()} == {
        "16 Mart 1921": "1921-03-16",
        "5 Mart 1336": "1920-03-05?",
        "Ekim sonu": "1918-10-30/1918-11-13",
        "sonraki yıllar": "[1919..1920]",
        "1922": "1922",
        "Mart ortası": "'-0043-03-15",
    }
    for row in found.values():
        parse_edtf(plain(row["edtf"]))
    assert (found["5 Mart 1336"]["calendar"], found["5 Mart 1336"]["original"]) == ("rumi", "1336-03-05")


def test_records_lose_nothing(export: Callable[..., Path]) -> None:
    cicerin = json.loads(export("persons", "json").read_text())[0]
    assert [n["text"] for n in cicerin["names"]] == ["Georgi Çiçerin", "Georgy Chicherin", "Георгий Чичерин"]
    assert cicerin["birth"] == {"when": "1872-11-24", "edtf": "1872-11-24"}
    assert cicerin["articles"] == {"first": 1}
    assert cicerin["same_as"] == ["https://d-nb.info/gnd/118520490"]
