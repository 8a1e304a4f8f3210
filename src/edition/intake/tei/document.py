"""An `ArticleParts` as a TEI tree by the edition's conventions: abstracts in front, divisions, notes at their calls.

Takes an article and what is known of its source, gives the tree. Ids are made from content, so that they stay the same
when text is inserted before them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from lxml import etree

from edition.intake.content import (
    Block,
    Figure,
    Fixture,
    Kind,
    Markup,
    Node,
    NoteCall,
    PageBreak,
    Table,
    without_start,
)
from edition.intake.front.article import ArticleParts, Division
from edition.intake.front.keywords import Keywords, split_keywords
from edition.intake.signs.languages import language_of
from edition.intake.signs.numbers import note_number
from edition.intake.signs.people import people_spans
from edition.intake.tei.inline import event_element, fill
from edition.markup import TEI, XML_ID, XML_LANG, content_id, tei

FindMarkup = Callable[[Block, bool], Sequence[Markup]]
_BULLET = re.compile(r"(?:[^\w\s“”„«»\"'‘’()\[\]…<>@#&%+/\\.,;:!?-]|[-–—*+]|\d{1,2}[.)]|[a-zçğıöşü]\))\s+(?=\S)")
# lxml takes None for the default namespace, its stubs do not
_NSMAP: Any = {None: TEI}
_PREFIXES = {"p": "p", "head": "h", "item": "i", "quote": "q", "div": "d", "note": "n", "bibl": "b", "list": "l"}


@dataclass
class TextWriter:
    """Builds the `text` element; `markup` finds citations, quotations and the like in a block."""

    article: ArticleParts
    markup: FindMarkup
    used: Counter[str] = field(default_factory=Counter)
    keywords: list[Keywords] = field(default_factory=list)

    def text(self) -> etree._Element:
        """The article's `text`."""
        root = etree.Element(tei("text"), nsmap=_NSMAP)
        root.set(XML_LANG, self.article.lang)
        if self.article.front:
            front = etree.SubElement(root, tei("front"))
            for part in self.article.front:
                self._part(front, part)
        self._body(etree.SubElement(root, tei("body")), self.article.body)
        if self.article.back:
            back = etree.SubElement(root, tei("back"))
            for part in self.article.back:
                self._part(back, part)
        self._uncalled(root)
        return root

    def _part(self, parent: etree._Element, part: Division) -> None:
        if all(isinstance(node, PageBreak | Fixture) for node in part.nodes):
            for node in part.nodes:
                self._node(parent, node, part)
            return
        div = etree.SubElement(parent, tei("div"), {"type": part.type})
        if part.lang:
            div.set(XML_LANG, part.lang)
        holder = div
        entries: etree._Element | None = None
        for node in _settled(part.nodes):
            if isinstance(node, Block) and node.kind is Kind.ENTRY:
                entries = etree.SubElement(div, tei("listBibl")) if entries is None else entries
                holder = entries
            else:
                # a list of works has entries only: a heading or a figure ends it, and another one begins behind
                holder, entries = div, None
            self._node(holder, node, part)
        self._identify(div, "div")

    def _table(self, parent: etree._Element, table: Table) -> None:
        element = etree.SubElement(parent, tei("table"))
        if table.caption:
            self._caption(element, table.caption)
        for at, cells in enumerate(table.rows):
            if not cells:  # all of its columns go on from above
                continue
            row = etree.SubElement(element, tei("row"))
            for column, cell in enumerate(cells):
                made = etree.SubElement(row, tei("cell"))
                if table.spans and table.spans[at][column] > 1:
                    made.set("cols", str(table.spans[at][column]))
                if table.tall and table.tall[at][column] > 1:
                    made.set("rows", str(table.tall[at][column]))
                if table.heads and table.heads[at][column]:
                    made.set("role", "label")
                fill(made, cell, self.markup(cell, False), self._note)
        self._identify(element, "table")

    def _figure(self, parent: etree._Element, figure: Figure) -> None:
        element = etree.SubElement(parent, tei("figure"))
        if figure.file:
            etree.SubElement(element, tei("graphic"), {"url": quote(figure.file)})
        if figure.caption:
            self._caption(element, figure.caption)
        if figure.description:
            etree.SubElement(element, tei("figDesc")).text = figure.description
        self._identify(element, "figure")

    def _caption(self, parent: etree._Element, caption: Block) -> None:
        head = etree.SubElement(parent, tei("head"))
        fill(head, caption, self.markup(caption, False), self._note)
        self._identify(head, "head")

    def _node(self, parent: etree._Element, node: Node, part: Division | None) -> etree._Element | None:
        if isinstance(node, Table):
            self._table(parent, node)
            return None
        if isinstance(node, Figure):
            self._figure(parent, node)
            return None
        if not isinstance(node, Block):
            parent.append(event_element(node, self._note))
            return None
        if node.kind is Kind.KEYWORDS and part:
            return self._keywords(parent, node, part)
        first = parent.find("./*") is None or all(c.tag in (tei("pb"), tei("fw")) for c in parent)
        name = _name(node.kind, first=first, in_part=part is not None)
        element = etree.SubElement(parent, tei(name))
        extra = list(self.markup(node, False))
        if node.kind is Kind.TITLE and part and part.type == "title":
            extra += people_spans(node.text)
            lang = language_of(node.text, part.lang)
            if lang and lang != part.lang and len(node.text) > 30:
                element.set(XML_LANG, lang)
        if node.lang:
            element.set(XML_LANG, node.lang)
        if node.number:
            element.set("n", node.number)
        fill(element, node, extra, self._note)
        self._identify(element, name, node.text if node.kind is Kind.ENTRY else None)
        return element

    def _keywords(self, parent: etree._Element, node: Block, part: Division) -> etree._Element:
        found = split_keywords(node.text, part.lang)
        if found.terms:
            self.keywords.append(found)
        element = etree.SubElement(parent, tei("p"))
        fill(element, node, found.spans, self._note)
        self._identify(element, "p")
        return element

    def _body(self, body: etree._Element, nodes: Sequence[Node]) -> None:
        """Divisions by the levels of headings, lists around runs of items."""
        divs: list[tuple[int, etree._Element]] = []
        items: list[etree._Element] = []
        verses: etree._Element | None = None
        for node in _settled(nodes):
            if isinstance(node, Table | Figure):
                items = []
                self._node(self._place(body, divs), node, None)
                continue
            if not isinstance(node, Block):
                items = []
                self._place(body, divs).append(event_element(node, self._note))
                continue
            if node.kind is Kind.HEADING:
                while divs and divs[-1][0] >= node.level:
                    divs.pop()
                div = etree.SubElement(divs[-1][1] if divs else body, tei("div"))
                divs.append((node.level, div))
                items = []
            place = self._place(body, divs)
            verses = (etree.SubElement(place, tei("lg")) if verses is None else verses) if _is_verse(node) else None
            if verses is not None:
                self._verse(verses, node)
            elif node.kind is Kind.ITEM:
                self._item(_list_of(items, place, node.level), node)
            else:
                items = []
                self._node(place, node, None)
        if not any(isinstance(node, Block) for node in nodes):
            self._identify(etree.SubElement(self._place(body, divs), tei("p")), "p")
        for element in body.iter(tei("list")):
            _even_labels(element)
        for element in [*body.iter(tei("div")), *body.iter(tei("list"))]:
            if element.find(tei("head")) is not None or element.tag == tei("list"):
                self._identify(element, "div" if element.tag == tei("div") else "list")
            else:
                self._identify(element, "div")

    def _verse(self, group: etree._Element, node: Block) -> None:
        fill(etree.SubElement(group, tei("l")), node, self.markup(node, False), self._note)
        if len(group) == 1:
            self._identify(group, "lg")

    def _item(self, items: etree._Element, node: Block) -> None:
        """A list's item; the bullet or number that stands before it is its label."""
        bullet = _BULLET.match(node.text)
        if bullet and not any(0 < at < bullet.end() for at, _ in node.events):
            etree.SubElement(items, tei("label")).text = bullet.group().rstrip()
            node = without_start(node, bullet.end())
        self._node(items, node, None)

    def _place(self, body: etree._Element, divs: Sequence[tuple[int, etree._Element]]) -> etree._Element:
        """Where a block goes: the last division; without headings, one division for all."""
        if divs:
            return divs[-1][1]
        last = body.find(tei("div"))
        return last if last is not None else etree.SubElement(body, tei("div"))

    def _note(self, call: NoteCall) -> etree._Element:
        if call.note < 0:
            return etree.Element(tei("anchor"), {"type": "call", "n": call.sign})
        note = self.article.notes[call.note]
        element = etree.Element(tei("note"), {"place": note.place, "n": note_number(note.sign)})
        if not note.called:
            element.set("cert", "low")
        if len(note.blocks) == 1:
            fill(element, note.blocks[0], self.markup(note.blocks[0], True), self._note)
        else:
            for block in note.blocks:
                child = etree.SubElement(element, tei("p"))
                fill(child, block, self.markup(block, True), self._note)
                self._identify(child, "p")
        self._identify(element, "note")
        return element

    def _uncalled(self, root: etree._Element) -> None:
        """Notes without a call stand at the end of the last block before the next note, or of the text."""
        paragraphs = [el for el in root.iter(tei("p")) if next(el.iterancestors(tei("note")), None) is None]
        blocks = paragraphs or list(root.iter(tei("item"), tei("quote"), tei("head"), tei("cell")))
        notes: dict[str, list[etree._Element]] = defaultdict(list)  # of one number in several chapters in their order
        for el in root.iter(tei("note")):
            notes[el.get("n") or ""].append(el)
        before: etree._Element | None = None
        for k, note in enumerate(self.article.notes):
            if note.called:
                same = notes[note_number(note.sign)]
                before = same.pop(0) if same else before
                continue
            host = next((a for a in before.iterancestors(tei("p"))), None) if before is not None else None
            target = host if host is not None else blocks[-1]
            target.append(self._note(NoteCall(k, "")))

    def _identify(self, element: etree._Element, name: str, text: str | None = None) -> None:
        """Give an element its id, made from its text; that of an entry is known before furniture stands in it."""
        text = "".join(str(part) for part in element.itertext()) if text is None else text
        element.set(XML_ID, _next_id(name, text, self.used))


