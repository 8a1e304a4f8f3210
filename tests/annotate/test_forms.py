"""Names by the parts of an entry, in languages without rules of their own: what is a form of whom, and what is none."""

from __future__ import annotations

import pytest

from edition.annotate import Annotator
from edition.annotate.names.forms import forms_of
from edition.annotate.names.index import NameIndex
from edition.annotate.tokens import tokenise
from edition.languages import Language
from edition.registers import Registers

from .conftest import TEI, Found, make_document, make_registers, telling

REGISTER = f"""<TEI {TEI}><standOff><listPerson>
<person xml:id="dorn"><persName><surname>Dorn</surname> <forename>Ida Maria</forename></persName></person>
<person xml:id="quast"><persName>Quast, Emil</persName><persName>R.</persName></person>
<person xml:id="quast-anna"><persName>Quast, Anna</persName></person>
<person xml:id="nobody"><persName><surname/><forename> </forename>?</persName></person>
<person xml:id="olm"><persName type="full"><forename>Jan</forename> <surname>Olm</surname></persName></person>
</listPerson><listPlace>
<place xml:id="ulm"><placeName xml:lang="de">Ulm</placeName></place>
<place xml:id="gerona"><placeName xml:lang="es">Vic</placeName></place>
</listPlace></standOff></TEI>"""

HEADER = """<teiHeader><fileDesc/><profileDesc><correspDesc><correspAction type="sent"><persName ref="#dorn"/>
</correspAction><correspAction type="received"><persName ref="#quast-anna"/></correspAction></correspDesc></profileDesc>
</teiHeader>"""


@pytest.fixture(scope="module")
def others() -> Registers:
    """Registers as other editions keep them."""
    return make_registers(telling(REGISTER))


def find(others: Registers, text: str, lang: str = "xx", header: str = "") -> Found:
    document = make_document(text, lang, header)
    return Found(tuple(located.mention for located in Annotator(others).find(document).mentions))


@pytest.mark.parametrize("written", ["Ida Maria Dorn", "Ida Dorn", "I. Dorn", "Dorn", "Dorns", "Ida"])
def test_a_person_is_named_by_the_parts_of_the_name(others: Registers, written: str) -> None:
    assert find(others, f"<p>und sah {written} am See</p>").keys(written) == ("dorn",)


def test_a_name_before_a_comma_is_the_surname(others: Registers) -> None:
    assert find(others, "<p>und sah Emil Quast am See</p>").keys("Emil Quast") == ("quast",)


@pytest.mark.parametrize(
    ("catalogued", "forms"),
    [
        ("Dorn, Ida, 1744-1818", {"Ida Dorn", "Dorn", "I. Dorn", "Ida"}),
        ("Dorn, Ida (1744–1818)", {"Ida Dorn", "Dorn", "I. Dorn", "Ida"}),
        ("Dorn, Ida, Lady, active 1802", {"Ida Dorn", "Dorn", "I. Dorn", "Ida"}),
        ("Dorn, Queen of Ulm, d. 903", {"Dorn"}),
        ("Dorn, 600 BC", {"Dorn"}),
        ("Olm, Jan van der", {"Jan van der Olm", "Olm", "Jan Olm", "J. Olm", "Jan"}),
    ],
)
def test_a_name_as_library_catalogues_write_it(catalogued: str, forms: set[str]) -> None:
    xml = f"<TEI {TEI}><standOff><listPerson><person xml:id='x'><persName>{catalogued}</persName></person></listPerson>"
    entity = make_registers(f"{xml}</standOff></TEI>").entities["x"]
    assert {form.text for form, _ in forms_of(entity)} == forms


@pytest.mark.parametrize(
    ("name", "lang", "forms"),
    [
        ("Ida Dorn", "en", {"Ida Dorn", "I. Dorn", "Dorn"}),
        ("Ida Maria Dorn", "xx", {"Ida Maria Dorn", "Ida Dorn", "I. Dorn", "Dorn"}),
        ("Otto von Dorn", "de", {"Otto von Dorn", "Otto Dorn", "O. Dorn", "Dorn"}),
        ("Peter the Great", "en", {"Peter the Great"}),
        ("Niyazi Bey", "tr", {"Niyazi Bey"}),
        ("Dorn Ali", "tr", {"Dorn Ali"}),
        ("Dorn VIII", "de", {"Dorn VIII"}),
        ("Dorn", "de", {"Dorn"}),
    ],
)
def test_the_last_word_of_a_name_in_one_piece_may_be_a_surname(name: str, lang: str, forms: set[str]) -> None:
    person = f'<person xml:id="dorn"><persName xml:lang="{lang}">{name}</persName></person>'
    registers = make_registers(f"<TEI {TEI}><standOff><listPerson>{person}</listPerson></standOff></TEI>")
    assert {form.text for form, _ in forms_of(registers.entities["dorn"])} == forms


