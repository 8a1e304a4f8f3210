"""Exporting an edition: its files are read as often as a format asks, and what cannot be read is told once."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from edition.api.progress import Progress, silent
from edition.diagnostics import Diagnostic, EditionError, Label, Severity, Span
from edition.export import (
    FORMATS,
    INDEX,
    TOO_LARGE,
    UNKNOWN_ARTICLE,
    Corpus,
    ExportFormat,
    Exports,
    Selection,
    export_all,
    export_one,
    find_format,
    nearest,
    refuse_unknown_kinds,
)
from edition.facts import ArticleFacts, account_of
from edition.facts.facsimile.files import Pictures
from edition.facts.job import Checked, FactsJob
from edition.facts.texts import EditionTexts
from edition.jobs import Cache, Item, run
from edition.languages import read_languages
from edition.languages.used import using
from edition.markup import XML_ID, Document, parse
from edition.markup.source import as_source
from edition.project import Project
from edition.publish.paths import FOLDERS, article_path, entity_path
from edition.registers.files import RegisterFiles, reading_of

__all__ = [
    "FORMATS",
    "INDEX",
    "ExportOptions",
    "ExportSource",
    "Exported",
    "Selection",
    "export",
    "find_format",
]


@dataclass(frozen=True)
class ExportOptions:
    """What part of the edition is exported, in what manner, and where the work is done."""

    selection: Selection = field(default_factory=Selection)
    excel: bool = False
    jobs: int = 0
    cluster: str | None = None
    progress: Progress = silent


@dataclass(frozen=True)
class Exported:
    """What an export wrote, and what could not be read or written. `count` is the number of its formats."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    count: int = 1


def export(
    project: Project,
    kind: str,
    form: str = "",
    output: Path | BinaryIO | None = None,
    options: ExportOptions | None = None,
) -> Exported:
    """Write one format of a kind, its first where none is named, or `all` of them.

    `output` is a file or folder, or a stream that one file is written into; without it the edition's own folder.
    """
    options = options or ExportOptions()
    with using(read_languages(project.root)), Cache(project.cache) as cache:
        source = ExportSource(project, options, cache)
        corpus = source.corpus()
        found: list[Diagnostic] = []
        if kind == "all":
            exports = Exports.open(project, output if isinstance(output, Path) else None)
            listed, found = export_all(corpus, exports, options.progress("exporting", len(FORMATS)))
            paths, count = [exports.path], len(listed)
        elif output is None or isinstance(output, Path):
            paths = export_one(find_format(kind, form), corpus, project, output)
            count = int(bool(paths))
        else:
            _write_into(find_format(kind, form), corpus, output)
            paths, count = [], 1
    return Exported(tuple(paths), tuple(dict.fromkeys([*source.findings, *corpus.findings, *found])), count)


def _write_into(form: ExportFormat, corpus: Corpus, stream: BinaryIO) -> None:
    """Write into what is no file on disk, such as standard output or a pipe: it must not be replaced by one."""
    if not form.suffix:
        raise ValueError(f"{form.name} is a folder of files, which no stream can hold")
    with TemporaryDirectory() as folder:
        made = Path(folder) / form.file_name
        if (count := len(form.files(corpus, made))) > 1:
            message = f"{form.name} of so many articles is {count} files, which no stream can hold"
            help_text = "choose articles with --article, --from or --to, or name a file with --output"
            raise EditionError(Diagnostic(TOO_LARGE, message, level=Severity.ERROR, help=help_text))
        form.write(corpus, made)
        with made.open("rb") as source:
            shutil.copyfileobj(source, stream)


