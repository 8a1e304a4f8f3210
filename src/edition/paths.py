"""Where a path really leads, and what a file says at its beginning."""

from __future__ import annotations

import os
import re
from pathlib import Path


def real(path: Path) -> Path:
    """The absolute path without links; of links in a ring as much as can be followed, where `Path.resolve` breaks off.

    >>> real(Path("/usr/../usr")).name
    'usr'
    """
    return Path(os.path.realpath(path))


def told_in_head(path: Path, pattern: re.Pattern[bytes], most: int) -> str:
    """What the first group of a pattern finds in the first bytes of a file; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            found = pattern.search(file.read(most))
    except OSError:
        return ""
    return found[1].decode("utf-8", "replace") if found else ""
