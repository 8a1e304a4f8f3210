"""`edition annotate`: mark persons, places, bodies, events and dates in TEI documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from edition.annotate import ALL_KINDS, Decisions, read_decisions
from edition.annotate.codes import NO_MENTION, UNKNOWN_REFERENCE, UNUSED_DECISION
from edition.annotate.review.decisions import Decision
from edition.annotate.review.explain import explain, mentions_on_line
from edition.annotate.review.proposals import Lacking, mention_object, proposals, proposals_text
from edition.annotating import AnnotateJob, Marked
from edition.cache import Cache
from edition.cli.documents import read_documents, registers_of
from edition.cli.output import Progress, folder_of, project_of, report
from edition.corpus import Item
from edition.diagnostics import Diagnostic, EditionError, Sources, render
from edition.languages import read_languages
from edition.markup import read_source, write_file
from edition.pipeline import run
from edition.project import Project
from edition.registers import Registers, key_of

app = typer.Typer(add_completion=False)


class Form(StrEnum):
    """What is printed."""

    TEXT = "text"
    JSON = "json"


@app.command()
def annotate(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="TEI files; without them all articles of the edition.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change and write nothing.")] = False,
    form: Annotated[Form, typer.Option("--format", help="Text for people; JSON lists every mention.")] = Form.TEXT,
    kinds: Annotated[
        str, typer.Option("--kinds", metavar="KIND,…", help="Only these: person, place, org, event, date.")
    ] = "",
    explain_at: Annotated[
        str, typer.Option("--explain", metavar="FILE:LINE", help="Say why the mentions of a line are tagged so.")
    ] = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 stands for one a core.")] = 0,
    cluster: Annotated[str | None, typer.Option("--cluster", help="Address of a Dask scheduler.")] = None,
) -> None:
    """Find mentions, link them to the registers and mark them; no byte outside the tags changes."""
    project = project_of(ctx)
    registers, told = registers_of(project)
    decisions, wrong = _decisions(project)
    told += [*wrong, *_unknown(decisions, registers)]
    job = _job(project, registers, decisions, _kinds(project, kinds))
    told += job.languages.findings
    if explain_at:
        raise typer.Exit(_explain(ctx, project, job, explain_at))
    chosen = [(folder_of(ctx) / p).resolve() for p in paths or []] or project.article_paths()
    found = _Found(project, {project.shown(p): p for p in chosen})
    _write(found, found.results(job, jobs, cluster), dry_run=dry_run, form=form)
    told += found.findings
    if not paths:
        _write_proposals(project, found.lacking, registers, dry_run=dry_run)
        told += _unused(decisions, found)
    if form is Form.JSON:
        typer.echo(render(told, "text", Sources(folder=project.root)), err=True, nl=False)
        raise typer.Exit(1 if told else 0)
    raise typer.Exit(report(told, done=f"{found.count:,} files annotated", project=project))


def _kinds(project: Project, wanted: str) -> frozenset[str]:
    kinds = [k.strip() for k in wanted.split(",") if k.strip()] or list(project.settings.annotate.kinds)
    unknown = [k for k in kinds if k not in ALL_KINDS]
    if unknown:
        raise typer.BadParameter(f"`{unknown[0]}` is no kind: write {', '.join(ALL_KINDS)}")
    return frozenset(kinds)


def _job(project: Project, registers: Registers, decisions: Decisions, kinds: frozenset[str]) -> AnnotateJob:
    settings = project.settings.annotate
    language = next(iter(settings.languages or project.settings.edition.languages), "")
    languages = read_languages(project.root)
    return AnnotateJob(registers, kinds, decisions, settings.spacy, project.root, language, languages)


def _decisions(project: Project) -> tuple[Decisions, list[Diagnostic]]:
    path = project.path(project.settings.files.decisions)
    if not path.is_file():
        return Decisions(), []
    return read_decisions(project.shown(path), path.read_bytes())


def _unknown(decisions: Decisions, registers: Registers) -> list[Diagnostic]:
    """Decisions that link to what no register has."""
    out = []
    for line in decisions.lines:
        for pointer in line.ref.split():
            if line.decision == "link" and "://" not in pointer and registers.get(key_of(pointer)) is None:
                message = f"no register has the key `{key_of(pointer)}`"
                out.append(Diagnostic(UNKNOWN_REFERENCE, message, line.span, help="correct the key or add the entry"))
    return out


def _unused(decisions: Decisions, found: _Found) -> list[Diagnostic]:
    lines = enumerate(decisions.lines)
    return [_gone(line) for number, line in lines if line.article in found.articles and number not in found.obeyed]


def _gone(line: Decision) -> Diagnostic:
    where = f"{line.article}, {line.block or 'no id'}"
    message = f"`{line.text}` ({line.kind}, occurrence {line.occurrence}) is not found in {where}"
    return Diagnostic(UNUSED_DECISION, message, line.span, help="correct the line or delete it")


class _Found:
    """Annotates files, gives the results as they come, and keeps what concerns all of them."""

    def __init__(self, project: Project, files: dict[str, Path]) -> None:
        self.project = project
        self.files = files
        self.progress = Progress("annotating", len(files))
        self.count = 0
        self.findings: list[Diagnostic] = []
        self.lacking: list[Lacking] = []
        self.articles: set[str] = set()
        self.obeyed: set[int] = set()

    def results(self, job: AnnotateJob, jobs: int, cluster: str | None) -> Iterator[tuple[str, Marked]]:
        """What can be read, annotated. What a pipeline of the editors' finds is never taken from an earlier run."""
        with ExitStack() as stack:
            cache = None if job.pipeline else stack.enter_context(closing(Cache(self.project.cache)))
            advance = self.progress.advance
            for path, marked in run(job, self._items(), Marked, cache, jobs=jobs, cluster=cluster, advance=advance):
                self.findings += marked.diagnostics
                if not marked.diagnostics:
                    self._learn(marked)
                    yield path, marked
        self.progress.clear()

    def _learn(self, marked: Marked) -> None:
        self.count += 1
        self.lacking += marked.lacking()
        self.articles.add(marked.article)
        self.obeyed.update(marked.decisions_used)

    def _items(self) -> Iterator[Item]:
        for shown, path in self.files.items():
            try:
                yield Item(shown, read_source(path, shown).data)
            except EditionError as error:
                self.findings += error.diagnostics


