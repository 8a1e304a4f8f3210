"""That `make mutate` sees what tests miss, leaves the working tree alone, and takes the same sample again."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.mutate.__main__ import ROOT, judged
from tests.mutate.mutants import sample

CODE = '''"""A room."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 5_000


def grown(age: int, names: list[str] | None = None) -> bool:
    return age >= 18 and "child" not in (names or [])
'''
CAREFUL = """from edition.house import grown

def test_grown() -> None:
    assert grown(18) and grown(19) and not grown(17) and not grown(19, ["child"])
"""
CARELESS = """from edition.house import grown

def test_grown() -> None:
    assert grown(40) and not grown(3)
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for path, text in {
        "src/edition/__init__.py": "",
        "src/edition/house/__init__.py": CODE,
        "tests/house/test_house.py": CAREFUL,
        "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\nmarkers = ["browser", "slow"]',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def mutate(checkout: Path) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "tests.mutate", "house", "--root", str(checkout)]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)


def changes(checkout: Path) -> set[str]:
    return {mutant.after for mutant in sample(checkout, "house", 40, 1)}


def test_changes_are_of_what_runs(checkout: Path) -> None:
    assert changes(checkout) == {
        'return age > 18 and "child" not in (names or [])',
        'return age < 18 and "child" not in (names or [])',
        'return age >= 19 and "child" not in (names or [])',
        'return age >= 17 and "child" not in (names or [])',
        'return age >= 18 or "child" not in (names or [])',
        'return age >= 18 and "child" in (names or [])',
        'return age >= 18 and "child" not in (names and [])',
    }


def test_an_edit_elsewhere_leaves_the_sample_as_it_is(checkout: Path) -> None:
    before = [mutant.change for mutant in sample(checkout, "house", 3, 1)]
    (checkout / "src/edition/house/__init__.py").write_text(CODE.replace("LIMIT", "\n\nMOST"), encoding="utf-8")
    assert [mutant.change for mutant in sample(checkout, "house", 3, 1)] == before
    assert [mutant.change for mutant in sample(checkout, "house", 3, 2)] != before


def test_careful_tests_notice_every_change_and_the_tree_is_as_it_was(checkout: Path) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    done = mutate(checkout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"house +7 +0 +7 +100", done.stdout)
    assert {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()} == before


def test_careless_tests_are_told_what_they_miss(checkout: Path) -> None:
    (checkout / "tests/house/test_house.py").write_text(CARELESS, encoding="utf-8")
    done = mutate(checkout)
    assert done.returncode == 1
    assert "src/edition/house/__init__.py:12\n  - return age >= 18 and" in done.stdout


def test_tests_that_fail_from_the_start_hold_nothing(checkout: Path) -> None:
    (checkout / "tests/house/test_house.py").write_text("def test_no() -> None:\n    assert False\n", encoding="utf-8")
    assert "fail before anything is changed" in mutate(checkout).stderr


def test_what_was_judged_is_there_and_has_a_reason() -> None:
    for (file, before, after), reason in judged().items():
        text = " ".join((ROOT / file).read_text(encoding="utf-8").split())
        assert before in text and after not in text and len(reason) > 15, (file, before)
