"""Dates: every form, the year from the story, the calendars against printed concordances."""

from __future__ import annotations

from datetime import date

import pytest

from edition.annotate.dates import Story, hijri_to_gregorian, julian_to_gregorian, resolve, rumi_to_gregorian
from edition.annotate.dates.find import date_finder
from edition.languages import language
from edition.registers import DateValue


def read(text: str, lang: str = "tr", story: Story | None = None) -> list[tuple[str, str]]:
    """The dates of a text with their values."""
    found = resolve(date_finder(language(lang)).find(text), story or Story())
    return [(d.text, shown(value)) for d, value, _ in found]


def shown(value: DateValue) -> str:
    """A value in one line."""
    told = (value.when, value.from_, value.to, value.not_before, value.not_after)
    return " ".join(v for v in told if v) + (f" {value.calendar}" if value.calendar else "")


@pytest.mark.parametrize(
    ("text", "tagged", "value"),
    [
        ("15 Ağustos 1920’de", "15 Ağustos 1920", "1920-08-15"),
        ("Nisan 1919 içinde", "Nisan 1919", "1919-04"),
        ("1 – 8 Eylül 1920 arasında", "1 – 8 Eylül 1920", "1920-09-01 1920-09-08"),
        ("17-24 Ağustos 1920", "17-24 Ağustos 1920", "1920-08-17 1920-08-24"),
        ("1918-1920 yıllarında", "1918-1920", "1918 1920"),
        ("1920 yazında", "1920 yazı", "1920-06-01 1920-08-31"),
        ("1919 sonlarında", "1919 sonları", "1919-10-01 1919-12-31"),
        ("Ekim 1919 başında", "Ekim 1919 başı", "1919-10-01 1919-10-10"),
        ("1920’li yıllarda", "1920’li yıllar", "1920 1929"),
        ("XX. yüzyılda", "XX. yüzyıl", "1901 2000"),
        ("15. yüzyılda", "15. yüzyıl", "1401 1500"),
        ("20 Ekim-2 Kasım 1914", "20 Ekim-2 Kasım 1914", "1914-11-02 julian"),
        ("20 Ekim-5 Kasım 1914", "20 Ekim-5 Kasım 1914", "1914-10-20 1914-11-05"),
        ("27 Nisan 1336", "27 Nisan 1336", "1920-04-27 rumi"),
        ("12 Kânun-ı sâni 1338", "12 Kânun-ı sâni 1338", "1922-01-12 rumi"),
        ("1 Ramazan 1338", "1 Ramazan 1338", "1920-05-19 hijri"),
        ("11.10.2018", "11.10.2018", "2018-10-11"),
        ("1919 yılının Kasım ayında", "1919 yılının Kasım ayı", "1919-11"),
        ("1921 yılında", "1921", "1921"),
        ("1920’nin Nisan ayında", "1920’nin Nisan ayı", "1920-04"),
        ("1918’in sonlarında", "1918’in sonları", "1918-10-01 1918-12-31"),
        ("1920 Ağustosunda", "1920 Ağustosu", "1920-08"),
        ("1930’ların başlarında", "1930’ların başları", "1930 1933"),
        ("1920’li yılların sonunda", "1920’li yılların sonu", "1926 1929"),
        ("Ekim 1920-Mart 1921", "Ekim 1920-Mart 1921", "1920-10 1921-03"),
        ("Kasım-Ocak 1921", "Kasım-Ocak 1921", "1920-11 1921-01"),
        ("Temmuz ve Ağustos 1920’de", "Temmuz ve Ağustos 1920", "1920-07 1920-08"),
        ("5 ile 12 Mart 1921 arasında", "5 ile 12 Mart 1921", "1921-03-05 1921-03-12"),
        ("5 Mart ile 12 Nisan 1921 arasında", "5 Mart ile 12 Nisan 1921", "1921-03-05 1921-04-12"),
        ("1921 yılı Mart ayının 16’sında", "1921 yılı Mart ayının 16", "1921-03-16"),
        ("16.III.1921", "16.III.1921", "1921-03-16"),
        ("5/18 Nisan 1916", "5/18 Nisan 1916", "1916-04-18 julian"),
        ("25 Ekim (7 Kasım) 1917", "25 Ekim (7 Kasım) 1917", "1917-11-07 julian"),
        ("1 Ekim (7 Kasım) 1917", "1 Ekim (7 Kasım) 1917", "1917-11-07"),
        ("16 Mart 337 tarihli", "16 Mart 337", "1921-03-16 rumi"),
        ("1338 (1922) yılında", "1338 (1922)", "1922 rumi"),
        ("1330 (1914) yılında", "1330 (1914)", "1914-03-14 1915-03-13 rumi"),
        ("Hicrî 1332’de", "Hicrî 1332", "1913-11-30 1914-11-18 hijri"),
        ("19’uncu yüzyılda", "19’uncu yüzyıl", "1801 1900"),
        ("18. ve 19. yüzyıllarda", "18. ve 19. yüzyıllar", "1701 1900"),
        ("XX. yüzyılın ilk çeyreğinde", "XX. yüzyılın ilk çeyreği", "1901 1925"),
        ("1919-1920 kışında", "1919-1920 kışı", "1919-12-01 1920-02-29"),
        ("kişiyle19 Mayıs 1919’da", "19 Mayıs 1919", "1919-05-19"),
    ],
)
def test_turkish_forms(text: str, tagged: str, value: str) -> None:
    assert read(text) == [(tagged, value)]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("on May 28, 1918 there", "en", "1918-05-28"),
        ("the 27 April 1920 meeting", "en", "1920-04-27"),
        ("in the 20th century", "en", "1901 2000"),
        ("in the 1920s", "en", "1920 1929"),
        ("between March 5 and 12, 1921", "en", "1921-03-05 1921-03-12"),
        ("28 April–2 May 1920", "en", "1920-04-28 1920-05-02"),
        ("March 1920 to April 1921", "en", "1920-03 1921-04"),
        ("in the early 1920s", "en", "1920 1923"),
        ("the winter of 1918–1919", "en", "1918-12-01 1919-02-28"),
        ("the 19th and 20th centuries", "en", "1801 2000"),
        ("28 мая 1918 года", "ru", "1918-05-28"),
        ("с 5 по 12 марта 1921 г.", "ru", "1921-03-05 1921-03-12"),
        ("летом 1920 года", "ru", "1920-06-01 1920-08-31"),
        ("в конце 1919 г.", "ru", "1919-10-01 1919-12-31"),
        ("в 1920-х годах", "ru", "1920 1929"),
        ("в первой половине XIX века", "ru", "1801 1850"),
        ("в начале ХХ века", "ru", "1901 1910"),
        ("1920 жылдың қыркүйек айында", "kk", "1920-09"),
        ("1920 жылдың жазында", "kk", "1920-06-01 1920-08-31"),
        ("XIX ғасырда", "kk", "1801 1900"),
        ("1918 жылғы 28 мамыр", "kk", "1918-05-28"),
        ("1918-05-28", "xx", "1918-05-28"),
        ("ce 20 d’octobre 1538", "fr", "1538-10-20"),
        ("le 3 de mai 1604", "fr", "1604-05-03"),
        ("ce XXIX de septembre 1541", "fr", "1541-09-29"),
        ("premier d'avril 1642", "fr", "1642-04-01"),
        ("ce dernier de febvrier 1544", "fr", "1544-02-29"),
        ("a 12 jour d'aoust 1590", "fr", "1590-08-12"),
        ("este último de mayo de 1545", "es", "1545-05-31"),
        ("Roma, l’ultimo di giugno 1527", "it", "1527-06-30"),
        ("Milano, 15 8bre 1869", "it", "1869-10-15"),
        ("Boston, Decb. 4. 1847", "en", "1847-12-04"),
    ],
)
def test_other_languages(text: str, lang: str, value: str) -> None:
    assert [v for _, v in read(text, lang)] == [value]


