"""What a title says of a person's sex: whom it cannot mean, and of whom it is less sure."""

from __future__ import annotations

import pytest

from edition.annotate import Annotator
from edition.annotate.names.address import MAN, WOMAN, told_sex
from edition.languages import language

from .conftest import TEI, Found, make_document, make_registers

ENTRY = """<person xml:id="rolland"{sex}><persName type="main"><surname>Rolland</surname> <forename>{forename}</forename></persName>{element}
</person>"""


def find(text: str, *, lang: str = "fr", forename: str = "Romain", sex: str = "", element: str = "") -> Found:
    person = ENTRY.format(sex=sex, forename=forename, element=element)
    registers = make_registers(f"<TEI {TEI}><standOff><listPerson>{person}</listPerson></standOff></TEI>")
    located = Annotator(registers).find(make_document(f"<p>{text}</p>", lang)).mentions
    return Found(tuple(one.mention for one in located))


@pytest.mark.parametrize("told", [{"sex": ' sex="M"'}, {"sex": ' sex="1"'}, {"element": '<sex value="male"/>'}])
def test_a_title_of_women_means_no_man(told: dict[str, str]) -> None:
    found = find("Il écrivait à Mme Rolland et à Romain Rolland.", **told)
    assert (found.keys("Mme Rolland"), found.keys("Romain Rolland")) == ((), ("rolland",))


def test_a_title_of_men_means_no_woman() -> None:
    text = "Er schrieb an Herrn Rolland und an Frau Rolland und an Marie Rolland."
    found = find(text, lang="de", forename="Marie", sex=' sex="F"')
    assert (found.keys("Herrn Rolland"), found.keys("Frau Rolland")) == ((), ("rolland",))


def test_a_woman_with_the_surname_of_an_entry_that_tells_no_sex_may_be_another() -> None:
    found = find("Il écrivait à Mme Rolland et à Romain Rolland.")
    assert [(m.text, m.keys, m.cert) for m in found.mentions] == [
        ("Mme Rolland", ("rolland",), "medium"),
        ("Romain Rolland", ("rolland",), "high"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "lang", "sex"),
    [
        ("Sah Mrs. Dorn dort", "Dorn", "en", WOMAN),
        ("Halide Hanım geldi", "Halide Hanım", "tr", WOMAN),
        ("Enver Paşa geldi", "Enver Paşa", "tr", MAN),
        ("signora\nDorn", "Dorn", "it", WOMAN),
        ("Sah Mrs, Dorn kam", "Dorn", "en", ""),
        ("Mrs und Dorn", "Dorn", "en", ""),
    ],
)
def test_a_title_stands_in_the_name_or_before_it(text: str, name: str, lang: str, sex: str) -> None:
    start = text.index(name)
    assert told_sex(text, start, start + len(name), language(lang))[0] == sex
