"""Registers for kinds of which an edition has none yet: what `edition new` lays out, others may lack.

Takes the settings and the registers that are read; gives documents that are still to be written, where the settings'
patterns will find them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

from edition.markup import Document, parse
from edition.markup.source import as_source
from edition.project import Project
from edition.registers.editing.edit import has_list
from edition.registers.harvest import register_text
from edition.registers.keys import LIST_OF

_FILES: Final = {
    "person": ("persons.xml", "Persons"),
    "place": ("places.xml", "Places"),
    "org": ("organisations.xml", "Organisations"),
    "event": ("events.xml", "Events"),
    "work": ("works.xml", "Works"),
}


def with_lists(project: Project, documents: Sequence[Document], kinds: Collection[str]) -> list[Document]:
    """The registers, and an empty one for each of these kinds that none of them has a list of."""
    wanted = [kind for kind in _FILES if kind in kinds and not has_list(documents, kind)]
    return [*documents, *(_empty(path, kind) for kind in wanted if (path := _path(project, kind)))]


def _path(project: Project, kind: str) -> str:
    """Where the settings find a new register of this kind; nothing where they find none."""
    name = _FILES[kind][0]
    for pattern in map(PurePosixPath, project.settings.files.registers):
        path = pattern.parent / name
        if "*" not in str(pattern.parent) and fnmatchcase(name, pattern.name) and not (project.root / path).exists():
            return str(path)
    return ""


def _empty(path: str, kind: str) -> Document:
    text = register_text(_FILES[kind][1], f"<{LIST_OF[kind]}>\n</{LIST_OF[kind]}>")
    return parse(as_source(path, text.encode()))
