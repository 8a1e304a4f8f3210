"""A known document, laid out in any of many ways, comes back from its import as it was."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from layout import SYLLABLES, Layout, Paragraph, lay_out


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
    width=st.integers(48, 90),
    double=st.booleans(),
    hyphenate=st.booleans(),
    page=st.integers(18, 40),
    head=st.sampled_from(["", "Review of Harbours", "Harbour Studies, Vol. 3"]),
    feeds=st.just(True),
    rule=st.sampled_from([" " * 40, "-" * 30, "_" * 25]),
)
# whole documents shrink too slowly to be worth it
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=QUICK)


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
