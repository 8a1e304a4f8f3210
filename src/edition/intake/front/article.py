"""The blocks of a text sorted into front, body and back: titles and people, abstracts with keywords, list of works.

Takes a `ReadingOrder`, gives an `ArticleParts`. Nothing is dropped or reordered: each node stands in exactly one part.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.intake.content import Block, Kind, Node, Note, ReadingOrder, without_start
from edition.intake.flow.breaks import is_finished
from edition.intake.signs.labels import SectionLabel, is_bibliography, section_label
from edition.intake.signs.languages import language_of
from edition.intake.signs.people import is_name, is_people


@dataclass(frozen=True)
class Division:
    """A part of the front or back: its type (`title`, `abstract`, `summary`, `bibliography`), language and nodes."""

    type: str
    lang: str | None
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class ArticleParts:
    """A text in its parts; `lang` is the main language."""

    lang: str
    front: tuple[Division, ...]
    body: tuple[Node, ...]
    back: tuple[Division, ...]
    notes: tuple[Note, ...] = ()
    joined: int = 0


def sort_parts(flow: ReadingOrder, lang: str | None = None, *, titled: bool = False) -> ArticleParts:
    """Sort the nodes of a flow; `titled`: its source says itself which block is the title."""
    nodes = _split_labels(list(flow.nodes))
    nodes = nodes if titled else _with_title(nodes)
    first_body = _first_body(nodes)
    last_body = _last_body(nodes, first_body)
    body = tuple(nodes[first_body:last_body])
    lang = lang or language_of(" ".join(b.text for b in body if isinstance(b, Block))[:8000]) or "und"
    front = _parts(nodes[:first_body], lang)
    back = _parts(nodes[last_body:], lang)
    return ArticleParts(lang, tuple(front), body, tuple(back), flow.notes, flow.joined)


def _label(node: Node) -> SectionLabel | None:
    return section_label(node.text) if isinstance(node, Block) and node.kind in (Kind.LABEL, Kind.KEYWORDS) else None


def _split_labels(nodes: list[Node]) -> list[Node]:
    """Cut `Abstract: In this paper …` into its label and its paragraph, so that parts begin at labels."""
    done: list[Node] = []
    for node in nodes:
        label = _label(node)
        if isinstance(node, Block) and label and not label.keywords and not label.alone:
            done += _cut(node, label.length)
        else:
            done.append(_behind_label(done[-1], node) if done else node)
    return done


def _behind_label(label: Node, node: Node) -> Node:
    """What stands behind a label of its own line: keywords are such, and an abstract that stands in is no quotation."""
    found = _label(label)
    if not isinstance(node, Block) or found is None or not found.alone:
        return node
    if found.keywords and node.kind in (Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM) and len(node.text) <= _LONGEST_KEYWORDS:
        return replace(node, kind=Kind.KEYWORDS)
    return replace(node, kind=Kind.PARAGRAPH) if node.kind is Kind.QUOTE else node


def _cut(block: Block, at: int) -> list[Block]:
    text = block.text
    while at < len(text) and text[at].isspace():
        at += 1
    runs = tuple(run for run in block.runs if run.at < at)
    label = replace(block, text=text[:at].rstrip(), runs=runs, events=(), markup=(), kind=Kind.LABEL)
    return [label, replace(without_start(block, at), kind=Kind.PARAGRAPH)]


def _with_title(nodes: list[Node]) -> list[Node]:
    """A text that begins with short lines and goes on in paragraphs has its title there, unless it has one."""
    blocks = [(i, n) for i, n in enumerate(nodes) if isinstance(n, Block)]
    if len(blocks) < 2 or any(b.kind in (Kind.TITLE, Kind.LABEL) for _, b in blocks):
        return nodes
    leading = _leading(blocks)
    if len(leading) > 1:
        for i, block in leading:
            nodes[i] = replace(block, kind=Kind.TITLE)
        return nodes
    at, first = blocks[0]
    alone = first.kind is Kind.PARAGRAPH or sum(b.kind is Kind.HEADING for _, b in blocks) == 1
    short = len(first.text) <= _LONGEST_TITLE and not is_finished(first.text)
    if first.kind in (Kind.PARAGRAPH, Kind.HEADING) and alone and short and blocks[1][1].kind is Kind.PARAGRAPH:
        nodes[at] = replace(first, kind=Kind.TITLE)
    return nodes


_LONGEST_TITLE = 200
_LONG_ENTRY = 300
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_LONGEST_KEYWORDS = 400


def _leading(blocks: Sequence[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """The headings before the first paragraph: title, authors and their places; the last one heads the first section,
    unless it names a person or a place of work.
    """
    found = list(itertools.takewhile(lambda pair: pair[1].kind is Kind.HEADING, blocks))
    if len(found) == len(blocks) or (
        len(found) > 1 and not (is_people(found[-1][1].text) or is_name(found[-1][1].text))
    ):
        found = found[:-1]
    return found


def _first_body(nodes: Sequence[Node]) -> int:
    """Behind the last abstract and its keywords, where these come first; 0 for a text without them."""
    at = length = 0
    for i, node in enumerate(nodes):
        if not isinstance(node, Block):
            continue
        label = _label(node)
        if label and not label.extended:
            at, length = _end_of_part(nodes, i, label), 0
        elif node.kind is Kind.ABSTRACT:
            at, length = i + 1, 0
        elif i >= at and node.kind in (Kind.PARAGRAPH, Kind.ITEM):
            length += len(node.text)
        if length >= _LONG_BODY:
            break
    if at == 0:
        titles = [i for i, n in enumerate(nodes) if isinstance(n, Block) and n.kind in (Kind.TITLE, Kind.PERSON)]
        at = titles[-1] + 1 if titles else 0
    return at


_LONG_BODY = 6000


def _end_of_part(nodes: Sequence[Node], label_at: int, label: SectionLabel) -> int:
    """An abstract ends before the next heading or label; keywords end with their block."""
    i = label_at + 1
    if label.keywords:
        if label.alone and i < len(nodes):
            i += 1
        return i
    styled = i < len(nodes) and _is_abstract(nodes[i])
    while i < len(nodes):
        node = nodes[i]
        if styled and isinstance(node, Block) and not _is_abstract(node):
            return i
        if isinstance(node, Block) and node.kind in (Kind.HEADING, Kind.TITLE, Kind.LABEL, Kind.KEYWORDS):
            return i
        i += 1
    return i


def _last_body(nodes: Sequence[Node], first: int) -> int:
    """Before the list of works or the abstracts at the end, whichever comes first."""
    for i in range(first, len(nodes)):
        node = nodes[i]
        if not isinstance(node, Block):
            continue
        if _begins_works(nodes, i):
            return i
        if _label(node) is not None:
            titles = i
            while titles > first and isinstance(nodes[titles - 1], Block) and _is_title(nodes[titles - 1]):
                titles -= 1
            return titles
    return len(nodes)


def _begins_works(nodes: Sequence[Node], at: int) -> bool:
    """Whether the list of works begins at a node: by its heading, or by entries that go on to the end."""
    rest = [node for node in nodes[at:] if isinstance(node, Block)]
    if not rest or rest[0].kind not in (Kind.HEADING, Kind.ENTRY):
        return False
    if rest[0].kind is Kind.HEADING and is_bibliography(rest[0].text):
        return not _is_prose(rest[1:])
    entries = rest[1:] if rest[0].kind is Kind.HEADING else rest
    return bool(entries) and all(node.kind is Kind.ENTRY for node in entries)


def _is_prose(blocks: Sequence[Block]) -> bool:
    """Whether a section of long paragraphs without years stands before other sections: it is on sources, not a list."""
    section = list(itertools.takewhile(lambda block: block.kind is not Kind.HEADING, blocks))
    long = [block for block in section if len(block.text) > _LONG_ENTRY and not _YEAR.search(block.text)]
    return len(section) < len(blocks) and len(long) * 2 > len(section)


def _is_abstract(node: Node) -> bool:
    return isinstance(node, Block) and node.kind is Kind.ABSTRACT


def _is_title(node: Node) -> bool:
    return isinstance(node, Block) and node.kind in (Kind.TITLE, Kind.PERSON)


def _parts(nodes: Sequence[Node], main: str) -> list[Division]:
    """Cut at titles, labels and the heading of the list of works."""
    parts: list[Division] = []
    current: list[Node] = []
    type_, lang = "title", None
    for at, node in enumerate(nodes):
        begins = _begin(nodes, at)
        if begins and not (begins == type_ and (begins == "title" or _is_abstract(node))):
            if current:
                parts.append(_finish(type_, lang, current, main))
            current = []
            type_, lang = begins, None
            label = _label(node)
            if label:
                lang = label.lang
                if label.extended:
                    type_ = "summary"
        current.append(node)
    if current:
        parts.append(_finish(type_, lang, current, main))
    hints = [*(part.lang if part.type == "abstract" else main for part in parts[1:]), main][: len(parts)]
    return [
        replace(part, lang=_title_language(part, hint)) if part.type == "title" else part
        for part, hint in zip(parts, hints, strict=True)
    ]


def _title_language(part: Division, hint: str | None) -> str | None:
    """A title is too short to tell its language; the abstract behind it has the same."""
    texts = [node.text for node in part.nodes if isinstance(node, Block)]
    return language_of(texts[0], hint) if texts else hint


def _begin(nodes: Sequence[Node], at: int) -> str | None:
    node = nodes[at]
    if not isinstance(node, Block):
        return None
    label = _label(node)
    if (label and not label.keywords) or node.kind is Kind.ABSTRACT:
        return "abstract"
    if node.kind in (Kind.HEADING, Kind.ENTRY) and _begins_works(nodes, at):
        return None if node.kind is Kind.ENTRY and at and _begins_works(nodes, at - 1) else "bibliography"
    return "title" if node.kind is Kind.TITLE else None


def _finish(type_: str, lang: str | None, nodes: Sequence[Node], main: str) -> Division:
    if type_ == "title":
        return Division(type_, None, tuple(nodes))
    if type_ == "bibliography":
        return Division(type_, main, tuple(map(_as_entry, nodes)))
    blocks = [n for n in nodes if isinstance(n, Block)]
    text = " ".join(b.text for b in blocks if b.kind in (Kind.PARAGRAPH, Kind.ABSTRACT)) or " ".join(
        b.text for b in blocks[:1]
    )
    found = language_of(text, hint=lang)
    return Division(type_, found or lang or main, tuple(nodes))


def _as_entry(node: Node) -> Node:
    if isinstance(node, Block) and node.kind in (Kind.PARAGRAPH, Kind.ITEM):
        return replace(node, kind=Kind.ENTRY)
    return node
