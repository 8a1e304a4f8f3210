"""One walk over a document gives its facts, with the elements they came from beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from edition.diagnostics import Span
from edition.facts.apart import READINGS, is_register, is_sentence, is_variant
from edition.facts.canonical import CanonicalPlace, canonical_places
from edition.facts.facsimile import read_pages
from edition.facts.habits import ReadingHabits
from edition.facts.metadata import read_metadata
from edition.facts.model import ArticleFacts, Block, Link, Mention, Section
from edition.facts.naming import PART, Naming, described, is_cited, is_speech, is_unit
from edition.markup import XML_ID, XML_LANG, Document, content_id, local_name, reading_text, tei
from edition.project import Mentions, TextSettings
from edition.registers import date_value, kind_of_reference
from edition.registers.read import entries_in

# elements that hold running text; the innermost one around a word is its block
BLOCKS: Final = frozenset(
    """p ab head item l quote note cell bibl label speaker stage trailer opener closer salute signed
    dateline byline docTitle titlePart docAuthor docDate docImprint epigraph argument castItem role
    roleDesc set actor imprimatur figDesc desc gloss q said cit floatingText address addrLine
    postscript biblStruct zone line rdg lem app entry u""".split()
)
# blocks only where they stand among blocks; inside a paragraph they are part of its text
_INLINE_TOO: Final = frozenset("""quote q said label gloss desc bibl cit stage note address biblStruct line""".split())
_READINGS_AND_NOTES: Final = frozenset({"note", "rdg", "lem", "app"})
# phrases that others set among blocks: the outermost is a block
_LOOSE: Final = frozenset(
    """seg hi rs persName placeName orgName geogName settlement name date ref s emph foreign choice num measure term
    title unclear supplied add del abbr w subst mod metamark egXML""".split()
)
_PARTING: Final = frozenset({"space", "line"})  # what parts words without white space
# parts of dictionaries' entries that follow on one another without any
_PARTS: Final = frozenset("form orth pron gramGrp gram pos def usg sense etym xr re hom".split())
_TEXT_PARENTS: Final = BLOCKS - {"cit", "note", "quote", "epigraph", "argument", "floatingText", "said", "opener",
                                 "closer", "postscript", "set", "figDesc", "docTitle", "item", "cell", "q",
                                 "castItem", "address"}  # fmt: skip
_CORRECTING: Final = frozenset({"corr", "reg", "expan"})
_OUTSIDE: Final = frozenset("""fw corr reg expan teiHeader standOff figDesc""".split())
_POINTERS: Final = {"ref": "target", "ptr": "target", "graphic": "url", "media": "url", "pb": "facs",
                    "term": "ref"}  # fmt: skip
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True)
class Reading:
    """The facts, the elements of its blocks and mentions in the same order, and those where a picture's page begins.

    `places` are those that have a canonical number, `entries` those of an apparatus with the place that each speaks of.
    """

    facts: ArticleFacts
    block_elements: tuple[etree._Element, ...]
    mention_elements: tuple[etree._Element, ...]
    root: etree._Element | None = None
    page_elements: tuple[tuple[etree._Element, int, str], ...] = ()
    places: tuple[CanonicalPlace, ...] = ()
    entries: tuple[tuple[etree._Element, str], ...] = ()


@dataclass
class _Open:
    """A block whose end has not been met."""

    element: etree._Element
    block: Block
    parts: list[str] = field(default_factory=list)
    length: int = 0
    mentions: list[tuple[etree._Element, str, int, int]] = field(default_factory=list)
    place: int = 0

    def add(self, text: str | None, place: int = 0) -> None:
        """Add text with its white space folded across elements; a block stands where its first words do."""
        if not text:
            return
        folded = _SPACE.sub(" ", text)
        if folded[0] == " " and (not self.parts or self.parts[-1][-1] == " "):
            folded = folded[1:]
        if folded:
            self.place = self.place or place
            self.parts.append(folded)
            self.length += len(folded)


def read_article(
    document: Document, settings: TextSettings | Mentions | None = None, *, spans: bool = False, header: bool = True
) -> Reading:
    """Read the facts of an article. `spans` adds the byte spans of mentions and links, at the cost of a second pass;
    without `header` the descriptions there are left out."""
    walker = _Walker(document, ReadingHabits.of(document.root, settings), spans)
    for text in outermost_texts(document.root):
        walker.walk(text)
    for description in described(document.root) if header else ():
        walker.describe(description)
    return walker.reading()


def outermost_texts(root: etree._Element) -> list[etree._Element]:
    """The outermost texts; where there is none, what is transcribed as a document."""
    found = [e for e in root.iter(tei("text")) if not any(local_name(a) == "text" for a in e.iterancestors())]
    if found:
        return found
    documents = list(root.iter(tei("sourceDoc")))
    return documents or ([root] if local_name(root) in ("surface", "surfaceGrp") else [])


class _Walker:
    def __init__(self, document: Document, habits: ReadingHabits, spans: bool) -> None:
        self._document = document
        self._habits = habits
        self._entries = tuple(entries_in(document))
        self._spans = spans
        self._lang = document.root.get(XML_LANG, "")
        self._places = canonical_places(document.root)
        self._used: set[str] = {str(e.get(XML_ID)) for e in document.root.iter(etree.Element) if e.get(XML_ID)}
        self._ids = sorted(self._used)
        self._naming = Naming(habits, self._ids, {entry.key: entry.kind for entry in self._entries})
        self._open: list[_Open] = []
        self._kept: list[tuple[_Open, Block, int]] = []
        self._links: list[tuple[etree._Element, str, str, _Open | None]] = []
        self._extents: dict[etree._Element, tuple[int, int]] = {}
        self._sections: list[Section] = []
        self._langs: list[str] = []
        self._versions: list[str] = []
        self._part = "body"
        self._page = ""
        self._depth = 0
        self._order = 0
        self._skipped: etree._Element | None = None
        self._mention: list[tuple[etree._Element, str, int]] = []
        self._speaking: list[tuple[etree._Element, str]] = []  # who speaks in the next block

    def walk(self, text: etree._Element) -> None:
        for event, node in etree.iterwalk(text, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(node)
            elif event == "end":
                self._end(node)
                self._tail(node, text)
            else:
                self._tail(node, text)

    def describe(self, description: etree._Element) -> None:
        """A description of the header: a part of its own, outside of the sections and pages of the text."""
        self._part, self._page = PART, ""
        self.walk(description)

    def _tail(self, node: etree._Element, text: etree._Element) -> None:
        if node is not text and self._skipped is None and self._open:
            self._add(node.tail)

    def _start(self, node: etree._Element) -> None:
        if self._skipped is not None:
            return
        name = self._habits.name_of(node)
        if name in _OUTSIDE or is_register(node):
            self._skip(node, name)
            return
        self._surround(node, name)
        if self._begins_block(node, name):
            self._open_block(node, name)
        elif self._open and (name in _PARTING or (name in _PARTS and _follows_at_once(node))):
            self._open[-1].add(" ")
        opened = self._open[-1] if self._open else None
        self._point(node, name, opened)
        self._name(node, opened)
        if opened:
            self._add(node.text)

    def _skip(self, node: etree._Element, name: str) -> None:
        """What is no part of the running words; whom only a correction names is named at its place."""
        self._skipped = node
        if name in _CORRECTING and self._open:
            opened, found = self._open[-1], self._naming.only_in(node)
            opened.mentions += [(element, kind, opened.length, opened.length) for element, kind in found]

    def _name(self, node: etree._Element, opened: _Open | None) -> None:
        """Whom an element names; who speaks in a speech is named without a word, where its words begin."""
        kind = self._naming.kind_of(node, self._part == PART)
        if kind and is_speech(node):
            self._speaking.append((node, kind))
        elif kind and opened:
            self._mention.append((node, kind, opened.length))

    def _point(self, node: etree._Element, name: str, opened: _Open | None) -> None:
        pointer = _POINTERS.get(name, "") or self._naming.pointer_without_kind(node)
        if target := node.get(pointer) if pointer else "":
            self._links.append((node, pointer, target, opened))
            self._extents[node] = (opened.length, opened.length) if opened else (0, 0)

    def _surround(self, node: etree._Element, name: str) -> None:
        """What holds for everything within an element, or from here on: language, version, part, page, section."""
        self._langs.append(node.get(XML_LANG) or (self._langs[-1] if self._langs else self._lang))
        version = "translation" if node.get("type") == "translation" and name in ("div", "text", "group") else ""
        self._versions.append(version or (self._versions[-1] if self._versions else ""))
        if name in ("front", "body", "back"):
            self._part = name
        elif name == "pb":
            self._page = node.get("n", "")
        elif name == "div":
            self._open_section(node)

    def _add(self, text: str | None) -> None:
        self._order += 1
        opened = self._open[-1]
        if self._speaking and text and text.strip():
            opened.mentions += [(node, kind, opened.length, opened.length) for node, kind in self._speaking]
            self._speaking.clear()
        opened.add(text, self._order)

    def _end(self, node: etree._Element) -> None:
        if self._skipped is not None:
            if self._skipped is node:
                self._skipped = None
            return
        self._langs.pop()
        self._versions.pop()
        name = self._habits.name_of(node)
        if self._mention and self._mention[-1][0] is node:
            element, kind, start = self._mention.pop()
            self._open[-1].mentions.append((element, kind, start, self._open[-1].length))
        if node in self._extents and self._open:
            self._extents[node] = (self._extents[node][0], self._open[-1].length)
        if name == "div":
            self._depth -= 1
        self._speaking = [speaker for speaker in self._speaking if speaker[0] is not node]
        if self._open and self._open[-1].element is node:
            self._close_block()

    def _begins_block(self, node: etree._Element, name: str) -> bool:
        """A note is always a text of its own; a quotation inside a paragraph belongs to the paragraph."""
        if self._part == PART:
            return self._begins_unit(node, name)
        if name not in BLOCKS:
            return name in _LOOSE and not self._open
        if name in READINGS:
            return is_variant(node)
        if name == "app":
            return not self._open
        if name == "note" or not self._open:
            return True
        if is_sentence(self._open[-1].element):
            self._open[-1].add(" ")
            return False
        if name not in _INLINE_TOO:
            return True
        return local_name(self._open[-1].element) not in _TEXT_PARENTS and not (self._open[-1].parts)

    def _begins_unit(self, node: etree._Element, name: str) -> bool:
        """In a description whatever has words of its own is a block; what is one elsewhere parts words within it."""
        if self._open and name in BLOCKS:
            self._open[-1].add(" ")
        return name == "note" or (not self._open and is_unit(node))

    def _open_block(self, node: etree._Element, name: str) -> None:
        note = next((o.block.id or o.block.note for o in reversed(self._open) if o.block.note), "")
        block = Block(
            id=node.get(XML_ID, ""),
            name=name,
            lang=self._langs[-1],
            text="",
            part=self._part,
            section=self._sections[-1].id if self._sections and self._part != PART else "",
            version=self._versions[-1],
            note=node.get(XML_ID, name) if name in _READINGS_AND_NOTES else note,
            corresp=node.get("corresp", "").lstrip("#"),
            n=node.get("n", ""),
            page=self._page,
            apart=name == "note" and not self._open and _is_apart(node) and self._part != PART,
            span=self._document.span(node) if self._spans else None,
        )
        self._open.append(_Open(node, block))

    def _close_block(self) -> None:
        opened = self._open.pop()
        text = "".join(opened.parts).rstrip()
        if not text:
            return
        block = replace(opened.block, text=text)
        if not block.id:
            block = replace(block, id=content_id(block.name, text, self._used), has_own_id=False)
            self._used.add(block.id)
        self._kept.append((opened, block, opened.place))

    def _open_section(self, node: etree._Element) -> None:
        self._depth += 1
        head = node.find(tei("head"))
        if head is None:
            return
        text = reading_text(head)
        id_ = node.get(XML_ID) or content_id("div", text, self._used)
        self._used.add(id_)
        self._sections.append(Section(id_, self._depth, text, self._versions[-1], self._langs[-1]))

    def reading(self) -> Reading:
        self._kept.sort(key=lambda kept: kept[2])
        mentions: list[Mention] = []
        elements: list[etree._Element] = []
        for opened, block, _ in self._kept:
            ordered = sorted(opened.mentions, key=lambda m: (m[2], -m[3]))
            for number, (element, kind, start, end) in enumerate(ordered, 1):
                id_ = block.id if element is opened.element else f"{block.id}.m{number}"
                mentions.append(self._fact(block, element, kind, start, end, id_))
                elements.append(element)
        ids = {opened.element: block.id for opened, block, _ in self._kept}
        pages = read_pages(self._document.root, self._habits.picture, lambda e: e.get(XML_ID) or ids.get(e, ""))
        facts = ArticleFacts(
            id=self._habits.article_id(self._document.root.get(XML_ID), self._document.source.path),
            path=self._document.source.path,
            lang=self._lang,
            metadata=read_metadata(self._document.root, self._habits.key),
            blocks=tuple(_with_versions(block for _, block, _ in self._kept)),
            mentions=tuple(mentions),
            links=tuple(self._link(link, ids) for link in self._links),
            sections=tuple(self._sections),
            ids=tuple(self._ids),
            entries=self._entries,
            pages=pages.pages,
        )
        blocks = tuple(opened.element for opened, _, _ in self._kept)
        root, places = self._document.root, self._places
        entries = tuple((entry, places.reference(entry)) for entry in root.iter(tei("app")))
        return Reading(facts, blocks, tuple(elements), root, pages.elements, places.places, entries)

    def _fact(self, block: Block, element: etree._Element, kind: str, start: int, end: int, id_: str) -> Mention:
        raw = block.text[start:end]
        start += len(raw) - len(raw.lstrip())
        text = raw.strip()
        return Mention(
            id=element.get(XML_ID) or id_,
            kind=kind,
            element=local_name(element),
            keys=() if kind == "date" else self._naming.keys_of(element, kind),
            text=text,
            block=block.id,
            start=start,
            end=start + len(text),
            date=date_value(element) if kind == "date" else date_value(None),
            cert=element.get("cert", ""),
            resp=element.get("resp", "").lstrip("#"),
            cited=is_cited(element),
            reference=self._places.reference(element),
            span=self._document.whole_span(element) if self._spans else None,
            wordless=start == end and (is_speech(element) or _is_correcting(element)),
        )

    def _link(self, link: tuple[etree._Element, str, str, _Open | None], ids: dict[etree._Element, str]) -> Link:
        element, attribute, target, opened = link
        block = ids.get(opened.element, "") if opened else ""
        path = self._document.source.path
        span = self._document.attribute_span(element, attribute) if self._spans else Span(path, 0, 0)
        start, end = self._extents[element]
        keys = tuple(self._habits.key(t) if kind_of_reference(t) else "" for t in target.split())
        return Link(local_name(element), attribute, target, block, span, start, end, keys if any(keys) else ())


def _is_correcting(element: etree._Element) -> bool:
    return any(local_name(ancestor) in _CORRECTING for ancestor in element.iterancestors())


def _follows_at_once(node: etree._Element) -> bool:
    """Whether another element stands directly before."""
    before = node.getprevious()
    return before is not None and not before.tail


def _is_apart(note: etree._Element) -> bool:
    """Whether a note that stands by itself has a number, and does not name the place that it speaks of."""
    is_numbered = bool(note.get("n")) or note.get("place") in ("foot", "end", "bottom")
    return is_numbered and not (note.get("target") or note.get("corresp", "").startswith("#"))


def _with_versions(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks; one that answers to an earlier one in another language (a second abstract) is a translation."""
    langs: dict[str, str] = {}
    for block in blocks:
        langs[block.id] = block.lang
        again = langs.get(block.corresp, block.lang) != block.lang
        yield replace(block, version="translation") if again else block
