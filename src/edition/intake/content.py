"""The flow of a text as values: blocks with their text, and what happens at points inside and between them.

Every stretch of a block's text remembers where in the source it came from, so that each character can be accounted for
and every finding has a place.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "p"
    HEADING = "head"
    ITEM = "item"
    QUOTE = "quote"
    LABEL = "label"
    KEYWORDS = "keywords"
    TITLE = "title"
    PERSON = "byline"
    CODE = "idno"
    ENTRY = "bibl"
    CELL = "cell"
    VERSE = "l"
    CAPTION = "caption"
    ABSTRACT = "abstract"


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page change at a point of the text; `inside` a word or not; `file` is the picture of the page that begins."""

    number: str | None
    inside: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Fixture:
    """Page furniture: its kind and its text (with its place in the source)."""

    type: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note: the note's index and what stood in the text (empty where no call was found)."""

    note: int
    sign: str


Event = PageBreak | Fixture | NoteCall


@dataclass(frozen=True, slots=True)
class Run:
    """`text[at:]` up to the next run comes from `source` on in the source."""

    at: int
    source: int


CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Markup:
    """An element around `start:end` of a block's text, known from the source's own structure (italics, links). With
    `CONTENT` among its attributes it holds that XML, whose letters are those of the text.
    """

    start: int
    end: int
    name: str
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlockLook:
    """How a source sets a paragraph: the size of its letters in points (0 where it does not tell), whether all of them
    are bold or slanted, whether it stands in the middle or in from both margins, and where its lines end.
    """

    size: float = 0.0
    bold: bool = False
    italic: bool = False
    middle: bool = False
    inset: bool = False
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text. `lang` is None where the document's main language holds; `number` is one that the source's
    structure gives it, and that stands in no text; `look` is how the source sets it, where it tells.
    """

    kind: Kind
    text: str
    runs: tuple[Run, ...] = ()
    events: tuple[tuple[int, Event], ...] = ()
    level: int = 0
    line: int = 0
    lang: str | None = None
    markup: tuple[Markup, ...] = ()
    number: str = ""
    look: BlockLook = BlockLook()

    def source_of(self, at: int) -> int:
        """The place in the source of a character of the text."""
        if not self.runs:
            return 0
        run = self.runs[max(0, bisect_right(self.runs, at, key=lambda r: r.at) - 1)]
        return run.source + at - run.at


def without_start(block: Block, at: int) -> Block:
    """The block from `at` on, with its events and its places in the source.

    >>> without_start(Block(Kind.ITEM, "* ships", (Run(0, 7),)), 2).source_of(0)
    9
    """
    runs = [replace(run, at=run.at - at) for run in block.runs if run.at >= at]
    if block.runs and (not runs or runs[0].at > 0):
        runs.insert(0, Run(0, block.source_of(at)))
    events = tuple((max(0, place - at), event) for place, event in block.events)
    markup = tuple(replace(m, start=max(0, m.start - at), end=m.end - at) for m in block.markup if m.end > at)
    return replace(block, text=block.text[at:], runs=tuple(runs), events=events, markup=markup)


@dataclass(frozen=True, slots=True)
class Note:
    """A note: its number as printed at its call, its label, and its text as blocks.

    `printed` is False where the source keeps the number as a mark and not as characters (DOCX, Markdown, XML).
    """

    sign: str
    label: str
    blocks: tuple[Block, ...]
    called: bool
    place: str = "foot"
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table as rows of cells; `spans` says how many columns each cell takes, where that is not always one, `tall` how
    many rows, and `heads` which cells head others.
    """

    rows: tuple[tuple[Block, ...], ...]
    spans: tuple[tuple[int, ...], ...] = ()
    caption: Block | None = None
    tall: tuple[tuple[int, ...], ...] = ()
    heads: tuple[tuple[bool, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption; `file` is empty where the source does not give the picture away. `description` is for
    those who cannot see it.
    """

    caption: Block | None
    file: str = ""
    description: str = ""


Node = Block | PageBreak | Fixture | Table | Figure


@dataclass(frozen=True)
class ReadingOrder:
    """A whole text in reading order, with its notes."""

    nodes: tuple[Node, ...]
    notes: tuple[Note, ...] = ()
    joined: int = 0


@dataclass
class BlockBuilder:
    """Puts a block together from stretches of the source, folding white space."""

    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    events: list[tuple[int, Event]] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, source: int) -> None:
        """Add a stretch of the source as it stands there; runs of white space become one space."""
        at = 0
        for word in text.split():
            at = text.index(word, at)
            if at and text[at - 1].isspace():
                self.space()
            self.runs.append(Run(self.length, source + at))
            self.parts.append(word)
            self.length += len(word)
            at += len(word)
        if text[-1:].isspace():
            self.space()

    def space(self) -> None:
        """Add a space, unless there is one."""
        if self.length and self.parts[-1] != " ":
            self.parts.append(" ")
            self.length += 1

    def happen(self, event: Event) -> None:
        """Let something happen at the end of what is there."""
        self.events.append((self.length, event))

    def drop_hyphen(self) -> None:
        """Take back the hyphen at the end."""
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1

    def block(self, kind: Kind, level: int = 0, line: int = 0) -> Block:
        """The block as a value."""
        text = "".join(self.parts).rstrip()
        events = tuple((min(at, len(text)), event) for at, event in self.events)
        runs = tuple(run for run in self.runs if run.at < len(text) or not text)
        return Block(kind, text, runs, events, level, line)
