"""What a file's tags say of its lines and pieces, where they can be believed.

Takes the pages' lines, gives the tag of a line or a piece. Tags are believed on pages where most letters have one, in a
document where paragraphs are more than single lines: some programs tag every line by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from edition.intake.layout.model import Line, PageTag, PdfPage

_MOSTLY: Final = 0.8
_LINES: Final = 1.3  # of an element, on the average

Tags = Mapping[tuple[int, int], PageTag]


def believed_tags(sheets: Iterable[PdfPage], lines: Iterable[Line]) -> Tags:
    """The tags of a document by page and mark; none where they are not to be believed."""
    tags = {(sheet.number, mark): tag for sheet in sheets for mark, tag in sheet.tags.items()}
    marked: Counter[int] = Counter()
    letters: Counter[int] = Counter()
    elements: Counter[tuple[int, int]] = Counter()
    for line in lines:
        tag = tags.get((line.page, line.mark))
        letters[line.page] += len(line.chars)
        marked[line.page] += len(line.chars) if tag else 0
        if tag and tag.name not in ("TD", "TH", "TOCI"):
            elements[line.page, tag.element] += 1
    fit = sum(elements.values()) >= _LINES * len(elements)
    return {(page, mark): tag for (page, mark), tag in tags.items() if fit and marked[page] >= _MOSTLY * letters[page]}


def tag_of(lines: Iterable[Line], tags: Tags) -> PageTag | None:
    """The tag of most letters of some lines."""
    counts: Counter[PageTag] = Counter()
    for line in lines if tags else ():
        for char in line.chars:
            tag = tags.get((line.page, char.mark))
            if tag:
                counts[tag] += 1
    return counts.most_common(1)[0][0] if counts else None
