"""Learning from an edition: its editors' marks and decisions become one file beside the registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from edition.annotate import ALL_KINDS
from edition.annotate.annotator import refuse_long
from edition.api.annotation import job_of_edition
from edition.api.progress import Progress, silent
from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document, parse, read_source
from edition.markup.changes import change_files
from edition.project import Project

if TYPE_CHECKING:
    from edition.annotate.learned.teach import Taught


@dataclass
class Learning:
    """What learning gave: None where there are not `least` marks of a kind in so many documents; nothing is written."""

    path: Path
    taught: Taught | None = None
    size: int = 0
    least: tuple[int, int] = (0, 0)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def learn(project: Project, progress: Progress = silent) -> Learning:
    """Learn from all articles in which an editor marked or decided something, and write what was learned."""
    from edition.annotate.learned import teach  # late: only this needs python-crfsuite
    from edition.annotate.learned.model import to_bytes

    least = teach.LEAST_MARKS, teach.LEAST_DOCUMENTS
    out = Learning(project.path(project.settings.files.learned), least=least)
    paths = project.article_paths()
    out.diagnostics += project.patterns_without_files()
    advance = progress("learning", len(paths) + teach.TURNS)

    def documents() -> Iterator[Document]:
        for path in paths:
            advance()
            try:
                document = parse(read_source(path, project.shown(path)))
                refuse_long(document)
                yield document
            except EditionError as error:
                out.diagnostics.extend(error.diagnostics)

    job = job_of_edition(project, frozenset(ALL_KINDS), use_model=False)
    out.taught = teach.learn_from(documents(), job.annotator(), project.identity, advance)
    if out.taught is not None:
        data = to_bytes(out.taught.model)
        out.size = len(data)
        change_files(project.root, "edition learn", {out.path: data})
    return out
