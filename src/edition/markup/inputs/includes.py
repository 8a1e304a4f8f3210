"""XInclude and declared entities made plain in the bytes of a file, before anything is parsed.

Takes a file of an edition and the edition's folder, gives its bytes with what it includes in place, and where each
stretch of them comes from. Follows files inside the folder only; an address is never fetched. A target that is missing
or lies outside gives its fallback, and a finding.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Label, Severity, Span
from edition.markup.names import XML_ID
from edition.markup.source import Document, Source, parse, read_source
from edition.paths import real

INCLUDE_NOT_FOLLOWED: Final = Code(
    "V363",
    "include-not-followed",
    Severity.WARNING,
    """A file includes another (`xi:include`) that is missing, lies outside of the edition's folder, is no XML, or
    includes itself. Its fallback stands in its place, where there is one; nothing else is said of the place.

    Failing: `<xi:include href="../../elsewhere.xml"/>`. Passing: `<xi:include href="parts/taxonomy.xml"/>`, with that
    file in the edition's folder.
    """,
)
_XI: Final = "{http://www.w3.org/2001/XInclude}"
_MARK: Final = b"http://www.w3.org/2001/XInclude"
_DEEPEST: Final = 16
_MOST_BYTES: Final = 64 * 1024 * 1024
_POINTER: Final = re.compile(r"(?:element\()?([^\W\d][\w.-]*)\)?\Z")


@dataclass(frozen=True, slots=True)
class IncludedPiece:
    """A stretch of the whole that begins at `start` and comes from `origin` of a file; a lost place has no origin."""

    start: int
    file: str
    origin: int
    lost: bool = False


@dataclass(frozen=True)
class Whole:
    """A file with what it includes in place; `pieces` tell where it comes from, in their order."""

    source: Source
    pieces: tuple[IncludedPiece, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def relocated(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Findings of the whole, with their places in the files they come from; none for what could not be included."""
        if not self.pieces:
            return list(diagnostics)
        return [moved for d in diagnostics if (moved := self._moved(d)) is not None]

    def _moved(self, diagnostic: Diagnostic) -> Diagnostic | None:
        if diagnostic.primary is None or diagnostic.primary.file != self.source.path:
            return diagnostic
        piece = self._piece(diagnostic.primary.start)
        if piece.lost:
            return None
        labels = tuple(Label(self._span(label.span), label.text) for label in diagnostic.labels)
        return replace(diagnostic, primary=self._span(diagnostic.primary), labels=labels, fix=None, other_fixes=())

    def _piece(self, offset: int) -> IncludedPiece:
        return self.pieces[bisect_right([p.start for p in self.pieces], offset) - 1]

    def _span(self, span: Span) -> Span:
        if span.file != self.source.path:
            return span
        piece = self._piece(span.start)
        start = piece.origin + span.start - piece.start
        return Span(piece.file, start, start + span.end - span.start)


def holds_includes(data: bytes) -> bool:
    """Whether a file may include others."""
    return _MARK in data


def read_whole(path: Path, root: Path, shown: str) -> Whole:
    """Read a file with everything that it includes; one that includes nothing is read as it is."""
    source = read_source(path, shown)
    if not holds_includes(source.data):
        return Whole(source)
    writer = _Writer(real(root))
    try:
        writer.add(source, path, ())
    except EditionError:
        return Whole(source)  # what is no XML is told by whoever parses it
    data = b"".join(writer.parts)
    return Whole(Source(source.path, data, expanded=True), tuple(writer.pieces), tuple(writer.findings))


