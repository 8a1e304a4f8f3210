"""What a command loads: only the rooms it stands on, so that calls start quickly and rooms stay apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import grimp
import pytest

from edition.odd import own_odd
from edition.project import Project

CALLS = {
    "annotate": (["annotate", "--help"], {"validate", "relaxng", "checking", "publish", "building", "intake", "odd"}),
    "build": (["build", "--help"], {"validate", "relaxng", "checking", "annotate", "intake", "odd", "export"}),
    "export": (["export", "list"], {"validate", "relaxng", "checking", "building", "intake", "odd", "annotate"}),
    "stats": (["stats", "--help"], {"validate", "relaxng", "checking", "building", "intake", "odd", "annotate"}),
    "validate": (["validate", "--help"], {"annotate", "publish", "building", "intake", "odd", "export", "facts"}),
}
COUNT = """
import sys
sys.argv = ["edition", *{arguments!r}]
from edition.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*(m for m in sys.modules if m.startswith({prefixes!r})), file=sys.stderr)
"""
PICTURES_AND_HISTORY = ("PIL", "dulwich")
HEAVY = ("numpy", "networkx", "pycrfsuite")
LIGHT = {
    "help": ["--help"],
    "validate": ["validate"],
    "annotate": ["annotate", "--dry-run", "-j", "1"],
    "export": ["export", "persons", "--format", "csv", "-j", "1"],
}


@pytest.mark.parametrize("name", CALLS)
def test_a_command_loads_no_room_that_it_does_not_stand_on(name: str) -> None:
    arguments, foreign = CALLS[name]
    call = [sys.executable, "-c", COUNT.format(arguments=arguments, prefixes=("edition.",))]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert [m for m in done.stderr.split() if m.split(".")[1] in foreign] == []


@pytest.mark.parametrize("name", LIGHT)
def test_only_what_needs_arithmetic_loads_it(name: str, sample: Project) -> None:
    call = [sys.executable, "-c", COUNT.format(arguments=LIGHT[name], prefixes=HEAVY)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=sample.root)
    assert "error[" not in done.stdout
    assert done.stderr.splitlines()[-1] == ""


def test_a_short_call_loads_no_http_client_and_nothing_that_keeps_results(tmp_path: Path) -> None:
    foreign = ("http.client", "urllib.request", "email", "msgspec", "edition.relaxng.syntax.compact")
    arguments = ["schema", "build", "--odd", str(own_odd()), "-o", str(tmp_path)]
    call = [sys.executable, "-c", COUNT.format(arguments=arguments, prefixes=foreign)]
    done = subprocess.run(call, capture_output=True, text=True, check=True, cwd=tmp_path)
    assert (tmp_path / "edition.rng").is_file()
    assert done.stderr.splitlines()[-1] == ""


def test_what_draws_pictures_and_reads_history_is_loaded_when_there_is_some() -> None:
    call = [sys.executable, "-c", COUNT.format(arguments=["build", "--help"], prefixes=PICTURES_AND_HISTORY)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stderr.split() == []


def circles(imports: dict[str, set[str]]) -> list[str]:
    """The modules that import themselves by way of others."""
    reached: dict[str, set[str]] = {}
    for module in imports:
        open_, seen = [module], set[str]()
        while open_:
            new = imports[open_.pop()] - seen
            seen |= new
            open_ += new
        reached[module] = seen
    return [module for module in imports if module in reached[module]]


def test_no_modules_stand_in_a_circle() -> None:
    """Also none whose types alone do."""
    graph = grimp.build_graph("edition")
    assert circles({m: graph.find_modules_directly_imported_by(m) for m in sorted(graph.modules)}) == []
    assert circles({"a": {"b"}, "b": {"a", "c"}, "c": set()}) == ["a", "b"]
