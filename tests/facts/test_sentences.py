from __future__ import annotations

import pytest

from edition.facts import sentence_around, split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text, "tr")]


@pytest.mark.parametrize(
    "text",
    [
        "Prof. Dr. Ali Bey geldi.",
        "1. Ordu ile XV. Kolordu birleşti.",
        "M. Emin Resulzade konuştu.",
        "Bkz. Karabekir, s. 12.",
        "“Gidiyorum.” dedi.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


def test_a_year_ends_a_sentence_and_an_ordinal_does_not() -> None:
    assert sentences("Antlaşma 16 Mart 1921. Sonra 3. Tümen gitti.") == [
        "Antlaşma 16 Mart 1921.",
        "Sonra 3. Tümen gitti.",
    ]


def test_question_marks_ellipsis_and_closing_quotes() -> None:
    assert sentences("Nerede? Bakü’de… Gitti.” Döndü!") == ["Nerede?", "Bakü’de…", "Gitti.”", "Döndü!"]


def test_nothing_is_lost_but_white_space() -> None:
    text = "A b.  C d! E"
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "")


def test_the_sentence_around_a_mention() -> None:
    text = "Bir. Enver Paşa geldi. Üç."
    assert text[slice(*sentence_around(text, 5, 15, "tr"))] == "Enver Paşa geldi."


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Er ging. danach kam sie.", 1),  # a small letter goes on
        ("Er ging. (Danach kam sie.)", 2),
        ("Er ging. „Danach?“ fragte sie.", 2),
        ("Wohin? Danach kam sie.", 2),
        ("He waited... Then he went.", 2),
        ("He waited. Then he went.", 2),
        ("Am 12. August kam sie.", 1),
        ("Im Jahr 812. August kam.", 2),
        ("Von B. Sie kam.", 1),
        ("Ludwig XIV. Der König kam.", 1),
        ("Es war Mai. Der König kam.", 2),
        ("Ein Ende.", 1),
        ("Lange galt die sog. Texterkennung als schwer.", 1),
        ("Es blieb bei dieser Art. Der König kam.", 2),
        ("", 0),
    ],
)
def test_where_a_sentence_ends(text: str, count: int) -> None:
    assert len(split_sentences(text, "de")) == count


def test_abbreviations_are_those_of_the_language() -> None:
    assert len(split_sentences("Siehe Bd. Drei.", "de")) == 1
    assert len(split_sentences("Siehe Bd. Drei.", "")) == 2


def test_a_mention_over_two_sentences_stands_in_both() -> None:
    text = "One. Two. Three. Four."
    assert text[slice(*sentence_around(text, 5, 16, "en"))] == "Two. Three."
    assert text[slice(*sentence_around(text, 0, 4, "en"))] == "One."
    assert text[slice(*sentence_around(text, 17, 22, "en"))] == "Four."
