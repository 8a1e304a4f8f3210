"""What single lines look like: dates of an article's life, numbers of pages and notes, captions, widths, wrong letters."""

from __future__ import annotations

import pytest

from edition.intake.content import Markup
from edition.intake.inline.foreign import find_foreign
from edition.intake.inline.misread import Misread, find_misread
from edition.intake.signs.captions import is_caption, is_sure_caption, is_table_caption
from edition.intake.signs.history import iso_date, read_history
from edition.intake.signs.measure import natural_width, room_left, upper_measure
from edition.intake.signs.numbers import (
    CallPlace,
    CallPlaces,
    NoteLabel,
    label_with,
    leading_numbers,
    may_be_label,
    note_number,
    symbol_label,
)
from edition.intake.signs.page_numbers import page_number


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Received: 2020-03-03", {"received": "2020-03-03"}),
        ("Received: 2020-13-03", {}),
        ("Received 31.12.2019; Accepted 2.1.2020", {"received": "2019-12-31", "accepted": "2020-01-02"}),
        ("Received 12/31/2019", {"received": "2019-12-31"}),
        ("Received 31/12/2019", {"received": "2019-12-31"}),
        ("Received 3/3/2020", {"received": "2020-03-03"}),
        ("Received 3/12/2020", {}),
        ("Received 12/12/2020", {"received": "2020-12-12"}),
        ("Received 12.3.2020", {"received": "2020-03-12"}),
        ("Received 3.12.2020", {"received": "2020-12-03"}),
        ("Received 3.13.2020", {"received": "2020-03-13"}),
        ("Received March 3, 2020", {"received": "2020-03-03"}),
        ("Received on the third or so of March 3, 2020", {"received": "2020-03-03"}),
        ("Received in the shape in which it stands here on 3 March 2020", {}),
        ("Received. Read 3 March 2020", {}),
        ("Received 3 Marrch 2020", {}),
        ("Received 3 March 1820", {}),
        ("Received 3 March 2020. Received 4 March 2020", {"received": "2020-03-03"}),
        ("unreceived 3 March 2020", {}),
    ],
)
def test_when_what_happened(line: str, dates: dict[str, str]) -> None:
    assert read_history([line]) == dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021/6/1", "2021-06-01"),
        (" 2021.06.01 ", "2021-06-01"),
        ("2021-06-01T10:00", "2021-06-01"),
        ("1.6.2021", "2021-06-01"),
        ("1 de junio de 2021", "2021-06-01"),
        ("on 1 June 2021", None),
        ("2021-02-29", None),
        ("6/7/2021", None),
    ],
)
def test_a_day_that_stands_alone(text: str, day: str | None) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 8, 9, 14, 39, 40, 44, 49, 50, 90, 99, 100, 188, 349])
def test_roman_page_numbers_are_read_back(number: int) -> None:
    signs = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    left, roman = number, ""
    for value, sign in signs:
        roman, left = roman + sign * (left // value), left % value
    assert page_number(roman) == page_number(roman.upper()) == page_number(str(number)) == number


@pytest.mark.parametrize("sign", ["", "iiii", "vx", "ic", "x1", "ii.", "mild", "-", "iix"])
def test_what_is_no_page_number(sign: str) -> None:
    assert page_number(sign) is None


@pytest.mark.parametrize(
    ("text", "caption", "sure", "table"),
    [
        ("Figure 2: Ships", True, True, False),
        ("Figure 2 shows ships", True, False, False),
        ("Figure 2", True, True, False),
        ("Fig. 2a. Ships", True, True, False),
        ("(Table IV) Ships", True, True, True),
        ("Tablo 3 – Gemiler", True, True, True),
        ("Tabelle 1 | Schiffe", True, True, True),
        ("Figures speak", False, False, False),
        ("A figure 2: no", False, False, False),
        ("Table of contents", False, False, False),
    ],
)
def test_captions(text: str, caption: bool, sure: bool, table: bool) -> None:
    assert (is_caption(text), is_sure_caption(text), is_table_caption(text)) == (caption, sure, table)


def test_widths_are_those_of_a_book_face() -> None:
    assert natural_width("") == 0
    assert natural_width("il M") == pytest.approx(0.278 * 2 + 0.25 + 0.889)
    assert natural_width("ŞçÖ") == pytest.approx(natural_width("ScO"))
    assert (natural_width("ŋ"), natural_width("Ŋ")) == (0.5, 0.69)
    assert upper_measure([]) == 0
    assert upper_measure([3.0]) == 3
    assert upper_measure([float(n) for n in range(10)]) == 9
    assert upper_measure([float(n) for n in range(20)]) == 18
    assert room_left(10, "an apple", 20) == pytest.approx(20 - 10 - 0.25 - natural_width("an"))
    assert room_left(10, "an", 20, 2) == pytest.approx(20 - 10 - 2 * (0.25 + natural_width("an")))
    assert room_left(10, "", 20) == pytest.approx(9.75)


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("3 A letter", 3, NoteLabel("3", 1)),
        ("3. A letter", 3, NoteLabel("3", 2)),
        ("3) A letter", 3, NoteLabel("3", 2, "(")),
        ("(3) A letter", 3, NoteLabel("3", 3, "(")),
        ("[3] A letter", 3, NoteLabel("3", 3, "[")),
        ("[3] A letter", 4, None),
        ("³A letter", 3, NoteLabel("3", 1)),
        ("12", 12, NoteLabel("12", 2)),
        ("12", 1, None),
        ("31912’de", 3, NoteLabel("3", 1)),
        ("32912’de", 3, NoteLabel("3", 1)),
        ("33912’de", 3, None),
        ("319129", 3, None),
        ("3.5 barrels", 3, None),
        ("3-4 barrels", 3, None),
        ("3:15", 3, None),
        ("3.A letter", 3, NoteLabel("3", 1)),
        ("A letter", 3, None),
    ],
)
def test_the_label_of_a_note(text: str, number: int, label: NoteLabel | None) -> None:
    assert label_with(text, number) == label


