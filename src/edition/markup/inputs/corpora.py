"""The texts of a corpus (`teiCorpus`), each as a file of its own.

Takes a file with what it includes in place, gives a file for each `TEI` in it: the same bytes, with what only the
corpus says of all its texts: its languages, prefixes, taxonomies, persons, licence, and its title as that of a series.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from edition.diagnostics import EditionError
from edition.markup.inputs.includes import IncludedPiece, Whole, namespaces
from edition.markup.names import XML_ID, XML_LANG, local_name, tei
from edition.markup.source import Document, Source, parse

_MARK = b"teiCorpus"
# the sections of a header whose parts hold for every text of the corpus, and what stands before them
_SHARED = (("encodingDesc", ("fileDesc",)), ("profileDesc", ("encodingDesc", "fileDesc")))
Stretch = tuple[int, int] | bytes  # of the corpus, or what stands nowhere in it
Addition = tuple[int, list[Stretch]]  # what is put where


def holds_texts(data: bytes) -> bool:
    """Whether a file may hold several texts."""
    return _MARK in data


def texts_of(whole: Whole, name: str) -> list[Whole]:
    """The texts of a corpus, called by their ids, else by the file's `name` and their number; any other file as it is.

    >>> data = b"<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'><TEI xml:id='a'/><TEI/></teiCorpus>"
    >>> [text.source.path for text in texts_of(Whole(Source("c.xml", data)), "c")]
    ['c.xml#a', 'c.xml#c-2']
    """
    if not holds_texts(whole.source.data):
        return [whole]
    try:
        document = parse(whole.source)
    except EditionError:
        return [whole]  # what is no XML is told by whoever reads it
    if document.root.tag != tei("teiCorpus"):
        return [whole]
    found = [text for text in document.root.iter(tei("TEI")) if next(text.iterancestors(tei("TEI")), None) is None]
    return [_cut(whole, document, text, f"{name}-{number}") for number, text in enumerate(found, 1)] or [whole]


def _cut(whole: Whole, document: Document, text: etree._Element, name: str) -> Whole:
    writer = _Writer(whole)
    span = document.element_span(text)
    at = span.start
    for place, stretches in sorted(_additions(document, text, name), key=lambda addition: addition[0]):
        writer.add((at, place))
        for stretch in stretches:
            writer.add(stretch)
        at = place
    writer.add((at, span.end))
    path = f"{whole.source.path}#{text.get(XML_ID) or name}"
    source = Source(path, b"".join(writer.parts), expanded=True)
    return Whole(source, tuple(writer.pieces), whole.findings)


@dataclass
class _Writer:
    """Puts a text together, and keeps where its stretches are from."""

    whole: Whole
    parts: list[bytes] = field(default_factory=list)
    pieces: list[IncludedPiece] = field(default_factory=list)
    length: int = 0

    def add(self, stretch: Stretch) -> None:
        """A stretch of the corpus, or bytes whose place is nowhere."""
        if isinstance(stretch, bytes):
            self.pieces.append(IncludedPiece(self.length, self.whole.source.path, 0, lost=True))
            self._write(stretch)
            return
        start, end = stretch
        for piece, begin in _pieces(self.whole, start, end):
            origin = piece.origin + begin - piece.start
            self.pieces.append(IncludedPiece(self.length + begin - start, piece.file, origin, piece.lost))
        self._write(self.whole.source.data[start:end])

    def _write(self, data: bytes) -> None:
        self.parts.append(data)
        self.length += len(data)


def _pieces(whole: Whole, start: int, end: int) -> Iterator[tuple[IncludedPiece, int]]:
    """The pieces that a stretch is made of, and where each begins in it."""
    pieces = whole.pieces or (IncludedPiece(0, whole.source.path, 0),)
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        if piece.start < end and (following is None or following.start > start):
            yield piece, max(piece.start, start)


def _additions(document: Document, text: etree._Element, name: str) -> Iterator[Addition]:
    """What is put into a text, and where."""
    span = document.element_span(text)
    yield span.start + 1 + len(span.name.encode()), [_attributes(document, text, name)]
    header = text.find(tei("teiHeader"))
    around = [corpus.find(tei("teiHeader")) for corpus in text.iterancestors(tei("teiCorpus"))]
    shared = [found for found in around if found is not None]
    if header is not None and shared:
        for section, before in _SHARED:
            yield from _section(document, header, shared, section, before)
        yield from _series(document, header, shared[0])
        yield from _licence(document, header, shared)


def _attributes(document: Document, text: etree._Element, name: str) -> bytes:
    """The start tag's own, and those that hold in it from outside."""
    added = namespaces(document, text)
    lang = next((str(value) for a in text.iterancestors() if (value := a.get(XML_LANG))), "")
    if lang and not text.get(XML_LANG):
        added += f' xml:lang="{lang}"'.encode()
    return added if text.get(XML_ID) else added + f' xml:id="{name}"'.encode()


def _section(
    document: Document, header: etree._Element, shared: list[etree._Element], name: str, before: tuple[str, ...]
) -> Iterator[Addition]:
    """The parts of a section that the text's own header has not; the nearest corpus is asked first."""
    own = header.find(tei(name))
    parts = [_stretch(document, part) for part in _unknown(own, [found.find(tei(name)) for found in shared])]
    behind = next((found for n in before if (found := header.find(tei(n))) is not None), None)
    if own is not None and not document.element_span(own).is_empty_tag:
        yield document.element_span(own).end_start, parts
    elif own is None and behind is not None and parts:
        yield document.element_span(behind).end, _around(header, name, parts)


def _unknown(own: etree._Element | None, theirs: list[etree._Element | None]) -> Iterator[etree._Element]:
    """The children of sections by names that none before them has."""
    known = set() if own is None else set(map(local_name, own.iterchildren(etree.Element)))
    for section in theirs:
        new = [] if section is None else [e for e in section.iterchildren(etree.Element) if local_name(e) not in known]
        yield from new
        known |= set(map(local_name, new))


def _around(like: etree._Element, name: str, parts: list[Stretch]) -> list[Stretch]:
    """An element of TEI around stretches, with the prefix that the header has."""
    named = f"{like.prefix}:{name}" if like.prefix else name
    return [f"<{named}>".encode(), *parts, f"</{named}>".encode()]


def _series(document: Document, header: etree._Element, shared: etree._Element) -> Iterator[Addition]:
    """The title of the corpus, as that of the series which the text belongs to."""
    file = header.find(tei("fileDesc"))
    title = shared.find(f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}")
    publication = None if file is None else file.find(tei("publicationStmt"))
    if file is None or title is None or publication is None or file.find(tei("seriesStmt")) is not None:
        return
    yield document.element_span(publication).end, _around(header, "seriesStmt", [_stretch(document, title)])


def _licence(document: Document, header: etree._Element, shared: list[etree._Element]) -> Iterator[Addition]:
    """The licence of the corpus, where the text tells none."""
    path = f"{tei('fileDesc')}/{tei('publicationStmt')}"
    own = header.find(path)
    licences = [found for around in shared if (found := around.find(f"{path}/{tei('availability')}")) is not None]
    if own is None or not licences or own.find(tei("availability")) is not None:
        return
    if len(own) and own.find(tei("p")) is None:
        yield document.element_span(own).end_start, [_stretch(document, licences[0])]


def _stretch(document: Document, element: etree._Element) -> Stretch:
    span = document.element_span(element)
    return span.start, span.end
