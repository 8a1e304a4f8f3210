"""What pandoc's tree tells of a document beside its text: title, authors, abstract, keywords, language, date.

Where the format prints these as part of the text (LaTeX, Org, Markdown), they are blocks before it; else they are
spare: what is used where the text itself does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from edition.intake.content import Block, Kind, Node
from edition.intake.pandoc.content import Tree
from edition.intake.pandoc.reader import PandocReader
from edition.intake.pandoc.witness import letters
from edition.intake.signs.people import Person, is_name
from edition.intake.structured.matter import read_matter, text_of
from edition.intake.tei.header import Meta, Spare

_TITLES: Final = ("title", "subtitle")
_AUTHORS: Final = ("author", "authors")
_TEXTS: Final = frozenset({"MetaInlines", "MetaString"})


@dataclass(frozen=True, slots=True)
class PrintedFront:
    """The blocks that a reader sees before the text, and the parts of the tree that they were made from."""

    nodes: list[Node]
    taken: list[Any]


def printed_front(meta: dict[str, Any], reader: PandocReader) -> PrintedFront:
    """Title, subtitle, authors and abstract as the blocks that a reader sees before the text."""
    nodes: list[Node] = []
    taken: list[Any] = []
    for inlines, kind in _lines(meta):
        block = reader.inlines(inlines, kind)
        if block.text:
            nodes.append(block)
            taken.append(inlines)
    for blocks in _abstract(meta):
        made = reader.read(blocks)
        nodes += [replace(node, kind=Kind.ABSTRACT) if isinstance(node, Block) else node for node in made]
        taken.append(blocks)
    return PrintedFront(nodes, taken)


def before_text(printed: PrintedFront, nodes: Sequence[Node]) -> tuple[list[Node], list[Any]]:
    """The front before the text, and what was taken for it; a title that also heads the text is that heading."""
    title = printed.nodes[0] if printed.nodes else None
    first = nodes[0] if nodes else None
    if isinstance(title, Block) and isinstance(first, Block) and title.kind is Kind.TITLE and title.text == first.text:
        return [replace(first, kind=Kind.TITLE, level=0), *printed.nodes[1:], *nodes[1:]], printed.taken[1:]
    return [*printed.nodes, *nodes], printed.taken


def _lines(meta: Mapping[str, Any]) -> Iterator[tuple[list[Tree], Kind]]:
    for name in _TITLES:
        yield from ((inlines, Kind.TITLE) for inlines in _runs(meta.get(name)))
    for name in _AUTHORS:
        for inlines in _runs(meta.get(name)):
            yield from ((line, Kind.PERSON) for line in _cut(inlines))


def _cut(inlines: Sequence[Tree]) -> Iterator[list[Tree]]:
    """The lines of an author: a name, a place of work, an address."""
    line: list[Tree] = []
    for each in inlines:
        if each["t"] == "LineBreak":
            yield line
            line = []
        else:
            line.append(each)
    yield line


def _abstract(meta: Mapping[str, Any]) -> Iterator[list[Tree]]:
    value = meta.get("abstract", {})
    if value.get("t") == "MetaBlocks":
        yield value["c"]
    elif value.get("t") in _TEXTS:
        yield from ([{"t": "Para", "c": inlines}] for inlines in _runs(value))


def read_meta(told: Mapping[str, Any], *, printed: bool, named: bool) -> Meta:
    """What the document tells of itself. A title that is printed is taken from there, and so are names in lines; where
    the document is `named` in the words of libraries, these hold; else they are spare.
    """
    made = read_matter(told)
    if printed:
        parts = any(isinstance(each, Mapping) for name in _AUTHORS for each in _listed(told.get(name)))
        return replace(made, titles=(), people=made.people if parts else _with_address(told, made))
    people = tuple(person for person in made.people if is_name(person.name))
    spare = Spare(text_of(told.get("title")), people, made.spare.keywords)
    return replace(made, titles=(), people=people if named else (), journal=_apart(made), spare=spare)


def _with_address(told: Mapping[str, Any], made: Meta) -> tuple[Person, ...]:
    """A single author's address that stands apart, as in Org."""
    email = text_of(told.get("email"))
    return (replace(made.people[0], email=email),) if email and len(made.people) == 1 else ()


def _apart(made: Meta) -> Mapping[str, str] | None:
    """The journal, but no date of a file that is of none."""
    return made.journal if made.journal and set(made.journal) - {"published"} else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def titled(nodes: Sequence[Node], title: str) -> list[Node]:
    """The nodes with the title among them: the heading that the document says is it, or else the only one of the first
    level, where the text begins with it.
    """
    blocks = [(at, node) for at, node in enumerate(nodes) if isinstance(node, Block)]
    headings = [(at, block) for at, block in blocks if block.kind is Kind.HEADING]
    if any(block.kind is Kind.TITLE for _, block in blocks) or not headings:
        return list(nodes)
    place, first = headings[0]
    begins = title.startswith(first.text) if title else blocks[0][0] == place
    said = first.text == title or (begins and _is_highest(headings))
    return [*nodes[:place], replace(first, kind=Kind.TITLE, level=0), *nodes[place + 1 :]] if said else list(nodes)


def _is_highest(headings: Sequence[tuple[int, Block]]) -> bool:
    """Whether the first heading is the only one of the first level."""
    return [at for at, (_, block) in enumerate(headings) if block.level == 1] == [0]


def plain_values(meta: Any) -> Any:
    """Pandoc's values of metadata as plain ones: texts, lists, mappings."""
    kind, content = meta.get("t"), meta.get("c")
    if kind == "MetaMap":
        return {key: plain_values(value) for key, value in content.items()}
    if kind == "MetaList":
        return [plain_values(value) for value in content]
    if kind == "MetaBool":
        return content
    return " ".join(text for inlines in _runs(meta) for text in [_text(inlines)] if text)


def _text(inlines: Sequence[Tree]) -> str:
    return " ".join(re.sub(r"\s+", " ", "".join(_spaced(inlines))).split())


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
    elif kind == "MetaMap":
        yield from _name(content)
    elif kind == "MetaBlocks":
        yield from (block["c"] for block in content if block["t"] in ("Para", "Plain"))


def _name(author: Mapping[str, Any]) -> Iterator[list[Tree]]:
    """An author with parts is printed with the name alone."""
    name = author.get("name")
    if isinstance(name, Mapping) and name.get("t") == "MetaMap":
        runs = [run for key in ("given", "family", "literal") for run in _runs(name["c"].get(key))]
        yield [inline for at, run in enumerate(runs) for inline in ([{"t": "Space"}] if at else []) + run]
    elif name:
        yield from _runs(name)
    elif len(author) == 1:
        yield [{"t": "Str", "c": next(iter(author))}]