def test_what_else_labels_look_like() -> None:
    assert NoteLabel("3", 1).calls == ("3", "(3)", " 3")
    assert NoteLabel("3", 3, "[").calls == NoteLabel("3", 3, "[").sure_calls == ("[3]", "3")
    assert NoteLabel("*", 1).calls == ("*",)
    assert [may_be_label(t) for t in ("3", "(3) a", "[3]", "* A", "†A", "a 3", "- a", "*")] == [True] * 5 + [False] * 3
    assert symbol_label("** (A)") == NoteLabel("**", 2)
    assert symbol_label("a *") is None
    assert [leading_numbers(t) for t in ("171859", "17", "1234", "12345", "x", "(7) a")] == [
        [17],
        [17],
        [],
        [1],
        [],
        [7],
    ]
    assert [note_number(sign) for sign in ("(12)", "7.", "¹²", "†", "...")] == ["12", "7", "12", "†", "..."]


@pytest.mark.parametrize(
    ("text", "sign", "places"),
    [
        ("so it was4. Then", "4", [(9, 10)]),
        ("said.”12 Then", "12", [(6, 8)]),
        ("in 1912.4 Then", "4", [(8, 9)]),
        ("only 3.4 of it", "4", []),
        ("word 4 of it", "4", []),
        ("ends. 4 Then", "4", []),
        ("ends. 4 Then", " 4", [(6, 7)]),
        ("it was [4] so", "[4]", [(7, 10)]),
        ("(4) it was", "(4)", []),
        ("x² and then³⁴", "4", [(12, 13)]),
        ("x² and then³⁴", "34", [(11, 13)]),
        ("so*, and x**", "*", [(2, 3), (11, 12)]),
        ("so**", "**", [(2, 4)]),
        ("so12* then", "*", [(2, 5)]),
    ],
)
def test_places_that_can_call_a_note(text: str, sign: str, places: list[tuple[int, int]]) -> None:
    found = CallPlaces([(0, 7, text), (1, 8, text)])
    assert list(found.of(0, sign)) == [CallPlace(7, start, end) for start, end in places]
    assert list(found.of(2, sign)) == []


def test_letters_of_another_encoding_are_told_with_the_word_that_they_stand_in() -> None:
    text = "Evet, çok değil ama Ã§ok gÃ¼zel bir ÅŸarkÄ±ydÄ±."
    assert find_misread(text) == Misread(text.index("Ã"), "Ã§ok", 5, "UTF-8", "Windows-1252")
    assert find_misread("Ã§ok\ngÃ¼zel") is None
    old = "bu þarký ve bu gemi\niçin vardý"
    assert find_misread(old) == Misread(3, "þarký", 3, "Windows-1254", "Windows-1252")
    assert find_misread(old + " ışık") is None
    glued = "x" * 30 + "Ã§Ã¼Ã¶" + "y" * 30 + " Ã§ Ã¼"
    found = find_misread(glued)
    assert found is not None
    assert (found.start, found.text) == (10, glued[10:50])


def test_passages_in_other_languages_are_marked_without_their_signs() -> None:
    french = "“La mer est calme et le quai dort sous la pluie”"
    text = f"Eski bir defter şöyle der: {french}, ve Москва и река deniz."
    start = text.index("“")
    quotation = Markup(start, start + len(french), "q")
    found = find_foreign(text, "tr", [quotation])
    assert [(text[m.start : m.end], m.name, m.attributes[0][1]) for m in found] == [
        ("Москва и река", "foreign", "ru"),
        (french[1:-1], "foreign", "fr"),
    ]
    assert [text[m.start : m.end] for m in find_foreign(text, "ru", [quotation])] == [french[1:-1]]
    assert find_foreign(french, "fr", [Markup(0, len(french), "q")]) == []
    short = "“La mer est là”"
    assert find_foreign(short, "tr", [Markup(0, len(short), "q")]) == []
    assert find_foreign("Bir Москва vardı", "tr", []) == []
