"""What a document teaches: its text without the editors' mentions, and where they stood.

Takes a parsed document, gives a `Lesson`, or none where no editor marked or decided anything: a document without such a
mark is no evidence that its words are no names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from edition.annotate.learned.links import MentionSetting
from edition.annotate.learned.memory import KINDS, Memory, memory_of
from edition.annotate.learned.signs import Seen
from edition.diagnostics import Edit, apply_edits
from edition.facts.habits import ReadingHabits
from edition.facts.patterns import MentionPatterns
from edition.languages import fold
from edition.markup import XML_ID, Document, local_name, parse, tei
from edition.markup.source import as_source

if TYPE_CHECKING:
    from edition.annotate.annotator import Annotator
    from edition.annotate.learned.judge import Judge
    from edition.annotate.model import Mention
    from edition.annotate.reading import DocumentReading, Text

_PARTS: Final = frozenset("forename surname nameLink addName genName roleName".split())
_ELSEWHERE: Final = frozenset("back teiHeader standOff listPerson listPlace listOrg listEvent".split())
_CITED: Final = frozenset("bibl title listBibl biblStruct biblFull".split())
_IMPLIED: Final = "implied"


@dataclass(frozen=True, slots=True)
class EditorMark:
    """An editor's mention: bytes of the document without mentions, kind and keys."""

    kind: str
    start: int
    end: int
    keys: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A document without editors' mentions, and the mentions that it had."""

    document: Document
    marks: tuple[EditorMark, ...]


@dataclass(frozen=True, slots=True)
class MarkedTokens:
    """A mark as tokens of a text, from the first up to the last, without it."""

    kind: str
    first: int
    last: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A document as the annotator reads it: the texts that teach, the marks in each, the tokens that teach nothing."""

    path: str
    reading: DocumentReading
    texts: tuple[Text, ...]
    marks: tuple[tuple[MarkedTokens, ...], ...]
    doubtful: tuple[frozenset[int], ...]

    @property
    def setting(self) -> MentionSetting:
        """Where its mentions stand."""
        return self.reading.setting()

    def annotated(self, judge: Judge | None) -> list[list[Mention]]:
        """The mentions that the annotator finds in each text, with a model's judgement or without."""
        candidates = [text.names for text in self.reading.texts]
        if judge is not None:
            judge.revise(self.reading.texts)
        self.reading.conclude(judge)
        found = [[m for m in text.mentions if m.kind != "date"] for text in self.texts]
        for text, names in zip(self.reading.texts, candidates, strict=True):
            text.names, text.mentions = names, []
        return found

    def seen(self) -> Iterator[Seen]:
        """The texts as they are judged."""
        return (text.seen() for text in self.texts)

    def memory(self) -> Memory:
        """What the document's marks alone tell of words."""
        return memory_of(self._words())

    def _words(self) -> Iterator[tuple[str, str]]:
        for text, marks in zip(self.texts, self.marks, strict=True):
            kinds = {i: mark.kind for mark in marks for i in range(mark.first, mark.last)}
            for i, word in enumerate(text.tokens.text):
                if word[0].isalnum() and (word[0].isupper() or i in kinds):
                    yield fold(word), kinds.get(i, "")


def take_out(document: Document, habits: ReadingHabits) -> Unmarked:
    """The document without the mentions of its running text; those of `date` stay, and those in citations."""
    patterns = habits.patterns
    edits: list[Edit] = []
    marks: list[EditorMark] = []
    for element in _mentions(document.root, patterns):
        span = document.element_span(element)
        if span.is_empty_tag:
            continue
        edits += [Edit(span.start, span.start_end, b""), Edit(span.end_start, span.end, b"")]
        kind = _name_kind(element, patterns)
        if kind and not any(_name_kind(above, patterns) for above in element.iterancestors()):
            marks.append(EditorMark(kind, span.start_end, span.end_start, habits.keys_of(element, kind)))
    edits.sort(key=lambda e: e.start)
    moved = _Moved(edits)
    data = apply_edits(document.source.data, edits)
    placed = (EditorMark(m.kind, moved(m.start), moved(m.end), m.keys) for m in marks)
    return Unmarked(parse(as_source(document.source.path, data)), tuple(placed))


