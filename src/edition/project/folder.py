"""An edition's folder: where its files lie, and how it is found from a place inside it."""

from __future__ import annotations

import difflib
import glob
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.diagnostics.toml import TomlText
from edition.jobs.program import data_dir
from edition.paths import real
from edition.project.codes import LEADS_OUTSIDE, NO_EDITION, NOT_READABLE, NOTHING_MATCHES, WRONG_SETTING
from edition.project.ids import ids_of_several
from edition.project.placeholders import placeholders
from edition.project.reader import read_settings
from edition.project.settings import Settings, TextSettings

FILE_NAME: Final = "edition.toml"
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # nor is it in XML


@dataclass(frozen=True)
class Project:
    """An edition on disk."""

    root: Path
    settings: Settings
    cache_folder: Path | None = None

    def article_paths(self) -> list[Path]:
        """The article files in a stable order; a register is none, whatever pattern fits it."""
        registers = set(self.register_paths())
        return [path for path in self._expand(self.settings.files.articles) if path not in registers]

    @cached_property
    def text(self) -> TextSettings:
        """What reading a text of this edition depends on."""
        paths = self.article_paths()
        names = {path.stem for path in paths}
        twice = ids_of_several(paths) if self.settings.validate.profile == "reference" else ()
        return replace(self.settings.text, by_path=len(names) < len(paths), twice=twice)

    def register_paths(self) -> list[Path]:
        """The register files in a stable order."""
        return self._expand(self.settings.files.registers)

    def patterns_without_files(self) -> list[Diagnostic]:
        """The patterns that fit no file, and the files that are left out since they lie elsewhere.

        An edition that has no file of a sort yet says so by an empty list.
        """
        data = (self.root / FILE_NAME).read_bytes()
        patterns = [(n, p) for n in ("articles", "registers") for p in getattr(self.settings.files, n)]
        lost = [(name, pattern) for name, pattern in patterns if not self._expand((pattern,))]
        found = [_nothing_matches(data, name, pattern) for name, pattern in lost if pattern.encode() in data]
        return [*found, *self.left_out()]

    def left_out(self, *sorts: str) -> list[Diagnostic]:
        """Articles and registers (or one of the sorts) that are links to elsewhere, for whoever gives an edition away
        gives nothing else; and those that are no files, as links that lead nowhere and pipes.
        """
        patterns = [p for sort in sorts or ("articles", "registers") for p in getattr(self.settings.files, sort)]
        found = [self._found(pattern) for pattern in patterns]
        shut = chain.from_iterable(_shut_within(self.root, pattern) for pattern in patterns)
        outside = sorted(set(chain.from_iterable(one.outside for one in found)))
        odd = sorted({*chain.from_iterable(one.odd for one in found), *shut})
        return [leads_outside(self.shown(p)) for p in outside] + [no_file(self.shown(p), p) for p in odd]

    def holds(self, path: Path) -> bool:
        """Whether a file lies in the edition's folder, wherever links lead."""
        return real(path).is_relative_to(real(self.root))

    def placeholders(self) -> list[Diagnostic]:
        """The settings that still hold what `edition new` wrote for want of something better."""
        return list(placeholders(FILE_NAME, (self.root / FILE_NAME).read_bytes(), self.settings.edition))

    def path(self, relative: str) -> Path:
        """A path of the edition."""
        return self.root / relative

    @property
    def identity(self) -> str:
        """What tells this edition from others: its id, or its title."""
        info = self.settings.edition
        return info.id or next(iter(info.title.values()), "")

    @property
    def output(self) -> Path:
        """The folder that can be deleted at any time."""
        return self.root / self.settings.files.output

    @property
    def cache(self) -> Path:
        """The folder of facts and results kept between runs; safe to delete."""
        return self.cache_folder or self.root / ".edition"

    @property
    def rng(self) -> Path:
        """The RELAX NG schema of this edition."""
        return self._schema("rng", self.settings.schema.rng)

    @property
    def sch(self) -> Path:
        """The Schematron schema that is made from the ODD of this edition."""
        return self._schema("sch", next(iter(self.settings.schema.sch), ""))

    @property
    def schematrons(self) -> tuple[Path, ...]:
        """All Schematron schemas of this edition; of the conventions of others ours is none."""
        if self.settings.validate.profile == "reference" and not self.settings.schema.sch:
            return ()
        return tuple(self._schema("sch", named) for named in self.settings.schema.sch or ("",))

    @property
    def odd(self) -> Path:
        """The ODD of this edition."""
        return self._schema("odd", self.settings.schema.odd)

    @property
    def tei(self) -> Path | None:
        """The file with TEI's specifications that the settings name, if they name one."""
        return self._schema("tei", self.settings.schema.tei) if self.settings.schema.tei else None

    def shown(self, path: Path) -> str:
        """A path as people see it: relative to the edition's folder where it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def _schema(self, sort: str, named: str) -> Path:
        """A schema file that the settings name, which must be there; without one that of the program."""
        if not named:
            return data_dir() / f"schema/edition.{sort}"
        path = self.root / named
        if path.is_file():
            return path
        others = sorted(self.shown(p) for p in path.parent.glob(f"*{path.suffix}")) if path.parent.is_dir() else []
        near = difflib.get_close_matches(named, others, 1, 0.6)
        span = TomlText(FILE_NAME, (self.root / FILE_NAME).read_bytes(), WRONG_SETTING).span(sort, ("schema",))
        help_text = (
            f"did you mean `{near[0]}`?" if near else "correct the path, or take the line out to use the program's own"
        )
        raise EditionError(Diagnostic(WRONG_SETTING, f"`{sort}`: there is no file {named}", span, help=help_text))

    def _expand(self, patterns: tuple[str, ...]) -> list[Path]:
        return sorted({path for pattern in patterns for path in self._found(pattern).inside}, key=str)

    def _found(self, pattern: str) -> _Fitting:
        folders = cache(self.holds)
        found = _Fitting()
        for path in self.root.glob(pattern):
            if path.is_dir():
                continue
            if not _has_name(path):
                found.odd.append(path)
                continue
            holds = self.holds(path) if path.is_symlink() else folders(path.parent)
            (found.outside if not holds else found.inside if path.is_file() else found.odd).append(path)
        return found

    def listed(self) -> ListedProject:
        """The same edition for a step that asks often for its files: they are looked for once."""
        return ListedProject(self.root, self.settings, self.cache_folder)


@dataclass(frozen=True)
class _Fitting:
    """The files that a pattern fits, those of them that are links to elsewhere, and what is no file."""

    inside: list[Path] = field(default_factory=list)
    outside: list[Path] = field(default_factory=list)
    odd: list[Path] = field(default_factory=list)


class ListedProject(Project):
    """An edition in which no file comes or goes while a step runs."""

    @cached_property
    def _listed(self) -> dict[str, _Fitting]:
        return {}

    def _found(self, pattern: str) -> _Fitting:
        if pattern not in self._listed:
            self._listed[pattern] = super()._found(pattern)
        return self._listed[pattern]

    def __reduce__(self) -> tuple[type[Project], tuple[object, ...]]:
        """It travels without its list."""
        return Project, (self.root, self.settings, self.cache_folder)


def refuse_nameless(path: Path) -> None:
    """Refuse a file whose name is no text, as what is told and kept of it needs: on some disks it may be any bytes."""
    if not _has_name(path):
        raise EditionError(no_file(str(path), path))


def _has_name(path: Path) -> bool:
    return not _NO_TEXT.search(path.name)


def edition_folder(start: Path) -> Path | None:
    """The folder of the edition in `start` or above it; None where there is none, or `start` itself is gone."""
    try:
        start = real(start)
    except OSError:
        return None
    return next((folder for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def find_project(start: Path) -> Project:
    """The edition in `start` or in the nearest folder above it."""
    if not start.is_dir():  # nor is it the one above a folder whose name was misspelt
        message = f"there is no folder {start}"
        raise EditionError(Diagnostic(NO_EDITION, message, help="check the path after -C"))
    if folder := edition_folder(start):
        return read_project(folder)
    where = "the present folder" if start == Path() else str(start)
    raise EditionError(
        Diagnostic(
            NO_EDITION,
            f"there is no {FILE_NAME} in {where} or above it",
            help="go into an edition's folder, name it with -C DIR, or make one with: edition new DIR",
        )
    )


def _nothing_matches(data: bytes, name: str, pattern: str) -> Diagnostic:
    start = data.find(pattern.encode())
    message = f"the pattern `{pattern}` for {name} fits no file"
    help_text = "correct the pattern, or take it out"
    return Diagnostic(NOTHING_MATCHES, message, Span(FILE_NAME, start, start + len(pattern.encode())), help=help_text)


def read_project(root: Path) -> Project:
    """Read `edition.toml` of a folder; every wrong setting is reported at once."""
    path = root / FILE_NAME
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise EditionError(Diagnostic(NO_EDITION, message, help="check the path and its permissions")) from error
    project = Project(root, read_settings(FILE_NAME, data))
    _refuse_odd(project)
    return project


def _refuse_odd(project: Project) -> None:
    """Refuse an edition whose tables and folders are links to elsewhere, or neither files nor folders."""
    files = project.settings.files
    tables = [project.path(name) for name in (files.decisions, files.proposals)]
    folders = [project.path(name) for name in (files.images, files.theme, ".edition")]
    kept = project.cache.iterdir() if project.cache.is_dir() else ()
    wrong = [leads_outside(project.shown(path)) for path in (*tables, *folders, *kept) if not project.holds(path)]
    before = chain.from_iterable(_shut_before(project.root, p) for p in (*files.articles, *files.registers))
    shut = (*before, *(path for path in folders if _is_shut(path)))
    wrong += [no_file(project.shown(path), path) for path in dict.fromkeys(shut)]
    if found := wrong or [*_odd(project, tables, Path.is_file), *_odd(project, folders, Path.is_dir)]:
        raise EditionError(*found)


def _is_shut(path: Path) -> bool:
    return path.is_dir() and not os.access(path, os.R_OK | os.X_OK)


def _fixed(pattern: str) -> tuple[str, ...]:
    """The folders of a pattern before the first that may be several."""
    return tuple(takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts[:-1]))


def _shut_before(root: Path, pattern: str) -> Iterator[Path]:
    """The folder that a pattern names and nobody may enter and list: what lies in it would be left out in silence."""
    ways = (root.joinpath(*_fixed(pattern)[:n]) for n in range(1, len(_fixed(pattern)) + 1))
    yield from islice(filter(_is_shut, ways), 1)


def _shut_within(root: Path, pattern: str) -> list[Path]:
    """The same for folders that a pattern fits without naming them."""
    errors: list[OSError] = []
    if len(_fixed(pattern)) < len(Path(pattern).parts) - 1:
        for _ in os.walk(root.joinpath(*_fixed(pattern)), onerror=errors.append):
            pass
    return [Path(error.filename) for error in errors if isinstance(error, PermissionError)]


def _odd(project: Project, paths: Iterable[Path], fits: Callable[[Path], bool]) -> Iterator[Diagnostic]:
    for path in paths:
        if os.path.lexists(path) and not fits(path):
            yield no_file(project.shown(path), path)


def no_file(shown: str, path: Path) -> Diagnostic:
    """What is there and cannot be read: a link that leads nowhere, a pipe, a folder, a file where a folder belongs, a
    folder that is shut.
    """
    if not _has_name(path):
        shown = shown.encode("utf-8", "backslashreplace").decode()
        message = f"the name of {shown} is no text: it has control characters, or is not in the encoding of names"
        return Diagnostic(NOT_READABLE, message, help="give the file another name, or set a locale with UTF-8")
    if _is_shut(path):
        message = f"{shown} is a folder that may not be read"
        return Diagnostic(NOT_READABLE, message, help="give yourself the right to enter and list it")
    if not path.exists():
        what = "a link that leads nowhere"
    else:
        what = "a folder" if path.is_dir() else "a file and no folder" if path.is_file() else "a pipe or a device"
    return Diagnostic(NOT_READABLE, f"{shown} is {what}", help="put what belongs there in its place, or delete it")


def leads_outside(shown: str) -> Diagnostic:
    """A link to elsewhere."""
    message = f"{shown} is a link that leads out of the edition"
    return Diagnostic(
        LEADS_OUTSIDE, message, help="put the file itself there; links inside of the edition are followed"
    )
