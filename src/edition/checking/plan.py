"""What is checked against what: an edition against its own schema and registers, or any files against any schema."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.checking.compact import rules_not_run
from edition.paths import real
from edition.validate import SchemaJob, may_hold_rules

if TYPE_CHECKING:  # a check of any file against any schema does without the settings of an edition, and without Saxon
    from edition.diagnostics import Diagnostic
    from edition.project import Project
    from edition.validate.schematron import Schematron, Schematrons

ALL_PHASES: Final = "#DEFAULT"  # what the schema says is its default, else all


@dataclass(frozen=True)
class Plan:
    """What is checked against what. `project` is None where only given files meet given schemas."""

    project: Project | None
    articles: Sequence[Path]
    others: Sequence[Path]
    schemas: SchemaJob
    is_whole: bool = False
    told: tuple[Diagnostic, ...] = ()  # of the schemas themselves

    @property
    def files(self) -> dict[str, Path]:
        """Every file by its path as shown to people."""
        paths = (*self.articles, *self.others)
        return {self.project.shown(real(p)) if self.project else str(p): p for p in paths}

    def inputs(self) -> list[Path]:
        """Everything that the findings depend on."""
        schematron = self.schemas.schematron
        schemas = [p for p in (self.schemas.rng, *(schematron.paths if schematron else ())) if p]
        registers = self.project.register_paths() if self.project else []
        return [*self.articles, *self.others, *registers, *schemas]


@dataclass(frozen=True)
class Assertions:
    """Which Schematrons are run, beside those of an edition, and whether the rules that a grammar holds are, too."""

    paths: tuple[Path, ...] = ()
    phase: str = ALL_PHASES
    embedded: bool = True

    def load(self, rng: Path | None, project: Project | None = None) -> Schematron | Schematrons | None:
        """All of them together, in this order: the edition's, those named, the grammar's."""
        paths = [*(project.schematrons if project else ()), *self.paths]
        if rng is not None and self.embedded and may_hold_rules(rng):
            from edition.validate.schematron import has_rules

            paths += [rng] if has_rules(rng) else []
        if not paths:
            return None
        from edition.validate.schematron import load_schematron

        return load_schematron(paths, self.phase, project.root if project else None)

    def told(
        self, rng: Path | None, schematron: Schematron | Schematrons | None, shown: Callable[[Path], str] = str
    ) -> tuple[Diagnostic, ...]:
        """What there is to say of rules that are wanted and not run, and of quick fixes that are not offered."""
        not_run = rules_not_run(rng, shown) if rng is not None and self.embedded else ()
        refused = schematron.told if schematron is not None else ()
        named = (replace(d, primary=replace(p, file=shown(Path(p.file)))) for d in refused if (p := d.primary))
        return (*not_run, *named)


_NO_MORE: Final = Assertions()


def plan_edition(project: Project, files: Sequence[Path] | None = None, assertions: Assertions = _NO_MORE) -> Plan:
    """All files of an edition, or those given; files that are none of its articles are checked without their facts."""
    is_house = project.settings.validate.profile == "house"
    rng = project.rng if is_house or project.settings.schema.rng else None
    schematron = assertions.load(rng, project)
    schemas = SchemaJob(rng, schematron, project.cache)
    articles = project.article_paths()
    told = assertions.told(rng, schematron, lambda path: project.shown(real(path)))
    if files is None:
        return Plan(project, articles, project.register_paths(), schemas, is_whole=True, told=told)
    known = {real(p) for p in articles}
    chosen = [p for p in files if real(p) in known]
    return Plan(project, chosen, [p for p in files if real(p) not in known], schemas, told=told)


def plan_files(files: Sequence[Path], rng: Path | None, assertions: Assertions = _NO_MORE) -> Plan:
    """Any files against a grammar, assertions, or both."""
    schematron = assertions.load(rng)
    told = assertions.told(rng, schematron)
    return Plan(None, [], files, SchemaJob(rng, schematron, _user_cache()), told=told)


def _user_cache() -> Path:
    """Where schemas that belong to no edition are kept in the form that loads quickly."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "edition"
