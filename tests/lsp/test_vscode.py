"""The extension for VS Code: its manifest names what the program has, and reads what the program writes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
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


def test_no_address_stands_in_the_lock(extension: Path) -> None:
    assert "resolved" not in (extension / "package-lock.json").read_text("utf-8")
