"""What the program itself is, as a hash: its own files, and the versions of the libraries that results depend on.

Whatever is kept between runs is kept under this, so that a changed line of code, stylesheet or word list, or another
library, makes everything anew.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1]
_LIBRARIES: Final = (
    "lxml",
    "saxonche",
    "msgspec",
    "regex",
    "anyascii",
    "python-crfsuite",
)
_NOT_OURS: Final = ("__pycache__", ".pyc")


def data_dir() -> Path:
    """The folder that holds `xslt/` and `schema/`: inside the wheel, or the root of a checkout."""
    inside = PACKAGE / "_data"
    return inside if inside.is_dir() else PACKAGE.parents[1]


@cache
def program_digest() -> str:
    """A hash of everything that results depend on beside their inputs, made once a process (some ten milliseconds)."""
    libraries = "\n".join(f"{name} {_version(name)}" for name in _LIBRARIES)
    text = f"{sys.version_info[:2]}\n{libraries}\n{files_digest()}"
    return hashlib.blake2b(text.encode(), digest_size=20).hexdigest()


@cache
def files_digest() -> str:
    """A hash of the program's own files."""
    hasher = hashlib.blake2b(digest_size=20)
    folders = (PACKAGE, *(data_dir() / name for name in ("xslt", "schema")))
    for path in sorted(path for folder in dict.fromkeys(folders) for path in _files(str(folder))):
        data = Path(path).read_bytes()
        hasher.update(f"{os.path.basename(path)} {len(data)}\n".encode() + data)  # noqa: PTH119 - thousands of Paths are slow
    return hasher.hexdigest()


def install_hint(extra: str) -> str:
    """How to get what an extra brings: by the names of its packages, since nobody can know where the program is from.

    >>> install_hint("pdf")
    "pip install 'weasyprint>=68'"
    """
    from importlib import metadata  # late: it loads what reads mail

    wanted = f'extra == "{extra}"'
    listed = (line.partition(";") for line in metadata.requires("edition") or ())
    names = [name.strip() for name, _, marker in listed if wanted in marker.replace("'", '"')]
    return "pip install " + " ".join(f"'{name}'" for name in names)


def _version(name: str) -> str:
    from importlib import metadata  # late, as above

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _files(folder: str) -> Iterator[str]:
    """Every file below a folder, but what Python compiled."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_NOT_OURS):
                continue
            if entry.is_dir():
                yield from _files(entry.path)
            else:
                yield entry.path
