"""The page of downloads: every export with its sentence, as the exports' own index lists them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from edition.project import Project

FOLDER: Final = "exports"


def data_page(project: Project) -> dict[str, Any] | None:
    """The values of the page; None where nothing has been exported yet."""
    index = exports_index(project)
    if not index.is_file():
        return None
    listed = json.loads(index.read_bytes())
    groups = [
        {"part": "group", "kind": kind, "files": [_file(entry) for entry in entries]}
        for kind, entries in groupby(listed["files"], key=lambda entry: str(entry["kind"]))
    ]
    return {
        "kind": "data",
        "path": "data/index.html",
        "title-label": "section.data",
        "licence": listed.get("licence", ""),
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
    return sorted((f"{FOLDER}/{path.relative_to(source).as_posix()}", path) for path in found)


def copy_exports(exports: Iterable[tuple[str, Path]], site: Path) -> None:
    """Bring the exports into the site; only what differs is copied."""
    for name, path in exports:
        target = site / name
        if _differs(path, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}.part")
            shutil.copy2(path, temporary)
            temporary.replace(target)


def _differs(source: Path, target: Path) -> bool:
    """Exports are written anew only where they changed, so size and time tell."""
    if not target.is_file():
        return True
    a, b = source.stat(), target.stat()
    return (a.st_size, a.st_mtime_ns) != (b.st_size, b.st_mtime_ns)


def _file(entry: dict[str, Any]) -> dict[str, str]:
    return {
        "part": "file",
        "path": f"{FOLDER}/{entry['file']}",
        "name": str(entry["file"]),
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
