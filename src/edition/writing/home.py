"""What a file is checked against: the edition that it lies in, or else the schemas that its xml-model lines name.

Takes a path and the text; gives a `Home`. Of xml-model lines only files of this machine are used, never an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from edition.checking import Assertions, plan_edition, plan_files
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs import digest_of
from edition.project import Project, find_project
from edition.project.folder import FILE_NAME, edition_folder
from edition.validate import Checker

_MODEL: Final = re.compile(rb"<\?xml-model\s([^?]*+(?:\?(?!>)[^?]*+)*+)\?>")
_HREF: Final = re.compile(rb"\bhref\s*=\s*[\"']([^\"'<>]+)[\"']")
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\")
_HEAD: Final = 16_000
_GRAMMARS: Final = (".rng", ".rnc")
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Home:
    """What a file is checked against; `faults` say why that is less than it should be."""

    checker: Checker
    project: Project | None = None
    faults: tuple[Diagnostic, ...] = ()
    depends: tuple[Path, ...] = ()
    stamp: Stamp = ()

    @property
    def is_stale(self) -> bool:
        """Whether a file that this was made from has changed."""
        return self.stamp != stamp_of(self.depends)

    def shown(self, path: Path) -> str:
        """A path as findings name it."""
        return self.project.shown(path) if self.project else path.name

    @cached_property
    def articles(self) -> frozenset[Path]:
        """The articles of the edition when this was made."""
        return frozenset(self.project.article_paths() if self.project else ())

    @cached_property
    def examples(self) -> Mapping[str, str]:
        """An example of each element of which the ODD has one; ours is for editions that follow our conventions."""
        if self.project is None:
            return {}
        settings = self.project.settings
        if not settings.schema.odd and settings.validate.profile != "house":
            return {}
        from edition.odd import examples_of  # late: nothing else that an editor asks needs the compiler of ODDs

        try:
            return examples_of(self.project.odd, settings.edition.languages[0])
        except EditionError:  # `edition validate` says what is wrong with it
            return {}

    @cached_property
    def registers(self) -> frozenset[Path]:
        """The registers of the edition when this was made."""
        return frozenset(self.project.register_paths() if self.project else ())


class Homes:
    """Homes by the edition's folder, or by the schemas that a file names; made anew where those files change."""

    def __init__(self) -> None:
        self._known: dict[str, Home] = {}

    def of(self, path: Path, data: bytes) -> Home:
        """The home of a file."""
        folder = edition_folder(path.parent)
        models = () if folder else named_schemas(path, data)
        key = str(folder) if folder else digest_of(*map(str, models))
        found = self._known.get(key)
        if found is None or found.is_stale:
            found = self._known[key] = _in_edition(folder) if folder else _of_schemas(models)
        return found

    def look_again(self) -> None:
        """Files may have come or gone: which ones an edition has is asked anew."""
        self._known = {key: replace(home) for key, home in self._known.items()}


def named_schemas(path: Path, data: bytes) -> tuple[Path, ...]:
    """The files of this machine that a document's xml-model lines name."""
    found = (_HREF.search(match[1]) for match in _MODEL.finditer(data[:_HEAD]))
    names = [match[1].decode("utf-8", "replace") for match in found if match]
    return tuple(file for name in names if not _ADDRESS.match(name) and (file := path.parent / name).is_file())


def stamp_of(paths: tuple[Path, ...]) -> Stamp:
    """What tells whether one of some files has changed since."""
    return tuple(_stamp(path) for path in paths)


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        found = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), found.st_mtime_ns, found.st_size)


def _in_edition(folder: Path) -> Home:
    settings = folder / FILE_NAME
    project = None
    depends: tuple[Path, ...] = (settings,)
    stamp = stamp_of(depends)
    try:
        project = find_project(folder)
        rng = (project.rng,) if project.settings.schema.rng or project.settings.validate.profile == "house" else ()
        depends = (settings, *rng, *project.schematrons)
        stamp = stamp_of(depends)
        return Home(plan_edition(project, []).schemas.checker(), project, depends=depends, stamp=stamp)
    except EditionError as error:
        return Home(Checker(None), project, error.diagnostics, depends, stamp)


def _of_schemas(models: tuple[Path, ...]) -> Home:
    stamp = stamp_of(models)
    rng = next((path for path in models if path.suffix in _GRAMMARS), None)
    assertions = Assertions(tuple(path for path in models if path.suffix not in _GRAMMARS))
    try:
        return Home(plan_files([], rng, assertions).schemas.checker(), depends=models, stamp=stamp)
    except EditionError as error:
        return Home(Checker(None), None, error.diagnostics, models, stamp)
