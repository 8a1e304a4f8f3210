"""A stranger's edition: its settings and links name nothing outside of its folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from edition.diagnostics import EditionError
from edition.facts.facsimile.files import image_files
from edition.project import Project, read_project
from edition.project.reader import read_settings

Command = Callable[..., Any]


@pytest.mark.parametrize("key", ["articles", "registers", "decisions", "proposals", "images", "theme", "output"])
@pytest.mark.parametrize("value", ["/etc/passwd", "../secret.xml", "tei/../../secret.xml", "C:/secret", "~/secret"])
def test_a_path_that_leads_out_is_a_wrong_setting(key: str, value: str) -> None:
    written = f'["{value}"]' if key in ("articles", "registers") else f'"{value}"'
    with pytest.raises(EditionError, match="S700"):
        read_settings("edition.toml", f'[edition]\ntitle = "A"\n[files]\n{key} = {written}\n'.encode())


@pytest.mark.parametrize("name", ["tei/decisions.tsv", "tei/proposals.tsv", "tei/images", "theme", ".edition"])
def test_a_link_that_leads_out_is_refused(name: str, sample: Project, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (sample.root / name).symlink_to(tmp_path / "secret")
    with pytest.raises(EditionError, match=rf"S706 {name}"):
        read_project(sample.root)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["tei/decisions.tsv", "tei/proposals.tsv", "tei/images", "theme", ".edition"])
def test_what_is_neither_file_nor_folder_is_refused(name: str, sample: Project, command: Command) -> None:
    for make in (os.mkfifo, lambda path: path.symlink_to("gone"), lambda path: path.symlink_to(path.name)):
        make(sample.root / name)
        for call in (("annotate",), ("validate",), ("build",), ("stats",)):
            ended = command(*call, folder=sample.root)
            assert (ended.code, f"error[S708] not-readable: {name} is a " in ended.err) == (2, True)
        (sample.root / name).unlink()


EVERY_ARTICLE = (("annotate",), ("validate",), ("build",), ("stats",), ("review",), ("learn",), ("export", "texts"))


@pytest.mark.parametrize("shut", ["tei", "tei/articles", "tei/registers"])
def test_a_folder_that_may_not_be_read_is_refused_and_not_taken_for_empty(
    shut: str, sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != sample.root / shut and allowed(path, mode))
    for call in EVERY_ARTICLE:
        ended = command(*call, folder=sample.root)
        assert (ended.code, f"error[S708] not-readable: {shut} is a folder that may" in ended.err) == (2, True), call


def test_a_folder_within_a_pattern_that_may_not_be_read_is_told(
    sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("tei/articles/*.xml", "tei/articles/**/*.xml"), "utf-8")
    shut = sample.root / "tei/articles/more"
    shut.mkdir()
    allowed, listed = os.access, os.scandir

    def scandir(path: str | Path) -> Any:
        if path == str(shut):
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "access", lambda path, mode: path != shut and allowed(path, mode))
    monkeypatch.setattr(os, "scandir", scandir)
    for call in EVERY_ARTICLE:
        ended = command(*call, folder=sample.root)
        told = "error[S708] not-readable: tei/articles/more is a folder" in ended.out + ended.err
        assert (ended.code, told) == (1, True), call


def test_every_command_on_all_articles_says_that_a_pattern_fits_none(sample: Project, command: Command) -> None:
    settings = sample.root / "edition.toml"
    settings.write_text(settings.read_text("utf-8").replace("tei/articles/*.xml", "tei/artikles/*.xml"), "utf-8")
    for call in EVERY_ARTICLE:
        ended = command(*call, folder=sample.root)
        assert "warning[S703] pattern-without-files" in ended.out + ended.err, call


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_what_stands_among_language_files_and_is_none_is_told(sample: Project, command: Command) -> None:
    path = sample.root / "languages/en.toml"
    path.parent.mkdir()
    for make in (os.mkfifo, lambda path: path.symlink_to("gone"), lambda path: path.symlink_to(path.name)):
        make(path)
        ended = command("validate", "-j", "1", folder=sample.root)
        assert (ended.code, "languages/en.toml is no file" in ended.err) == (2, True)
        path.unlink()


def test_a_register_that_leads_nowhere_is_told_and_nothing_annotated(sample: Project, command: Command) -> None:
    places = sample.root / "tei/registers/places.xml"
    places.unlink()
    places.symlink_to("annexed/places.xml")
    before = {path: path.read_bytes() for path in sample.article_paths()}
    calls = ["annotate", "validate", "build --no-search", "stats", "export persons -f csv -j 1", "registers check"]
    for call in calls:
        ended = command(*call.split(), folder=sample.root)
        assert (ended.code, "S708" in ended.out + ended.err) == (1, True), call
        assert "tei/registers/places.xml is a link that leads nowhere" in ended.out + ended.err
    assert {path: path.read_bytes() for path in sample.article_paths()} == before


@pytest.mark.skipif(sys.platform != "linux", reason="names are text there")
def test_a_name_that_is_no_text_is_told_and_the_others_are_done(sample: Project, command: Command) -> None:
    """A disk may have names of any bytes: of an old archive, or in a locale without UTF-8."""
    sources = sample.root / "texts"
    sources.mkdir()
    for folder, ending in ((sample.root / "tei/articles", b"xml"), (sources, b"txt")):
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe." + ending)).write_text("A title\n\nA text.\n")
    for call in ("validate -j 1", "build --no-search -j 1", "stats", "export persons -f csv -j 1"):
        ended = command(*call.split(), folder=sample.root)
        assert (ended.code, "S708" in ended.out + ended.err) == (1, True), call
        assert "the name of tei/articles/\\udcff\\udcfe.xml is no text" in ended.out + ended.err
    assert (sample.output / "site/articles/a-bridge-at-mostar.html").is_file()
    (sources / "\x1b[31m.txt").write_text("A title\n\nA text.\n")
    assert "S708" in command("import", "texts/\x1b[31m.txt", folder=sample.root).err
    for call in ("validate tei -j 1", "import texts", "annotate tei/articles"):
        ended = command(*call.split(), folder=sample.root)
        assert (ended.code, "S708" in ended.err) == (2, True), call


def test_what_the_program_keeps_is_no_link_to_elsewhere(sample: Project, tmp_path: Path) -> None:
    (tmp_path / "theirs.sqlite").write_text("theirs")
    sample.cache.mkdir()
    (sample.cache / "cache.sqlite").symlink_to(tmp_path / "theirs.sqlite")
    with pytest.raises(EditionError, match="S706"):
        read_project(sample.root)


def test_articles_and_pictures_that_lie_elsewhere_are_left_out(
    sample: Project, tmp_path: Path, command: Command
) -> None:
    article = sample.article_paths()[0]
    (tmp_path / "secret.xml").write_text(article.read_text().replace("a-bridge-at-mostar", "secret"))
    (tmp_path / "secret.png").write_bytes(b"secret")
    (article.parent / "link.xml").symlink_to(tmp_path / "secret.xml")
    (article.parent / "inner.xml").symlink_to(article.name)
    images = sample.root / "tei/images"
    images.mkdir()
    (images / "a.png").symlink_to(tmp_path / "secret.png")
    assert [p.name for p in sample.article_paths()] == ["a-bridge-at-mostar.xml", "inner.xml"]
    assert image_files(sample) == []
    (article.parent / "inner.xml").unlink()
    for call in (("build", "--no-search"), ("build", "--no-search"), ("validate",)):
        ended = command(*call, folder=sample.root)
        assert "error[S706] leads-outside: tei/articles/link.xml" in ended.out
        assert ended.code == 1
    assert not list(sample.output.rglob("*secret*"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("name", ["theme.css", "templates.xsl", "labels/en.xml", "modules/toc.xsl", "assets/x.css"])
def test_what_stands_in_a_theme_and_is_no_file_is_refused(name: str, sample: Project, command: Command) -> None:
    path = sample.root / "theme" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for make in (os.mkfifo, lambda path: path.symlink_to("gone"), lambda path: path.symlink_to(path.name)):
        make(path)
        ended = command("build", "--no-search", "-j", "1", folder=sample.root)
        assert (ended.code, f"error[S708] not-readable: theme/{name} is a " in ended.err) == (2, True)
        path.unlink()
    path.mkdir()
    ended = command("build", "--no-search", "-j", "1", folder=sample.root)
    assert (ended.code, f"theme/{name} is a folder" in ended.err) == ((0, False) if "assets" in name else (2, True))


@pytest.mark.parametrize("name", ["theme", "tei/images"])
def test_a_folder_beside_the_texts_that_may_not_be_read_is_refused(
    name: str, sample: Project, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (sample.root / name).mkdir(parents=True)
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != sample.root / name and allowed(path, mode))
    ended = command("stats", folder=sample.root)
    assert (ended.code, f"error[S708] not-readable: {name} is a folder that may" in ended.err) == (2, True)