@pytest.mark.parametrize(
    ("text", "lang", "tagged", "value", "cert"),
    [
        ("den 24. Juni [1844] schrieb er", "de", "24. Juni [1844]", "1844-06-24", None),
        ("24 de juin (1544)", "fr", "24 de juin (1544)", "1544-06-24", None),
        ("May 3d [1791?] from London", "en", "May 3d [1791?]", "1791-05-03", "low"),
        ("am 3. Mai (1920 erschienen)", "de", "3. Mai", "1920-05-03", None),
    ],
)
def test_a_year_in_brackets_is_of_the_day_before(
    text: str, lang: str, tagged: str, value: str, cert: str | None
) -> None:
    found, told, _ = next(iter(resolve(date_finder(language(lang)).find(text), Story())))
    assert (found.text, shown(told), told.cert) == (tagged, value, cert)


@pytest.mark.parametrize(
    ("text", "lang"),
    [("20 ** de 1546", "es"), ("ce XX de vendange 1546", "fr"), ("20 […] 1546", "en"), ("24 de juix (1546)", "fr")],
)
def test_a_year_behind_what_was_not_understood_is_not_sure(text: str, lang: str) -> None:
    *_, (_, told, _) = resolve(date_finder(language(lang)).find(text), Story())
    assert (told.when, told.cert) == ("1546", "low")


