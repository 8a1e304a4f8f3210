"""A stranger's edition: its settings and links name nothing outside of its folder."""

from __future__ import annotations

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
