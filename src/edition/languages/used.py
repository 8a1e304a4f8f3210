"""The languages that a text is read with: those of the program, or of the edition that reads it.

What knows a line by its words (an abstract's label, a caption, a name behind "by") stands deep in the import. It asks
`used` instead of being handed the languages through every function between. `using` sets them for one reading, and
whatever is made of their words is `told` once for each set of languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Final, TypeVar

from edition.languages.known import SHIPPED, Languages

T = TypeVar("T")
_USED: Final[ContextVar[Languages]] = ContextVar("languages", default=SHIPPED)


def used() -> Languages:
    """The languages that are read with here: the program's own, unless `using` says otherwise."""
    return _USED.get()


@contextmanager
def using(languages: Languages) -> Iterator[None]:
    """Read with these languages inside.

    >>> with using(Languages()):
    ...     used().get("tr").code
    'tr'
    """
    token = _USED.set(languages)
    try:
        yield
    finally:
        _USED.reset(token)


def told(make: Callable[[Languages], T]) -> Callable[[], T]:
    """What is made of the words of the languages, such as a pattern: made when it is first asked for, and kept."""
    kept = lru_cache(maxsize=4)(make)
    return lambda: kept(used())
