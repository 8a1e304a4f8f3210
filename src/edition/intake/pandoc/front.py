"""What pandoc's tree tells of a document beside its text: title, authors, abstract, keywords, language, date.

Where the format prints these as part of the text (LaTeX, Org), they are blocks before it; else they are spare: what is
used where the text itself does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from edition.intake.content import Block, Kind, Node
from edition.intake.pandoc.content import Tree
from edition.intake.pandoc.reader import PandocReader
from edition.intake.pandoc.witness import letters
from edition.intake.signs.people import Person, is_name
from edition.intake.tei.header import Meta, Spare

PRINTED: Final = ("title", "subtitle", "author", "abstract")
_LANG: Final = re.compile(r"[a-z]{2,3}(?=$|[-_])", re.IGNORECASE)


def printed_front(meta: dict[str, Any], reader: PandocReader) -> list[Node]:
    """Title, subtitle, authors and abstract as the blocks that a reader sees before the text."""
    nodes: list[Node] = []
    for name, kind in (("title", Kind.TITLE), ("subtitle", Kind.TITLE), ("author", Kind.PERSON)):
        for inlines in _runs(meta.get(name)):
            block = reader.inlines(inlines, kind)
            if block.text:
                nodes.append(block)
    abstract = meta.get("abstract", {})
    found = reader.read(abstract["c"]) if abstract.get("t") == "MetaBlocks" else []
    nodes += [replace(node, kind=Kind.ABSTRACT) if isinstance(node, Block) else node for node in found]
    return nodes


def read_meta(meta: dict[str, Any], nodes: Sequence[Node]) -> Meta:
    """What the document tells of itself; a title and authors that are printed are taken from there."""
    terms = tuple(term for text in _texts(meta.get("keywords")) for term in re.split(r"\s*[,;]\s*", text) if term)
    people = tuple(Person(name) for text in _texts(meta.get("author")) for name in _names(text))
    title = next(_texts(meta.get("title")), "")
    subtitle = next(_texts(meta.get("subtitle")), "")
    told = {node.text for node in nodes if isinstance(node, Block) and node.kind is Kind.PERSON}
    return Meta(people=people if told else (), subtitle=subtitle if told else "", spare=Spare(title, people, terms))


def titled(nodes: Sequence[Node], meta: Meta) -> list[Node]:
    """The nodes with the title among them: the heading that the document says is it, or else the only one of the first
    level, where the text begins with it.
    """
    blocks = [(at, node) for at, node in enumerate(nodes) if isinstance(node, Block)]
    headings = [(at, block) for at, block in blocks if block.kind is Kind.HEADING]
    if any(block.kind is Kind.TITLE for _, block in blocks) or not headings:
        return list(nodes)
    place, first = headings[0]
    if first.text == meta.spare.title or (not meta.spare.title and _is_alone(headings)):
        return [*nodes[:place], replace(first, kind=Kind.TITLE, level=0), *nodes[place + 1 :]]
    return list(nodes)


def _is_alone(headings: Sequence[tuple[int, Block]]) -> bool:
    """Whether the text begins with its only heading of the first level."""
    return [at for at, block in headings if block.level == 1] == [0]


def language_told(meta: dict[str, Any]) -> str | None:
    """The language that the document says it is in."""
    for name in ("lang", "language"):
        found = _LANG.match(next(_texts(meta.get(name)), ""))
        if found:
            return found.group().lower()
    return None


def _names(text: str) -> Iterator[str]:
    """The names in a line of authors; what is no name is left."""
    for part in re.split(r"\s*;\s*|\s+(?:and|und|et|y|e|ve)\s+", text):
        if is_name(part.strip()):
            yield part.strip()


def _texts(value: Any) -> Iterator[str]:
    for inlines in _runs(value):
        text = " ".join(re.sub(r"\s+", " ", "".join(_spaced(inlines))).split())
        if text:
            yield text


def _spaced(inlines: Sequence[Tree]) -> Iterator[str]:
    for each in inlines:
        if each["t"] in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif each["t"] != "Note":
            yield from letters(each) if not isinstance(each.get("c"), list) else _deeper(each["c"])


def _deeper(content: Sequence[Any]) -> Iterator[str]:
    inlines = [each for each in content if isinstance(each, dict) and "t" in each]
    if inlines:
        yield from _spaced(inlines)
    for each in content:
        if isinstance(each, list):
            yield from _deeper(each)


def _runs(value: Any) -> Iterator[list[Tree]]:
    """The runs of inlines of a value: a list has several, blocks one for each paragraph."""
    kind: str = (value or {}).get("t", "")
    content: Any = (value or {}).get("c")
    if kind == "MetaInlines":
        yield content
    elif kind == "MetaString":
        yield [{"t": "Str", "c": content}]
    elif kind == "MetaList":
        for each in content:
            yield from _runs(each)
    elif kind == "MetaBlocks":
        yield from (block["c"] for block in content if block["t"] in ("Para", "Plain"))
