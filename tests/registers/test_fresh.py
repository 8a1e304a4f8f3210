"""A kind that no register has a list of: its register is made where the settings find it, else it is told how."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.deciding.conftest import make_edition

from edition.api.registers import add_entry, import_table
from edition.diagnostics import EditionError
from edition.project import Project, read_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_edition(tmp_path)


def test_the_first_entry_of_a_kind_makes_its_register(project: Project) -> None:
    changed = add_entry(project, "event", "ball", [("en", "The Ball")])
    assert [one.path for one in changed] == ["tei/registers/events.xml"]
    text = (project.root / "tei/registers/events.xml").read_text("utf-8")
    assert '<event xml:id="ball">' in text and text.count("<listEvent>") == 1
    add_entry(project, "event", "arrest", [("en", "The Arrest")])
    assert text.count("<event ") + 1 == (project.root / "tei/registers/events.xml").read_text("utf-8").count("<event ")


def test_a_trial_makes_none(project: Project) -> None:
    add_entry(project, "event", "ball", [("en", "The Ball")], dry_run=True)
    assert not (project.root / "tei/registers/events.xml").exists()


def test_a_table_makes_those_that_it_needs(project: Project) -> None:
    table = project.root / "table.csv"
    table.write_text("key,kind,name_en\nball,event,The Ball\n", encoding="utf-8")
    assert import_table(project, table).added == 1
    made = {path.name for path in (project.root / "tei/registers").iterdir()}
    assert made == {"persons.xml", "places.xml", "events.xml"}


@pytest.mark.parametrize(
    ("patterns", "made"),
    [
        ('["tei/registers/persons.xml", "lists/*.xml"]', "lists/works.xml"),
        ('["**/p*.xml"]', ""),
        ('["tei/registers/p*.xml"]', ""),
        ("[]", ""),
    ],
)
def test_it_is_made_where_the_settings_find_it(project: Project, patterns: str, made: str) -> None:
    toml = project.root / "edition.toml"
    toml.write_text(toml.read_text("utf-8") + f"[files]\nregisters = {patterns}\n", encoding="utf-8")
    if made:
        add_entry(read_project(project.root), "work", "book", [("en", "A Book")])
        assert (project.root / made).is_file()
        return
    with pytest.raises(EditionError) as refused:
        add_entry(read_project(project.root), "work", "book", [("en", "A Book")])
    assert "[files] registers" in (refused.value.diagnostics[0].help or "")