def test_the_year_comes_from_the_story() -> None:
    text = "16 Mart 1920’de başladı; 22 Haziran’da, sonra aynı yılın Ekim ayında sürdü."
    assert [v for _, v in read(text)] == ["1920-03-16", "1920-06-22", "1920-10"]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("16 Mart 1920’de başladı. Ertesi yılın Ocak ayında bitti.", "tr", "1921-01"),
        ("16 Mart 1920’de başladı. Bir önceki yılın Kasım’ında hazırlanmıştı.", "tr", "1919-11"),
        ("16 Mart 1920’de başladı; aynı yılın sonbaharında bitti.", "tr", "1920-09-01 1920-11-30"),
        ("It began on 16 March 1920 and ended in January of the following year.", "en", "1921-01"),
        ("Начали 16 марта 1920 года, а в январе следующего года кончили.", "ru", "1921-01"),
    ],
)
def test_a_year_told_by_the_one_before(text: str, lang: str, value: str) -> None:
    assert read(text, lang)[-1][1] == value


def test_a_date_shares_the_year_of_its_company() -> None:
    text = "1918’de kuruldu. 5 Mart ve 12 Nisan 1921’de toplandı."
    assert [v for _, v in read(text)] == ["1918", "1921-03-05", "1921-04-12"]


def test_a_month_is_taken_up_over_a_year_far_behind() -> None:
    text = "1 Eylül 1920’de açıldı. 1918’de kurulmuştu. " + "Uzun uzun konuşuldu. " * 30 + "4 Eylül’de kapandı."
    assert read(text)[-1] == ("4 Eylül", "1920-09-04")


def test_an_old_year_is_of_the_calendar_that_brings_it_near_to_the_story() -> None:
    assert read("Mayıs 1921 geçti. 1336 senesinde yazıldı.")[-1] == ("1336", "1920 rumi")
    assert read("Mayıs 1793 geçti. 1208 senesinde yazıldı.")[-1] == ("1208", "1793-08-09 1794-07-28 hijri")
    assert read("Mayıs 1453 geçti. 1336 senesinde yazıldı.")[-1] == ("1336", "1336")


def test_a_year_in_passing_does_not_move_the_story() -> None:
    text = "27 Nisan 1920’de oldu. 1914 yılı sınırları istendi. 28 Nisan’da bitti."
    assert read(text)[-1] == ("28 Nisan", "1920-04-28")


def test_the_day_of_the_week_corrects_the_year() -> None:
    assert read("Mart 1919 geçti. 28 Nisan Çarşamba günü")[-1] == ("28 Nisan", "1920-04-28")


def test_without_any_year_there_is_no_value() -> None:
    ((_, value, inferred),) = resolve(date_finder(language("tr")).find("22 Haziran’da"), Story())
    assert (value.when, value.cert, inferred) == (None, "unknown", True)


def test_figures_of_two_digits_take_the_rumi_year_where_the_story_is_near() -> None:
    assert read("4 Mayıs 1921 tarihli karar 04.05.37 günü yazıldı")[-1] == ("04.05.37", "1921-05-04 rumi")


def test_a_known_old_style_day_makes_its_company_old_style() -> None:
    story = Story(old_style=frozenset([date(1917, 11, 7)]))
    found = read("3 Nisan 1917’de geldi, 25 Ekim 1917’de devrim oldu.", story=story)
    assert [v for _, v in found] == ["1917-04-16 julian", "1917-11-07 julian"]


