"""Where a path really leads."""

from __future__ import annotations

import os
from pathlib import Path


def real(path: Path) -> Path:
    """The absolute path without links; of links in a ring as much as can be followed, where `Path.resolve` breaks off.

    >>> real(Path("/usr/../usr")).name
    'usr'
    """
    return Path(os.path.realpath(path))
