"""Files that are written piece by piece: whole or not at all, with all letters, and nothing else in the folder."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.diagnostics import EditionError
from edition.export.streams import write_json_list
from edition.markup import open_for_write
from edition.registers import DateValue
from edition.registers.tables.table import date_text, join_values, neutral, plain, split_values, text_date


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), open_for_write(path) as file:
        file.write(b"half of the new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_cannot_be_written_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EditionError) as error, open_for_write(tmp_path / "file" / "out.csv"):
        pass
    assert error.value.diagnostics[0].code.id == "V303"


@given(st.lists(st.dictionaries(st.text(), st.text())), st.dictionaries(st.text(), st.text()))
def test_json_is_what_was_given(items: list[dict[str, str]], head: dict[str, str]) -> None:
    file = io.BytesIO()
    write_json_list(file, items)
    assert json.loads(file.getvalue()) == items
    head = {k: v for k, v in head.items() if k != "items"}
    file = io.BytesIO()
    write_json_list(file, items, head, "items")
    assert json.loads(file.getvalue()) == {**head, "items": items}


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(text: str) -> None:
    assert plain(neutral(text)) == text
    assert neutral(text)[:1] not in tuple("=+-@\t\r\n")


@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)))
def test_values_of_a_cell_come_back(values: list[str]) -> None:
    assert split_values(join_values(values)) == values


@pytest.mark.parametrize(
    "date",
    [
        DateValue(when="1921-03-16"),
        DateValue(from_="1918", to="1923-10"),
        DateValue(from_="1918"),
        DateValue(to="1918"),
        DateValue(not_before="1918", not_after="1920"),
        DateValue(not_after="-0043"),
    ],
)
def test_dates_come_back_from_their_cell(date: DateValue) -> None:
    assert text_date(date_text(date)) == date