def test_a_surname_that_no_entry_tells_apart_is_less_sure_until_the_text_names_the_person_in_full() -> None:
    person = '<person xml:id="dorn"><persName xml:lang="de">Ida Dorn</persName></person>'
    registers = make_registers(telling(f"<TEI {TEI}><standOff><listPerson>{person}</listPerson></standOff></TEI>"))
    (alone,) = find(registers, "<p>und sah Dorn am See</p>", "de").mentions
    assert (alone.keys, alone.cert) == (("dorn",), "medium")
    told = find(registers, "<p>und sah Ida Dorn am See</p><p>und sah Dorn am See</p>", "de").mentions
    assert [(one.keys, one.cert) for one in told] == [(("dorn",), "high")] * 2


def test_a_surname_is_rather_that_of_who_bears_it_than_a_name_at_birth() -> None:
    persons = """<person xml:id="emil"><persName type="main"><surname>Quast</surname> <forename>Emil</forename></persName></person>
    <person xml:id="ida"><persName type="main">Ida Dorn</persName><persName type="birth">Quast</persName></person>"""
    registers = make_registers(f"<TEI {TEI}><standOff><listPerson>{persons}</listPerson></standOff></TEI>")
    keys = find(registers, "<p>und sah Quast am See</p>", "de").keys("Quast")
    assert keys[0] == "emil"


def test_of_two_with_a_surname_the_one_named_in_full_is_meant(others: Registers) -> None:
    text = "<p>und sah Anna Quast am See</p><p>da ging Quast fort</p>"
    assert find(others, text).keys("Quast") == ("quast-anna",)


def test_a_name_for_the_record_gives_no_parts(others: Registers) -> None:
    assert {form.text for form, _ in forms_of(others.entities["olm"])} == {"Jan Olm"}


@pytest.mark.parametrize("written", ["Ulm", "Vic"])
def test_a_short_name_is_found_in_a_language_without_a_file(others: Registers, written: str) -> None:
    assert find(others, f"<p>wie es in {written} war</p>").texts("place") == [written]


def test_one_letter_names_no_one(others: Registers) -> None:
    assert find(others, "<p>und R. ging, R fiel</p>").mentions == ()


@pytest.mark.parametrize("written", ["Gerone", "Gerones"])
def test_listed_endings_count_in_latin_script(written: str) -> None:
    xml = f"<TEI {TEI}><listPlace><place xml:id='g'><placeName>Geron</placeName></place></listPlace></TEI>"
    index = NameIndex(make_registers(xml))
    found = index.find(tokenise(written), 0, Language("qq", endings=frozenset(("e", "es"))))
    assert found is not None
    assert found.end == len(written)


def test_a_name_of_several_words_is_found_with_other_endings() -> None:
    xml = f"<TEI {TEI}><listOrg><org xml:id='z'><orgName>Neue Dorfer Zeitung</orgName></org></listOrg></TEI>"
    index = NameIndex(make_registers(xml))
    inflecting = Language("qq", endings=frozenset(("e", "en", "er")))
    assert index.find(tokenise("Neuen Dorfer Zeitung"), 0, inflecting) is not None
    assert index.find(tokenise("Neuen Zeitung"), 0, inflecting) is None


def test_a_space_element_parts_words(others: Registers) -> None:
    assert find(others, '<p>in Ulm<space unit="chars"/>IX</p>').texts("place") == ["Ulm"]


def test_a_surname_alone_is_less_sure_than_the_name(others: Registers) -> None:
    assert find(others, "<p>und sah Dorn am See</p>").one("Dorn").cert == "medium"
    assert find(others, "<p>und sah Ida Dorn am See</p>").one("Ida Dorn").cert == "high"


def test_who_signs_and_is_greeted_stands_in_the_header(others: Registers) -> None:
    text = "<opener><salute>Liebe Anna</salute></opener><p>da war Quast</p><closer><signed>Ida Dorn</signed></closer>"
    assert [m.keys for m in find(others, text, header=HEADER).mentions] == [("quast-anna",)]
    assert [m.text for m in find(others, text).mentions] == ["Anna", "Quast", "Ida Dorn"]
