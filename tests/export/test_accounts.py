"""Accounts, amounts, journeys and explained words read back; nothing is written where there are none."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from geojson_pydantic import FeatureCollection
from tests.export.test_tables import rows
from tests.publish.test_surveys import EVENTS, OTHERS, TEXT
from tests.publish.website import HEAD, NS

SETTINGS = '[edition]\ntitle = "Sea"\nlanguages = ["en"]\n'


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    files = {"edition.toml": SETTINGS, "tei/registers/events.xml": EVENTS, "tei/registers/others.xml": OTHERS}
    texts = {f"tei/articles/{n}.xml": TEXT.format(ns=NS, id=n, head=HEAD.format(title=n)) for n in ("log", "letter")}
    for name, data in {**files, **texts}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, encoding="utf-8")
    return tmp_path


def test_tables_of_accounts_amounts_and_terms(sea: Path, command: Callable[..., object]) -> None:
    for kind in ("accounts", "amounts", "glossary"):
        command("export", kind, folder=sea)
    exports = sea / "output/exports"
    accounts = rows(exports / "accounts.csv")
    assert [(r["entry"], r["article"], r["lang"], r["date"]) for r in accounts[:3]] == [
        ("landfall", "log", "en", "1492-10-11"),
        ("landfall", "log", "de", "1492-10-11"),
        ("landfall", "letter", "en", "1492-10-12"),
    ]
    amounts = rows(exports / "amounts.csv")
    assert [(r["type"], r["quantity"], r["unit"], r["givers"], r["receivers"], r["article"]) for r in amounts] == [
        ("transfer", "1140000", "maravedi", "luis", "ada", "log"),
        ("transfer", "570000", "maravedi", "luis", "ada", "letter"),
    ]
    assert [(r["lang"], r["name"]) for r in rows(exports / "glossary.csv")] == [("en", "caravel"), ("tr", "karavel")]


def test_a_journey_is_a_line_with_points(sea: Path, command: Callable[..., object]) -> None:
    command("export", "journeys", folder=sea)
    data = (sea / "output/exports/journeys.geojson").read_text("utf-8")
    FeatureCollection.model_validate_json(data)
    line, *stages = json.loads(data)["features"]
    assert line["geometry"] == {"type": "LineString", "coordinates": [[-6.89, 37.23], [-17.1, 28.1]]}
    assert [(s["properties"]["place"], s["properties"]["date"]) for s in stages] == [
        ("palos", "1492-08-03"),
        ("gomera", "1492-08-12"),
    ]
    assert stages[1]["properties"]["sources"] == ["log"]


def test_nothing_is_written_where_the_registers_have_nothing(sea: Path, command: Callable[..., object]) -> None:
    (sea / "tei/registers/events.xml").unlink()
    for kind in ("accounts", "amounts", "journeys", "glossary"):
        command("export", kind, folder=sea)
    assert not list((sea / "output/exports").glob("*.csv")) + list((sea / "output/exports").glob("*.geojson"))
