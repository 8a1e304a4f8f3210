"""The book: its tutorial is followed to the letter, and no link in it is broken."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from docs.follow import followed

from edition.__main__ import main

PAGES = re.compile(r"\d+ pages made")  # of the sample's registers, too, which have their own tests


@pytest.mark.parametrize(("name", "shown"), [("tutorial.md", "voyages"), ("tr/tutorial.md", "geziler")])
def test_the_tutorial_says_what_the_program_says(
    name: str,
    shown: str,
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def call(folder: Path, arguments: list[str]) -> str:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["edition", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code in (0, None), capsys.readouterr()
        return "".join(capsys.readouterr())

    page = (root / "docs" / name).read_text("utf-8")
    made = followed(page, tmp_path, call)
    assert PAGES.sub("", made) == PAGES.sub("", page)
    assert "Trabzon" in (tmp_path / shown / "output/site/index.html").read_text("utf-8")


def test_a_step_that_says_something_else_is_seen(tmp_path: Path) -> None:
    page = "```console\n$ edition build\nall is well\n```"
    assert followed(page, tmp_path, lambda *_: "all is lost\n") == page.replace("well", "lost")


@pytest.mark.slow
def test_no_link_of_the_book_is_broken(root: Path, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "book")]
    done = subprocess.run(call, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = sorted((tmp_path / "book").glob("*.html"))
    assert len(pages) == len([*(root / "docs").glob("*.md")]) + 1  # and that of what is not found
    addresses = re.compile(r"<(?:link|script|img)\b[^>]+(?:href|src)=\"?https?:")
    assert [page.name for page in pages if addresses.search(page.read_text("utf-8"))] == []
