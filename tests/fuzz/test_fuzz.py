"""A short fuzz: the seeds that failed once, and some that are new to nobody."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.fuzz import editions
from tests.fuzz.__main__ import failures

KEPT = [int(line.split()[0]) for line in (Path(__file__).parent / "seeds.txt").read_text().splitlines() if line]


@pytest.mark.parametrize("seed", range(8))
def test_quick_commands_end_well(seed: int, command: Callable[..., Any], tmp_path: Path) -> None:
    """What strangers do to sources of schemas, folders to adopt, decisions and registers: in this process, at once."""
    folder = tmp_path / "edition"
    editions.lay_out(folder)
    chance = random.Random(seed)
    for change in (editions.odd, editions.others, editions.table, editions.value, editions.element):
        change(chance, folder)
    for call in editions.QUICK:
        ended = command(*call, folder=folder)
        told = ended.out + ended.err
        assert ended.code in (0, 1, 2), call
        assert "S799" not in told, (call, told)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*KEPT, *range(1, 16, 2), 2])
def test_a_seed_ends_well(seed: int) -> None:
    assert failures(seed) == []
