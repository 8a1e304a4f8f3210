"""Annotating files of an edition: decisions are obeyed, what changes is written, what no register has is proposed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.annotate import ALL_KINDS, Annotator, Decisions, read_decisions
from edition.annotate.annotator import refuse_long
from edition.annotate.codes import NO_MENTION, UNKNOWN_REFERENCE, UNUSED_DECISION
from edition.annotate.elsewhere.offers import OfferedName, Offers
from edition.annotate.job import AnnotateJob, Marked, Said
from edition.annotate.review.explain import explain, mentions_on_line
from edition.annotate.review.obeyed import Decision
from edition.annotate.review.proposals import Lacking, Proposal, mention_object, proposals, proposals_text
from edition.api.progress import Progress, silent
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs import Cache, Item, run
from edition.languages import read_languages
from edition.markup import XML_ID, parse, read_source, squeeze
from edition.markup.changes import Inputs, change_file, digest
from edition.paths import real
from edition.project import Project
from edition.registers import Registers, plain_key
from edition.registers.files import Loaded, load_registers

if TYPE_CHECKING:
    from edition.annotate.elsewhere.asking import Inquiry
    from edition.annotate.learned.model import Model


__all__ = [
    "ALL_KINDS",
    "NO_MENTION",
    "AnnotatedFile",
    "Annotation",
    "AnnotationOptions",
    "Explained",
    "annotate",
    "explain_line",
    "job_of",
    "job_of_edition",
    "mention_object",
]


_ELSEWHERE: Final = "elsewhere"  # whose kept results the offers are


@dataclass(frozen=True)
class AnnotatedFile:
    """A file after annotation: its path as shown to people, whether it changes, and every mention in it."""

    path: str
    changed: bool
    mentions: tuple[Said, ...]


@dataclass(frozen=True)
class Explained:
    """Why a mention is tagged so, line by line, and how a decision finds it."""

    reasons: tuple[str, ...]
    article: str
    block: str
    text: str


@dataclass
class Annotation:
    """What annotating gave."""

    files: int = 0
    proposals: list[Proposal] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True)
class AnnotationOptions:
    """Which kinds are marked, whether anything is written, whether other programs are asked, where the work is done."""

    kinds: frozenset[str] = frozenset()
    dry_run: bool = False
    elsewhere: bool = False
    jobs: int = 0
    cluster: str | None = None
    progress: Progress = silent


def annotate(
    project: Project, paths: Sequence[Path] | None, options: AnnotationOptions, each: Callable[[AnnotatedFile], None]
) -> Annotation:
    """Annotate files (all articles where none are named) and hand each on as it is done.

    A register or a file of decisions that cannot be read stops all: without it articles would lose what it says. A file
    that was changed while this ran is left as it is and told, and so are all after a register or the decisions were.
    """
    files = project.settings.files
    inputs = Inputs([*project.register_paths(), project.path(files.decisions), project.path(files.proposals)])
    with Cache(project.cache) as cache:
        loaded = load_registers(project, cache)
    decisions, wrong = _decisions(project)
    done = Annotation()
    lost = [*loaded.unreadable, *project.left_out("registers")]
    done.diagnostics += [*lost, *loaded.findings, *wrong, *_unknown(decisions, loaded.registers)]
    if lost or wrong:
        return done
    chosen, told = _chosen(project, paths)
    done.diagnostics += told
    found = _Found(project, {project.shown(p): p for p in chosen}, options)
    model, unfit = _model(project)
    job = job_of(project, loaded, decisions, options.kinds, model)
    done.diagnostics += [*job.languages.findings, *unfit]
    job, told = _with_offers(project, job, found, options)
    done.diagnostics += told
    for path, marked in found.results(job):
        if marked.data is not None and not options.dry_run:
            refused = change_file(project.root, found.files[path], found.before[path], marked.data, inputs)
            if refused is not None:
                done.diagnostics.append(refused)
                continue
        done.files += 1
        each(AnnotatedFile(path, marked.data is not None, marked.mentions))
    done.diagnostics += found.findings
    if not paths:
        done.proposals = proposals(found.lacking, loaded.registers)
        if not options.dry_run:
            done.diagnostics += _write_proposals(project, done.proposals, inputs)
        done.diagnostics += _unused(decisions, found)
    return done


def _chosen(project: Project, paths: Sequence[Path] | None) -> tuple[list[Path], list[Diagnostic]]:
    """The files that are annotated; of all articles also what the settings name and nobody finds."""
    if paths:
        return [real(p) for p in paths], []
    return project.article_paths(), project.patterns_without_files()


def job_of(
    project: Project, loaded: Loaded, decisions: Decisions, kinds: frozenset[str], model: Model | None = None
) -> AnnotateJob:
    """The job as the edition's settings want it; `kinds` where they are asked for."""
    settings = project.settings.annotate
    wanted = kinds or frozenset(settings.kinds or ALL_KINDS)
    language = next(iter(settings.languages or project.settings.edition.languages), "")
    languages = read_languages(project.root)
    registers, known = loaded.registers, loaded.digest
    text = project.settings.text
    return AnnotateJob(registers, wanted, decisions, Offers(), language, languages, model, known, text)


