"""The edits of one fix, as its changes are added one by one; those within what is removed or replaced fall away.

Takes nodes and new content; gives edits that do not overlap, each as small as tags and texts allow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import Final

from lxml import etree

from edition.diagnostics import Edit, EditionError, apply_edits
from edition.markup import Document, Source, parse
from edition.validate.schematron.quickfix.nodes import FixedNode

_TOKENS: Final = re.compile(rb"<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
_MOST: Final = 2_000  # tokens that are compared one by one
_TAIL: Final = re.compile(rb"\s*/?>\Z")


class Draft:
    """Edits of a document that grow change by change."""

    def __init__(self, document: Document) -> None:
        self.is_spoilt = False  # whether the result would be no XML any more
        self._document = document
        self._data = document.source.data
        self._added: dict[int, list[bytes]] = defaultdict(list)
        self._replaced: list[Edit] = []
        self._opened: dict[etree._Element, tuple[list[bytes], list[bytes]]] = {}
        self._attributes: dict[etree._Element, dict[str, bytes]] = defaultdict(dict)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put bytes in the place of others; of two for the same place the first counts."""
        if not any((edit.start, edit.end) == (start, end) for edit in self._replaced):
            self._replaced.append(Edit(start, end, new))

    def add(self, node: FixedNode, position: str, new: bytes) -> None:
        """Put bytes before or behind a node, or into an element; for an attribute its element counts."""
        element = node.element if node.kind in ("element", "attribute") else None
        if node.kind == "document":
            element, position = self._document.root, "before" if position in ("first-child", "before") else "after"
        if element is None:
            self._added[node.start if position == "before" else node.end].append(new)
            return
        span = self._document.element_span(element)
        if position in ("before", "after"):
            self._added[span.start if position == "before" else span.end].append(new)
        elif span.is_empty_tag:
            self._opened.setdefault(element, ([], []))[position == "last-child"].append(new)
        else:
            self._added[span.end_start if position == "last-child" else span.start_end].append(new)

    def set_attributes(self, element: etree._Element, new: dict[str, bytes]) -> None:
        """Give an element attributes; those that it has get the new value."""
        self._attributes[element] = {**new, **self._attributes[element]}

    def edits(self) -> tuple[Edit, ...]:
        """All edits; none where the result would be no XML any more."""
        self._finish_elements()
        kept = self._outermost()
        added = [Edit(at, at, b"".join(parts)) for at, parts in self._added.items()]
        added = [a for a in added if not _is_within(a, kept)]
        edges = {a.start for a in added}  # what is added there comes before or behind all of the new
        smaller = [e for k in kept for e in ([k] if {k.start, k.end} & edges else self._smaller(k))]
        found = tuple(sorted(e for e in (*added, *smaller) if e.new or e.start < e.end))
        self.is_spoilt = not self._is_whole(found)
        return () if self.is_spoilt else found

    def _finish_elements(self) -> None:
        for element, (first, last) in self._opened.items():
            self._open(element, b"".join(first + last))
        for element, new in self._attributes.items():
            self._set(element, new)

    def _smaller(self, edit: Edit) -> list[Edit]:
        return between(self._data[edit.start : edit.end], edit.new, edit.start)

    def _outermost(self) -> list[Edit]:
        kept: list[Edit] = []
        for edit in sorted(self._replaced, key=lambda e: (e.start, -e.end)):
            if not kept or edit.start >= kept[-1].end:
                kept.append(edit)
        return kept

    def _open(self, element: etree._Element, inside: bytes) -> None:
        span = self._document.element_span(element)
        self.replace(self._tail(element), span.start_end, b">" + inside + f"</{span.name}>".encode())

    def _set(self, element: etree._Element, new: dict[str, bytes]) -> None:
        known = self._document.attributes(element)
        for name, value in new.items():
            if name in known:
                self.replace(known[name].value_start - 1, known[name].value_end + 1, value)
            else:
                self._added[self._tail(element)].append(f" {name}=".encode() + value)

    def _tail(self, element: etree._Element) -> int:
        """Where the last attribute of a start tag ends, or the name where there is none."""
        span = self._document.element_span(element)
        found = _TAIL.search(self._data[span.start : span.start_end])
        assert found is not None
        return span.start + found.start()

    def _is_whole(self, edits: tuple[Edit, ...]) -> bool:
        """Whether the document stays XML: what changes inside of the root cannot spoil it."""
        root = self._document.whole_span(self._document.root)
        if all(root.start < e.start and e.end < root.end for e in edits):
            return True
        try:
            parse(Source(self._document.source.path, apply_edits(self._data, edits)))
        except EditionError:
            return False
        return True


def _is_within(added: Edit, kept: list[Edit]) -> bool:
    return any(edit.start < added.start < edit.end for edit in kept)


def between(old: bytes, new: bytes, at: int) -> list[Edit]:
    """What makes one stretch of bytes the other, tag by tag.

    >>> between(b"<ol><li>a</li></ol>", b"<ul><li>a</li></ul>", 5)
    [Edit(start=5, end=9, new=b'<ul>'), Edit(start=19, end=24, new=b'</ul>')]
    """
    first, second = _TOKENS.findall(old), _TOKENS.findall(new)
    if not second or len(first) + len(second) > _MOST:
        return [Edit(at, at + len(old), new)]
    starts = [at]
    for token in first:
        starts.append(starts[-1] + len(token))
    found = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    return [Edit(starts[i], starts[j], b"".join(second[m:n])) for kind, i, j, m, n in found if kind != "equal"]
