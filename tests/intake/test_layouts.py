"""A known document, laid out in any of many ways, comes back from its import as it was."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

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
    indent: str = ""
    label: str = "{} "
    call: str = "{}"


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
            words[at] += layout.call.format(number)
            calls[words[at]] = layout.label.format(number) + note
        lines = _fill(layout.indent + " ".join(words), layout)
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
        heads = layout.head.split("\n")
        lines += [f"{heads[i % len(heads)]} {i + 1}", ""]
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
    line = text[: len(text) - len(text.lstrip())]
    for word in text.split():
        room = layout.width - len(line) - (1 if line else 0)
        if len(word) <= room:
            line = f"{line} {word}" if line.strip() else line + word
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


@st.composite
def documents(draw, notes=True):
    """Words by a seed, since words that are nearly all the same tell nothing of their own spelling."""
    chance = random.Random(draw(st.integers(0, 10_000)))

    def words(low, high):
        made = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(chance.randint(low, high))]
        return [made[0].capitalize(), *made[1:-1], made[-1] + "."]

    paragraphs = []
    for _ in range(draw(st.integers(3, 9))):
        text = [word for _ in range(draw(st.integers(2, 6))) for word in words(6, 24)]
        ends = [i for i, word in enumerate(text) if word.endswith(".")]
        places = sorted(draw(st.sets(st.sampled_from(ends), max_size=2))) if notes else []
        paragraphs.append(Paragraph(tuple(text), tuple((at, " ".join(words(3, 30))) for at in places)))
    return paragraphs


LAYOUTS = st.builds(
    Layout,
    width=st.integers(40, 90),
    double=st.booleans(),
    hyphenate=st.booleans(),
    page=st.integers(24, 40),
    head=st.sampled_from(["", "Review of Harbours", "Harbour Studies, Vol. 3", "Ada Yalman\nOf Ships"]),
    feeds=st.just(True),
    rule=st.sampled_from([" " * 40, "-" * 30, "_" * 25, ""]),
    indent=st.sampled_from(["", "   "]),
    label=st.sampled_from(["{} ", "{}. ", "{}) "]),
)
# whole documents shrink too slowly to be worth it
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
SETTINGS = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=QUICK
)


def _body(result):
    return result.texts("//tei:body//tei:p[not(ancestor::tei:note)]")


def _lay_out(paragraphs, layout):
    """A running head on a single page cannot be told from a line of text."""
    text = lay_out(paragraphs, layout)
    assume(not layout.head or "\f" in text)
    return text


@SETTINGS
@given(documents(), LAYOUTS)
def test_no_letter_is_lost_and_every_note_is_found(take, paragraphs, layout):
    result = take(_lay_out(paragraphs, layout))
    wanted = [note for paragraph in paragraphs for _, note in paragraph.notes]
    assert ["".join(el.itertext()) for el in result.root.iter("{*}note")] == wanted
    assert " ".join("".join(_body(result)).split()) != ""


@SETTINGS
@given(documents(notes=False), LAYOUTS)
def test_words_come_back_and_paragraphs_with_them(take, paragraphs, layout):
    """Where a paragraph ends with a full line at a page's end, nothing in the text tells that it does."""
    text = _lay_out(paragraphs, layout)
    body = _body(take(text))
    assume(" ".join(body).split())
    assert "".join(" ".join(body).split()) == "".join(p.text.replace(" ", "") for p in paragraphs)
    starts = {p.text[:25] for p in paragraphs}
    split = sum(not any(found.startswith(start) for start in starts) for found in body)
    assert split <= text.count("\f")
    assert len(body) >= len(paragraphs) - text.count("\f")


@pytest.mark.parametrize("blank_led", [True, False])
def test_pages_are_found_with_form_feeds_or_blanks(take, blank_led):
    words = [f"{a}{b}{c}" for a in SYLLABLES for b in SYLLABLES[:6] for c in SYLLABLES[6:10]]
    sentences = [(*words[i : i + 9], "deniz.") for i in range(0, 270, 9)]
    groups = [sentences[i : i + 5] for i in range(0, 30, 5)]
    paragraphs = [Paragraph(tuple(w for s in group for w in (s[0].capitalize(), *s[1:]))) for group in groups]
    layout = Layout(width=50, double=True, page=14, feeds=not blank_led)
    text = lay_out(paragraphs, layout)
    result = take(text)
    assert len(result.values("//tei:pb")) == (text.count("\n ") if blank_led else text.count("\f")) + 1
