from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from edition.diagnostics import EditionError
from edition.markup import XML_ID, Document, Source, parse
from edition.registers import (
    DocumentChange,
    NewEntry,
    add,
    add_all,
    check_registers,
    merge,
    read_registers,
    rename,
    split,
)

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


def result(changes: list[DocumentChange]) -> dict[str, str]:
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
        [("tr", "Ali (II)")],
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


def register(inside: str, path: str = "persons.xml") -> Document:
    return parse(
        Source(path, f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>\n{inside}\n</standOff></TEI>'.encode())
    )


def test_a_paragraph_with_the_name_of_a_key_keeps_its_pointers() -> None:
    article = ARTICLE.replace('xml:id="p2"', 'xml:id="ali"').replace(
        "<rs ", '<ref target="#ali other.xml#ali ali"/><rs '
    )
    changed = result(rename([documents()[0], parse(Source("a.xml", article.encode()))], "ali", "ali-riza"))
    assert '<ref target="#ali other.xml#ali ali"/>' in changed["a.xml"]
    assert 'ref="person:ali-riza"' in changed["a.xml"]


def test_a_renamed_entry_gets_its_earlier_key_back() -> None:
    there = [c.data for c in rename(documents(), "ali", "ali-riza")]
    parsed = [parse(Source(path, data)) for path, data in zip(("persons.xml", "a.xml"), there, strict=True)]
    back = result(rename(parsed, "ali-riza", "ali"))
    assert back["a.xml"] == ARTICLE
    assert '<idno type="former-key">ali-riza</idno>' in back["persons.xml"]
    assert '<idno type="former-key">ali</idno>' not in back["persons.xml"]


def test_merge_takes_over_what_the_other_lacks_and_names_what_is_left_out() -> None:
    people = register(
        '<listPerson>\n  <person xml:id="a"><persName type="main">A</persName><note type="description" xml:lang="tr">Bir.</note></person>\n'
        '  <person xml:id="b"><persName type="main">A</persName><persName type="alias">Z</persName><birth when="1880"/>'
        '<note type="description" xml:lang="tr">İki.</note><note type="description" xml:lang="en">Two.</note></person>\n</listPerson>'
    )
    (change,) = merge([people], "b", "a")
    found = read_registers([parse(Source("p", change.data))])[0].entities["a"]
    assert [(n.text, n.type) for n in found.names] == [("A", "main"), ("Z", "alias")]
    assert (found.birth.when, found.description("tr"), found.description("en")) == ("1880", "Bir.", "Two.")
    assert change.left_out == ('<note type="description" xml:lang="tr"> İki.',)


def test_merge_leaves_no_relation_of_an_entry_to_itself_and_no_pointer_twice() -> None:
    article = parse(
        Source(
            "b.xml",
            ARTICLE.replace('ref="person:ali">o', "").replace('"person:ali"', '"person:ali-bey  person:ali"').encode(),
        )
    )
    changed = result(merge([documents()[0], article], "ali-bey", "ali"))
    assert "listRelation" not in changed["persons.xml"]
    assert 'ref="person:ali"' in changed["b.xml"]
    registers, findings = read_registers([parse(Source("p", changed["persons.xml"].encode()))])
    assert [*findings, *check_registers(registers, [])] == []


@pytest.mark.parametrize("kind", ["person", "place", "org", "event", "work"])
def test_a_tombstone_stands_where_the_schema_wants_it(kind: str, root: Path) -> None:
    paths = {"person": "persons", "place": "places", "org": "organisations", "event": "events", "work": "works"}
    path = root / f"tei/registers/{paths[kind]}.xml"
    document = parse(Source(path.name, path.read_bytes()))
    key = next(e.key for e in read_registers([document])[0].of_kind(kind))
    (change,) = rename([document], key, f"{key}-new")
    schema = etree.RelaxNG(etree.parse(root / "schema/edition.rng"))
    assert schema.validate(etree.fromstring(change.data)), schema.error_log
    found = read_registers([parse(Source("p", change.data))])[0].get(key)
    assert found is not None
    assert found.key == f"{key}-new"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda d: merge(d, "ali", "ali"), "R406"),
        (lambda d: rename(d, "ali", "taken"), "R401"),
        (lambda d: split(d, "ali", "ali-2", [("", "A")], lambda _d, _e: False), "R415"),
        (lambda d: add_all(d, [NewEntry("person", "x", (("", "X"),)), NewEntry("person", "x", (("", "Y"),))]), "R401"),
    ],
)
def test_changes_that_would_lose_something_are_refused(call: Callable[[list[Document]], object], code: str) -> None:
    holder = register('<listPerson><person xml:id="ali"><persName xml:id="taken">Ali</persName></person></listPerson>')
    with pytest.raises(EditionError) as caught:
        call([holder])
    assert caught.value.diagnostics[0].code.id == code


