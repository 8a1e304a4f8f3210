"""A short fuzz: the seeds that failed once, and some that are new to nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fuzz.__main__ import failures

KEPT = [int(line.split()[0]) for line in (Path(__file__).parent / "seeds.txt").read_text().splitlines() if line]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*KEPT, *range(1, 16, 2), 2])
def test_a_seed_ends_well(seed: int) -> None:
    assert failures(seed) == []