@dataclass
class _Writer:
    """Puts the whole together."""

    root: Path
    parts: list[bytes] = field(default_factory=list)
    pieces: list[IncludedPiece] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    length: int = 0

    def add(self, source: Source, path: Path, around: tuple[Path, ...]) -> None:
        """A whole file."""
        self._stretch(parse(source), path, around, 0, len(source.data))

    def _write(self, data: bytes, file: str, origin: int, *, lost: bool = False) -> None:
        self.pieces.append(IncludedPiece(self.length, file, origin, lost))
        self.parts.append(data)
        self.length += len(data)

    def _stretch(self, document: Document, path: Path, around: tuple[Path, ...], start: int, end: int) -> None:
        """A stretch of a file, with what stands in it included."""
        source = document.source
        at = start
        for element in _outermost(document, start, end):
            span = document.element_span(element)
            self._write(source.data[at : span.start], source.path, at)
            self._include(document, element, path, around)
            at = span.end
        self._write(source.data[at:end], source.path, at)

    def _include(self, document: Document, element: etree._Element, path: Path, around: tuple[Path, ...]) -> None:
        href = element.get("href", "")
        try:
            target = self._target(path, href, around)
            if element.get("parse") == "text":
                self._write(escape(target.read_text("utf-8"), quote=False).encode(), document.source.path, 0, lost=True)
            else:
                self._insert(target, element.get("xpointer", ""), (*around, real(path)))
        except (_NotFollowed, OSError, UnicodeError, EditionError) as error:
            self._lose(document, element, path, around, str(error) if isinstance(error, _NotFollowed) else "is no XML")

    def _target(self, path: Path, href: str, around: tuple[Path, ...]) -> Path:
        target = real(path.parent / href)
        if "://" in href or not href or not target.is_relative_to(self.root):
            raise _NotFollowed("lies outside of the edition's folder")
        if not target.is_file():
            raise _NotFollowed("does not exist")
        if target in (*around, real(path)) or len(around) >= _DEEPEST:
            raise _NotFollowed("includes itself")
        if self.length > _MOST_BYTES:
            raise _NotFollowed("is too much to include")
        return target

    def _insert(self, target: Path, pointer: str, around: tuple[Path, ...]) -> None:
        source = read_source(target, target.relative_to(self.root).as_posix())
        document = parse(source)
        element = document.root
        if pointer:
            match = _POINTER.match(pointer)
            wanted = match[1] if match else ""
            found = next((e for e in element.iter(etree.Element) if e.get(XML_ID) == wanted), None)
            if found is None:
                raise _NotFollowed(f"has no `{pointer}`")
            element = found
        span = document.element_span(element)
        name_end = span.start + 1 + len(span.name.encode())
        self._write(source.data[span.start : name_end], source.path, span.start)
        self._write(namespaces(document, element), source.path, span.start)
        self._stretch(document, target, around, name_end, span.end)

    def _lose(
        self, document: Document, element: etree._Element, path: Path, around: tuple[Path, ...], why: str
    ) -> None:
        """The fallback in place of what cannot be included, and a finding."""
        span = document.element_span(element)
        place = document.attribute_span(element, "href")
        message = f"`{element.get('href', '')}` {why}"
        help_text = "put the file into the edition's folder, or take the include out"
        self.findings.append(Diagnostic(INCLUDE_NOT_FOLLOWED, message, place, help=help_text))
        fallback = element.find(f"{_XI}fallback")
        inside = b""
        if fallback is not None and len(fallback):
            first, last = document.element_span(fallback[0]), document.element_span(fallback[-1])
            inside = document.source.data[first.start : last.end]
        self._write(inside, document.source.path, span.start, lost=True)


class _NotFollowed(Exception):
    """Why something is not included."""


def _outermost(document: Document, start: int, end: int) -> Iterator[etree._Element]:
    """The includes in a stretch; those in the fallback of another are its own matter."""
    for element in document.root.iter(f"{_XI}include"):
        span = document.element_span(element)
        is_inner = any(a.tag == f"{_XI}include" for a in element.iterancestors())
        if start <= span.start and span.end <= end and not is_inner:
            yield element


def namespaces(document: Document, element: etree._Element) -> bytes:
    """Declarations that a part of a file needs when it stands elsewhere."""
    if element is document.root:
        return b"" if None in element.nsmap else b' xmlns=""'
    written = document.attributes(element)
    out = "".join(
        f' xmlns{f":{prefix}" if prefix else ""}="{escape(uri)}"'
        for prefix, uri in element.nsmap.items()
        if (f"xmlns:{prefix}" if prefix else "xmlns") not in written
    )
    return out.encode() if None in element.nsmap else (' xmlns=""' + out).encode()
