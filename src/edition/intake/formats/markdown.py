"""Markdown (CommonMark with footnotes and tables): blocks from the document's own structure.

Takes a text, gives a `SourceReading`; its account is of the text between the marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from edition.intake.content import Block, Event, Kind, Markup, Node, Note, NoteCall, ReadingOrder, Table
from edition.intake.formats.decode import decode
from edition.intake.formats.front_matter import read_front_matter
from edition.intake.reading import SourceReading
from edition.intake.signs.labels import section_label

_MARKS: Final = {"em": "italic", "strong": "bold", "s": "strikethrough"}


def read_markdown(path: Path, data: bytes) -> SourceReading:
    """Read a Markdown text."""
    text, meta = read_front_matter(re.sub("[\x0b\x0c\x85]", " ", decode(path, data)))
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    reader = _Reader(parser.parse(text))
    nodes = _titled(reader.nodes())
    return SourceReading(
        "\n".join(reader.texts), ReadingOrder(tuple(nodes), reader.ordered_notes()), meta, structured=True
    )


def _titled(nodes: list[Node]) -> list[Node]:
    """A text that begins with its only heading of the first level has its title there."""
    tops = [
        i for i, node in enumerate(nodes) if isinstance(node, Block) and node.kind is Kind.HEADING and node.level == 1
    ]
    first = nodes[0] if tops == [0] else None
    return [replace(first, kind=Kind.TITLE, level=0), *nodes[1:]] if isinstance(first, Block) else nodes


class _Reader:
    """Turns tokens into blocks; `texts` gathers the characters between the marks."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.texts: list[str] = []
        self._notes: dict[int, tuple[str, list[Block]]] = {}

    def ordered_notes(self) -> tuple[Note, ...]:
        count = max(self._notes, default=-1) + 1
        found = [self._notes.get(k, (str(k + 1), [])) for k in range(count)]
        return tuple(Note(str(k + 1), "", tuple(blocks), True, printed=False) for k, (_, blocks) in enumerate(found))

    def nodes(self) -> list[Node]:
        nodes: list[Node] = []
        rows: list[list[Block]] | None = None
        lists = quotes = 0
        note: int | None = None
        level = 0
        for token in self._tokens:
            kind = token.type
            lists += {"list_item_open": 1, "list_item_close": -1}.get(kind, 0)
            quotes += {"blockquote_open": 1, "blockquote_close": -1}.get(kind, 0)
            if kind == "heading_open":
                level = int(token.tag[1])
            elif kind == "heading_close":
                level = 0
            elif kind == "table_open":
                rows = []
            elif kind == "tr_open" and rows is not None:
                rows.append([])
            elif kind == "table_close" and rows is not None:
                nodes.append(Table(tuple(tuple(row) for row in rows)))
                rows = None
            elif kind == "footnote_open":
                note = int(token.meta["id"])
                self._notes.setdefault(note, (str(note + 1), []))
            elif kind == "footnote_close":
                note = None
            elif kind in ("inline", "fence", "code_block"):
                block = self._block(token, lists, quotes, level)
                if rows is not None:
                    rows[-1].append(block)
                elif note is not None:
                    self._notes[note][1].append(block)
                elif block.text:
                    nodes.append(block)
        return nodes

    def _block(self, token: Token, lists: int, quotes: int, level: int) -> Block:
        text, events, markup = self._inline(token)
        line = token.map[0] + 1 if token.map else 0
        label = section_label(text)
        if label and not lists:
            kind = Kind.KEYWORDS if label.keywords else Kind.LABEL
        elif level:
            kind = Kind.HEADING
        else:
            kind = Kind.QUOTE if quotes else Kind.ITEM if lists else Kind.PARAGRAPH
        return Block(kind, text, (), tuple(events), level, line, markup=tuple(markup))

    def _inline(self, token: Token) -> tuple[str, list[tuple[int, Event]], list[Markup]]:
        parts: list[str] = []
        length = 0
        events: list[tuple[int, Event]] = []
        markup: list[Markup] = []
        open_: list[tuple[str, int, str]] = []
        children = token.children if token.children is not None else [Token("text", "", 0, content=token.content)]
        for child in children:
            name = child.type.removesuffix("_open").removesuffix("_close")
            if child.type == "footnote_ref":
                note = int(child.meta["id"])
                self._notes.setdefault(note, (str(note + 1), []))
                events.append((length, NoteCall(note, str(note + 1))))
            elif child.nesting == 1 and (name in _MARKS or name == "link"):
                open_.append((name, length, str(child.attrs.get("href", ""))))
            elif child.nesting == -1 and open_ and open_[-1][0] == name:
                markup.append(_mark(*open_.pop(), length))
            else:
                piece = " " if child.type in ("softbreak", "hardbreak") else child.content
                piece = " ".join(piece.split("\n"))
                parts.append(piece)
                length += len(piece)
        text = "".join(parts)
        self.texts.append(text)
        return text.rstrip(), events, [m for m in markup if m.start < m.end <= len(text.rstrip())]


def _mark(name: str, start: int, target: str, end: int) -> Markup:
    if name == "link":
        return Markup(start, end, "ref", (("target", target),))
    return Markup(start, end, "hi", (("rend", _MARKS[name]),))
