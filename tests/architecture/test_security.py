"""Every line of docs/security.md names a test that shows it, and the test is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINES = [line for line in (ROOT / "docs/security.md").read_text("utf-8").splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_shown_by_a_test(line: str) -> None:
    found = re.search(r"`(tests/[\w/]+\.py)::(\w+)`$", line)
    assert found is not None
    tree = ast.parse((ROOT / found[1]).read_text("utf-8"))
    assert found[2] in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_links_in_a_ring_stop_nothing(root: Path) -> None:
    """`Path.resolve` breaks off at them before Python 3.13; `edition.paths.real` does not."""
    source = root / "src/edition"
    using = {p.relative_to(source).as_posix() for p in source.rglob("*.py") if ".resolve()" in p.read_text("utf-8")}
    assert using == {"jobs/program.py"}  # its own file
