"""Plain texts as they are typed off books: slanted words between underscores, notes in brackets where they are called,
and the words of the library before and behind the book.

Takes a text and its flow, gives the flow with these as what they mean, and the text without their signs. Where a text
has no such signs nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, takewhile
from typing import Final

from edition.intake.content import Block, Fixture, Kind, Markup, Node, Note, NoteCall, ReadingOrder, Run
from edition.intake.corrections import Corrections
from edition.intake.flow.build import read_flow
from edition.intake.front.authors import people_in
from edition.intake.reading import SourceReading
from edition.intake.signs.people import Person
from edition.intake.tei.header import Meta
from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told

_MOST: Final = 20  # paragraphs of a note
_EDGE: Final = re.compile(r"^\*\*\* ?(START|END) OF .*\*\*\*[ \t]*$", re.MULTILINE)
_FIELD: Final = re.compile(r"^([A-Z][a-z]+): (.+(?:\n {2,}\S.*)*)$", re.MULTILINE)
_SLANTED: Final = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,600})(?<=\S)_(?![\w_])")


@told
def _note_head(languages: Languages) -> re.Pattern[str]:
    return re.compile(rf"\[{any_label(languages, lambda labels: labels.note_heads)}\s?(\d{{1,3}}|[A-Z]|\*)?:\s+")


def read_typed(text: str, corrections: Corrections) -> SourceReading:
    """Read a plain text."""
    cut = without_library(text)
    found = read_flow(cut.text, corrections)
    signs = TypedSigns(list(found.flow.notes))
    flow = signs.read(found.flow)
    flow = replace(flow, nodes=(*cut.before, *flow.nodes, *cut.behind))
    unmarked = signs.text(text) if signs.dropped else None
    return SourceReading(text, flow, cut.meta, doubts=found.doubts, unmarked=unmarked)


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text without a library's words around it (blanks stand in their place), these words, and what they tell."""

    text: str
    before: tuple[Fixture, ...] = ()
    behind: tuple[Fixture, ...] = ()
    meta: Meta = field(default_factory=Meta)


def without_library(text: str) -> TypedText:
    """The text of a book that an electronic library gives away."""
    edges = {found.group(1): found for found in _EDGE.finditer(text)}
    if "START" not in edges:
        return TypedText(text)
    first = edges["START"].end()
    last = edges["END"].start() if "END" in edges and edges["END"].start() > first else len(text)
    inner = _blank(text[:first]) + text[first:last] + _blank(text[last:])
    told = dict(_FIELD.findall(text[:first]))
    author, title = (" ".join(told.get(name, "").split()) for name in ("Author", "Title"))
    people = people_in([author]) or tuple(map(Person, filter(None, [author])))
    titles = ((title, "und"),) if title else ()
    before, behind = tuple(_fixtures(text, 0, first, "header")), tuple(_fixtures(text, last, len(text), "footer"))
    return TypedText(inner, before, behind, Meta(titles, people))


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _fixtures(text: str, start: int, end: int, kind: str) -> Iterator[Fixture]:
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text[start:end]):
        yield Fixture(kind, found.group(), start + found.start())


