"""What expressions of time mean, whatever language found them; dates that are typed; words and marks of a text."""

from __future__ import annotations

from datetime import date

import pytest

from edition.annotate.dates import Story, resolve
from edition.annotate.dates.forms import FoundDate, Point
from edition.annotate.dates.relative import is_near, nearest, value_from
from edition.annotate.dates.typed import read_date, written
from edition.annotate.tokens import tokenise
from edition.registers import DateValue


def limits(found: FoundDate) -> tuple[str | None, str | None]:
    ((_, value, _),) = resolve([found], Story())
    return value.not_before, value.not_after


PARTS = {
    "early": (("1901", "1910"), ("1920", "1923"), ("1920-01-01", "1920-03-31"), ("1920-02-01", "1920-02-10")),
    "middle": (("1941", "1960"), ("1923", "1926"), ("1920-05-01", "1920-08-31"), ("1920-02-11", "1920-02-20")),
    "late": (("1991", "2000"), ("1926", "1929"), ("1920-10-01", "1920-12-31"), ("1920-02-21", "1920-02-29")),
    "first-half": (("1901", "1950"), ("1920", "1924"), ("1920-01-01", "1920-06-30"), ("1920-02-01", "1920-02-15")),
    "second-half": (("1951", "2000"), ("1925", "1929"), ("1920-07-01", "1920-12-31"), ("1920-02-16", "1920-02-29")),
    "first-quarter": (("1901", "1925"), ("1920", "1923"), ("1920-01-01", "1920-03-31"), ("1920-02-01", "1920-02-07")),
    "last-quarter": (("1976", "2000"), ("1926", "1929"), ("1920-10-01", "1920-12-31"), ("1920-02-23", "1920-02-29")),
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_of_centuries_decades_years_and_months(part: str) -> None:
    century, decade, year, month = PARTS[part]
    assert limits(FoundDate(0, 1, "x", "century", Point(1901), Point(2000), part=part)) == century
    assert limits(FoundDate(0, 1, "x", "decade", Point(1920), part=part)) == decade
    assert limits(FoundDate(0, 1, "x", "year", Point(1920), part=part)) == year
    assert limits(FoundDate(0, 1, "x", "month", Point(1920, 2), part=part)) == month


@pytest.mark.parametrize(
    ("month", "expected"),
    [(3, ("1919-03-01", "1919-05-31")), (6, ("1919-06-01", "1919-08-31")), (12, ("1919-12-01", "1920-02-29"))],
)
def test_seasons(month: int, expected: tuple[str, str]) -> None:
    assert limits(FoundDate(0, 1, "x", "year", Point(1919, month), part="season")) == expected


WRITTEN = date(1921, 3, 16)  # a Wednesday


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (FoundDate(0, 1, "x", "today", Point(), on=0), "1921-03-16"),
        (FoundDate(0, 1, "x", "today", Point(), on=-1), "1921-03-15"),
        (FoundDate(0, 1, "x", "thisyear", Point(), on=1), "1922"),
        (FoundDate(0, 1, "x", "thisyear", Point(), on=-1), "1920"),
        (FoundDate(0, 1, "x", "first", Point(None, None, 16)), "1921-03-16"),
        (FoundDate(0, 1, "x", "first", Point(None, None, 17)), None),
        (FoundDate(0, 1, "x", "ofmonth", Point(), on=-1), "1921-02"),
        (FoundDate(0, 1, "x", "ofmonth", Point(), on=10), "1922-01"),
        (FoundDate(0, 1, "x", "ofmonth", Point(None, None, 28), on=-1), "1921-02-28"),
        (FoundDate(0, 1, "x", "ofmonth", Point(None, None, 29), on=-1), None),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=2), "1921-03-16"),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=1), "1921-03-22"),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=2, on=-1), "1921-03-09"),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=1, on=-1), "1921-03-15"),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=2, on=1), "1921-03-23"),
        (FoundDate(0, 1, "x", "weekday", Point(), weekday=3, on=1), "1921-03-17"),
        (FoundDate(0, 1, "x", "dayonly", Point(None, None, 28)), "1921-03-28"),
        (FoundDate(0, 1, "x", "dayonly", Point(None, None, 2)), "1921-04-02"),
        (FoundDate(0, 1, "x", "dayonly", Point(None, None, 31)), "1921-03-31"),
        (FoundDate(0, 1, "x", "weekday", Point(None, None, 28), weekday=0), "1921-03-28"),
        (FoundDate(0, 1, "x", "weekday", Point(None, None, 14), weekday=3), "1921-04-14"),
        (FoundDate(0, 1, "x", "weekday", Point(None, None, 14), weekday=6), "1921-03-14"),
        (FoundDate(0, 1, "x", "dayonly", Point(None, None, 32)), None),
    ],
)
def test_what_is_told_from_the_day_of_writing(found: FoundDate, expected: str | None) -> None:
    value = value_from(found, WRITTEN)
    assert (value.when if value else None) == expected


@pytest.mark.parametrize(
    ("point", "day", "year", "near"),
    [
        (Point(None, 1, 5), date(1899, 12, 28), 1900, True),
        (Point(None, 12, 28), date(1900, 1, 5), 1899, True),
        (Point(None, 4, 5), date(1921, 3, 16), 1921, True),
        (Point(None, 4, 6), date(1921, 3, 16), 1921, False),
        (Point(None, 2, 24), date(1921, 3, 16), 1921, True),
        (Point(None, 2, 23), date(1921, 3, 16), 1921, False),
        (Point(None, 2, None), date(1921, 3, 2), 1921, True),
        (Point(None, 2, 30), date(1921, 3, 16), 1921, True),
    ],
)
def test_days_near_to_the_day_of_writing(point: Point, day: date, year: int, near: bool) -> None:
    assert (nearest(point, day).year, is_near(point, day)) == (year, near)


