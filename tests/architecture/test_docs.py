"""The documents for people name only what there is: files, links, commands and their options, codes."""

from __future__ import annotations

import importlib
import importlib.util
import re
from pathlib import Path

import pytest
import typer.main

from edition.checking.known import all_known_codes
from edition.cli.call import add_common_options
from edition.cli.explain import explain
from edition.cli.root import COMMANDS

ROOMS = r"(?:src|docs|tests|schema|xslt|benchmarks|\.ci)/"


def pages(root: Path) -> list[Path]:
    return [root / "README.md", root / "CONTRIBUTING.md", root / "CHANGELOG.md", *sorted((root / "docs").rglob("*.md"))]


def test_files_that_are_named_are_there(root: Path) -> None:
    lost = []
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        named = re.findall(rf"`({ROOMS}[\w./-]+)`", text)
        linked = [page.parent / link for link in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text)]
        lost += [f"{page.name}: {p}" for p in [*(root / n for n in named), *linked] if not p.exists()]
    assert lost == []


def calls(root: Path) -> list[tuple[str, str, str]]:
    """Every call of the program that a page shows: the page, the command, what stands behind it."""
    shown = re.compile(r"(?:^ {4}|`)edition ([a-z][\w-]*)([^`\n#]*)", re.MULTILINE)
    return [
        (page.name, name, re.sub(r"\"[^\"]*\"|\$\(.*\)", "", rest))
        for page in pages(root)
        for name, rest in shown.findall(page.read_text(encoding="utf-8"))
    ]


def test_commands_that_are_named_can_be_called(root: Path) -> None:
    assert [(page, name) for page, name, _ in calls(root) if name not in COMMANDS] == []


def options(name: str) -> set[str]:
    """The options of a command and of its subcommands."""
    command = typer.main.get_command(importlib.import_module(f"edition.cli.{COMMANDS[name]}").app)
    add_common_options(command)
    found = [command, *getattr(command, "commands", {}).values()]
    return {o for c in found for p in c.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}


def test_options_that_are_named_exist(root: Path) -> None:
    known = {name: options(name) for name in COMMANDS}
    wrong = [
        (page, name, option)
        for page, name, rest in calls(root)
        for option in re.findall(r"(?<!\S)\[?(--?[a-z][\w-]*)", rest)
        if option not in known[name]
    ]
    assert wrong == []


def test_codes_that_are_named_exist(root: Path) -> None:
    known = {c.id for c in all_known_codes()}
    wrong = []
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        wrong += [f"{page.name}: {c}" for c in re.findall(r"\b[IAVRPES]\d{3}\b(?!=)", text) if c not in known]
    assert wrong == []


def test_the_page_of_diagnostics_is_fresh(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(all_codes=True)
    page = (root / "docs/diagnostics.md").read_text(encoding="utf-8")
    assert page == capsys.readouterr().out, "run: make docs"


def test_the_page_of_rules_is_fresh(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(rules=True)
    page = (root / "docs/rules.md").read_text(encoding="utf-8")
    assert page == capsys.readouterr().out, "run: make docs"


def test_the_picture_of_the_rooms_is_fresh(root: Path) -> None:
    """Arrows and rooms; how thick an arrow is may lag behind by an import or two."""
    spec = importlib.util.spec_from_file_location("draw_rooms", root / "docs/draw_rooms.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    told = re.compile(r"<title>(\w+ imports \w+)|>(\w+)</text>")
    picture = (root / "docs/images/rooms.svg").read_text(encoding="utf-8")
    assert told.findall(picture) == told.findall(module.draw()), "run: make docs"


def test_the_manual_page_is_what_the_commands_say_of_themselves(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_man", root / "docs/make_man.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (root / "src/man/edition.1").read_text("utf-8") == module.manual(), "run make docs"


def test_every_page_in_turkish_stands_beside_one_in_english_and_shows_the_same_calls(root: Path) -> None:
    call = re.compile(r"^ {4}edition ([a-z-]+)", re.MULTILINE)
    for page in sorted((root / "docs/tr").glob("*.md")):
        english = (root / "docs" / page.name).read_text("utf-8")
        assert call.findall(page.read_text("utf-8")) == call.findall(english), page.name
