"""All exports at once: their index, their sameness, their counts, their filters, and what cannot be done."""

from __future__ import annotations

import csv
import hashlib
import importlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import Code
from edition.export import FORMATS, codes
from edition.export.corpus import Corpus
from edition.export.texts import printed
from edition.facts import read_article
from edition.markup import parse, read_source
from edition.project import Project, read_project
from edition.publish.extract import extract
from edition.publish.pages.collection import Collection
from edition.registers import Registers, read_registers

# what the small edition has nothing of
NOT_HERE = ("accounts", "amounts", "journeys", "glossary", "apparatus")


def digests(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_two_runs_give_the_same_bytes_and_an_index_of_all(
    letters: Project, command: Callable[..., Any], tmp_path: Path
) -> None:
    for name in ("one", "two"):
        command("export", "all", "-o", str(tmp_path / name), folder=letters.root)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    index = json.loads((tmp_path / "one/index.json").read_text())
    assert index["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    nothing = {("organisations", "beacon")}  # no organisation has an authority record
    nothing |= {(f.kind, f.name) for f in FORMATS if f.kind in NOT_HERE}
    wanted = {(f.kind, f.name) for f in FORMATS if f.name != "pdf"} - nothing
    assert {(f["kind"], f["format"]) for f in index["files"]} >= wanted
    for entry in index["files"]:
        assert (tmp_path / "one" / entry["file"]).exists() and entry["about"].endswith(".")
    assert index["entities"] == {"person": 4, "place": 3, "org": 1, "event": 2, "work": 2}


def test_every_kind_has_each_format_of_the_book() -> None:
    assert len({(f.kind, f.name) for f in FORMATS}) == len(FORMATS) == len({f.file_name for f in FORMATS})


@pytest.mark.parametrize("kind", ["persons", "places", "organisations", "events"])
def test_counts_agree_with_stats(kind: str, root: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    """Over the shipped edition: entities, mentions and what is never mentioned."""
    stats = json.loads(command("stats", "--json", folder=root).out)
    out = tmp_path / "table.csv"
    command("export", kind, "--format", "csv", "-o", str(out), folder=root)
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    entity = {"persons": "person", "places": "place", "organisations": "org", "events": "event"}[kind]
    assert len(rows) == stats["entities"][entity]
    never = [r["key"] for r in rows if r["mentions"] == r["possible_mentions"] == "0"]
    assert never == stats["never_mentioned"][entity]


def test_counts_agree_with_the_indexes_of_the_site(root: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    """Over the shipped edition, every entity; and the tables, the database and the site say the same."""
    project = read_project(root)
    registers = read_registers(parse(read_source(p)) for p in project.register_paths())[0]
    facts = [read_article(parse(read_source(p)), project.settings.mentions).facts for p in project.article_paths()]
    site = Collection(registers, [extract(f) for f in facts])
    command("export", "everything", "--format", "sqlite", "-o", str(tmp_path / "e.sqlite"), folder=root)
    base = sqlite3.connect(tmp_path / "e.sqlite")
    counts = dict(base.execute("SELECT key, mentions FROM entity_counts").fetchall())
    assert counts.keys() == registers.entities.keys()
    assert counts == {key: site.count(key) for key in counts}
    for kind in ("persons", "places", "organisations", "events"):
        command("export", kind, "--format", "csv", "-o", str(tmp_path / "t.csv"), folder=root)
        with (tmp_path / "t.csv").open(newline="", encoding="utf-8") as file:
            assert all(int(row["mentions"]) == counts[row["key"]] for row in csv.DictReader(file))


def test_mentions_agree_with_stats(root: Path, command: Callable[..., Any], tmp_path: Path) -> None:
    stats = json.loads(command("stats", "--json", folder=root).out)
    out = tmp_path / "mentions.csv"
    command("export", "mentions", "--format", "csv", "-o", str(out), folder=root)
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    kinds = {kind: sum(r["kind"] == kind for r in rows) for kind in stats["mentions"]}
    assert kinds == stats["mentions"]
    assert {k: sum(r["kind"] == k and r["entity"] != "" for r in rows) for k in stats["linked"]} == stats["linked"]


@pytest.mark.parametrize(
    ("kind", "options", "keys"),
    [
        ("persons", ("--article", "first"), ["cicerin", "kazim", "nuri"]),
        ("places", ("--article", "second"), ["ada", "kars"]),
        ("places", ("--min-mentions", "2"), ["kars"]),
        ("places", ("--kind", "island"), ["ada"]),
        ("persons", ("--from", "1900", "--to", "1910"), ["cicerin"]),
        ("events", ("--from", "1921-03"), ["gorusme"]),
        ("events", ("--to", "1920-09-01"), ["uzun"]),
    ],
)
def test_filters_choose_entities(
    kind: str, options: tuple[str, ...], keys: list[str], export: Callable[..., Path]
) -> None:
    with export(kind, "csv", *options).open(newline="", encoding="utf-8") as file:
        assert [row["key"] for row in csv.DictReader(file)] == keys


@pytest.mark.parametrize(
    ("options", "texts"),
    [
        (("--article", "second"), ["Kars", "1922", "Mart ortası", "Ada"]),
        (("--kind", "org", "--kind", "event"), ["Şûra", "görüşme"]),
        (("--kind", "date", "--from", "1921"), ["16 Mart 1921", "1922"]),
        (("--kind", "date", "--to", "0001"), ["Mart ortası"]),
        (("--kind", "place", "--min-mentions", "2"), ["Kars", "Kars"]),
    ],
)
def test_filters_choose_mentions(options: tuple[str, ...], texts: list[str], export: Callable[..., Path]) -> None:
    with export("mentions", "csv", *options).open(newline="", encoding="utf-8") as file:
        assert [row["text"] for row in csv.DictReader(file)] == texts


def test_texts_are_chosen_by_the_date_of_their_header(
    letters: Project, command: Callable[..., Any], tmp_path: Path
) -> None:
    path = letters.root / "tei/articles/second.xml"
    created = '<profileDesc><creation><date when="1922-05"/></creation>'
    path.write_text(path.read_text().replace("<profileDesc>", created), encoding="utf-8")
    out = tmp_path / "texts"
    for form in ("json", "markdown"):
        command("export", "texts", "--format", form, "--from", "1922", "-o", str(out), folder=letters.root)
        assert "Yine Kars" in out.read_text() and "İlk mektup" not in out.read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "help_text"),
    [
        (("export", "places", "--format", "bibtex"), "E601", "formats of places: csv"),
        (("export", "places", "--format", "geojsn"), "E601", "did you mean geojson?"),
        (("export", "plcaes"), "E601", "did you mean places?"),
        (("export", "mentions", "--article", "firts"), "E602", "did you mean first?"),
        (("export", "dates", "--from", "16.3.1921"), "E603", "1921-03-16"),
        (("export", "dates", "--from", "1922", "--to", "1921"), "E603", "exchange"),
        (("export", "places", "--kind", "iland"), "E609", "did you mean island?"),
        (("export", "mentions", "--kind", "xyzzy"), "E609", "person, place, org"),
        (("export", "all", "--format", "csv"), "", "every format"),
        (("export", "apis", "--format", "dts", "-o", "-"), "", "folder"),
    ],
)
def test_wrong_calls_end_with_a_diagnostic(
    arguments: tuple[str, ...], code: str, help_text: str, letters: Project, command: Callable[..., Any]
) -> None:
    outcome = command(*arguments, folder=letters.root)
    assert outcome.code == 2 and code in outcome.err and help_text in outcome.err


def test_a_full_disk_is_told(
    letters: Project, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("export", "everything", "-o", str(tmp_path / "e.sqlite"))
    command(*call, folder=letters.root)
    old = (tmp_path / "e.sqlite").read_bytes()
    real = sqlite3.connect

    def on_a_small_disk(path: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = real(path, *arguments, **options)
        if Path(path).name == "edition.sqlite":
            connection.execute("PRAGMA max_page_count = 4")  # SQLite's own way to a full disk
        return connection

    monkeypatch.setattr(sqlite3, "connect", on_a_small_disk)
    outcome = command(*call, folder=letters.root)
    assert outcome.code == 2 and "V303" in outcome.err and "full" in outcome.err
    assert (tmp_path / "e.sqlite").read_bytes() == old


def test_an_export_goes_to_standard_output(letters: Project, export: Callable[..., Path]) -> None:
    for target in ("-", "/dev/stdout"):
        found = subprocess.run(
            [sys.executable, "-m", "edition", "export", "dates", "-f", "ics", "-o", target],
            cwd=letters.root,
            capture_output=True,
            check=False,
        )
        assert found.stdout == export("dates", "ics").read_bytes()
        assert b"E605" in found.stderr and found.returncode == 0  # what is told does not get into the file
    assert Path("/dev/stdout").is_symlink()


def test_a_missing_library_is_told_and_the_rest_is_written(
    letters: Project, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = importlib.import_module

    def without_rdflib(name: str, package: str | None = None) -> Any:
        if name == "rdflib":
            raise ImportError("No module named 'rdflib'")
        return real(name, package)

    monkeypatch.setattr(importlib, "import_module", without_rdflib)
    outcome = command("export", "persons", "--format", "turtle", "-o", str(tmp_path / "p.ttl"), folder=letters.root)
    assert outcome.code == 2 and "E600" in outcome.err and "pip install 'rdflib" in outcome.err
    assert not (tmp_path / "p.ttl").exists()
    outcome = command("export", "all", "-o", str(tmp_path / "all"), folder=letters.root)
    assert outcome.code == 0 and outcome.out.count("warning[E600]") == 1
    assert (tmp_path / "all/persons.csv").exists() and not (tmp_path / "all/persons.ttl").exists()


def test_a_broken_article_is_told_and_the_rest_is_exported(
    letters: Project, command: Callable[..., Any], tmp_path: Path
) -> None:
    (letters.root / "tei/articles/second.xml").write_text("<TEI><p></TEI>")
    outcome = command("export", "mentions", "--format", "csv", "-o", str(tmp_path / "m.csv"), folder=letters.root)
    assert outcome.code == 1 and "V300" in outcome.out
    assert (tmp_path / "m.csv").read_text().count("first") >= 12


def test_a_large_edition_is_printed_in_volumes(
    letters: Project, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("weasyprint", exc_type=ImportError)
    import pypdfium2

    out, all_ = tmp_path / "out", tmp_path / "all"
    out.mkdir()
    assert command("export", "all", "-o", str(all_), folder=letters.root).code == 0
    assert (all_ / "texts.pdf").exists()
    monkeypatch.setattr(printed, "_MOST", 1)
    assert command("export", "texts", "--format", "pdf", "-o", str(out / "t.pdf"), folder=letters.root).code == 0
    assert sorted(path.name for path in out.iterdir()) == ["t-1.pdf", "t-2.pdf"]
    document = pypdfium2.PdfDocument(out / "t-2.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    assert document.get_metadata_dict()["Title"] == "Mektuplar (2/2)"
    assert "Mektuplar (2/2)" in pages[0]
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks[0] == ("Mektuplar (2/2)", 0) and marks[1][1] == 2
    assert marks[1][0] in pages[1] and "... 3" in pages[1]  # the contents name the page
    assert command("export", "all", "-o", str(all_), folder=letters.root).code == 0
    listed = [one["file"] for one in json.loads((all_ / "index.json").read_text())["files"] if one["format"] == "pdf"]
    assert listed == ["texts-1.pdf", "texts-2.pdf"]
    assert not (all_ / "texts.pdf").exists()  # what an earlier export made
    monkeypatch.setattr(printed, "_MOST", 250)
    assert command("export", "all", "-o", str(all_), folder=letters.root).code == 0
    assert [path.name for path in sorted(all_.glob("*.pdf"))] == ["texts.pdf"]


def test_no_stream_holds_volumes(
    letters: Project, command: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "_MOST", 1)
    outcome = command("export", "texts", "--format", "pdf", "-o", "-", folder=letters.root)
    assert outcome.code == 2 and "E607" in outcome.err and "2 files" in outcome.err


def test_every_code_is_raised_somewhere_in_these_tests() -> None:
    here = "".join(p.read_text() for p in Path(__file__).parent.glob("test_*.py"))
    assert [c.id for c in vars(codes).values() if isinstance(c, Code) and c.id not in here] == []


def test_a_corpus_names_things_without_an_address(letters: Project) -> None:
    info = replace(letters.settings.edition, base_url="")
    corpus = Corpus(info, Registers(), lambda: iter(()), lambda: iter(()), tuple)
    assert corpus.uri("person", "x") == "urn:edition:letters:person:x"
