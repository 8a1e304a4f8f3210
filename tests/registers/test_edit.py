from __future__ import annotations

from collections.abc import Callable

import pytest

from edition.diagnostics import EditionError
from edition.markup import Document, Source, parse
from edition.registers import Change, add, merge, read_registers, rename, split

Make = Callable[..., Document]
PERSONS = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>
  <listPerson>
    <!-- kept -->
    <person xml:id="ali"><persName type='main' xml:lang="tr">Ali</persName>
      <idno type="Test">1</idno>
    </person>
    <person xml:id="ali-bey">
      <persName type="main" xml:lang="tr">Ali Bey</persName>
      <persName xml:lang="tr">Ali</persName>
    </person>
  </listPerson>
  <listRelation><relation name="brother-of" active="person:ali"   passive="person:ali-bey"/></listRelation>
</standOff></TEI>
"""
ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><text><body>
<p  xml:id="p1"><persName ref="person:ali">Ali</persName> <rs type="person" key="ali">o</rs> <ref
 target="../registers/persons.xml#ali person:ali-bey">x</ref> <placeName ref="place:ali">Ali</placeName></p>
<p xml:id="p2"><persName ref="person:ali">Ali</persName> &#x2014; </p></body></text></TEI>"""


def documents() -> list[Document]:
    return [parse(Source("persons.xml", PERSONS.encode())), parse(Source("a.xml", ARTICLE.encode()))]


def result(changes: list[Change]) -> dict[str, str]:
    return {c.document.source.path: c.data.decode() for c in changes}


def test_rename_changes_references_and_nothing_else() -> None:
    changed = result(rename(documents(), "ali", "ali-riza"))
    expected = ARTICLE.replace('"person:ali"', '"person:ali-riza"').replace('key="ali"', 'key="ali-riza"')
    assert changed["a.xml"] == expected.replace("persons.xml#ali ", "persons.xml#ali-riza ")
    assert 'active="person:ali-riza"   passive="person:ali-bey"' in changed["persons.xml"]
    assert "<!-- kept -->" in changed["persons.xml"]


def test_rename_leaves_a_tombstone_that_resolves() -> None:
    changed = result(rename(documents(), "ali", "ali-riza"))
    registers, findings = read_registers([parse(Source("p", changed["persons.xml"].encode()))])
    assert findings == []
    found = registers.get("ali")
    assert found is not None
    assert found.key == "ali-riza"


def test_merge_moves_names_and_references() -> None:
    changed = result(merge(documents(), "ali-bey", "ali"))
    registers, findings = read_registers([parse(Source("p", changed["persons.xml"].encode()))])
    assert findings == []
    assert list(registers.entities) == ["ali"]
    assert [n.text for n in registers.entities["ali"].names] == ["Ali", "Ali Bey"]
    assert registers.entities["ali"].former_keys == ("ali-bey",)
    assert "persons.xml#ali person:ali" in changed["a.xml"]
    assert "\n\n" not in changed["persons.xml"]


def test_split_moves_only_the_mentions_that_are_picked() -> None:
    changes = split(
        documents(),
        "ali",
        "ali-2",
        "Ali (II)",
        lambda _d, e: e.getparent().get("{http://www.w3.org/XML/1998/namespace}id") == "p2",
    )
    changed = result(changes)
    assert changed["a.xml"].count("person:ali-2") == 1
    assert changed["a.xml"].index("person:ali-2") > changed["a.xml"].index('xml:id="p2"')
    registers, _ = read_registers([parse(Source("p", changed["persons.xml"].encode()))])
    assert registers.entities["ali-2"].name("tr") == "Ali (II)"


def test_add_puts_an_entry_at_its_place() -> None:
    (change,) = add(documents(), "person", "ali-b", [("tr", "Ali B. <jr>"), ("en", "Ali B."), ("tr", "A. B.")])
    registers, _ = read_registers([parse(Source("p", change.data))])
    assert list(registers.entities) == ["ali", "ali-b", "ali-bey"]
    assert [n.type for n in registers.entities["ali-b"].names] == ["main", "main", "variant"]
    assert registers.entities["ali-b"].names[0].text == "Ali B. <jr>"


def test_add_fills_an_empty_list() -> None:
    empty = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>\n  <listPlace/>\n</standOff></TEI>'
    (change,) = add([parse(Source("p", empty.encode()))], "place", "kars", [("tr", "Kars")])
    registers, _ = read_registers([parse(Source("p", change.data))])
    assert list(registers.entities) == ["kars"]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: rename(d, "nobody", "x"), "R405"),
        (lambda d: rename(d, "ali", "Ali Bey!"), "R406"),
        (lambda d: rename(d, "ali", "ali-bey"), "R401"),
        (lambda d: add(d, "person", "ali", [("", "A")]), "R401"),
        (lambda d: add(d, "place", "kars", [("", "Kars")]), "R405"),
    ],
)
def test_impossible_changes_are_refused(call: Callable[[list[Document]], object], code: str) -> None:
    with pytest.raises(EditionError) as caught:
        call(documents())
    assert caught.value.diagnostics[0].code.id == code


def test_entries_of_different_kinds_are_not_merged() -> None:
    place = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPlace><place xml:id="kars"><placeName>K</placeName></place></listPlace></standOff></TEI>'
    with pytest.raises(EditionError) as caught:
        merge([*documents(), parse(Source("q", place.encode()))], "kars", "ali")
    assert caught.value.diagnostics[0].code.id == "R406"
