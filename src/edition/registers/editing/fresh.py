"""Registers for kinds of which an edition has none yet: what `edition new` lays out, others may lack.

Takes the settings and the registers that are read; gives documents that are still to be written, where the settings'
patterns will find them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Final

from edition.diagnostics import EditionError
from edition.diagnostics.toml import TomlText
from edition.markup import Document, parse
from edition.markup.source import as_source
from edition.project import FILE_NAME, Project, read_settings
from edition.project.codes import WRONG_SETTING
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


def new_home(project: Project, kind: str) -> Mapping[str, bytes]:
    """What makes room for a kind that the settings have none for: an empty register, and `edition.toml` that names it.

    Nothing where the file is there already, or the settings are written in a way that is not understood here.
    """
    path = f"registers/{_FILES[kind][0]}" if kind in _FILES else ""
    if not path or (project.root / path).exists():
        return {}
    data = (project.root / FILE_NAME).read_bytes()
    named = (*project.settings.files.registers, path)
    try:
        new = TomlText(FILE_NAME, data, WRONG_SETTING).with_string(path, "registers", ("files",))
        known = read_settings(FILE_NAME, new).files.registers
    except (EditionError, StopIteration):
        return {}
    return {path: _empty(path, kind).source.data, FILE_NAME: new} if known == named else {}


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
