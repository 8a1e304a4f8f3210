"""Notes that stand together behind the text, below a heading that says so.

Takes lines, gives the notes with their lines; the heading itself stays a heading.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from edition.intake.page.notes import NoteLines
from edition.intake.signs.labels import is_bibliography, section_label
from edition.intake.signs.lines import Line
from edition.intake.signs.numbers import NoteLabel, label_with
from edition.languages import Languages, lower
from edition.languages.used import told

_NUMBER: Final = re.compile(r"^(?:\d{1,2}|[IVX]{1,4})[.)]\s+")
_FEWEST: Final = 2
_LONGEST: Final = 30
_SKIPS: Final = 3


def find_endnotes(lines: Sequence[Line], furniture: Collection[int]) -> list[NoteLines]:
    """The endnotes of a text; the last heading of that kind counts, if numbered lines follow it from 1 on."""
    heads = [i for i, line in enumerate(lines) if i not in furniture and is_notes_heading(line.text)]
    for head in reversed(heads):
        notes = _notes_behind(lines, furniture, head + 1)
        if len(notes) >= _FEWEST:
            return notes
    return []


def is_notes_heading(text: str) -> bool:
    """Whether a line is the heading of the endnotes.

    >>> is_notes_heading("NOTLAR"), is_notes_heading("Notes on a storm")
    (True, False)
    """
    bare = _NUMBER.sub("", text).strip(" .:*—–-")
    return len(bare) < _LONGEST and bool({bare.lower(), lower(bare)} & _headings())


@told
def _headings(languages: Languages) -> frozenset[str]:
    return frozenset(form.lower() for lang in languages.all for form in lang.labels.notes)


def _notes_behind(lines: Sequence[Line], furniture: Collection[int], first: int) -> list[NoteLines]:
    found: list[tuple[NoteLabel, list[int]]] = []
    for i in range(first, len(lines)):
        if i in furniture:
            continue
        text = lines[i].text
        if is_bibliography(text) or section_label(text) or is_notes_heading(text):
            break
        number = int(found[-1][0].sign) + 1 if found else 1
        label = next((label for n in range(number, number + _SKIPS) if (label := label_with(text, n))), None)
        if label:
            found.append((label, [i]))
        elif not found:
            return []
        else:
            found[-1][1].append(i)
    return [NoteLines(label, tuple(indexes), "end") for label, indexes in found]
