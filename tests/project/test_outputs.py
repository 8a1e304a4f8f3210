"""The program deletes and replaces only what it made: every output of every command, aimed at what is not its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import EditionError
from edition.project import Project
from edition.project.outputs import MARKER, OutputFolder

Command = Callable[..., Any]
BUILD = ("build", "--no-search", "-o")


def tree(folder: Path) -> dict[str, bytes]:
    """All files but what may be deleted at any time."""
    found = (p for p in folder.rglob("*") if p.is_file() and ".edition" not in p.parts and "output" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.mark.parametrize(
    "call",
    [
        *(
            (*BUILD, target)
            for target in (".", "tei", "tei/articles", "tei/registers/new", "schema", "theme/x", "docs")
        ),
        *((*BUILD, target, "--clean") for target in (".", "tei", "schema", "docs", "..")),
        (*BUILD, "edition.toml"),
        (*BUILD, ".git"),
        ("export", "persons", "-o", "tei/registers/persons.xml"),
        ("export", "persons", "-o", "edition.toml"),
        ("export", "persons", "-o", "docs/thesis.txt"),
        ("export", "persons", "-o", "docs"),
        ("export", "all", "-o", "tei"),
        ("export", "all", "-o", "docs"),
        ("export", "apis", "-f", "dts", "-o", "docs"),
        ("schema", "docs", "--output", "tei"),
        ("schema", "docs", "--output", "docs"),
        ("schema", "build", "--odd", "docs/my.odd"),
    ],
    ids=" ".join,
)
def test_what_is_not_ours_stays(call: tuple[str, ...], command: Command, sample: Project) -> None:
    docs = sample.root / "docs"
    docs.mkdir()
    (docs / "thesis.txt").write_text("years of work")
    (docs / "my.rng").write_text("<grammar>mine</grammar>")
    shutil.copy(Path(__file__).parents[2] / "schema/edition.odd", docs / "my.odd")
    (sample.root / ".git").mkdir()
    (sample.root / ".git" / "HEAD").write_text("ref: refs/heads/main")
    before = tree(sample.root.parent)
    ended = command(*call, folder=sample.root)
    assert (ended.code, "error[S704]" in ended.err) == (2, True), ended.err
    assert tree(sample.root.parent) == before


def test_the_home_folder_is_no_output(command: Command, sample: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    home = sample.root.parent / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    assert command(*BUILD, str(home), folder=sample.root).code == 2
    assert list(home.iterdir()) == []


def test_a_checkout_of_pages_counts_as_empty_and_keeps_what_it_has(command: Command, sample: Project) -> None:
    pages = sample.root.parent / "pages"
    pages.mkdir()
    kept = {".git": "gitdir: elsewhere", "CNAME": "letters.example.org", ".nojekyll": ""}
    for name, text in kept.items():
        (pages / name).write_text(text)
    for options in ((), ("--clean",), ("--clean",)):
        ended = command(*BUILD, str(pages), *options, folder=sample.root)
        assert ended.code == 0, ended.err
        assert {name: (pages / name).read_text() for name in kept} == kept
        assert (pages / "index.html").is_file()
    assert "index.html" in (pages / MARKER).read_text().splitlines()


def test_files_that_somebody_puts_into_a_site_stay(command: Command, sample: Project) -> None:
    site = sample.output / "site"
    assert command("build", "--no-search", folder=sample.root).code == 0
    (site / "verification.html").write_text("mine")
    (site / "articles" / "notes.txt").write_text("mine")
    for options in ((), ("--clean",)):
        article = sample.root / "tei/articles/a-bridge-at-mostar.xml"
        article.write_text(article.read_text().replace("rainbow", f"rainbow{options}"))
        assert command("build", "--no-search", *options, folder=sample.root).code == 0
        assert (site / "verification.html").read_text() == "mine"
        assert (site / "articles" / "notes.txt").read_text() == "mine"


def test_a_page_is_not_written_over_somebodys_file(command: Command, sample: Project) -> None:
    site = sample.output / "site"
    command("build", "--no-search", folder=sample.root)
    marker = (site / MARKER).read_text()
    (site / MARKER).write_text(marker.replace("about.html\n", ""))
    (site / "about.html").write_text("mine")
    shutil.rmtree(sample.cache)
    ended = command("build", "--no-search", folder=sample.root)
    assert "error[S704]" in ended.out
    assert (site / "about.html").read_text() == "mine"
    assert (site / "index.html").is_file()


def test_a_site_of_an_earlier_version_is_known(command: Command, sample: Project) -> None:
    command("build", "--no-search", folder=sample.root)
    (sample.output / "site" / MARKER).unlink()
    assert command("build", "--no-search", "--clean", folder=sample.root).code == 0
    (sample.output / "site" / MARKER).unlink()
    shutil.rmtree(sample.cache)
    assert command("build", "--no-search", folder=sample.root).code == 2


def test_exports_are_made_again_and_others_files_beside_them_stay(command: Command, sample: Project) -> None:
    exports = sample.output / "exports"
    calls = [("export", "persons"), ("export", "apis", "-f", "dts"), ("export", "persons", "-o", "p.csv")]
    for call in calls:
        assert command(*call, folder=sample.root).code == 0
    (exports / "dts" / "mine.txt").write_text("mine")
    (exports / "mine.txt").write_text("mine")
    for call in calls:
        ended = command(*call, folder=sample.root)
        assert ended.code == 0, ended.err
    assert (exports / "dts" / "mine.txt").read_text() == (exports / "mine.txt").read_text() == "mine"
    assert sorted(p.name for p in exports.iterdir()) == [MARKER, "dts", "mine.txt", "persons.csv"]
    (sample.root / "p.csv").write_text("corrected by hand")
    assert command(*calls[2], folder=sample.root).code == 2
    assert (sample.root / "p.csv").read_text() == "corrected by hand"


def test_what_a_killed_export_left_goes_with_the_next(command: Command, sample: Project) -> None:
    command("export", "persons", folder=sample.root)
    (sample.output / "exports" / ".edition-making").mkdir()
    (sample.output / "exports" / ".edition-making" / "persons.csv").write_text("half")
    (sample.root / ".p.csv.abcd_123.part").write_text("half")
    command("export", "persons", folder=sample.root)
    command("export", "persons", "-o", "p.csv", folder=sample.root)
    assert not list(sample.root.rglob("*.part"))
    assert not list(sample.root.rglob(".edition-making"))


def test_a_list_cannot_name_what_lies_elsewhere(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other"
    site.mkdir()
    other.mkdir()
    (other / "a.html").write_text("theirs")
    (tmp_path / "b.html").write_text("theirs")
    (site / "articles").symlink_to(other)
    (site / MARKER).write_text(f"articles/a.html\n../b.html\n{tmp_path}/b.html\n")
    folder = OutputFolder.open(site, None)
    assert folder.claim(["articles/a.html", "articles/c.html", "../b.html"]) == [
        "articles/a.html",
        "articles/c.html",
        "../b.html",
    ]
    folder.clean()
    assert (other / "a.html").exists()
    assert (tmp_path / "b.html").exists()


def test_a_linked_list_is_none(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "mine.html").write_text("mine")
    (tmp_path / "list").write_text("mine.html\n")
    (site / MARKER).symlink_to(tmp_path / "list")
    with pytest.raises(EditionError, match="S704"):
        OutputFolder.open(site, None)