@dataclass
class ExportSource:
    """Reads an edition for its exports, as often as they ask; what cannot be read is told once and left out."""

    project: Project
    options: ExportOptions
    cache: Cache
    findings: dict[Diagnostic, None] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)  # the file of each article, by its id

    def __post_init__(self) -> None:
        self._register_files = RegisterFiles(self.project)
        self._texts = EditionTexts(self.project)
        self._reading = self.project.text

    def corpus(self) -> Corpus:
        """The edition as exports see it."""
        loaded = self._register_files.load(self.cache)
        self._tell([*self.project.patterns_without_files(), *loaded.unreadable, *loaded.findings])
        self._reading = reading_of(self.project, loaded.registers)
        registers = account_of(loaded.registers, self.facts())
        selection = self.options.selection
        refuse_unknown_kinds(selection, registers)
        self._refuse_unknown(selection.articles)
        return Corpus(
            info=self.project.settings.edition,
            registers=registers,
            facts=lambda: self.facts(selection.articles),
            documents=lambda: self._documents(selection.articles),
            register_documents=self._registers,
            selection=selection,
            pictures=Pictures(self.project),
            excel=self.options.excel,
            page=_page,
        )

    def facts(self, wanted: frozenset[str] = frozenset()) -> Iterator[ArticleFacts]:
        """The facts of the articles asked for, one after the other."""
        paths = self._paths(wanted)
        items = (Item(shown, data) for path in paths for shown, data in self._whole(path))
        job = FactsJob(self._reading)
        advance = self.options.progress("reading", len(paths))
        jobs, cluster, whole = self.options.jobs, self.options.cluster, not wanted
        for shown, result in run(
            job, items, Checked, self.cache, jobs=jobs, cluster=cluster, whole=whole, advance=advance
        ):
            self._tell(result.diagnostics)
            if result.facts is not None and self._is_first(result.facts.id, shown):
                yield result.facts

    def _paths(self, wanted: frozenset[str]) -> list[Path]:
        """The articles asked for: by the file's name, which is the id in a well-kept edition."""
        paths = self.project.article_paths()
        named = [p for p in paths if p.stem in wanted]
        return named if wanted and len(named) == len(wanted) else paths

    def _refuse_unknown(self, wanted: frozenset[str]) -> None:
        if not wanted or {p.stem for p in self.project.article_paths()} >= wanted:
            return
        known = {facts.id for facts in self.facts()}
        if unknown := sorted(wanted - known):
            message = f"there is no article {', '.join(unknown)}"
            help_text = nearest(unknown[0], known) or "give the xml:id of an article"
            raise EditionError(Diagnostic(UNKNOWN_ARTICLE, message, help=help_text))

    def _documents(self, wanted: frozenset[str]) -> Iterator[Document]:
        for path in self._paths(wanted):
            for shown, data in self._whole(path):
                try:
                    document = parse(as_source(shown, data))
                except EditionError as error:
                    self._tell(error.diagnostics)
                    continue
                own = document.root.get(XML_ID)
                id_ = self.project.text.article_id(own, shown)
                if own and own != id_:
                    document.root.set(XML_ID, id_)
                if (not wanted or id_ in wanted) and self._is_first(id_, shown):
                    yield document

    def _is_first(self, id_: str, shown: str) -> bool:
        """Whether no other file has an article of this id, or one that is the same file on many disks."""
        first = self.firsts.setdefault(unicodedata.normalize("NFC", id_).casefold(), shown)
        if first != shown:
            from edition.validate.codes import DUPLICATE_ARTICLE  # late: exports do without grammars

            message = f"the id `{id_}` belongs to another article too, and this one is left out of the exports"
            label = Label(Span(first, 0, 1), "the first article with this id")
            help_text = "give TEI/@xml:id the name of the file"
            self._tell([Diagnostic(DUPLICATE_ARTICLE, message, Span(shown, 0, 1), (label,), help=help_text)])
        return first == shown

    def _whole(self, path: Path) -> list[tuple[str, bytes]]:
        """The texts of a file; nothing where it cannot be read."""
        try:
            found = self._texts.of(path)
        except EditionError as error:
            self._tell(error.diagnostics)
            return []
        self._tell(self._texts.lost.values())
        return found

    def _registers(self) -> Sequence[Document]:
        documents, found = self._register_files.documents()
        self._tell(found)
        return documents

    def _tell(self, found: Iterable[Diagnostic]) -> None:
        self.findings.update(dict.fromkeys(self._texts.relocated(found)))


def _page(kind: str, key: str) -> str:
    """Where the site has its page on an article or entity; what has no page keeps its kind and key."""
    if kind == "article":
        return article_path(key)
    return entity_path(kind, key) if kind in FOLDERS else f"exports/{kind}/{key}"
