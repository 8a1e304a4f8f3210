"""One source into one TEI document: bytes in, bytes and findings out. Writes nothing itself.

Takes a path, its bytes and what is known of the edition; gives an `Imported`. What cannot be imported is an
`EditionError` with a diagnostic.
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Span, counted
from edition.intake.codes import (
    CALL_WITHOUT_NOTE,
    DOUBTFUL_BLOCK,
    DOUBTFUL_HYPHEN,
    MISREAD,
    NO_AUTHOR,
    NO_TITLE,
    UNBALANCED,
    UNCALLED_NOTE,
)
from edition.intake.content import Block, Kind, Markup
from edition.intake.corrections import Corrections, misnamed, read_corrections
from edition.intake.doubts import Doubt
from edition.intake.formats import read_format
from edition.intake.formats.decode import decode
from edition.intake.formats.encodings import recode
from edition.intake.formats.sniff import Format, sniff
from edition.intake.formats.typed import read_typed
from edition.intake.front.article import ArticleParts, sort_parts
from edition.intake.inline.citations import Works, find_citations, find_links
from edition.intake.inline.foreign import find_foreign
from edition.intake.inline.misread import find_misread
from edition.intake.inline.quotations import find_quotations
from edition.intake.inline.suspicions import Suspicion, Witness, find_suspicions
from edition.intake.ledger import Account, draw_account
from edition.intake.proposals import PROPOSER, propose
from edition.intake.reading import LeftOut, SourceReading
from edition.intake.scans.layer import article_stem
from edition.intake.signs.lines import FORM_FEED
from edition.intake.tei.document import TextWriter, entries_of
from edition.intake.tei.header import EditionWays, InEdition, Publication, SourceInfo, add_proposer, make_header
from edition.languages import SHIPPED, Languages
from edition.languages.used import using
from edition.markup import TEI, XML_ID, XML_LANG, serialise, tei
from edition.markup.changes.sealing import seal

# lxml takes None for the default namespace, its stubs do not
_NSMAP: Final[Any] = {None: TEI}
_MODELS: Final = {
    ".rng": 'type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"',
    ".sch": 'type="application/xml" schematypens="http://purl.oclc.org/dsdl/schematron"',
    ".rnc": 'type="application/relax-ng-compact-syntax"',
}


_AUTHOR: Final = "write <author><persName>Name</persName></author> behind the title in titleStmt"
_PIECE: Final = 1024


@dataclass(frozen=True)
class Imported:
    """An imported article: its bytes, the account, the doubts and all findings."""

    data: bytes
    account: Account
    doubts: tuple[Doubt, ...]
    findings: tuple[Diagnostic, ...]
    sha256: str
    files: tuple[tuple[str, bytes], ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class ImportOptions:
    """How to import: the works that citations are linked with, whether proposals are written into the text, what the
    edition says of itself, the languages that it knows, and where in the edition the document lies.
    """

    works: Works = field(default_factory=Works)
    propose: bool = False
    publication: Publication = field(default_factory=Publication)
    encoding: str = ""
    languages: Languages = SHIPPED
    place: EditionWays = field(default_factory=EditionWays)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Nothing that an import makes refers back to itself, so looking for cycles among it would only cost time, and
    more than in proportion to the text.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()


@_collector_at_rest()
def import_bytes(path: Path, data: bytes, options: ImportOptions) -> Imported:
    """Import a source; its corrections are read from beside it."""
    with using(options.languages):
        return _imported(path, data, options)


def _imported(path: Path, data: bytes, options: ImportOptions) -> Imported:
    corrections, wrong = read_corrections(path)
    if wrong:
        raise EditionError(*wrong)
    reading = read_source_text(path, data, corrections, options.encoding)
    reading = replace(reading, doubts=tuple(d for d in reading.doubts if not corrections.decided(d.kind, d.line)))
    article = sort_parts(reading.flow, reading.lang, titled=reading.structured)
    places = SourcePlaces(str(path), reading.text, placed=reading.witness is None, paged=reading.paged)
    suspicions = _suspicions(article)
    root, account = _tree(path, data, article, reading, options, suspicions)
    if not account.balances:
        raise EditionError(_unbalanced(path, account))
    findings = [
        *reading.findings,
        *(_doubt(doubt, places) for doubt in reading.doubts),
        *_uncalled(article, places),
        *(_suspicion(block, found, places) for block, found in suspicions),
        *corrections.stale(),
        *misnamed(path),
        *_misread(reading.text, places),
    ]
    if root.find(f".//{tei('titleStmt')}/{tei('author')}") is None:
        message = "the text does not tell its authors"
        findings.append(Diagnostic(NO_AUTHOR, message, Span(str(path), 0, 0), help=_AUTHOR))
    if root.find(f".//{tei('titleStmt')}/{tei('title')}[@cert]") is not None:
        message = "the text does not tell its title"
        findings.append(
            Diagnostic(NO_TITLE, message, Span(str(path), 0, 0), help="write it into titleStmt and remove @cert")
        )
    digest = hashlib.sha256(data).hexdigest()
    return Imported(
        _sealed(root, options.place), account, reading.doubts, tuple(findings), digest, reading.files, reading.left_out
    )


def read_source_text(path: Path, data: bytes, corrections: Corrections, encoding: str = "") -> SourceReading:
    """Read any of the formats into a flow; `encoding` is that of a plain text, where it is known."""
    format_ = sniff(path, data)
    if format_ not in (Format.TEXT, Format.MARKDOWN):
        return read_format(format_, path, data, corrections)
    plain, told = recode(path, data, encoding)
    reading = _read_text(format_, path, plain, corrections)
    # the bytes of a text in another encoding are not those that places are counted in
    if plain == data:
        return reading
    return replace(reading, findings=(*told, *reading.findings), witness=reading.accounted)


def _read_text(format_: Format, path: Path, data: bytes, corrections: Corrections) -> SourceReading:
    if format_ is Format.TEXT:
        return read_typed(decode(path, data), corrections)
    return read_format(format_, path, data, corrections)


def _tree(
    path: Path,
    data: bytes,
    article: ArticleParts,
    reading: SourceReading,
    options: ImportOptions,
    suspicions: Sequence[tuple[Block, Suspicion]],
) -> tuple[etree._Element, Account]:
    works = options.works.with_entries(entries_of(article))
    writer = TextWriter(article, lambda block, note: _markup(block, note, article.lang, works))
    text = writer.text()
    account = draw_account(reading.accounted, text, article.notes, article.joined)
    if options.propose:
        propose(text, suspicions)
    root = etree.Element(tei("TEI"), nsmap=_NSMAP)
    root.set(XML_ID, file_id(path))
    root.set(XML_LANG, article.lang)
    digest = hashlib.sha256(data).hexdigest()
    source = SourceInfo(path.name, article_stem(path), digest, account.counts, reading.files, reading.read_off)
    header = make_header(article, reading.meta, source, writer.keywords, InEdition(options.publication, options.place))
    if options.propose:
        add_proposer(header, PROPOSER)
    root.append(header)
    root.append(text)
    return root, account


def _markup(block: Block, note: bool, lang: str, works: Works) -> list[Markup]:
    if block.kind in (Kind.TITLE, Kind.KEYWORDS, Kind.LABEL):
        return []
    if block.kind is Kind.ENTRY:
        return find_links(block.text)
    citations = find_citations(block.text, works, note=note)
    if block.kind is Kind.HEADING:
        return citations
    quotations = [] if block.kind is Kind.QUOTE else find_quotations(block.text)
    return [*quotations, *citations, *find_foreign(block.text, block.lang or lang, quotations)]


def file_id(path: Path) -> str:
    """The document's id: the file's stem as a name that XML allows.

    >>> file_id(Path("001.txt")), file_id(Path("Bakü 1920.pdf")), file_id(Path("liman.ocr.pdf"))
    ('a001', 'Bakü-1920', 'liman')
    """
    stem = re.sub(r"[^\w.-]+", "-", article_stem(path)).strip("-.") or "article"
    return stem if stem[0].isalpha() or stem[0] == "_" else f"a{stem}"


def _sealed(root: etree._Element, place: EditionWays) -> bytes:
    """The bytes with their own hash in the revision description."""
    models = [("xml-model", f'href="{quote(way)}" {_MODELS[PurePosixPath(way).suffix]}') for way in place.schemas]
    return seal(serialise(root, models))


class SourcePlaces:
    """Characters of a text as spans of bytes; in a file whose bytes say nothing, as its pages, or as the whole."""

    def __init__(self, file: str, text: str, *, placed: bool = True, paged: bool = False) -> None:
        self._file = file
        self._placed = placed
        self._paged = paged
        self._text = text
        pieces = (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
        self._bytes = [0, *itertools.accumulate(len(piece.encode("utf-8", "surrogatepass")) for piece in pieces)]

    def span(self, start: int, end: int) -> Span:
        """The span of the characters `start:end`."""
        if not self._placed:
            return Span(self._file, 0, 0)
        return Span(self._file, self._byte(start), self._byte(end))

    def notes(self, start: int) -> tuple[str, ...]:
        """Where a character of a PDF stands."""
        return (f"on page {self._text.count(FORM_FEED, 0, start + 1) + 1} of the file",) if self._paged else ()

    def _byte(self, at: int) -> int:
        piece = min(at, len(self._text)) // _PIECE
        return self._bytes[piece] + len(self._text[piece * _PIECE : at].encode("utf-8", "surrogatepass"))


def _suspicions(article: ArticleParts) -> list[tuple[Block, Suspicion]]:
    blocks = list(_blocks(article))
    witness = Witness(block.text for block, _ in blocks)
    return [
        (block, found)
        for block, lang in blocks
        if block.kind is not Kind.ENTRY
        for found in find_suspicions(block.text, lang, witness)
    ]


def _blocks(article: ArticleParts) -> Iterable[tuple[Block, str]]:
    for part in (*article.front, *article.back):
        for node in part.nodes:
            if isinstance(node, Block):
                yield node, part.lang or article.lang
    for node in article.body:
        if isinstance(node, Block):
            yield node, node.lang or article.lang
    for note in article.notes:
        for block in note.blocks:
            yield block, article.lang


def _doubt(doubt: Doubt, places: SourcePlaces) -> Diagnostic:
    code = {"hyphen": DOUBTFUL_HYPHEN, "call": CALL_WITHOUT_NOTE}.get(doubt.kind, DOUBTFUL_BLOCK)
    kind = doubt.kind if doubt.kind in ("hyphen", "note") else "block"
    return Diagnostic(
        code,
        f"“{doubt.text}”: {doubt.decision}",
        places.span(doubt.start, doubt.end),
        notes=(doubt.reason, *places.notes(doubt.start)),
        help=f"if this is wrong, add a [[{kind}]] for line {doubt.line} to the corrections file beside the source",
    )


def _uncalled(article: ArticleParts, places: SourcePlaces) -> Iterable[Diagnostic]:
    for note in article.notes:
        if not note.called and note.blocks:
            start = note.blocks[0].source_of(0)
            yield Diagnostic(
                UNCALLED_NOTE,
                f"no call was found for note {note.label}",
                places.span(start, start + 1),
                notes=places.notes(start),
                help="put the note where it belongs, and remove its @cert",
            )


def _misread(text: str, places: SourcePlaces) -> Iterable[Diagnostic]:
    found = find_misread(text)
    if found:
        message = (
            f"“{found.text}” looks like {found.meant} read as {found.taken}, as in {counted(found.count, 'place')}"
        )
        yield Diagnostic(
            MISREAD, message, places.span(found.start, found.start + len(found.text)),
            help=f"open the original file as {found.meant} and save it as UTF-8",
        )  # fmt: skip


def _suspicion(block: Block, found: Suspicion, places: SourcePlaces) -> Diagnostic:
    start, end = block.source_of(found.start), block.source_of(max(found.start, found.end - 1)) + 1
    help_ = f"perhaps “{found.proposal}” is meant; --propose writes it as a choice" if found.proposal else None
    return Diagnostic(
        found.code, found.message, places.span(start, end), notes=places.notes(start),
        help=help_ or "look at the printed source",
    )  # fmt: skip


def _unbalanced(path: Path, account: Account) -> Diagnostic:
    missing = ", ".join(f"{sign!r} ×{count}" for sign, count in sorted(account.missing.items())[:12])
    added = ", ".join(f"{sign!r} ×{count}" for sign, count in sorted(account.added.items())[:12])
    return Diagnostic(
        UNBALANCED,
        f"the account does not balance: missing {missing or 'nothing'}; added {added or 'nothing'}",
        Span(str(path), 0, 0),
        help="please report this with the source",
    )
