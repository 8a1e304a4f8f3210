"""The limits of the house: sizes of functions, files and rooms; what is printed where; no misnamed rooms."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "edition"
MAX_FILE, MAX_FUNCTION, MAX_MODULES = 400, 50, 10
XSLT_MAX_FILE, XSLT_MAX_TEMPLATE = 250, 25

# what is larger, and why
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
_A_PAGE = "a page from top to bottom, as its reader sees it"
_A_DRAWING = "a picture with its axes and signs, which are worth nothing apart"
LONG_TEMPLATES = {
    "xslt/odd/guidelines.xsl:odd:page": _A_PAGE,
    "xslt/odd/guidelines.xsl:schemaSpec": _A_PAGE,
    "xslt/schematron/compile.xsl:/sch:schema": "the frame of the stylesheet that is made, in the order in which it is made",
    "xslt/schematron/rules.xsl:sch:guard": "what is written out is one expression of the stylesheet that is made",
    "xslt/site/modules/about.xsl:.[?kind = 'about']": _A_PAGE,
    "xslt/site/modules/chronology.xsl:.[?kind = 'chronology']": _A_PAGE,
    "xslt/site/modules/contents.xsl:f:pages": "one list with its two ends",
    "xslt/site/modules/entity.xsl:.[?kind = 'entity']": _A_PAGE,
    "xslt/site/modules/entity.xsl:.[?part = 'entity']": _A_PAGE,
    "xslt/site/modules/home.xsl:.[?kind = 'home']": _A_PAGE,
    "xslt/site/modules/home.xsl:f:year-strip": _A_DRAWING,
    "xslt/site/modules/indexes.xsl:.[?kind = 'index']": _A_PAGE,
    "xslt/site/modules/leiden.xsl:f:leiden-signs": "one table of signs",
    "xslt/site/modules/map.xsl:f:map": _A_DRAWING,
    "xslt/site/modules/network.xsl:.[?kind = 'network']": _A_PAGE,
}
CLOCKS = ("time.sleep", "time.time", "time.monotonic", "time.perf_counter", "asyncio.sleep")
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


def test_templates_and_functions_of_a_stylesheet_are_short() -> None:
    xsl, long = "{http://www.w3.org/1999/XSL/Transform}", {}
    for path in stylesheets():
        for element in etree.parse(path).getroot().iterchildren(f"{xsl}template", f"{xsl}function"):
            lines = etree.tostring(element, with_tail=False).decode().rstrip().count("\n") + 1
            if lines > XSLT_MAX_TEMPLATE:
                long[f"{path.relative_to(ROOT)}:{element.get('name') or element.get('match')}"] = lines
    assert long.keys() == LONG_TEMPLATES.keys(), long


def test_every_template_and_variable_of_a_stylesheet_has_a_type() -> None:
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


def test_tests_wait_for_what_happens_and_for_no_time() -> None:
    """`tests/until.py` is the one place that sleeps; what a clock says decides no test (processor time may, in ratios)."""
    found = []
    for path in sorted((ROOT / "tests").rglob("*.py")):
        if path.relative_to(ROOT).as_posix() in ("tests/until.py", "tests/fuzz/__main__.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")  # noqa: PERF401 - two conditions read better apart
    assert found == []
