"""Entries gathered from documents: of their back matter and of mentions, with forms, apart from the registers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from edition.facts.patterns import MentionPatterns
from edition.markup import Source, parse
from edition.project import Mentions
from edition.registers import Registers, read_registers
from edition.registers.harvest import Harvest, harvest

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
LETTER = f"""<TEI {TEI}><text><body><p><rs type="person" ref="#dorn">Dorn</rs> und <persName ref="#dorn">Idas</persName>
und <persName ref="#dorn">sie</persName> in <rs type="place" key="ulm">Ulm</rs>, <persName ref="http://d-nb.info/1">Q</persName>
<persName>Niemand</persName></p></body><back><listPerson><person xml:id="dorn"><persName><surname>Dorn</surname>
<forename>Ida</forename></persName><birth when="1870"/></person></listPerson></back></text></TEI>"""
KIND_OF = MentionPatterns.of(Mentions()).kind_of


def gathered(*letters: str, registers: Registers | None = None) -> Harvest:
    documents = [parse(Source(f"{n}.xml", text.encode())) for n, text in enumerate(letters)]
    return harvest(documents, KIND_OF, registers or Registers())


def read(found: Harvest) -> Registers:
    return read_registers([parse(Source("h.xml", found.text.encode()))])[0]


def test_entries_of_documents_keep_what_they_tell_and_get_forms() -> None:
    found = gathered(LETTER)
    dorn = read(found).entities["dorn"]
    assert [n.text for n in dorn.names] == ["Dorn Ida", "Dorn", "Idas"]
    assert dorn.birth.years == (1870, 1870)
    assert (found.from_documents, found.from_mentions) == (1, 1)


def test_a_key_without_entry_gets_one_of_its_forms() -> None:
    ulm = read(gathered(LETTER)).entities["ulm"]
    assert (ulm.kind, [n.text for n in ulm.names]) == ("place", ["Ulm"])


def test_what_the_registers_have_is_left_out_and_addresses_are_told() -> None:
    known = read(gathered(LETTER))
    again = gathered(LETTER, registers=known)
    assert (again.from_documents, again.from_mentions) == (0, 0)
    assert again.elsewhere == ("http://d-nb.info/1",)


def test_the_fullest_of_several_entries_is_taken_whatever_their_order() -> None:
    short = LETTER.replace("<forename>Ida</forename>", "")
    for order in ((LETTER, short), (short, LETTER)):
        assert read(gathered(*order)).entities["dorn"].names[0].text == "Dorn Ida"


def test_the_command_writes_apart_and_never_over_an_editors_file(tmp_path: Path) -> None:
    (tmp_path / "tei/articles").mkdir(parents=True)
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\n', encoding="utf-8")
    (tmp_path / "tei/articles/a.xml").write_text(LETTER, encoding="utf-8")
    command = [sys.executable, "-m", "edition", "-C", str(tmp_path), "registers", "harvest"]
    assert subprocess.run(command, check=False).returncode == 0
    written = tmp_path / "tei/harvested.xml"
    assert "dorn" in written.read_text(encoding="utf-8")
    assert subprocess.run(command, check=False).returncode == 0
    written.write_text("corrected", encoding="utf-8")
    refused = subprocess.run(command, check=False, capture_output=True, text=True)
    assert refused.returncode == 2
    assert "--output" in refused.stderr
    assert written.read_text(encoding="utf-8") == "corrected"


def test_an_element_that_refers_to_an_entry_is_none() -> None:
    inside = '<event xml:id="e"><label>E</label><listEvent><event ref="f"/></listEvent></event>'
    xml = f"<TEI {TEI}><standOff><listEvent>{inside}</listEvent></standOff></TEI>"
    registers, findings = read_registers([parse(Source("r.xml", xml.encode()))])
    assert (list(registers.entities), findings) == (["e"], [])


def letter(inside: str, back: str = "") -> str:
    return f"<TEI {TEI}><text><body><p>{inside}</p></body><back>{back}</back></text></TEI>"


def test_the_first_pointer_that_stands_counts_in_the_order_of_attributes() -> None:
    found = gathered(
        letter(
            '<persName key="b" corresp="#c">Bo</persName> <persName corresp="#c d">Cy</persName> '
            '<persName ref="#a" key="b">Ada</persName> <rs type="person" ref="place:kars">Kars</rs> <persName>Eve</persName>'
        )
    )
    entities = read(found).entities
    assert {k: (e.kind, e.names[0].text) for k, e in entities.items()} == {
        "a": ("person", "Ada"), "b": ("person", "Bo"), "c": ("person", "Cy"), "kars": ("place", "Kars"),
    }  # fmt: skip


def test_forms_that_name_come_by_how_often_they_stand() -> None:
    forms = ["Dorn", "Ida", "Ida", "she", "she", "she", "X" * 80, "X" * 81, ""]
    found = read(gathered(letter(" ".join(f'<persName ref="#d">{form}</persName>' for form in forms))))
    assert [n.text for n in found.entities["d"].names] == ["Ida", "Dorn", "X" * 80]
    many = " ".join(f'<persName ref="#d">N{n:02}</persName>' for n in range(14))
    assert [n.text for n in read(gathered(letter(many))).entities["d"].names] == [f"N{n:02}" for n in range(12)]


def test_mentions_inside_of_entries_are_none_and_dates_are_no_entries() -> None:
    back = '<listPerson><person xml:id="a"><persName ref="#z">A</persName><note><persName ref="#y">Y</persName></note></person></listPerson>'
    found = gathered(letter('<date key="d">1900</date><persName ref="1">One</persName>', back))
    assert list(read(found).entities) == ["a"]
    assert (found.from_documents, found.from_mentions, found.elsewhere) == (1, 0, ("1",))


def test_an_entry_keeps_its_names_and_gets_others_behind_them_once() -> None:
    back = '<listPerson><person xml:id="a"><idno>1</idno><persName>Ada</persName><birth when="1900"/></person></listPerson>'
    found = gathered(
        letter(
            '<persName ref="#a">Ada</persName> <persName ref="#a">Mor</persName> <persName ref="#a">Dorn</persName>',
            back,
        )
    )
    assert '<idno>1</idno><persName>Ada</persName><persName type="variant">Dorn</persName>' in found.text
    assert [n.text for n in read(found).entities["a"].names] == ["Ada", "Dorn", "Mor"]


def test_a_key_of_two_kinds_is_one_id_only_and_the_other_is_told() -> None:
    named = (
        '<placeName ref="#ulm">Ulm</placeName> <placeName ref="#ulm">Ulm</placeName> <orgName ref="#ulm">Rat</orgName>'
    )
    found = gathered(letter(f'{named} <persName ref="#ulm-org">Ida</persName> <persName ref="#ulm">Ulm</persName>'))
    entities = read(found).entities
    assert {key: one.kind for key, one in entities.items()} == {
        "ulm": "place", "ulm-org": "person", "ulm-org-org": "org", "ulm-person": "person",
    }  # fmt: skip
    assert found.renamed == (("org", "ulm", "ulm-org-org"), ("person", "ulm", "ulm-person"))
    back = '<listOrg><org xml:id="ulm"><orgName>Rat von Ulm</orgName></org></listOrg>'
    held = gathered(letter(named, back))
    assert {key: one.kind for key, one in read(held).entities.items()} == {"ulm": "org", "ulm-place": "place"}
