"""Markdown (CommonMark with footnotes as pandoc and GitHub read them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from lxml import etree

from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.export.texts.reading import EPUB, About, render
from edition.markup import local_name

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~|])")
_AT_START: Final = re.compile(r"^([^\S\n]*+)(#{1,6}(?=\s)|[-+](?=\s)|=+$|\d+(?=[.)]\s))", re.MULTILINE)
_MARKS: Final = {"em": "*", "i": "*", "cite": "*", "strong": "**"}
_BLOCKS: Final = frozenset("section div p blockquote ul ol table aside h1 h2 h3 h4 h5 h6".split())


def write_markdown(corpus: Corpus, file: BinaryIO) -> None:
    """All articles, each under a heading of the first level."""
    with text_stream(file) as stream:
        for document in corpus.text_documents():
            about = About.of(document)
            stream.write(f"# {_escaped(about.title)}\n\n")
            for block in to_markdown(render(document), f"{about.id}-"):
                stream.write(block + "\n\n")


def to_markdown(element: etree._Element, prefix: str = "") -> Iterator[str]:
    """The blocks of an XHTML tree; `prefix` keeps the notes of several texts apart."""
    yield from _Writer(prefix).blocks(element)


class _Writer:
    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def blocks(self, element: etree._Element) -> Iterator[str]:
        """The blocks inside an element; text between blocks is a paragraph."""
        run: list[str] = [_escaped(element.text or "")]
        for child in element:
            if local_name(child) in _BLOCKS:
                yield from _paragraph(run)
                run = []
                yield from self._block(child)
            else:
                run.append(self._inline(child))
            run.append(_escaped(child.tail or ""))
        yield from _paragraph(run)

    def _block(self, element: etree._Element) -> Iterator[str]:
        name = local_name(element)
        if name[0] == "h" and name[1:].isdigit():
            yield f"{'#' * min(6, int(name[1:]))} {self._line(element)}"
        elif name in ("ul", "ol"):
            yield "\n".join(self._items(element, ordered=name == "ol"))
        elif name == "blockquote":
            yield "\n>\n".join(_prefixed(block, "> ", "> ") for block in self.blocks(element))
        elif name == "table":
            yield from (self._line(child) for child in element if local_name(child) == "caption")
            yield "\n".join(self._rows(element))
        elif name == "aside":
            text = "\n\n".join(self.blocks(element))
            yield _prefixed(text, f"[^{self._prefix}{element.get('id')}]: ", "    ")
        else:
            yield from self.blocks(element)

    def _items(self, element: etree._Element, *, ordered: bool) -> Iterator[str]:
        for number, item in enumerate(element, 1):
            mark = f"{number}. " if ordered else "- "
            yield _prefixed("\n\n".join(self.blocks(item)), mark, " " * len(mark))

    def _rows(self, table: etree._Element) -> Iterator[str]:
        rows = [[self._line(cell) for cell in row] for row in table if local_name(row) == "tr"]
        width = max((len(row) for row in rows), default=0)
        for number, row in enumerate(rows):
            yield "| " + " | ".join([*row, *[""] * (width - len(row))]) + " |"
            if number == 0:
                yield "|" + " --- |" * width

    def _line(self, element: etree._Element) -> str:
        return " ".join(self._content(element).split())

    def _content(self, element: etree._Element) -> str:
        parts = [_escaped(element.text or "")]
        for child in element:
            parts += (self._inline(child), _escaped(child.tail or ""))
        return "".join(parts)

    def _inline(self, element: etree._Element) -> str:
        name = local_name(element)
        if element.get(f"{{{EPUB}}}type") == "noteref":
            return f"[^{self._prefix}{(element.get('href') or '')[1:]}]"
        inside = self._content(element)
        if name == "br":
            return "\\\n"
        if name == "q":
            return f"“{inside}”"
        if name == "a":
            return f"[{inside}](<{element.get('href')}>)"
        mark = _MARKS.get(name, "")
        text = inside.strip()
        return inside.replace(text, f"{mark}{text}{mark}", 1) if mark and text else inside


def _paragraph(run: list[str]) -> Iterator[str]:
    text = re.sub(r"[ \t]+", " ", "".join(run)).strip()
    if text:
        yield _AT_START.sub(lambda m: f"{m[1]}\\{m[2]}" if not m[2].isdigit() else f"{m[1]}{m[2]}\\", text)


def _prefixed(text: str, first: str, others: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(others + line if line else line for line in lines[1:])])


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
