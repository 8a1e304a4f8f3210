"""One word for one thing: no class has the name of another, but for those that docs/architecture.md gives reasons for."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = 5


def twins(source: Path) -> dict[str, list[str]]:
    """The classes of one name in several modules; what a module keeps to itself is its own affair."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(source.rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(path.relative_to(source).as_posix())
    return {name: modules for name, modules in found.items() if len(modules) > 1}


def told() -> dict[str, list[str]]:
    """The names that the page lists, with the rooms that have them."""
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([A-Z]\w+)` \| (.+?) \| .+ \|$", page, re.MULTILINE)
    return {name: re.findall(r"`([\w/]+)`", rooms) for name, rooms in rows}


def test_no_class_has_the_name_of_another() -> None:
    found, listed = twins(ROOT / "src" / "edition"), told()
    assert found.keys() == listed.keys(), found
    for name, modules in found.items():
        assert len(modules) == len(listed[name])
        assert all(any(module.startswith(f"{room}/") for room in listed[name]) for module in modules), name


def test_few_names_are_shared() -> None:
    assert len(told()) <= MOST


def test_a_twin_is_seen(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.py").write_text("class Twin: ...\nclass _Own: ...\n")
    assert twins(tmp_path) == {"Twin": ["a.py", "b.py"]}
