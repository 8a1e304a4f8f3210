"""Finding the file that a `@source` means: the program's own ODD, a file, or a version of TEI.

Takes what is written and where, gives a path. Never reads an address: TEI's p5subset.xml is kept once with
`edition schema tei`, and where it is missing the finding says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition.addresses import split_address
from edition.diagnostics import EditionError
from edition.markup import read_source
from edition.markup.inputs.includes import Whole, read_whole
from edition.paths import real
from edition.project import data_dir

OWN: Final = "edition"  # the name of our own ODD in @source
_VERSION: Final = re.compile(r"(?<!\d)\d+(?:\.\d+)+[a-z]?")
_EDITION: Final = re.compile(rb"<edition\b.*?</edition>", re.DOTALL)
_HEAD: Final = 20_000  # bytes in which the header of p5subset.xml says its version


def own_odd() -> Path:
    """The ODD of the schema that comes with the program."""
    return data_dir() / "schema" / "edition.odd"


@dataclass(frozen=True)
class Places:
    """Where TEI's specifications are looked for: the file that the call or the settings name, then folders."""

    named: Path | None = None
    folders: tuple[Path, ...] = ()

    def tei(self, version: str, beside: Path) -> Path | None:
        """The file with TEI's specifications in this version; any version will do where it is empty or `current`."""
        if self.named is not None:
            return self.named
        found = [(tei_version(path), path) for path in self._kept(beside)]
        if version not in ("", "current"):  # a file that says no version may be the one
            found = [(known, path) for known, path in found if not known or _same(known, version)]
        return max(found, key=lambda pair: _order(pair[0]))[1] if found else None

    def _kept(self, beside: Path) -> Iterator[Path]:
        for folder in dict.fromkeys((beside, *self.folders)):
            yield from sorted(p for p in folder.glob("p5subset*.xml") if p.is_file())


def read_file(path: Path) -> Whole:
    """An ODD with what it includes from its own folder; TEI's own file declares XInclude and includes nothing."""
    source = read_source(path)
    return read_whole(path, path.parent, str(path)) if b":include" in source.data else Whole(source)


@contextmanager
def unquoted(path: Path, folder: Path) -> Iterator[None]:
    """What is wrong in a file outside an ODD's own folder is told without its place, which would quote the file."""
    try:
        yield
    except EditionError as error:
        if real(path).is_relative_to(real(folder)):
            raise
        told = (replace(d, message=f"{path}: {d.message}", primary=None, labels=()) for d in error.diagnostics)
        raise EditionError(*told) from error


def tei_version(path: Path) -> str:
    """The version that a p5subset.xml says it is, empty where it says none."""
    with path.open("rb") as file:
        return version_in(file.read(_HEAD))


def version_in(data: bytes) -> str:
    """The version in the header of TEI's specifications.

    >>> version_in(b"<edition>P5 Version 4.9.0. Last updated on 24th January 2025</edition>")
    '4.9.0'
    """
    edition = _EDITION.search(data, 0, _HEAD)
    words = re.sub(rb"<[^>]*>", b"", edition.group()).decode("utf-8", "replace") if edition else ""
    found = _VERSION.search(words)
    return found.group() if found else ""


def asked_version(source: str) -> str | None:
    """The version of TEI that a `@source` asks for, `current` for the newest; None where it means something else.

    >>> asked_version("tei:4.3.0"), asked_version("https://www.tei-c.org/Vault/P5/3.6.0/xml/tei/odd/p5subset.xml")
    ('4.3.0', '3.6.0')
    >>> asked_version("mine.odd")
    """
    if source.startswith("tei:"):
        return source.removeprefix("tei:").strip("/ ") or "current"
    parts = split_address(source)
    if parts.scheme in ("http", "https") and (parts.hostname or "").endswith("tei-c.org"):
        found = _VERSION.search(parts.path)
        return found.group() if found else "current"
    return None


def local_path(source: str, beside: Path) -> Path:
    """The file that a relative path or a `file:` address means."""
    if source.startswith("file:"):
        return Path(beside, unquote(split_address(source).path))
    return beside / unquote(source)


def _same(known: str, asked: str) -> bool:
    return known.rstrip("ab") == asked.rstrip("ab")


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
