"""The book: its tutorial is followed to the letter, and no link in it is broken."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.__main__ import main

BLOCK = re.compile(r"```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)```", re.DOTALL)
PAGES = re.compile(r"\d+ pages made")  # of the sample's registers, too, which have their own tests


def followed(page: str, folder: Path, call: Callable[[Path, list[str]], str]) -> str:
    """The page with what the program says now, in a folder where every step of it was done."""

    def step(block: re.Match[str]) -> str:
        nonlocal folder
        kind, title, text = block.groups()
        if title:
            (folder / title).write_text(text, encoding="utf-8")
        if kind != "console":
            return block[0]
        command = text.splitlines()[0]
        program, *arguments = shlex.split(command.removeprefix("$ "))
        said = ""
        match program:
            case "cd":
                folder = folder / arguments[0]
            case "rm":
                (folder / arguments[0]).unlink()
            case _:
                said = call(folder, arguments)
        return f"```console\n{command}\n{said}```"

    return BLOCK.sub(step, page)


def test_the_tutorial_says_what_the_program_says(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
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

    page = (root / "docs/tutorial.md").read_text("utf-8")
    made = followed(page, tmp_path, call)
    assert PAGES.sub("", made) == PAGES.sub("", page)
    assert "Trabzon" in (tmp_path / "voyages/output/site/index.html").read_text("utf-8")


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