TYPED = [
    ("1921", DateValue(when="1921")),
    (" 1921-03-16 ", DateValue(when="1921-03-16")),
    ("-0044-03-15", DateValue(when="-0044-03-15")),
    ("1921?", DateValue(when="1921", cert="low")),
    ("1921-03/1921-05", DateValue(from_="1921-03", to="1921-05")),
    ("1921/1921", DateValue(from_="1921", to="1921")),
    ("1921..1923", DateValue(not_before="1921", not_after="1923")),
    ("1921 .. 1923 ?", DateValue(not_before="1921", not_after="1923", cert="low")),
    ("../1921", DateValue(not_after="1921")),
    ("/1921", DateValue(not_after="1921")),
    ("1921/..", DateValue(not_before="1921")),
    ("1921/", DateValue(not_before="1921")),
    ("julian:1917-10-25", DateValue(when="1917-11-07", calendar="julian", original="1917-10-25")),
    ("rumi:1337", DateValue(not_before="1921-01-01", not_after="1921-12-31", calendar="rumi", original="1337")),
    ("julian:1917-10", DateValue(not_before="1917-10-14", not_after="1917-11-13", calendar="julian", original="1917-10")),
    ("hijri:1338-09-01", DateValue(when="1920-05-19", calendar="hijri", original="1338-09-01")),
    ("julian:1887-02/1887-04?", DateValue(from_="1887-02-13", to="1887-05-12", calendar="julian", original="1887-02/1887-04", cert="low")),
    ("julian:1887-02-01 .. 1887-03-04", DateValue(not_before="1887-02-13", not_after="1887-03-16", calendar="julian", original="1887-02-01..1887-03-04")),
    ("julian:../1887", DateValue(not_after="1888-01-12", calendar="julian", original="../1887")),
    ("hijri:1300/", DateValue(not_before="1882-11-12", calendar="hijri", original="1300/..")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), TYPED)
def test_typed_dates(text: str, value: DateValue) -> None:
    assert read_date(text) == value
    assert read_date(written(value)) == value


@pytest.mark.parametrize(
    "text",
    ["", "?", "1921-02-30", "1921-13", "1923/1921", "1921/x", "x/1921", "../x", "x/..", "1921..x", "x..1921", "julian:x", "julian:",
     "mayan:1921", "julian:1917-02-30", "julian:1887-04/1887-02", "julian:..", "julian:../..", "julian:1887..", "julian:x/1887", "16 Mart 1921 ve", "spring"],
)  # fmt: skip
def test_what_is_no_date_has_no_value(text: str) -> None:
    assert not read_date(text, "tr")


def test_words_are_read_in_the_language_of_the_text() -> None:
    assert read_date("16 Mart 1921", "tr").when == read_date("16 March 1921", "en").when == "1921-03-16"
    assert not read_date("16 Mart 1921", "en")
    assert not read_date("16 Mart", "tr")
    assert written(DateValue()) == "" and written(DateValue(to="1921")) == "../1921"
    assert written(DateValue(from_="1921")) == "1921/.." and written(DateValue(when="1921", cert="medium")) == "1921?"


@pytest.mark.parametrize(
    ("text", "word", "opens"),
    [
        ("Ali geldi", "Ali", True),
        ("O Ali", "Ali", False),
        ("Bitti. Ali", "Ali", True),
        ("K. Radek", "Radek", False),
        ("Dr. Radek", "Radek", False),
        ("Prof. Radek", "Radek", True),
        ("Bitti! Ali", "Ali", True),
        ("Bitti, Ali", "Ali", False),
        ("‘Ali", "Ali", True),
        ("dedi ‘Ali", "Ali", True),
        ("Kars’ Ali", "Ali", False),
        ("“Ali", "Ali", True),
    ],
)
def test_what_may_owe_its_capital_to_standing_first(text: str, word: str, opens: bool) -> None:
    tokens = tokenise(text)
    assert tokens.opens_sentence(tokens.text.index(word)) is opens


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("Kars’ta", "ta"), ("Kars’TA", "ta"), ("Kars’Ta", ""), ("Kars ’ta", ""), ("Kars’ ta", ""), ("Kars", ""), ("Kars’", ""),
        ("Kars-ta", ""), ("1921’de", "de"),
    ],
)  # fmt: skip
def test_the_suffix_behind_an_apostrophe(text: str, suffix: str) -> None:
    assert tokenise(text).apostrophe_suffix(0) == suffix


def test_words_and_places_outside_of_a_text_are_none() -> None:
    tokens = tokenise("Ali 7 ö-Z")
    assert tokens.text == ["Ali", "7", "ö", "-", "Z"]
    assert [tokens.is_capital(i) for i in range(-1, 6)] == [False, True, False, False, False, True, False]
    assert [tokens.is_word(i) for i in range(-1, 6)] == [False, True, False, True, False, True, False]
    assert [tokens.at(i) for i in (-1, 0, 4, 5)] == ["", "Ali", "Z", ""]
    assert [tokens.joined(i) for i in range(6)] == [False, False, False, True, True, False]
