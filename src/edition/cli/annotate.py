"""`edition annotate`: mark persons, places, bodies, events and dates in TEI documents."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from edition.annotate import ALL_KINDS, Annotator, Decisions, read_decisions, write_mentions
from edition.annotate import Annotated as AnnotatedDocument
from edition.annotate.codes import NO_MENTION, UNKNOWN_REFERENCE, UNUSED_DECISION
from edition.annotate.pipelines import load_pipeline
from edition.annotate.review.decisions import Decision
from edition.annotate.review.explain import explain, mentions_on_line
from edition.annotate.review.proposals import mention_object, proposals, proposals_text
from edition.cli.documents import read_documents, registers_of
from edition.cli.output import folder_of, project_of, report
from edition.diagnostics import Diagnostic, EditionError, render
from edition.markup import XML_ID, Document, write_file
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
) -> None:
    """Find mentions, link them to the registers and mark them; no byte outside the tags changes."""
    project = project_of(ctx)
    registers, findings = registers_of(project)
    decisions, wrong = _decisions(project)
    findings += [*wrong, *_unknown(decisions, registers)]
    annotator = _annotator(project, registers, decisions, _kinds(project, kinds))
    if explain_at:
        raise typer.Exit(_explain(ctx, project, annotator, explain_at))
    chosen = [folder_of(ctx) / p for p in paths or []] or project.article_paths()
    documents, unread = read_documents(project, [p.resolve() for p in chosen])
    found = [annotator.find(d) for d in documents]
    _write(project, found, dry_run=dry_run, form=form)
    if not paths:
        _write_proposals(project, found, registers, dry_run=dry_run)
        unread += _unused(decisions, found)
    told = [*findings, *unread]
    if form is Form.JSON:
        typer.echo(render(told, "text"), err=True, nl=False)
        raise typer.Exit(1 if told else 0)
    raise typer.Exit(report(told, done=f"{len(found)} files annotated", project=project))


def _kinds(project: Project, wanted: str) -> frozenset[str]:
    kinds = [k.strip() for k in wanted.split(",") if k.strip()] or list(project.settings.annotate.kinds)
    unknown = [k for k in kinds if k not in ALL_KINDS]
    if unknown:
        raise typer.BadParameter(f"`{unknown[0]}` is no kind: write {', '.join(ALL_KINDS)}")
    return frozenset(kinds)


def _annotator(project: Project, registers: Registers, decisions: Decisions, kinds: frozenset[str]) -> Annotator:
    settings = project.settings.annotate
    source = load_pipeline(settings.spacy, project.root) if settings.spacy else None
    language = next(iter(settings.languages or project.settings.edition.languages), "")
    return Annotator(registers, kinds, decisions, source, language)


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


def _unused(decisions: Decisions, found: Sequence[AnnotatedDocument]) -> list[Diagnostic]:
    articles = {a.document.root.get(XML_ID, "") for a in found}
    used = set().union(*(a.decisions_used for a in found)) if found else set()
    return [_gone(line) for line in decisions.lines if line.article in articles and line not in used]


def _gone(line: Decision) -> Diagnostic:
    where = f"{line.article}, {line.block or 'no id'}"
    message = f"`{line.text}` ({line.kind}, occurrence {line.occurrence}) is not found in {where}"
    return Diagnostic(UNUSED_DECISION, message, line.span, help="correct the line or delete it")


def _write(project: Project, found: Sequence[AnnotatedDocument], *, dry_run: bool, form: Form) -> None:
    listed = []
    for annotated in found:
        document = annotated.document
        data = write_mentions(annotated)
        changed = data != document.source.data
        if changed and not dry_run:
            write_file(_path(project, document), data)
        if form is Form.JSON:
            mentions = [mention_object(one.mention, one.flow.id) for one in annotated.mentions]
            listed.append({"file": document.source.path, "changed": changed, "mentions": mentions})
            continue
        counts = Counter(one.mention.kind for one in annotated.mentions)
        told = ", ".join(f"{n} {kind}" for kind, n in counts.most_common())
        state = "unchanged" if not changed else "would change" if dry_run else "changed"
        typer.echo(f"{document.source.path}: {state} ({told or 'no mentions'})")
    if form is Form.JSON:
        typer.echo(json.dumps(listed, ensure_ascii=False, indent=1))


def _path(project: Project, document: Document) -> Path:
    path = Path(document.source.path)
    return path if path.is_absolute() else project.root / path


def _write_proposals(
    project: Project, found: Sequence[AnnotatedDocument], registers: Registers, *, dry_run: bool
) -> None:
    """The proposals of the whole edition; without any the file is not made."""
    path = project.path(project.settings.files.proposals)
    new = proposals(found, registers)
    text = proposals_text(new).encode()
    if dry_run or not (new or path.exists()) or (path.is_file() and path.read_bytes() == text):
        return
    write_file(path, text)


def _explain(ctx: typer.Context, project: Project, annotator: Annotator, place: str) -> int:
    name, colon, number = place.rpartition(":")
    if not colon or not number.isdecimal():
        raise typer.BadParameter(f"`{place}` is no place: write FILE:LINE")
    documents, findings = read_documents(project, [(folder_of(ctx) / name).resolve()])
    if findings:
        raise EditionError(*findings)
    annotated = annotator.find(documents[0])
    found = mentions_on_line(annotated, int(number))
    for one in found:
        for line in explain(one.mention, annotator.registers, one.flow.owner.inherited("xml:lang", "en")):
            typer.echo(line)
    if found:
        return 0
    message = f"no mention begins on line {number} of {name}"
    return report([Diagnostic(NO_MENTION, message, help="give the line on which the name begins")])