@pytest.mark.parametrize(
    "text", ["3000 fişek", "s. 1921", "sayı 1920", "1.920 lira", "1921 kişi", "19200 asker", "571/3424"]
)
def test_numbers_of_other_things_are_no_years(text: str) -> None:
    assert read(text) == []


# Rumi days with their Gregorian days as the printed concordances have them (first days of months, turns of years, reform)
CONCORDANCE = [
    ((1256, 3, 1), date(1840, 3, 13)),
    ((1293, 4, 12), date(1877, 4, 24)),
    ((1324, 7, 10), date(1908, 7, 23)),
    ((1325, 3, 31), date(1909, 4, 13)),
    ((1330, 12, 31), date(1915, 1, 13)),
    ((1331, 1, 1), date(1916, 1, 14)),
    ((1332, 2, 15), date(1917, 2, 28)),
    ((1333, 3, 1), date(1917, 3, 1)),
    ((1333, 12, 31), date(1917, 12, 31)),
    ((1334, 1, 1), date(1918, 1, 1)),
    ((1336, 4, 23), date(1920, 4, 23)),
    ((1341, 12, 31), date(1925, 12, 31)),
]


@pytest.mark.parametrize(("rumi", "gregorian"), CONCORDANCE)
def test_rumi_days(rumi: tuple[int, int, int], gregorian: date) -> None:
    assert rumi_to_gregorian(*rumi) == gregorian


@pytest.mark.parametrize("absent", [(1333, 1, 1), (1333, 2, 28), (1342, 1, 1), (1336, 2, 30)])
def test_days_that_the_rumi_calendar_did_not_have(absent: tuple[int, int, int]) -> None:
    assert rumi_to_gregorian(*absent) is None


def test_julian_and_hijri_days() -> None:
    assert julian_to_gregorian(1917, 10, 25) == date(1917, 11, 7)
    assert julian_to_gregorian(1700, 1, 1) == date(1700, 1, 11)
    assert hijri_to_gregorian(1, 1, 1) == date(622, 7, 19)
    assert abs((hijri_to_gregorian(1338, 8, 4) - date(1920, 4, 23)).days) <= 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("text", "lang", "value"),
    [
        ("on 14-June-1880 he left", "en", "1880-06-14"),
        ("am 26/Juni/1905.", "de", "1905-06-26"),
        ("am 26/Juni 1905 kam", "de", "1905-06-26"),
        ("3-Mart-1920 günü", "tr", "1920-03-03"),
        ("from May 3-June 5, 1920", "en", "1920-05-03 1920-06-05"),
    ],
)
def test_a_month_between_strokes_is_of_the_day(text: str, lang: str, value: str) -> None:
    assert [found for _, found in read(text, lang)] == [value]


def test_a_stroke_before_figures_that_are_no_year_is_not_of_the_date() -> None:
    assert [found for found, _ in read("on 14/June/80 and 3-May-81", "en")] == ["14/June", "3-May"]


def certs(text: str, lang: str, story: Story | None = None) -> list[str | None]:
    return [value.cert for _, value, _ in resolve(date_finder(language(lang)).find(text), story or Story())]


@pytest.mark.parametrize(
    ("text", "lang", "cert"),
    [
        ("Paris, Juill. 1805 schrieb er", "de", "low"),
        ("Paris, juillet 1805 schrieb er", "de", "low"),
        ("im Jahr 1805", "de", None),
        ("am 6/2/1887", "de", None),
        ("on 6/2/1887 he came", "en", "medium"),
        ("on 6/6/1887 he came", "en", None),
        ("on 13/2/1887 he came", "en", None),
        ("on 6.2.1887 he came", "en", None),
    ],
)
def test_what_may_mean_another_day_is_not_sure(text: str, lang: str, cert: str | None) -> None:
    assert certs(text, lang) == [cert]


def test_two_figures_are_a_year_far_from_the_story_only_perhaps() -> None:
    assert certs("1961 … 13/2/87", "en") == [None, "medium"]
    assert certs("1975 … 13/2/87", "en") == [None, None]
