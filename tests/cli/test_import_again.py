"""A source with pictures that is imported again: what an import made is replaced with `--force`, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PIL import Image

from edition.project import Project

Command = Callable[..., Any]


def word(*colours: str) -> bytes:
    """A document with pictures."""
    document = Document()
    document.add_heading("Of harbours", 0)
    document.add_paragraph("They came often.")
    for colour in colours:
        image = io.BytesIO()
        Image.new("RGB", (4, 4), colour).save(image, "PNG")
        image.seek(0)
        document.add_picture(image)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(params=["edition", "elsewhere"])
def bring(request: pytest.FixtureRequest, command: Command, sample: Project, tmp_path: Path) -> Callable[..., Any]:
    """Import a Word file with pictures of these colours; into the edition, or a folder outside of any."""
    inside = request.param == "edition"
    folder = sample.root if inside else tmp_path / "elsewhere"
    place = folder / "tei/articles" if inside else folder
    folder.mkdir(exist_ok=True)

    def brought(*colours: str, force: bool = True) -> Any:
        (folder / "h.docx").write_bytes(word(*colours))
        options = [*(["--force"] if force else []), *([] if inside else ["--into", str(place)])]
        return command("import", "h.docx", *options, folder=folder)

    brought.place = place  # type: ignore[attr-defined]
    return brought


def test_pictures_that_an_import_made_are_replaced_when_that_is_asked_for(bring: Any) -> None:
    assert bring("red", "blue", force=False).code == 0
    old = {path.name: path.read_bytes() for path in bring.place.glob("h*") if path.suffix != ".docx"}
    assert set(old) == {"h.xml", "h-1.png", "h-2.png"}
    refused = bring("green", "blue", force=False)
    assert (refused.code, "I109" in refused.out) == (1, True)
    assert {name: (bring.place / name).read_bytes() for name in old} == old
    assert bring("green", "blue").code == 0
    assert (bring.place / "h-1.png").read_bytes() != old["h-1.png"]
    assert (bring.place / "h-2.png").read_bytes() == old["h-2.png"]


def test_a_picture_that_the_source_lost_stays_and_is_told(bring: Any) -> None:
    bring("red", "blue", force=False)
    ended = bring("red")
    assert ended.code == 0
    assert "warning[I147]" in ended.out
    assert "h-2.png was made by an earlier import of h.xml" in ended.out
    assert (bring.place / "h-2.png").is_file()
    assert "I147" not in bring("red").out


def test_a_picture_that_somebody_retouched_is_not_replaced(bring: Any) -> None:
    bring("red", force=False)
    (bring.place / "h-1.png").write_bytes(b"mine")
    old = (bring.place / "h.xml").read_bytes()
    ended = bring("green", "blue")
    assert (ended.code, "I110" in ended.out) == (1, True)
    assert (bring.place / "h-1.png").read_bytes() == b"mine"
    assert (bring.place / "h.xml").read_bytes() == old
    assert not (bring.place / "h-2.png").exists()


def test_a_picture_of_somebody_else_is_never_replaced(bring: Any) -> None:
    (bring.place / "h-2.png").write_bytes(b"theirs")
    ended = bring("red", "blue")
    assert (ended.code, "another picture" in ended.out) == (1, True)
    assert (bring.place / "h-2.png").read_bytes() == b"theirs"
    assert not (bring.place / "h.xml").exists()


@pytest.mark.parametrize("name", ["h.xml", "h-1.png"])
def test_a_link_that_leads_nowhere_is_not_written_through(name: str, bring: Any, tmp_path: Path) -> None:
    (bring.place / name).symlink_to(tmp_path / "made-by-a-link")
    ended = bring("red")
    assert (ended.code, "leads nowhere" in ended.out) == (1, True)
    assert not (tmp_path / "made-by-a-link").exists()
    assert [path.name for path in bring.place.glob("h*") if not path.is_symlink() and path.suffix != ".docx"] == []
