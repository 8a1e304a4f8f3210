"""The limits of the house: sizes of functions, files and rooms; what is printed where; no misnamed rooms."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "edition"
MAX_FILE, MAX_FUNCTION, MAX_MODULES = 400, 50, 10
XSLT_MAX_FILE, XSLT_MAX_TEMPLATE = 250, 25

# what is larger, and why
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
LARGE_ROOMS = {"cli": "one module a command is easier to find than any grouping of them"}


def modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(SOURCE)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_files_are_short() -> None:
    long = {
        str(p.relative_to(SOURCE)): n
        for p in modules()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > MAX_FILE
    }
    assert long.keys() == LONG_FILES.keys(), long


def test_functions_are_short() -> None:
    long = {name: lines for name, lines in functions() if lines > MAX_FUNCTION}
    assert long.keys() == LONG_FUNCTIONS.keys(), long


def test_the_median_function_is_short() -> None:
    assert statistics.median(lines for _, lines in functions()) <= 12


def test_rooms_have_few_modules() -> None:
    rooms = {str(p.parent.relative_to(SOURCE)): 0 for p in modules()}
    for path in modules():
        rooms[str(path.parent.relative_to(SOURCE))] += path.name != "__init__.py"
    large = {room: count for room, count in rooms.items() if count > MAX_MODULES}
    assert large.keys() == LARGE_ROOMS.keys(), large


def test_helpers_live_with_their_noun() -> None:
    assert [p for p in modules() if p.stem in ("utils", "util", "helpers", "misc", "common")] == []


@pytest.mark.parametrize("call", ["print", "input", "exit"])
def test_only_the_command_line_prints_asks_and_exits(call: str) -> None:
    found = []
    for path in modules():
        if path.is_relative_to(SOURCE / "cli") or path.name == "__main__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == call:
                found.append(f"{path}:{node.lineno}")  # noqa: PERF401 - three conditions read better apart
    assert found == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(p)
        for p in modules()
        if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8"))) and p.stat().st_size
    ]
    assert silent == []


def test_only_one_module_touches_tails() -> None:
    """`.tail` is set in the tree module of markup and nowhere else."""
    found = []
    for path in modules():
        if path in (SOURCE / "markup" / "tree.py", SOURCE / "markup" / "serialise.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            targets = (
                node.targets
                if isinstance(node, ast.Assign)
                else [node.target]
                if isinstance(node, ast.AugAssign)
                else []
            )
            found += [f"{path}:{node.lineno}" for t in targets if isinstance(t, ast.Attribute) and t.attr == "tail"]
    assert found == []


def stylesheets() -> list[Path]:
    return sorted((ROOT / "xslt").rglob("*.xsl"))


def test_stylesheets_are_short() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in stylesheets()
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > XSLT_MAX_FILE
    }
    assert long == {}


def test_every_template_and_variable_of_a_stylesheet_has_a_type() -> None:
    from lxml import etree

    xsl = "{http://www.w3.org/1999/XSL/Transform}"
    bare = []
    for path in stylesheets():
        for element in etree.parse(path).iter(f"{xsl}template", f"{xsl}function", f"{xsl}param", f"{xsl}variable"):
            inside_generator = any(
                not str(a.tag).startswith(xsl) and "}" not in str(a.tag) for a in element.iterancestors()
            )
            if element.get("as") is None and not inside_generator:
                bare.append(
                    f"{path.relative_to(ROOT)}:{element.sourceline} {element.get('name') or element.get('match')}"
                )
    assert bare == []
