"""The page of downloads: every export with its sentence, as the exports' own index lists them.

In the site a large one lies packed, as `NAME.zip`; what others ask for by its address (below a folder) stays as it is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from edition.project import Project

FOLDER: Final = "exports"
_PACKED_FROM: Final = 64 * 1024  # bytes: text of that size is three to ten times smaller in a ZIP
_DENSE: Final = frozenset({".epub", ".pdf", ".png", ".xlsx", ".zip"})


def data_page(project: Project) -> dict[str, Any] | None:
    """The values of the page; None where nothing has been exported yet."""
    index = exports_index(project)
    if not index.is_file():
        return None
    try:
        listed = json.loads(index.read_bytes())
        groups = [
            {"part": "group", "kind": kind, "files": [_file(entry) for entry in entries]}
            for kind, entries in groupby(listed["files"], key=lambda entry: str(entry["kind"]))
        ]
        licence = str(listed.get("licence", ""))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):  # cut off, or none of ours
        return None
    return {
        "kind": "data",
        "path": "data/index.html",
        "title-label": "section.data",
        "licence": licence,
        "groups": groups,
    }


def exports_index(project: Project) -> Path:
    """The list that `edition export all` writes."""
    return project.output / "exports" / "index.json"


def exported_files(project: Project) -> list[tuple[str, Path]]:
    """The exports as they belong into the site: where each goes, and where it lies."""
    source = project.output / "exports"
    if not exports_index(project).is_file():
        return []
    found = (p for p in source.rglob("*") if p.is_file() and not p.is_symlink() and not p.name.startswith("."))
    return sorted((_placed(path.relative_to(source).as_posix(), path.stat().st_size), path) for path in found)


def _placed(name: str, size: int) -> str:
    """Where an export goes.

    >>> _placed("persons.ttl", 2_000_000), _placed("persons.ttl", 2_000), _placed("dts/collection.json", 2_000_000)
    ('exports/persons.ttl.zip', 'exports/persons.ttl', 'exports/dts/collection.json')
    """
    is_packed = size > _PACKED_FROM and "/" not in name and Path(name).suffix not in _DENSE
    return f"{FOLDER}/{name}{'.zip' if is_packed else ''}"


def copy_exports(exports: Iterable[tuple[str, Path]], site: Path) -> None:
    """Bring the exports into the site; only what differs is copied."""
    for name, path in exports:
        target = site / name
        if _differs(path, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.part")
            if target.name == path.name:
                shutil.copy2(path, temporary)
            else:
                _pack(path, temporary)
            temporary.replace(target)


def _pack(source: Path, target: Path) -> None:
    """A ZIP of one file, with the file's time as its own, and no other trace of when it was made."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(ZipInfo(source.name), source.read_bytes(), ZIP_DEFLATED)
    os.utime(target, ns=(source.stat().st_atime_ns, source.stat().st_mtime_ns))


def _differs(source: Path, target: Path) -> bool:
    """Exports are written anew only where they changed, so size and time tell."""
    if not target.is_file():
        return True
    a, b = source.stat(), target.stat()
    return a.st_mtime_ns != b.st_mtime_ns or (target.name == source.name and a.st_size != b.st_size)


def _file(entry: dict[str, Any]) -> dict[str, str]:
    path = _placed(str(entry["file"]), int(entry["bytes"]))
    return {
        "part": "file",
        "path": path,
        "name": path.removeprefix(f"{FOLDER}/"),
        "about": str(entry["about"]),
        "size": _size(int(entry["bytes"])),
    }


def _size(count: int) -> str:
    """A size that people read.

    >>> _size(900), _size(258_112), _size(29_000_000)
    ('900 B', '252 KB', '27.7 MB')
    """
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
