"""A second reading of a Word document, from every text node of its archive, and what is left out, told.

Takes a `Package`; gives the text that the account is held against, and findings for tracked changes, comments, and
text that stands in no part of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Code, Diagnostic, Span
from edition.intake.codes import COMMENT, TEXT_LEFT_OUT, TRACKED_CHANGE
from edition.intake.word.content import LEFT, is_left
from edition.intake.word.formulas import drawn
from edition.intake.word.package import Package, child, value
from edition.intake.word.reader import NOTES
from edition.intake.word.symbols import symbol
from edition.markup import local_name

_MOST: Final = 20
_LENGTH: Final = 80
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NO_TEXT: Final = frozenset(
    {"t", "instrText", "delText", "delInstrText", "posOffset", "align"}
    | {"pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"}
)
# what Word keeps beside the article: settings, styles, properties, relations
_OTHER: Final = re.compile(r"word/(?:(?:header|footer|charts/chart|diagrams/data)\d*)\.xml")


class WordWitness:
    """The document read again."""

    def __init__(self, package: Package) -> None:
        self._package = package
        root = package.xml(package.main)
        assert root is not None
        self._roots = [(package.main, root), *self._notes(root)]
        self.text = "\n".join(sign for _, part in self._roots for sign in _signs(part))

    def _notes(self, root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """The notes, without those whose call was deleted."""
        for kind, name in NOTES.items():
            part = self._package.xml(name)
            calls = list(root.iter(f"{{*}}{kind}Reference"))
            gone = {value(call, "id") for call in calls} - {value(call, "id") for call in calls if not is_left(call)}
            for note in part if part is not None else ():
                if value(note, "id") not in gone and value(note, "type") in (None, "normal"):
                    yield name, note

    def findings(self, path: Path) -> list[Diagnostic]:
        """What an editor must know is not in the article, or was taken into it."""
        told = (
            (TRACKED_CHANGE, "the document has tracked changes; they were accepted", list(self._changes())),
            (COMMENT, "the document has comments, which were not imported", list(self._comments())),
            (TEXT_LEFT_OUT, "text that stands outside the article was not imported", list(self._others())),
        )
        return [_told(code, message, found, path) for code, message, found in told if found]

    def _changes(self) -> Iterator[str]:
        words = {"ins": "inserted", "moveTo": "moved here", "del": "deleted", "moveFrom": "moved away"}
        for _, root in self._roots:
            for change in root.iter(*(f"{{*}}{local}" for local in words)):
                text = "".join(str(e.text or "") for e in change.iter("{*}t", "{*}delText"))
                if text.strip():
                    yield f"{words[local_name(change)]} by {value(change, 'author') or 'somebody'}: “{_short(text)}”"

    def _comments(self) -> Iterator[str]:
        root = self._package.xml("word/comments.xml")
        for comment in root if root is not None else ():
            text = " ".join(_signs(comment))
            yield f"{value(comment, 'author') or 'somebody'}: “{_short(text)}”"

    def _others(self) -> Iterator[str]:
        for name in filter(_OTHER.fullmatch, self._package.names):
            root = self._package.xml(name)
            text = " ".join(_signs(root, also="v")) if root is not None else ""
            if re.search(r"[^\W\d_]{2}", text):
                yield f"{name}: “{_short(text)}”"
        for name, root in self._roots:
            if next(root.iter("{*}altChunk"), None) is not None:
                yield f"{name}: a document within the document"
            yield from (f"{name}: {found}" for found in _unknown(root))


def _unknown(root: etree._Element) -> Iterator[str]:
    """Text in elements that hold none that is read."""
    for element in root.iter():
        if (element.text or "").strip() and local_name(element) not in _NO_TEXT and not is_left(element):
            yield f"“{_short(element.text or '')}” in {local_name(element)}"


def _signs(root: etree._Element, also: str = "t") -> Iterator[str]:
    """Every text node, without what was deleted or moved away, and of two forms of one thing only the first."""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        name = local_name(element)
        if name in LEFT or (name == "Fallback" and child(element.getparent(), "Choice") is not None):
            walk.skip_subtree()
        elif name in ("t", also):
            yield element.text or ""
        elif name == "sym":
            yield symbol(element)
        elif name == "noBreakHyphen":
            yield "-"
        elif str(element.tag).startswith(_MATH):
            yield drawn(element)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LENGTH else text[:_LENGTH].rstrip() + "…"


def _told(code: Code, message: str, found: Sequence[str], path: Path) -> Diagnostic:
    rest = (f"and {len(found) - _MOST} more",) if len(found) > _MOST else ()
    return Diagnostic(
        code, message, Span(str(path), 0, 0), notes=(*found[:_MOST], *rest), help="see to them in the document"
    )