def _write(found: _Found, results: Iterator[tuple[str, Marked]], *, dry_run: bool, form: Form) -> None:
    """Write the documents that change, and print a line or an object for each."""
    separator = "["
    for path, marked in results:
        if marked.data is not None and not dry_run:
            write_file(found.files[path], marked.data)
        if form is Form.TEXT:
            found.progress.tell(_line(path, marked, dry_run))
            continue
        mentions = [mention_object(said.mention, said.block) for said in marked.mentions]
        value = {"file": path, "changed": marked.data is not None, "mentions": mentions}
        lines = json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
        typer.echo(f"{separator}\n {lines}", nl=False)
        separator = ","
    if form is Form.JSON:
        typer.echo("[]" if separator == "[" else "\n]")


def _line(path: str, marked: Marked, dry_run: bool) -> str:
    counts = Counter(said.mention.kind for said in marked.mentions)
    told = ", ".join(f"{n} {kind}" for kind, n in counts.most_common())
    state = "unchanged" if marked.data is None else "would change" if dry_run else "changed"
    return f"{path}: {state} ({told or 'no mentions'})"


def _write_proposals(project: Project, lacking: Sequence[Lacking], registers: Registers, *, dry_run: bool) -> None:
    """The proposals of the whole edition; without any the file is not made."""
    path = project.path(project.settings.files.proposals)
    new = proposals(lacking, registers)
    text = proposals_text(new).encode()
    if dry_run or not (new or path.exists()) or (path.is_file() and path.read_bytes() == text):
        return
    write_file(path, text)


def _explain(ctx: typer.Context, project: Project, job: AnnotateJob, place: str) -> int:
    name, colon, number = place.rpartition(":")
    if not colon or not number.isdecimal():
        raise typer.BadParameter(f"`{place}` is no place: write FILE:LINE")
    documents, findings = read_documents(project, [(folder_of(ctx) / name).resolve()])
    if findings:
        raise EditionError(*findings)
    annotator = job.annotator()
    annotated = annotator.find(documents[0])
    found = mentions_on_line(annotated, int(number))
    for one in found:
        for line in explain(one.mention, annotator.registers, one.flow.owner.inherited("xml:lang", "en")):
            typer.echo(line)
    if found:
        return 0
    message = f"no mention begins on line {number} of {name}"
    return report([Diagnostic(NO_MENTION, message, help="give the line on which the name begins")])
