"""The extension for VS Code: its manifest names what the program has, and reads what the program writes."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from edition.cli.root import COMMANDS
from edition.project import Project


@pytest.fixture
def extension(root: Path) -> Path:
    return root / "editors/vscode"


def manifest(extension: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((extension / "package.json").read_text("utf-8"))
    return read


def test_each_command_calls_one_of_the_program(extension: Path) -> None:
    source = (extension / "src/extension.ts").read_text("utf-8")
    called = dict(re.findall(r"^  (\w+): \[\"([\w-]+)\"", source, re.MULTILINE))
    assert called and set(called.values()) <= set(COMMANDS) and 'args: ["lsp"]' in source
    told = {command["command"] for command in manifest(extension)["contributes"]["commands"]}
    assert told == {f"edition.{name}" for name in (*called, "restart")}


def test_findings_of_the_program_become_problems(extension: Path, sample: Project, command: Callable[..., Any]) -> None:
    article = sample.article_paths()[0]
    article.write_text(article.read_text("utf-8").replace("Boys", "<persname>Boys</persname>"), "utf-8")
    line = command("validate", "--format", "concise", folder=sample.root).out.splitlines()[0]
    (matcher,) = manifest(extension)["contributes"]["problemMatchers"]
    found = re.fullmatch(matcher["pattern"]["regexp"], line)
    assert found and found[4] == "error" and found[5] == "V310" and found[1] == sample.shown(article)


@pytest.fixture
def maker(root: Path) -> ModuleType:
    """editors/make_snippets.py, which is no package."""
    spec = importlib.util.spec_from_file_location("make_snippets", root / "editors/make_snippets.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_snippets_are_what_the_schema_says(extension: Path, maker: ModuleType, tmp_path: Path) -> None:
    (told,) = manifest(extension)["contributes"]["snippets"]
    assert (extension / told["path"]).read_text("utf-8") == maker.snippets(), "run: make fix"
    for name in ("edition.rng", "edition.odd"):
        text = (extension.parents[1] / "schema" / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace("A reference without words.", "Another sentence."), "utf-8")
    assert "Another sentence." in maker.snippets(tmp_path)


def test_what_a_snippet_writes_is_allowed(maker: ModuleType, sample: Project, command: Callable[..., Any]) -> None:
    found = json.loads(maker.snippets())
    assert found["persName"]["body"] == ["<persName>${1:$TM_SELECTED_TEXT}</persName>$0"]
    assert found["TEI"]["body"][0] == '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    table = re.sub(r"\$\{1:.*?\}", "a", "\n".join(found["table"]["body"])).replace("$0", "")
    article = sample.article_paths()[0]
    article.write_text(
        article.read_text("utf-8").replace("</p>\n      </div>", f"</p>{table}\n      </div>", 1), "utf-8"
    )
    assert "V310" not in command("validate", "--format", "concise", folder=sample.root).out
    assert "<cell>a</cell>" in article.read_text("utf-8")


def test_no_address_stands_in_the_lock(extension: Path) -> None:
    assert "resolved" not in (extension / "package-lock.json").read_text("utf-8")