def _kept_offers(project: Project) -> Offers:
    """What other programs were found to say before; nobody is asked."""
    if not project.settings.annotate.has_sources:
        return Offers()
    with Cache(project.cache) as cache:
        return _Answers(cache).inquiry(project).offers()


def _with_offers(
    project: Project, job: AnnotateJob, found: _Found, options: AnnotationOptions
) -> tuple[AnnotateJob, list[Diagnostic]]:
    """The job with what other programs find in the texts, who are asked where the call says so."""
    if not project.settings.annotate.has_sources:
        return job, []
    annotator, is_asked = job.annotator(), options.elsewhere and not options.dry_run
    advance = options.progress("asking", len(found.files)) if is_asked else lambda: None
    with Cache(project.cache) as cache, closing(_Answers(cache).inquiry(project)) as inquiry:
        for shown, path in found.files.items():
            texts = _texts(annotator, path, shown)
            (inquiry.ask if is_asked else inquiry.meet)(texts)
            cache.commit()
            advance()
        if found.is_whole:
            cache.keep_only(_ELSEWHERE, inquiry.used)
        return replace(job, offers=inquiry.offers()), inquiry.findings()


def _texts(annotator: Annotator, path: Path, shown: str) -> list[tuple[str, str]]:
    """The running texts of a file with their languages; what cannot be read is told when it is annotated."""
    with suppress(EditionError):
        document = parse(read_source(path, shown))
        refuse_long(document)
        return [(text.flow.text, text.lang) for text in annotator.texts(document)[1]]
    return []


class _Answers:
    """The edition's cache as a store of what other programs offered."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def inquiry(self, project: Project) -> Inquiry:
        """An inquiry with the sources of the edition that begins with what is kept."""
        from edition.annotate.elsewhere.asking import Inquiry, sources_of  # late: what speaks to servers is heavy

        sources = sources_of(project.settings.annotate, project.root)
        return Inquiry(sources, self._cache.owned(_ELSEWHERE, tuple[OfferedName, ...]), self)

    def put(self, key: str, offers: Sequence[OfferedName]) -> None:
        self._cache.put(key, list(offers), _ELSEWHERE)


def explain_line(project: Project, path: Path, line: int) -> list[Explained]:
    """Why the mentions that begin on a line of a file are tagged as they are."""
    document = parse(read_source(path, project.shown(path)))
    annotator = job_of_edition(project).annotator()
    article = document.root.get(XML_ID, "") or project.shown(path)
    out = []
    for one in mentions_on_line(annotator.find(document), line):
        reasons = explain(one.mention, annotator.registers, one.flow.owner.inherited("xml:lang", "en"))
        out.append(Explained(tuple(reasons), article, one.flow.id, squeeze(one.mention.text)))
    return out


def job_of_edition(project: Project, kinds: frozenset[str] = frozenset(), *, use_model: bool = True) -> AnnotateJob:
    """The same with the edition's registers, decisions and model; what is wrong with them is told elsewhere."""
    model = _model(project)[0] if use_model else None
    job = job_of(project, load_registers(project), _decisions(project)[0], kinds, model)
    return replace(job, offers=_kept_offers(project))


