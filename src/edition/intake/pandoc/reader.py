"""Pandoc's tree as a flow: paragraphs, headings, lists, quotations, verse, tables, figures, notes, and who wrote it.

Takes the tree and what gives the bytes of a picture; gives nodes, notes and files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from edition.intake.content import Block, BlockLook, Figure, Kind, Node, Note, NoteCall, Table
from edition.intake.pandoc.content import PandocText, Tree
from edition.intake.pandoc.raw_html import with_meant
from edition.intake.signs.labels import section_label
from edition.intake.structured.captions import with_captions
from edition.intake.word.styles import printed

_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}$")
_FORMS: Final = {
    "LowerRoman": "lowerRoman", "UpperRoman": "upperRoman", "LowerAlpha": "lowerLetter", "UpperAlpha": "upperLetter",
}  # fmt: skip
_AROUND: Final = {"Period": "{}.", "OneParen": "{})", "TwoParens": "({})", "DefaultDelim": "{}."}
_PLAIN: Final = BlockLook()
_MIDDLE: Final = re.compile(r"text-align:\s*center|margin:\s*(?:0 )?auto")


@dataclass(frozen=True, slots=True)
class _Place:
    """What blocks stand in: a quotation, a list of some depth, a figure."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    look: BlockLook = _PLAIN


@dataclass
class PandocReader:
    """Walks the blocks in order, and the notes where they are called."""

    stem: str
    picture: Callable[[str], tuple[str, bytes] | None]
    notes: list[Note] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    outside: int = 0

    def read(self, blocks: Sequence[Tree]) -> list[Node]:
        """The whole text."""
        return with_captions(list(self._blocks(blocks, _Place())))

    def inlines(self, inlines: Sequence[Tree], kind: Kind) -> Block:
        """Some inlines as a block of their own."""
        content = self.content()
        content.read(inlines)
        return content.block(kind)

    def content(self) -> PandocText:
        """A block that is still empty."""
        return PandocText(self._note)

    def _blocks(self, blocks: Sequence[Tree], place: _Place) -> Iterator[Node]:
        for block in with_meant(blocks):
            yield from _READERS.get(block["t"], PandocReader._nothing)(self, block.get("c"), place)

    def _nothing(self, content: Any, place: _Place) -> Iterator[Node]:
        return iter(())

    def _paragraph(self, inlines: Any, place: _Place) -> Iterator[Node]:
        content = self.content()
        content.read(inlines)
        block = content.block(place.kind, place.level, look=place.look)
        if block.text or any(isinstance(event, NoteCall) for _, event in block.events):
            yield _labelled(block)
        yield from self._pictures(content)

    def _heading(self, content: Any, place: _Place) -> Iterator[Node]:
        made = self.content()
        made.read(content[2])
        if made.text():
            yield _labelled(made.block(Kind.HEADING, content[0]))
        yield from self._pictures(made)

    def _code(self, content: Any, place: _Place) -> Iterator[Node]:
        made = self.content()
        made.letters(content[1])
        if made.text():
            yield made.block(place.kind, place.level)

    def _verse(self, lines: Any, place: _Place) -> Iterator[Node]:
        for inlines in lines:
            made = self.inlines(inlines, Kind.VERSE)
            if made.text:
                yield made

    def _quotation(self, blocks: Any, place: _Place) -> Iterator[Node]:
        inner = place if place.kind is Kind.ITEM else _Place(Kind.QUOTE)
        yield from self._blocks(blocks, inner)

    def _inside(self, content: Any, place: _Place) -> Iterator[Node]:
        classes, style = content[0][1], dict(content[0][2]).get("style", "")
        middle = "center" in classes or bool(_MIDDLE.search(style)) or dict(content[0][2]).get("align") == "center"
        inner = replace(place, look=BlockLook(middle=True)) if middle else place
        yield from self._blocks(content[1], inner)

    def _bullets(self, items: Any, place: _Place) -> Iterator[Node]:
        for item in items:
            yield from self._item(item, place.level + 1, "")

    def _numbers(self, content: Any, place: _Place) -> Iterator[Node]:
        start, style, around = content[0][0], content[0][1]["t"], content[0][2]["t"]
        for number, item in enumerate(content[1], start):
            sign = _AROUND[around].format(printed(max(1, number), _FORMS.get(style, "decimal")))
            yield from self._item(item, place.level + 1, sign)

    def _definitions(self, pairs: Any, place: _Place) -> Iterator[Node]:
        for term, definitions in pairs:
            yield replace(self.inlines(term, Kind.ITEM), level=place.level + 1)
            for blocks in definitions:
                yield from self._item(blocks, place.level + 2, "")

    def _item(self, blocks: Sequence[Tree], level: int, number: str) -> Iterator[Node]:
        """An item: its paragraphs are one text, then comes what else it holds."""
        content = self.content()
        rest = list(blocks)
        while rest and rest[0]["t"] in ("Plain", "Para"):
            content.space()
            content.read(rest.pop(0)["c"])
        if content.text():
            yield content.block(Kind.ITEM, level, number)
        yield from self._pictures(content)
        yield from self._blocks(rest, _Place(Kind.ITEM, level))

    def _table(self, content: Any, place: _Place) -> Iterator[Node]:
        _, caption, _, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        made = [tuple(self._cell(cell[4]) for cell in row[1]) for row in rows]
        wide = tuple(tuple(int(cell[3]) for cell in row[1]) for row in rows)
        tall = tuple(tuple(int(cell[2]) for cell in row[1]) for row in rows)
        told = self._flat(caption[1], Kind.CAPTION)
        if any(made):
            yield Table(tuple(made), _spans(wide), told if told.text else None, _spans(tall))
        elif told.text:
            yield replace(told, kind=Kind.PARAGRAPH)

    def _cell(self, blocks: Sequence[Tree]) -> Block:
        return self._flat(blocks, Kind.CELL)

    def _flat(self, blocks: Sequence[Tree], kind: Kind) -> Block:
        """All that stands in blocks as one text."""
        content = self.content()
        for inlines in _all_inlines(blocks):
            content.space()
            content.read(inlines)
        for picture in content.pictures:
            self._file(picture)
        return content.block(kind)

    def _figure(self, content: Any, place: _Place) -> Iterator[Node]:
        told = self._flat(content[1][1], Kind.CAPTION)
        nodes = list(self._blocks(content[2], place))
        at = next((i for i, node in enumerate(nodes) if isinstance(node, Figure | Table) and not node.caption), None)
        if told.text and at is not None:
            node = nodes[at]
            assert isinstance(node, Figure | Table)
            nodes[at] = replace(node, caption=told)
        elif told.text:
            nodes.append(Figure(told))
        yield from nodes

    def _pictures(self, content: PandocText) -> Iterator[Node]:
        for source in content.pictures:
            yield Figure(None, self._file(source))

    def _file(self, source: str) -> str:
        found = self.picture(source)
        if found is None:
            self.outside += 1
            return ""
        suffix, data = found
        known = next((name for name, content in self.files if content == data), None)
        if known is None:
            known = f"{self.stem}-{len(self.files) + 1}{suffix}"
            self.files.append((known, data))
        return known

    def _note(self, blocks: Sequence[Tree]) -> NoteCall:
        at = len(self.notes)
        sign = str(at + 1)
        self.notes.append(Note(sign, "", (), True, printed=False))
        made: list[Block] = []
        for inlines in _all_inlines(blocks):
            block = self.inlines(inlines, Kind.PARAGRAPH)
            if block.text:
                made.append(block)
        self.notes[at] = replace(self.notes[at], blocks=tuple(made))
        return NoteCall(at, sign)