def entries_of(article: ArticleParts) -> list[tuple[str, str]]:
    """The entries of the article's list of works with the ids that they get."""
    used: Counter[str] = Counter()
    nodes = (node for part in (*article.front, *article.back) for node in part.nodes)
    entries = [node for node in nodes if isinstance(node, Block) and node.kind is Kind.ENTRY]
    return [(_next_id("bibl", entry.text, used), entry.text) for entry in entries]


def _next_id(name: str, text: str, used: Counter[str]) -> str:
    base = content_id(_PREFIXES.get(name, name[:1]), f"{name} {text[:400]}")
    used[base] += 1
    return base if used[base] == 1 else f"{base}-{used[base]}"


def _list_of(lists: list[etree._Element], place: etree._Element, level: int) -> etree._Element:
    """The list that an item of a level belongs to, among those that are open; a deeper one begins in the last item."""
    del lists[max(level, 1) :]
    while not lists or (len(lists) < level and len(lists[-1])):
        lists.append(etree.SubElement(lists[-1][-1] if lists else place, tei("list")))
        if len(lists) >= level:
            break
    return lists[-1]


def _even_labels(items: etree._Element) -> None:
    """Labels stand before all items of a list or before none: where some lack one, the others have theirs inside."""
    labels = items.findall(tei("label"))
    if len(labels) == len(items.findall(tei("item"))):
        return
    for label in labels:
        item = label.getnext()
        assert item is not None
        item.text = f"{label.text} {item.text or ''}"
        items.remove(label)


