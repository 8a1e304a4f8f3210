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

from edition.intake.content import NoteCall, PageBreak
from edition.intake.structured.text import StretchedText
from edition.intake.word.formulas import Formula
from edition.intake.word.package import PackageRelation, child, is_on, value
from edition.intake.word.styles import Styles
from edition.intake.word.symbols import symbol
from edition.markup import local_name

LEFT: Final = frozenset({"del", "moveFrom"})
_SILENT: Final = frozenset({"pPr", "rPr", "sectPr", "tblPr", "sdtPr", "sdtEndPr", "delText", "delInstrText"})
_FIELD_LINK: Final = re.compile(r'^\s*HYPERLINK\s+"([^"]+)"')
_OF_LINKS: Final = frozenset({"underline"})
_ADDRESS: Final = re.compile(r"(?:https?|ftp|mailto|doi|tel):[^\s]", re.IGNORECASE)

CallNote = Callable[[str, str, str], NoteCall | None]  # the kind of note, its id, and a mark of its own


class ParagraphText(StretchedText):
    """The text of one or more paragraphs, put together."""

    def __init__(self, styles: Styles, relations: dict[str, PackageRelation], call: CallNote) -> None:
        super().__init__()
        self._styles = styles
        self._relations = relations
        self._call = call
        self._fields: list[tuple[str, bool]] = []
        self._marked: etree._Element | None = None  # the run whose text is the mark of a note
        self.boxes: list[etree._Element] = []
        self.pictures: list[PackageRelation | None] = []
        self.unknown: set[str] = set()

    def read(self, paragraph: etree._Element) -> None:
        """Add a paragraph."""
        for each in paragraph:
            self._walk(each, frozenset())

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
        if self._marked is None or element.getparent() is not self._marked:
            self.letters(element.text or "", kinds)

    def _symbol(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self.add(symbol(element), kinds)

    def _hyphen(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self.add("-", kinds)

    def _break(self, element: etree._Element, kinds: frozenset[str]) -> None:
        kind = value(element, "type")
        if kind == "page":
            self.happen(PageBreak(None))
        if local_name(element) != "tab" and kind in (None, "textWrapping"):
            self.line_end()
        self.space()

    def _page(self, element: etree._Element, kinds: frozenset[str]) -> None:
        self.happen(PageBreak(None))

    def _note(self, element: etree._Element, kinds: frozenset[str]) -> None:
        run, mark = element.getparent(), ""
        if run is not None and is_on(element, "customMarkFollows"):
            mark = "".join(str(text.text or "") for text in run.iter("{*}t")).strip()
            self._marked = run
        call = self._call(local_name(element).removesuffix("Reference"), value(element, "id") or "", mark)
        if call:
            self.happen(call)

    def _formula(self, element: etree._Element, kinds: frozenset[str]) -> None:
        formula = Formula(element)
        self.unknown |= formula.unknown
        self.add(formula.text, kinds | {formula.xml})

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