def _model(project: Project) -> tuple[Model | None, list[Diagnostic]]:
    """What the edition has taught, where it has; a file that does not fit is a finding."""
    path = project.path(project.settings.files.learned)
    if not path.is_file():
        return None, []
    from edition.annotate.learned.model import from_bytes  # late: most editions have taught nothing

    try:
        return from_bytes(path.read_bytes(), project.shown(path), project.identity), []
    except EditionError as error:
        return None, list(error.diagnostics)


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
            key = registers.key_of(pointer, line.kind)
            if line.decision == "link" and "://" not in pointer and registers.get(key) is None:
                message = f"no register has the key `{plain_key(key)}`"
                out.append(Diagnostic(UNKNOWN_REFERENCE, message, line.span, help="correct the key or add the entry"))
    return out


def _unused(decisions: Decisions, found: _Found) -> list[Diagnostic]:
    lines = enumerate(decisions.lines)
    return [_gone(line) for number, line in lines if line.article in found.articles and number not in found.obeyed]


def _gone(line: Decision) -> Diagnostic:
    where = f"{line.article}, {line.block or 'no id'}"
    message = f"`{line.text}` ({line.kind}, occurrence {line.occurrence}) is not found in {where}"
    return Diagnostic(UNUSED_DECISION, message, line.span, help="correct the line or delete it")


def _write_proposals(project: Project, new: Sequence[Proposal], inputs: Inputs) -> list[Diagnostic]:
    """The proposals of the whole edition; without any the file is not made."""
    path = project.path(project.settings.files.proposals)
    text = proposals_text(new).encode()
    before = path.read_bytes() if path.is_file() else None
    if before == text or (before is None and not new):
        return []
    refused = change_file(project.root, path, before, text, inputs)
    return [] if refused is None else [refused]


class _Found:
    """Annotates files, gives the results as they come, and keeps what concerns all of them."""

    def __init__(self, project: Project, files: dict[str, Path], options: AnnotationOptions) -> None:
        self.project = project
        self.files = files
        self.options = options
        self.findings: list[Diagnostic] = []
        self.lacking: list[Lacking] = []
        self.articles: set[str] = set()
        self.obeyed: set[int] = set()
        self.before: dict[str, str] = {}  # the digest of what was read of each file

    @property
    def is_whole(self) -> bool:
        """Whether these are all articles of the edition."""
        return list(self.files.values()) == self.project.article_paths()

    def results(self, job: AnnotateJob) -> Iterator[tuple[str, Marked]]:
        """What can be read, annotated."""
        advance = self.options.progress("annotating", len(self.files))
        with ExitStack() as stack:
            cache = stack.enter_context(Cache(self.project.cache))
            jobs, cluster = self.options.jobs, self.options.cluster
            for path, marked in run(
                job, self._items(), Marked, cache, jobs=jobs, cluster=cluster, whole=self.is_whole, advance=advance
            ):
                self.findings += marked.diagnostics
                if not marked.diagnostics:
                    self._learn(marked)
                    yield path, marked

    def _learn(self, marked: Marked) -> None:
        self.lacking += marked.lacking()
        self.articles.add(marked.article)
        self.obeyed.update(marked.decisions_used)

    def _items(self) -> Iterator[Item]:
        for shown, path in self.files.items():
            try:
                data = read_source(path, shown).data
                self.before[shown] = digest(data)
                yield Item(shown, data)
            except EditionError as error:
                self.findings += error.diagnostics
