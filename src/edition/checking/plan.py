"""What is checked against what: an edition against its own schema and registers, or any files against any schema."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.codes import UNREADABLE
from edition.validate import SchemaJob

if TYPE_CHECKING:  # a check of any file against any schema does without the settings of an edition, and without Saxon
    from edition.project import Project
    from edition.validate.schematron import Schematron

ALL_PHASES: Final = "#DEFAULT"  # what the schema says is its default, else all


@dataclass(frozen=True)
class Plan:
    """What is checked against what. `project` is None where only given files meet given schemas."""

    project: Project | None
    articles: Sequence[Path]
    others: Sequence[Path]
    schemas: SchemaJob
    is_whole: bool = False

    @property
    def files(self) -> dict[str, Path]:
        """Every file by its path as shown to people."""
        paths = (*self.articles, *self.others)
        return {self.project.shown(p.resolve()) if self.project else str(p): p for p in paths}

    def inputs(self) -> list[Path]:
        """Everything that the findings depend on."""
        schematron = self.schemas.schematron
        schemas = [p for p in (self.schemas.rng, schematron and schematron.path) if p]
        registers = self.project.register_paths() if self.project else []
        return [*self.articles, *self.others, *registers, *schemas]


def plan_edition(project: Project, files: Sequence[Path] | None = None, phase: str = ALL_PHASES) -> Plan:
    """All files of an edition, or those given; files that are none of its articles are checked without their facts."""
    schemas = SchemaJob(project.rng, _schematron(project.sch, phase), project.cache)
    articles = project.article_paths()
    if files is None:
        return Plan(project, articles, project.register_paths(), schemas, is_whole=True)
    known = {p.resolve() for p in articles}
    chosen = [p for p in files if p.resolve() in known]
    return Plan(project, chosen, [p for p in files if p.resolve() not in known], schemas)


def plan_files(files: Sequence[Path], rng: Path | None, sch: Path | None, phase: str = ALL_PHASES) -> Plan:
    """Any files against a grammar, assertions, or both."""
    return Plan(None, [], files, SchemaJob(rng, _schematron(sch, phase), _user_cache()))


def expand(folder: Path, paths: Iterable[Path]) -> Iterator[Path]:
    """Files and folders as files: of a folder every `*.xml` at any depth."""
    for path in paths:
        full = folder / path
        if full.is_dir():
            yield from sorted(p for p in full.rglob("*.xml") if p.is_file())
        elif full.is_file():
            yield full
        else:
            message = f"there is no file or folder {path}"
            raise EditionError(Diagnostic(UNREADABLE, message, help="check the path"))


def _user_cache() -> Path:
    """Where schemas that belong to no edition are kept in the form that loads quickly."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "edition"


def _schematron(path: Path | None, phase: str) -> Schematron | None:
    if path is None:
        return None
    from edition.validate.schematron import Schematron

    return Schematron(path, phase)
