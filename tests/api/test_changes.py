"""What changes an edition from Python: registers, imports and decisions, as the commands do it."""

from __future__ import annotations

from pathlib import Path

import pytest

import edition
from edition.api.registers import add_proposed, check_entries, harvest_entries, likely_one, split_entry
from edition.diagnostics import EditionError
from edition.project import Project


def texts(project: Project) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in project.article_paths())


def test_an_entry_is_added_and_read_again(sample: Project) -> None:
    ed = edition.open(sample.root)
    assert ed.registers.get("ada") is None
    (changed,) = ed.add_entry("person", "ada", [("en", "Ada Whitby")])
    assert changed.path == "tei/registers/persons.xml"
    assert ed.registers.entities["ada"].name("en") == "Ada Whitby"


def test_a_dry_run_names_the_files_and_writes_none(sample: Project) -> None:
    ed = edition.open(sample.root)
    before = texts(sample)
    changed = ed.rename_entry("mostar", "mostar-city", dry_run=True)
    assert {one.path.rpartition("/")[2] for one in changed} >= {"places.xml"}
    assert texts(sample) == before
    assert ed.registers.get("mostar-city") is None


def test_references_follow_a_renamed_entry(sample: Project) -> None:
    ed = edition.open(sample.root)
    assert [m.key for m in ed.mentions("place")].count("mostar") > 0
    ed.rename_entry("mostar", "mostar-city")
    keys = [m.key for m in ed.mentions("place")]
    assert "mostar" not in keys
    assert "mostar-city" in keys


def test_entries_are_merged(sample: Project) -> None:
    ed = edition.open(sample.root)
    ed.add_entry("place", "mostar-two", [("en", "Mostar")])
    assert [one.keys for one in likely_one(sample)] == [("mostar", "mostar-two")]
    ed.merge_entries("mostar-two", "mostar")
    assert ed.registers.entities["mostar"].key == "mostar"
    assert "mostar-two" not in ed.registers.entities


def test_a_split_moves_the_mentions_that_are_picked_and_needs_to_know_which(sample: Project) -> None:
    with pytest.raises(ValueError, match="which mentions"):
        split_entry(sample, "mostar", "mostar-two", [("en", "Mostar")])
    split_entry(sample, "mostar", "mostar-two", [("en", "Mostar")], blocks={"arrival-1"})
    moved = [m.block for m in edition.open(sample.root).mentions("place") if m.key == "mostar-two"]
    assert moved
    assert set(moved) == {"arrival-1"}


def test_there_is_nothing_to_take_over(sample: Project) -> None:
    assert add_proposed(sample) is None
    with pytest.raises(EditionError):
        add_proposed(sample, ["nobody"])


def test_registers_are_checked(sample: Project) -> None:
    found, count = check_entries(sample)
    assert (found, count) == ([], len(edition.open(sample.root).registers.entities))


def test_a_harvest_writes_over_nothing_else(sample: Project) -> None:
    target = sample.root / "harvested.xml"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        harvest_entries(sample, target)
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_table_fills_the_registers(sample: Project, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("key,name_en\nada,Ada Whitby\n", encoding="utf-8")
    ed = edition.open(sample.root)
    done = ed.import_table(table, kind="person")
    assert (done.added, done.updated, done.diagnostics) == (1, 0, ())
    assert ed.registers.entities["ada"].name("en") == "Ada Whitby"


def test_sources_become_articles_and_a_bad_one_stops_no_other(sample: Project) -> None:
    good, bad = sample.root / "harbour.txt", sample.root / "gone.txt"
    good.write_text("The Harbour\n\nShips came in at night, and nobody told them where to go.\n", encoding="utf-8")
    ed = edition.open(sample.root)
    lost, made = ed.import_files([bad, good])
    assert (lost.target, made.target) == (None, sample.root / "tei/articles/harbour.xml")
    assert lost.diagnostics[0].code.name == "unreadable-file"
    assert made.target is not None
    assert b"Ships came in at night" in made.target.read_bytes()
    assert "harbour" in [article.id for article in ed.articles]


def test_a_decision_is_carried_out(sample: Project) -> None:
    ed = edition.open(sample.root)
    place = next(w for w in ed.waiting(everything=True) if w.kind == "place" and w.text == "Mostar")
    ed.decide("reject", place.article, id=place.id, by="Ada Stern")
    assert place.id not in [w.id for w in ed.waiting(everything=True)]
    with pytest.raises(EditionError):
        ed.decide("reject", place.article, id=place.id)


def test_figures_are_those_of_the_command(sample: Project) -> None:
    figures = edition.open(sample.root).count()
    assert (figures.articles, figures.mentions["date"], figures.dates_with_value) == (1, 4, 4)
    assert sum(figures.entities.values()) == len(edition.open(sample.root).registers.entities)
