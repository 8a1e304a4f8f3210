"""The page of downloads, and the exports that it leads to."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from edition.project import Project
from edition.publish.pages import copy_exports, exported_files
from edition.publish.pages.data import data_page

LARGE = "Ada, Berlin\n" * 20_000


@pytest.fixture
def exported(sample: Project) -> Project:
    """An edition with a large, a small and an addressed export."""
    folder = sample.output / "exports"
    (folder / "dts").mkdir(parents=True)
    texts = {"persons.csv": LARGE, "dates.csv": "1920\n", "dts/index.json": "{}" * 100_000}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    files: list[dict[str, Any]] = [
        {"file": name, "kind": "persons", "about": "A table.", "bytes": len(text)} for name, text in texts.items()
    ]
    (folder / "index.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    return sample


def test_what_the_page_leads_to_is_in_the_site(exported: Project, tmp_path: Path) -> None:
    site = tmp_path / "site"
    copy_exports(exported_files(exported), site)
    page = data_page(exported)
    assert page is not None
    paths = [file["path"] for group in page["groups"] for file in group["files"]]
    assert paths == ["exports/persons.csv.zip", "exports/dates.csv", "exports/dts/index.json"]
    assert all((site / path).is_file() for path in paths)
    with ZipFile(site / "exports/persons.csv.zip") as packed:
        assert packed.namelist() == ["persons.csv"]
        assert packed.read("persons.csv").decode() == LARGE
    assert (site / "exports/persons.csv.zip").stat().st_size < len(LARGE) / 10


def test_the_same_export_gives_the_same_bytes_and_another_is_packed_anew(exported: Project, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    source = exported.output / "exports" / "persons.csv"
    copy_exports(exported_files(exported), one)
    os.utime(source, ns=(1, 1_700_000_000_000_000_000))
    copy_exports(exported_files(exported), two)
    packed = "exports/persons.csv.zip"
    assert (one / packed).read_bytes() == (two / packed).read_bytes()
    source.write_text(LARGE + "Bea, Riga\n", encoding="utf-8")
    copy_exports(exported_files(exported), two)
    with ZipFile(two / packed) as found:
        assert found.read("persons.csv").decode().endswith("Riga\n")


def test_without_exports_there_is_no_page(sample: Project) -> None:
    assert data_page(sample) is None
    assert exported_files(sample) == []
