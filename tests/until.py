"""Waiting for something to happen, never for a time: the only place where a test may sleep."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 120.0
_OFTEN = 0.01


def until(happened: Callable[[], object], patience: float = PATIENCE) -> None:
    """Go on as soon as something has happened; `patience` only ends a test that would hang."""
    end = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(_OFTEN)
