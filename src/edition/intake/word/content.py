"""A paragraph of Word as a block: its letters with looks, links and formulas, its calls, pictures and text boxes.

Takes a `w:p`; insertions are taken, deletions and what was moved away are not. What has its own place (a text box, a
picture) is handed on beside the block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from lxml import etree

from edition.intake.content import Block, Event, Kind, NoteCall, PageBreak
from edition.intake.styled.text import mark_up
from edition.intake.word.formulas import Formula
from edition.intake.word.package import PackageRelation, child, value
from edition.intake.word.styles import Styles
from edition.intake.word.symbols import symbol
from edition.markup import local_name

LEFT: Final = frozenset({"del", "moveFrom"})
_SILENT: Final = frozenset({"pPr", "rPr", "sectPr", "tblPr", "sdtPr", "sdtEndPr", "delText", "delInstrText"})
_FIELD_LINK: Final = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"')
_OF_LINKS: Final = frozenset({"underline"})
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|tel):[^\s]", re.IGNORECASE)

CallNote = Callable[[str, str], NoteCall | None]


class ParagraphText:
    """The text of one or more paragraphs, put together."""

    def __init__(self, styles: Styles, relations: dict[str, PackageRelation], call: CallNote) -> None:
        self._styles = styles
        self._relations = relations
        self._call = call
        self._parts: list[str] = []
        self._length = 0
        self._marks: list[tuple[int, int, frozenset[str]]] = []
        self._events: list[tuple[int, Event]] = []
        self._fields: list[tuple[str, bool]] = []
        self.boxes: list[etree._Element] = []
        self.pictures: list[PackageRelation | None] = []
        self.unknown: set[str] = set()

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts).strip()

    def space(self) -> None:
        """A space, unless there is one."""
        self._add(" ", frozenset({"*"}))

    def read(self, paragraph: etree._Element) -> None:
        """Add a paragraph."""
        for each in paragraph:
            self._walk(each, frozenset())

    def block(self, kind: Kind, level: int = 0, number: str = "") -> Block:
        """The block as a value."""
        text = "".join(self._parts).rstrip()
        markup = mark_up(self._marks, text)
        if kind in (Kind.HEADING, Kind.TITLE, Kind.LABEL, Kind.CAPTION):
            markup = [m for m in markup if m.name != "hi" or (m.start, m.end) != (0, len(text))]
        events = tuple((min(at, len(text)), event) for at, event in self._events)
        return Block(kind, text, (), events, level, markup=tuple(markup), number=number)

    def _add(self, text: str, kinds: frozenset[str]) -> None:
        if not self._length or self._parts[-1].endswith(" "):
            text = text.lstrip()
        if text:
            self._marks.append((self._length, self._length + len(text), kinds))
            self._parts.append(text)
            self._length += len(text)

    def _walk(self, element: etree._Element, kinds: frozenset[str]) -> None:
        name = local_name(element)
        if name in LEFT or name in _SILENT:
            return
        if name in _SIGNS:
            _SIGNS[name](self, element, kinds)
            return
        if name == "r":
            kinds |= self._field_link()
            linked = any(kind.startswith("@") for kind in kinds)
            kinds |= self._styles.looks(element) - (_OF_LINKS if linked else frozenset())
        elif name == "hyperlink":
            kinds |= _link(self._target(value(element, "id")))
        elif name == "fldSimple":
            found = _FIELD_LINK.match(value(element, "instr") or "")
            kinds |= _link(found.group(1) if found else "")
        for each in chosen(element):
            self._walk(each, kinds)

    def _target(self, ident: str | None) -> str:
        relation = self._relations.get(ident or "")
        return relation.target if relation and relation.external else ""

    def _field_link(self) -> frozenset[str]:
        instruction, shown = self._fields[-1] if self._fields else ("", False)
        found = _FIELD_LINK.match(instruction) if shown else None
        return _link(found.group(1)) if found else frozenset()

    def _letters(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self._add(re.sub(r"\s+", " ", element.text or ""), kinds)

    def _symbol(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self._add(symbol(element), kinds)

    def _hyphen(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self._add("-", kinds)

    def _break(self, element: etree._Element, kinds: frozenset[str]) -> None:
        if value(element, "type") == "page":
            self._events.append((self._length, PageBreak(None)))
        self.space()

    def _page(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self._events.append((self._length, PageBreak(None)))

    def _note(self, element: etree._Element, kinds: frozenset[str]) -> None:
        call = self._call(local_name(element).removesuffix("Reference"), value(element, "id") or "")
        if call:
            self._events.append((self._length, call))

    def _formula(self, element: etree._Element, kinds: frozenset[str]) -> None:
        formula = Formula(element)
        self.unknown |= formula.unknown
        self._add(formula.text, kinds | {formula.xml})

    def _box(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self.boxes.append(element)

    def _picture(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self.pictures.append(self._relations.get(value(element, "embed") or value(element, "id") or ""))

    def _field(self, element: etree._Element, kinds: frozenset[str]) -> None:
        type_ = value(element, "fldCharType")
        if type_ == "begin":
            self._fields.append(("", False))
        elif self._fields and type_ == "separate":
            self._fields[-1] = self._fields[-1][0], True
        elif self._fields and type_ == "end":
            self._fields.pop()

    def _instruction(self, element: etree._Element, kinds: frozenset[str]) -> None:
        if self._fields:
            self._fields[-1] = self._fields[-1][0] + (element.text or ""), self._fields[-1][1]


_SIGNS: Final[dict[str, Callable[[ParagraphText, etree._Element, frozenset[str]], None]]] = {
    "t": ParagraphText._letters,
    "sym": ParagraphText._symbol,
    "noBreakHyphen": ParagraphText._hyphen,
    "tab": ParagraphText._break,
    "br": ParagraphText._break,
    "cr": ParagraphText._break,
    "lastRenderedPageBreak": ParagraphText._page,
    "footnoteReference": ParagraphText._note,
    "endnoteReference": ParagraphText._note,
    "txbxContent": ParagraphText._box,
    "blip": ParagraphText._picture,
    "oMath": ParagraphText._formula,
    "imagedata": ParagraphText._picture,
    "fldChar": ParagraphText._field,
    "instrText": ParagraphText._instruction,
}


def chosen(element: etree._Element) -> list[etree._Element]:
    """The children, of two forms of one thing only the first."""
    if local_name(element) != "AlternateContent":
        return list(element)
    best = child(element, "Choice")
    return list(best) if best is not None else list(child(element, "Fallback") or ())


def is_left(element: etree._Element) -> bool:
    """Whether an element stands in something that is not read: a deletion, or the second form of a thing."""
    for above in element.iterancestors():
        name = local_name(above)
        if name in LEFT or (name == "Fallback" and child(above.getparent(), "Choice") is not None):
            return True
    return False


def _link(target: str) -> frozenset[str]:
    if not _ADDRESS.match(target):
        return frozenset()
    return frozenset({"@" + quote(target, safe="!#$%&'()*+,/:;=?@[]~")})