_READERS: Final[dict[str, Callable[[PandocReader, Any, _Place], Iterator[Node]]]] = {
    "Plain": PandocReader._paragraph,
    "Para": PandocReader._paragraph,
    "Header": PandocReader._heading,
    "CodeBlock": PandocReader._code,
    "LineBlock": PandocReader._verse,
    "BlockQuote": PandocReader._quotation,
    "Div": PandocReader._inside,
    "BulletList": PandocReader._bullets,
    "OrderedList": PandocReader._numbers,
    "DefinitionList": PandocReader._definitions,
    "Table": PandocReader._table,
    "Figure": PandocReader._figure,
}


def _all_inlines(tree: Any) -> Iterator[list[Tree]]:
    """The runs of inlines of blocks, whatever these are."""
    if isinstance(tree, list):
        if tree and all(isinstance(each, dict) and each.get("t") in _INLINES for each in tree):
            yield tree
            return
        for each in tree:
            yield from _all_inlines(each)
    elif isinstance(tree, dict):
        if tree.get("t") == "CodeBlock":
            yield [{"t": "Str", "c": tree["c"][1]}]
        else:
            yield from _all_inlines(tree.get("c"))


_INLINES: Final = frozenset(
    {"Str", "Space", "SoftBreak", "LineBreak", "Emph", "Underline", "Strong", "Strikeout", "Superscript", "Subscript"}
    | {"SmallCaps", "Quoted", "Cite", "Code", "Math", "RawInline", "Link", "Image", "Note", "Span"}
)


def _spans(spans: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    return spans if any(span > 1 for row in spans for span in row) else ()


def _labelled(block: Block) -> Block:
    """A paragraph or heading that begins with a journal's label is that part."""
    if block.kind not in (Kind.PARAGRAPH, Kind.HEADING):
        return block
    label = section_label(block.text)
    return block if label is None else replace(block, kind=Kind.KEYWORDS if label.keywords else Kind.LABEL, level=1)