def _mentions(root: etree._Element, patterns: MentionPatterns) -> Iterator[etree._Element]:
    for text in root.iter(tei("text")):
        for element in text.iter(etree.Element):
            kind = patterns.kind_of(element)
            if (kind is None or kind == "date") and local_name(element) not in _PARTS:
                continue
            around = {local_name(a) for a in element.iterancestors()}
            if around.isdisjoint(_ELSEWHERE) and around.isdisjoint(_CITED) and not is_ours(element):
                yield element


def is_ours(element: etree._Element) -> bool:
    """Whether the program wrote a mention."""
    return "#edition-annotate" in (element.get("resp") or "").split()


def _name_kind(element: etree._Element, patterns: MentionPatterns) -> str:
    """The kind of a mention that is taught; what is only implied has no name in its words."""
    kind = patterns.kind_of(element)
    is_taught = kind in KINDS and element.get("subtype") != _IMPLIED and local_name(element) not in _PARTS
    return kind if kind is not None and is_taught else ""


class _Moved:
    """Where a byte stands when the edits, which only take out, are made."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._ends = [edit.end for edit in edits]
        self._gone = [0]
        for edit in edits:
            self._gone.append(self._gone[-1] + edit.end - edit.start)

    def __call__(self, at: int) -> int:
        return at - self._gone[bisect_left(self._ends, at + 1)]


def lesson_of(document: Document, annotator: Annotator) -> Lesson | None:
    """What a document teaches, None where no editor marked or decided anything in it."""
    unmarked = take_out(document, annotator.habits(document))
    read = annotator.read(unmarked.document)
    decided, doubtful = _decisions(annotator, unmarked.document)
    if not unmarked.marks and decided is None:
        return None
    texts, marks, unsure = [], [], []
    for text in read.texts:
        named, doubt = _placed(text, unmarked.marks), _placed(text, doubtful)
        named += [n for n in _placed(text, decided or ()) if not _meets(n, named)]
        if not unmarked.marks and text.flow.id not in _blocks(annotator, read.article):
            continue  # nobody has looked at this one
        texts.append(text)
        marks.append(tuple(sorted(named, key=lambda n: n.first)))
        unsure.append(frozenset(i for n in doubt if not _meets(n, named) for i in range(n.first, n.last)))
    return Lesson(document.source.path, read, tuple(texts), tuple(marks), tuple(unsure))


def _blocks(annotator: Annotator, article: str) -> frozenset[str]:
    """The paragraphs in which an editor decided something."""
    return frozenset(line.block for line in annotator.decisions.lines if line.article == article)


def _decisions(
    annotator: Annotator, document: Document
) -> tuple[tuple[EditorMark, ...] | None, tuple[EditorMark, ...]]:
    """What editors accepted of the machine's marks, None where they decided nothing; and marks nobody decided on."""
    article = document.root.get(XML_ID, "")
    if not _blocks(annotator, article) and b"edition-annotate" not in document.source.data:
        return None, ()
    annotated = annotator.find(document)
    accepted = []
    for one in annotated.mentions:
        if one.mention.decided and one.mention.kind in KINDS:
            start = one.flow.start_byte(one.mention.start)
            end = one.flow.end_byte(one.mention.end - 1)
            accepted.append(EditorMark(one.mention.kind, start, end, one.mention.keys))
    open_marks = tuple(EditorMark("", e.start_end, e.end_start, ()) for e in annotated.scan.transparent)
    return (tuple(accepted) if annotated.decisions_used else None), open_marks


def _placed(text: Text, marks: Sequence[EditorMark]) -> list[MarkedTokens]:
    """The marks that stand in a text, as tokens."""
    if not marks or not len(text.tokens):
        return []
    starts = [text.flow.start_byte(at) for at in text.tokens.start]
    out = []
    for mark in marks:
        first, last = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        if first < last and starts[first] < mark.end and any(w[0].isalnum() for w in text.tokens.text[first:last]):
            out.append(MarkedTokens(mark.kind, first, last, mark.keys))
    return out


def _meets(one: MarkedTokens, others: Sequence[MarkedTokens]) -> bool:
    return any(one.first < other.last and other.first < one.last for other in others)
