"""How work is watched: told what is done and how often it advances (0: not known), one gives what to call each time."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int], Callable[[], None]]


def silent(_what: str, _total: int) -> Callable[[], None]:
    """Nobody watches."""
    return lambda: None