@dataclass
class TypedSigns:
    """The signs of a text and what they mean; `dropped` are the places in the source of those that are no letters."""

    notes: list[Note]
    dropped: list[int] = field(default_factory=list)

    def read(self, flow: ReadingOrder) -> ReadingOrder:
        """The flow with slanted words and notes as such."""
        nodes = self._with_notes(list(flow.nodes))
        nodes = [self._slanted(node) if isinstance(node, Block) else node for node in nodes]
        notes = (replace(note, blocks=tuple(map(self._slanted, note.blocks))) for note in self.notes)
        return replace(flow, nodes=tuple(nodes), notes=tuple(notes))

    def text(self, text: str) -> str:
        """The text without the signs."""
        gone = set(self.dropped)
        return "".join(sign for at, sign in enumerate(text) if at not in gone) if gone else text

    def _slanted(self, block: Block) -> Block:
        found = list(_SLANTED.finditer(block.text))
        if not found:
            return block
        places = [at for each in found for at in (each.start(), each.end() - 1)]
        slanted = ((each.start() - 2 * k, each.end() - 2 - 2 * k) for k, each in enumerate(found))
        marks = [Markup(start, end, "hi", (("rend", "italic"),)) for start, end in slanted]
        self.dropped += [block.source_of(at) for at in places]
        made = without(block, places)
        return replace(made, markup=(*made.markup, *marks))

    def _with_notes(self, nodes: list[Node]) -> list[Node]:
        """The nodes without bracketed notes, which stand at their calls."""
        done: list[Node] = []
        at = 0
        while at < len(nodes):
            long = self._long_note(done, nodes[at : at + _MOST])
            if not long:
                self._short_notes(done, nodes[at])
            at += long or 1
        return done

    def _short_notes(self, done: list[Node], node: Node) -> None:
        """Add a node without the bracketed notes in it."""
        rest = self._without_notes(done, node) if isinstance(node, Block) else node
        if not isinstance(rest, Block) or rest.text or rest.events:
            done.append(rest)

    def _long_note(self, before: list[Node], nodes: Sequence[Node]) -> int:
        """How many paragraphs at the head of some nodes are one bracketed note, or end with its first one; it is put to
        its call, and what stands before it to the nodes before.
        """
        blocks = [node for node in takewhile(lambda node: isinstance(node, Block), nodes) if isinstance(node, Block)]
        head = _open_head(blocks[0].text) if blocks else None
        count = _paragraphs(blocks, head.start()) if head else 0
        if not head or not count:
            return 0
        call = f"[{head.group(1)}]"
        first, last = blocks[0], blocks[count - 1]
        if call not in first.text[: head.start()] and not any(isinstance(n, Block) and call in n.text for n in before):
            return 0
        self._short_notes(before, _cut(first, 0, head.start()))
        self._to_holder(before, call)
        self.dropped += [*map(first.source_of, range(head.start(), head.end())), last.source_of(len(last.text) - 1)]
        own = [_cut(first, head.end(), len(first.text)), *blocks[1 : count - 1], _cut(last, 0, len(last.text) - 1)]
        paragraphs = tuple(replace(block, kind=Kind.PARAGRAPH) for block in own)
        self.notes.append(Note(head.group(1), "", paragraphs, True, printed=False))
        return count

    def _to_holder(self, before: list[Node], call: str) -> bool:
        """Whether the sign of a note stands in a block before it; the last one becomes its call."""
        holders = [(at, node) for at, node in enumerate(before) if isinstance(node, Block) and call in node.text]
        if not holders:
            return False
        at, holder = holders[-1]
        before[at] = self._with_call(holder, holder.text.rfind(call), call)
        return True

    def _without_notes(self, before: list[Node], block: Block) -> Block:
        """A block without the bracketed notes in it that have a call there or before it."""
        head = _note_head().search(block.text)
        while head:
            end = _closing(block.text, head.start())
            rest = self._called(before, block, head, end) if end else None
            if rest is None:
                head = _note_head().search(block.text, head.end())
            else:
                block, head = rest, _note_head().search(rest.text)
        return block

    def _called(self, before: list[Node], block: Block, head: re.Match[str], end: int) -> Block | None:
        """The block without a note, which is put to its last call; None where nothing calls it."""
        call = f"[{head.group(1)}]"
        inside = block.text.rfind(call, 0, head.start())
        if not head.group(1) or (inside < 0 and not self._to_holder(before, call)):
            return None
        signs = [*range(head.start(), head.end()), end]
        self.dropped += [block.source_of(at) for at in signs]
        text = without(block, [*range(head.end()), *range(end, len(block.text))])
        rest = without(block, range(head.start(), end + 1))
        rest = replace(rest, text=rest.text.rstrip())
        if inside >= 0:
            rest = self._with_call(rest, inside, call)
        self.notes.append(Note(head.group(1), "", (replace(text, kind=Kind.PARAGRAPH),), True, printed=False))
        return rest

    def _with_call(self, block: Block, place: int, call: str) -> Block:
        """A block with the call of the next note in the place of the sign that stands for it."""
        signs = range(place, place + len(call))
        self.dropped += [block.source_of(at) for at in signs]
        cut = without(block, signs)
        event = (place, NoteCall(len(self.notes), call[1:-1]))
        return replace(cut, events=tuple(sorted((*cut.events, event), key=lambda each: each[0])))


def _open_head(text: str) -> re.Match[str] | None:
    """The head of a numbered note in brackets that the text does not close."""
    heads = (head for head in _note_head().finditer(text) if head.group(1))
    return next((head for head in heads if _closing(text, head.start()) is None), None)


def _paragraphs(blocks: Sequence[Block], start: int) -> int:
    """How many paragraphs there are up to the end of the bracket that opens in the first one; 0 where it has none."""
    texts = accumulate((block.text for block in blocks), "{}\n{}".format)
    return next((count for count, text in enumerate(texts, 1) if _closing(text, start) == len(text) - 1), 0)


def _cut(block: Block, start: int, end: int) -> Block:
    """A stretch of a block without blanks at its end, with its own events."""
    end = start + len(block.text[start:end].rstrip())
    kept = without(block, [*range(start), *range(end, len(block.text))])
    events = tuple((at - start, event) for at, event in block.events if start <= at <= end)
    return replace(kept, events=events)


def _closing(text: str, start: int) -> int | None:
    """Where the bracket that opens at a place is closed."""
    depth = 0
    for at in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[at], 0)
        if not depth:
            return at
    return None


def without(block: Block, places: Collection[int]) -> Block:
    """A block without some of its characters; the others keep their places in the source.

    >>> without(Block(Kind.PARAGRAPH, "a _b_", (Run(0, 7),)), [2, 4]).source_of(2)
    10
    """
    gone = set(places)
    moved = [0]  # where each place is once the characters are gone
    for at in range(len(block.text)):
        moved.append(moved[-1] + (at not in gone))
    spans = ((replace(m, start=moved[m.start], end=moved[m.end])) for m in block.markup)
    return replace(
        block,
        text="".join(sign for at, sign in enumerate(block.text) if at not in gone),
        markup=tuple(span for span in spans if span.start < span.end),
        runs=tuple(_runs(block, gone, moved)),
        events=tuple((moved[at], event) for at, event in block.events),
    )


def _runs(block: Block, gone: Collection[int], moved: Sequence[int]) -> Iterator[Run]:
    """Where the stretches of a block stand in the source once some of its characters are gone."""
    starts = {*(run.at for run in block.runs), *(at + 1 for at in gone)}
    for at in sorted(starts):
        if at < len(block.text) and at not in gone:
            yield Run(moved[at], block.source_of(at))
