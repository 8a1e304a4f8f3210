"""The registers of an edition: checked, gathered from its texts, changed with every reference, filled from tables.

A change is made of all files or of none (`dry_run` tells what it would touch and writes nothing).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Sources
from edition.facts.patterns import MentionPatterns
from edition.markup import XML_ID, Document, Source, all_text, parse_files, read_source
from edition.markup.changes import change_files, changing
from edition.markup.source import bytes_of
from edition.project import Project, edition_folder
from edition.registers import DocumentChange, add, add_all, check_registers, fold, merge, rename, split
from edition.registers.codes import UNKNOWN_KEY
from edition.registers.editing.fresh import with_lists
from edition.registers.editing.pointers import KindOf
from edition.registers.files import load_registers, whole_registers
from edition.registers.harvest import Harvest, harvest
from edition.registers.likeness import LEAST, Doubles, gathered, likely_doubles
from edition.registers.tables import absorb, read_table, read_tei
from edition.registers.tables.proposals import take_proposals
from edition.registers.tables.table import Row

__all__ = [
    "KINDS",
    "LEAST",
    "TABLE_KINDS",
    "ChangedFile",
    "Doubles",
    "Harvest",
    "TableImport",
    "absorb_rows",
    "add_entry",
    "add_proposed",
    "check_entries",
    "harvest_entries",
    "import_table",
    "likely_one",
    "merge_entries",
    "rename_entry",
    "split_entry",
]
KINDS: Final = ("person", "place", "org", "event", "work")
TABLE_KINDS: Final = ("person", "place", "org", "event")
Names = Sequence[tuple[str, str]]  # language and name, the preferred one first


@dataclass(frozen=True)
class ChangedFile:
    """A file that a change touched, and what of an entry was left out since another has its own."""

    path: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class TableImport:
    """What a table brought: the files that changed, how many entries, and what contradicts the registers."""

    changed: tuple[ChangedFile, ...]
    added: int
    updated: int
    unchanged: int
    differing: int
    diagnostics: tuple[Diagnostic, ...]
    sources: Sources


def check_entries(project: Project) -> tuple[list[Diagnostic], int]:
    """What is wrong with keys, names, coordinates and relations, which entries may be one; the number of entries."""
    loaded = load_registers(project)
    found = check_registers(loaded.registers, project.settings.edition.languages)
    told = [*project.patterns_without_files(), *loaded.unreadable, *loaded.findings, *found]
    return told, len(loaded.registers.entities)


def likely_one(project: Project, least: float = LEAST) -> list[Doubles]:
    """Entries that are likely one, by the likeness of their names, the likeliest first."""
    registers = whole_registers(project)
    return gathered(registers, likely_doubles(registers, least))


def harvest_entries(project: Project, output: Path) -> tuple[Harvest, list[Diagnostic]]:
    """Write the entries that texts hold or name beyond the registers; a file that says something else is kept."""
    documents, findings = parse_files(project.article_paths(), project.shown)
    found = harvest(documents, _kind_of(project), whole_registers(project))
    data = found.text.encode()
    if output.exists() and (not output.is_file() or output.read_bytes() != data):
        raise FileExistsError(output)
    if found.from_documents or found.from_mentions:
        change_files(edition_folder(output.parent), "edition registers harvest", {output: data})
    return found, findings


def rename_entry(project: Project, key: str, new_key: str, *, dry_run: bool = False) -> list[ChangedFile]:
    """Give an entry another key; every reference follows, and the old address leads to the new one."""
    kind_of = _kind_of(project)
    return _change_all(project, "rename", lambda documents: rename(documents, key, new_key, kind_of), dry_run)


def merge_entries(project: Project, key: str, into: str, *, dry_run: bool = False) -> list[ChangedFile]:
    """Merge an entry into another; its names and identifiers move over."""
    kind_of = _kind_of(project)
    return _change_all(project, "merge", lambda documents: merge(documents, key, into, kind_of), dry_run)


def split_entry(
    project: Project,
    key: str,
    new_key: str,
    names: Names,
    *,
    articles: Collection[str] = (),
    blocks: Collection[str] = (),
    forms: Collection[str] = (),
    dry_run: bool = False,
) -> list[ChangedFile]:
    """Make a new entry out of an old one; it takes the mentions in these articles and blocks, with these words."""
    if not (articles or blocks or forms):
        raise ValueError("say which mentions move: by articles, blocks or forms")
    folded = {fold(form) for form in forms}

    def is_moved(document: Document, element: etree._Element) -> bool:
        if articles and document.root.get(XML_ID) not in articles:
            return False
        if blocks and not any(ancestor.get(XML_ID) in blocks for ancestor in element.iterancestors()):
            return False
        return not folded or fold(all_text(element)) in folded

    kind_of = _kind_of(project)
    return _change_all(
        project, "split", lambda documents: split(documents, key, new_key, names, is_moved, kind_of), dry_run
    )


def add_entry(project: Project, kind: str, key: str, names: Names, *, dry_run: bool = False) -> list[ChangedFile]:
    """Add an entry at its alphabetical place."""
    if kind not in KINDS:
        raise ValueError(f"`{kind}` is no kind: write {', '.join(KINDS)}")
    return _change(
        project,
        project.register_paths(),
        "add",
        lambda found: add(with_lists(project, found, (kind,)), kind, key, names),
        dry_run,
    )


def add_proposed(
    project: Project, keys: Sequence[str] | None = None, *, dry_run: bool = False
) -> list[ChangedFile] | None:
    """Take over entries that the annotator proposed, or all; None where nothing is proposed.

    Entries and the file of proposals change as one: no proposal is lost, and none is taken twice.
    """
    path = project.path(project.settings.files.proposals)
    with changing(project.root, "edition registers add", dry_run=dry_run) as change:
        data = change.read(path)
        if data is None and keys is None:
            return None
        if data is None:
            message = f"there is no file of proposals {project.shown(path)}"
            raise EditionError(Diagnostic(UNKNOWN_KEY, message, help="run: edition annotate"))
        taken = take_proposals(project.shown(path), data, keys)
        documents = with_lists(project, change.documents(project.register_paths()), {e.kind for e in taken.entries})
        made = add_all(documents, taken.entries, renumber=True)
        for one in made:
            change.replace(one.document, one.data)
        change.write(path, taken.rest)
    return _changed(made)


def import_table(
    project: Project, path: Path, shown: str = "", *, kind: str = "", update: bool = False, dry_run: bool = False
) -> TableImport:
    """Take entries from a table (.csv, .tsv) or from TEI lists (.xml); with `update` the table is believed."""
    source = _read(path, shown or str(path))
    found: list[Diagnostic] = []
    if path.suffix.lower() == ".xml":
        header, rows, found = read_tei(source)
    else:
        header, rows = read_table(source.path, source.data)
    by = "edition import-register"
    return absorb_rows(project, by, source, (header, rows, found), kind=kind, update=update, dry_run=dry_run)


def absorb_rows(
    project: Project,
    by: str,
    source: Source,
    read: tuple[list[str], list[Row], list[Diagnostic]],
    *,
    kind: str = "",
    update: bool = False,
    dry_run: bool = False,
) -> TableImport:
    """Take what was read of a table (its columns, rows and findings) into the registers, as one change."""
    header, rows, found = read
    with changing(project.root, by, dry_run=dry_run) as change:
        documents = with_lists(project, change.documents(project.register_paths()), KINDS)
        result = absorb(documents, header, rows, kind, update=update)
        for one in result.changes:
            change.replace(one.document, one.data)
    return TableImport(
        tuple(_changed(result.changes)),
        result.added,
        result.changed,
        result.unchanged,
        result.differing,
        (*found, *result.findings),
        Sources({source.path: source.data, **{d.source.path: d.source.data for d in documents}}),
    )


def _read(path: Path, shown: str) -> Source:
    return read_source(path, shown) if path.suffix.lower() == ".xml" else Source(shown, bytes_of(path, shown))


def _kind_of(project: Project) -> KindOf:
    """What tells the kind of a mention in this edition."""
    return MentionPatterns.of(project.settings.mentions).kind_of


def _change_all(
    project: Project, by: str, make: Callable[[list[Document]], list[DocumentChange]], dry_run: bool
) -> list[ChangedFile]:
    return _change(project, [*project.register_paths(), *project.article_paths()], by, make, dry_run)


def _change(
    project: Project,
    paths: Sequence[Path],
    by: str,
    make: Callable[[list[Document]], list[DocumentChange]],
    dry_run: bool,
) -> list[ChangedFile]:
    """Change documents as one."""
    with changing(project.root, f"edition registers {by}", dry_run=dry_run) as change:
        made = make(change.documents(paths))
        for one in made:
            change.replace(one.document, one.data)
    return _changed(made)


def _changed(made: Iterable[DocumentChange]) -> list[ChangedFile]:
    return [ChangedFile(one.document.source.path, tuple(one.left_out)) for one in made]