def _settled(nodes: Sequence[Node]) -> list[Node]:
    """The nodes with page changes and furniture between two entries or items put at the head of the second one, since
    lists have no other place for them.
    """
    done: list[Node] = []
    waiting: list[PageBreak | Fixture] = []
    for node in nodes:
        if isinstance(node, PageBreak | Fixture):
            waiting.append(node)
            continue
        before = next((n for n in reversed(done) if not isinstance(n, PageBreak | Fixture)), None)
        if waiting and isinstance(node, Block) and _is_listed(node) and before is not None and _is_listed(before):
            node = replace(node, events=(*((0, event) for event in waiting), *node.events))
        else:
            done += waiting
        waiting = []
        done.append(node)
    return [*done, *waiting]


def _is_listed(node: Node) -> bool:
    return isinstance(node, Block) and node.kind in (Kind.ENTRY, Kind.ITEM)


def _is_verse(node: Node) -> bool:
    return isinstance(node, Block) and node.kind is Kind.VERSE


def _name(kind: Kind, *, first: bool, in_part: bool) -> str:
    if kind in (Kind.HEADING, Kind.LABEL):
        return "head" if first else ("label" if in_part else "p")
    if kind is Kind.ITEM:
        return "p" if in_part else "item"
    return {Kind.QUOTE: "quote", Kind.ENTRY: "bibl"}.get(kind, "p")
