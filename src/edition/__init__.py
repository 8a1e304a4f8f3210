"""A toolkit for annotated digital editions in TEI: import, annotate, validate, publish, export.

`edition.open(folder)` is the public face; see `docs/python.md`.
"""

from __future__ import annotations

from edition.version import __version__

TYPE_CHECKING = False  # what type checkers take for true: to start needs nothing of `typing`
if TYPE_CHECKING:
    from typing import Any

    from edition.api.edition import Edition, open

__all__ = ["Edition", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """The face is loaded when it is asked for: `edition --version` and each single room do without it."""
    if name in ("Edition", "open"):
        from edition.api import edition

        return getattr(edition, name)
    raise AttributeError(f"module 'edition' has no attribute '{name}'")
