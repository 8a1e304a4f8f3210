"""Known documents laid out as page texts in many ways, so that an import can be asked to give the document back.

The words are made up; nothing here comes from any article.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

SYLLABLES = ["ka", "lo", "mi", "ra", "ten", "su", "vo", "bel", "nar", "dis", "pe", "gol", "fu", "tar", "zin", "hel"]


@dataclass(frozen=True)
class Paragraph:
    """Sentences as words; `notes` by index of word."""

    words: tuple[str, ...]
    notes: tuple[tuple[int, str], ...] = ()
    heading: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Layout:
    """How the document is set."""

    width: int = 60
    double: bool = False
    hyphenate: bool = False
    page: int = 30
    head: str = ""
    feeds: bool = True
    rule: str = " " * 40
    gap: bool = True


@dataclass
class _Page:
    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def lay_out(paragraphs: list[Paragraph], layout: Layout) -> str:
    """The text that a tool like pdftotext would give."""
    pages = [_Page()]
    number = 0
    for paragraph in paragraphs:
        words = list(paragraph.words)
        calls: dict[str, str] = {}
        for at, note in paragraph.notes:
            number += 1
            words[at] += str(number)
            calls[words[at]] = f"{number} {note}"
        lines = _fill(" ".join(words), layout)
        if pages[-1].lines and layout.gap:
            pages[-1].lines.append("")
        for line in lines:
            mine = [note for word, note in calls.items() if word in line.split() or word in line]
            lengths = len(pages[-1].lines) + sum(len(n) // layout.width + 1 for n in pages[-1].notes + mine)
            if lengths >= layout.page:
                pages.append(_Page())
            pages[-1].lines.append(line)
            pages[-1].notes += mine
            for note in mine:
                calls = {word: text for word, text in calls.items() if text != note}
    return "".join(_page_text(page, i, layout) for i, page in enumerate(pages))


def _page_text(page: _Page, i: int, layout: Layout) -> str:
    lines: list[str] = []
    if layout.head:
        lines += [f"{layout.head} {i + 1}", ""]
    between = "\n\n" if layout.double else "\n"
    body = between.join(line for line in "\n".join(page.lines).split("\n"))
    notes = ""
    if page.notes:
        small = round(layout.width * 1.25)
        wrapped = [line for note in page.notes for line in textwrap.wrap(note, small)]
        notes = layout.rule + "\n" + "\n".join(wrapped) + "\n"
    mark = "" if i == 0 else ("\f" if layout.feeds else " ")
    return mark + "\n".join(lines) + ("\n" if lines else "") + body + "\n" + notes


def _fill(text: str, layout: Layout) -> list[str]:
    """Break into full lines; with hyphenation, long words are split where they fill the line."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        room = layout.width - len(line) - (1 if line else 0)
        if len(word) <= room:
            line = f"{line} {word}" if line else word
            continue
        if layout.hyphenate and room >= 4 and word.isalpha() and len(word) >= 6:
            cut = min(room - 1, len(word) - 3)
            if cut >= 3:
                lines.append(f"{line} {word[:cut]}-" if line else f"{word[:cut]}-")
                line = word[cut:]
                continue
        lines.append(line)
        line = word
    return [*lines, line]