def test_an_entry_that_holds_others_is_not_merged_away() -> None:
    places = register(
        '<listPlace><place xml:id="a"><placeName>A</placeName><place xml:id="b"><placeName>B</placeName></place></place>'
        '<place xml:id="c"><placeName>C</placeName></place></listPlace>'
    )
    with pytest.raises(EditionError, match="`a` holds other entries: b"):
        merge([places], "a", "c")
    changed = result(merge([places], "b", "a"))["persons.xml"]
    assert list(read_registers([parse(Source("p", changed.encode()))])[0].entities) == ["a", "c"]


def test_many_entries_are_added_at_their_places() -> None:
    new = [NewEntry("person", key, (("tr", key),)) for key in ("zeki", "aa", "ali-c", "ali-b")]
    (change,) = add_all(documents(), new)
    assert read_registers([parse(Source("p", change.data))])[1] == []
    ids = [e.get(XML_ID) for e in etree.fromstring(change.data).iter("{*}person")]
    assert ids == ["aa", "ali", "ali-b", "ali-bey", "ali-c", "zeki"]


NAME = st.text("abcdefgh", min_size=1, max_size=3)
GAP = st.sampled_from([" ", "  ", "\n\t"])
POINTER = st.one_of(
    NAME.map("person:{}".format),
    NAME.map("place:{}".format),
    NAME.map("#{}".format),
    NAME,
    st.just("https://example.org/#a"),
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """An article whose references are written in every way, with comments, entities and quotes between."""
    pieces = []
    for _ in range(draw(st.integers(1, 6))):
        pointers = draw(GAP).join(draw(st.lists(POINTER, min_size=1, max_size=3)))
        quote = draw(st.sampled_from("\"'"))
        name = draw(st.sampled_from(["ref", "key", "corresp", "target", "n"]))
        pieces.append(f"<rs  {name} = {quote}{pointers}{quote} >&#246;<!-- a person:a -->é</rs>")
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><?a ref="person:a"?>{draw(GAP).join(pieces)}</text></TEI>'


def pointers(element: etree._Element) -> list[str]:
    return (element.get("ref") or "").split()


@given(articles(), st.lists(NAME, min_size=2, max_size=4, unique=True))
def test_rename_there_and_back_gives_the_same_bytes(article: str, keys: list[str]) -> None:
    people = "".join(f'<person xml:id="{k}"><persName>{k}</persName></person>' for k in keys)
    before = [register(f"<listPerson>{people}</listPerson>"), parse(Source("a.xml", article.encode()))]

    def renamed(now: list[Document], old: str, new: str) -> list[Document]:
        changed = {c.document.source.path: c.data for c in rename(now, old, new)}
        return [parse(Source(d.source.path, changed.get(d.source.path, d.source.data))) for d in now]

    there = renamed(before, keys[0], "zz-new")
    assert renamed(there, "zz-new", keys[0])[1].source.data == before[1].source.data
    for one, other in zip(before[1].root.iter(etree.Element), there[1].root.iter(etree.Element), strict=True):
        expected = ["person:zz-new" if p == f"person:{keys[0]}" else p for p in pointers(one)]
        assert [p for p in expected if ":" in p] == [p for p in pointers(other) if ":" in p]
        assert (one.text, one.tail, one.get("n")) == (other.text, other.tail, other.get("n"))


@given(articles(), st.lists(NAME, min_size=2, max_size=4, unique=True))
def test_merge_changes_nothing_but_the_references(article: str, keys: list[str]) -> None:
    people = "".join(f'<person xml:id="{k}"><persName>{k}</persName></person>' for k in keys)
    before = [register(f"<listPerson>{people}</listPerson>"), parse(Source("a.xml", article.encode()))]
    changed = {c.document.source.path: c.data for c in merge(before, keys[0], keys[1])}
    after = parse(Source("a.xml", changed.get("a.xml", article.encode())))
    attribute = re.compile(r"(?:ref|key|corresp|target) = (?:\"[^\"]*\"|'[^']*')")
    assert attribute.sub("", after.source.data.decode()) == attribute.sub("", article)
    assert not any(f"person:{keys[0]}" in (e.get("ref") or "").split() for e in after.root.iter(etree.Element))
    registers, findings = read_registers([parse(Source("p", changed["persons.xml"]))])
    assert findings == []
    found = registers.get(keys[0])
    assert found is not None
    assert found.key == keys[1]


def test_a_bare_key_is_one_in_attributes_for_keys_only_and_a_place_of_the_text_none() -> None:
    article = parse(
        Source(
            "a.xml",
            b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><p xml:id="ali"/><ref target="ali"/><ref target="#ali"/>'
            b'<ref target="notes.xml#ali"/><ref target="x/persons.xml#ali"/><rs key="ali"/><rs ref="org:ali"/></text></TEI>',
        )
    )
    changed = result(rename([documents()[0], article], "ali", "ada"))["a.xml"]
    assert '<ref target="ali"/><ref target="#ali"/><ref target="notes.xml#ali"/>' in changed
    assert '<ref target="x/persons.xml#ada"/><rs key="ada"/><rs ref="org:ali"/>' in changed


def test_a_pointer_that_stands_there_already_goes_with_its_space() -> None:
    def merged(value: str) -> str:
        article = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><rs ref="{value}"/></text></TEI>'
        changed = result(merge([documents()[0], parse(Source("b.xml", article.encode()))], "ali-bey", "ali"))
        return re.findall('ref="([^"]*)"', changed["b.xml"])[0]

    assert merged("person:ali-bey  person:ali") == "person:ali"
    assert merged("person:ali \n person:ali-bey") == "person:ali"
    assert merged("#x person:ali-bey person:ali") == "#x person:ali"
    assert merged("person:ali-bey #x") == "person:ali #x"


@pytest.mark.parametrize("key", ["Ali", "ali_b", "-ali", "ali-", "2-ali", "ali--b", "ali b", "alı", ""])
def test_keys_are_small_letters_digits_and_hyphens(key: str) -> None:
    with pytest.raises(EditionError) as caught:
        add(documents(), "person", key, [("tr", "X")])
    assert caught.value.diagnostics[0].message == f"`{key}` is not a key"


def test_a_former_key_is_taken_but_for_the_entry_that_had_it() -> None:
    there = documents()
    changed = result(rename(there, "ali", "ada"))
    after = [parse(Source("persons.xml", changed["persons.xml"].encode()))]
    with pytest.raises(EditionError, match="the key `ali` is taken"):
        add(after, "person", "ali", [("tr", "X")])
    with pytest.raises(EditionError, match="the key `ali` is taken"):
        rename(after, "ali-bey", "ali")
    assert 'xml:id="ali"' in result(rename(after, "ada", "ali"))["persons.xml"]


@pytest.mark.parametrize(
    ("gone", "kept", "message"),
    [
        ("ali", "ali", "`ali` cannot be merged into itself"),
        ("ali", "kars", "`ali` is a person and `kars` a place"),
        ("nobody", "ali", "no register has the key `nobody`"),
    ],
)
def test_merges_that_make_no_sense(gone: str, kept: str, message: str) -> None:
    places = register('<listPlace><place xml:id="kars"><placeName>Kars</placeName></place></listPlace>')
    with pytest.raises(EditionError) as caught:
        merge([*documents(), places], gone, kept)
    assert caught.value.diagnostics[0].message == message


def test_other_relations_of_a_merged_entry_stay() -> None:
    relations = (
        '<listRelation>\n<relation name="r" active="#a" passive="#b"/>\n<relation name="s" mutual="#a #b"/>\n'
        '<relation name="t" active="#b" passive="#c"/></listRelation>'
    )
    people = "".join(f'<person xml:id="{k}"><persName>{k}</persName></person>' for k in "abc")
    (change,) = merge([register(f"<listPerson>{people}{relations}</listPerson>")], "b", "a")
    assert re.findall(rb"<relation [^>]*>", change.data) == [b'<relation name="t" active="#a" passive="#c"/>']


def test_what_a_merged_entry_has_of_one_kind_moves_unless_the_other_has_it() -> None:
    def merged(gone: str, kept: str) -> tuple[str, tuple[str, ...]]:
        people = f'<person xml:id="a"><persName>A</persName>{kept}</person><person xml:id="b"><persName>B</persName>{gone}</person>'
        (change,) = merge([register(f"<listPerson>{people}</listPerson>")], "b", "a")
        return change.data.decode(), change.left_out

    long = "x" * 61
    assert merged("<birth when='1900'/>", "")[1] == ()
    assert merged("<birth when='1900'/>", "<birth when='1901'/>")[1] == ("<birth>",)
    assert merged("<birth when='1900'/>", "<birth when='1900'/>")[1] == ()
    assert merged("<occupation>x</occupation>", "<occupation>y</occupation>")[1] == ()
    assert merged(f"<note type='description' xml:lang='tr'>{long}</note>", "<note type='description' xml:lang='tr'/>")[
        1
    ] == (f'<note type="description" xml:lang="tr"> {"x" * 59}…',)
    assert merged(f"<note type='description'>{'x' * 60}</note>", "<note type='description'>y</note>")[1] == (
        f'<note type="description"> {"x" * 60}',
    )
    moved, _ = merged(
        "<note type='description' xml:lang='en'>x</note>", "<note type='description' xml:lang='tr'>y</note>"
    )
    assert "<note type='description' xml:lang='en'>x</note>" in moved


def test_the_first_entry_opens_an_empty_list_and_others_stand_at_their_indent() -> None:
    empty = register("\n  <listPerson/>\n")
    (change,) = add([empty], "person", "bo", [("tr", "Bo"), ("tr", "B."), ("", "Boo")])
    assert (
        b'\n  <listPerson>\n    <person xml:id="bo">\n      <persName xml:lang="tr" type="main">Bo</persName>\n'
        b'      <persName xml:lang="tr" type="variant">B.</persName>\n      <persName type="main">Boo</persName>\n'
        b"    </person>\n  </listPerson>\n" in change.data
    )
    opened = register("\n  <listPerson>\n  </listPerson>\n")
    assert b'\n  <listPerson>\n    <person xml:id="bo">' in add([opened], "person", "bo", [("", "Bo")])[0].data
    with pytest.raises(EditionError, match="no register has a list of kind place"):
        add([empty], "place", "kars", [("", "Kars")])


def test_a_key_that_is_taken_gets_a_number_where_that_is_asked() -> None:
    new = [NewEntry("person", key, (("tr", key),)) for key in ("ali", "ali", "ali-2", "bo")]
    (change,) = add_all(documents(), new, renumber=True)
    ids = [e.get(XML_ID) for e in etree.fromstring(change.data).iter("{*}person")]
    assert sorted(ids) == ["ali", "ali-2", "ali-2-2", "ali-3", "ali-bey", "bo"]
