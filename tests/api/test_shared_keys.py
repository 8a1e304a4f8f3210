"""A key that a person and a place share: the kind of a reference tells who is meant, at every face of the program."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from lxml import etree

import edition
from edition.api.counts import count_edition
from edition.diagnostics import EditionError
from edition.facts.patterns import MentionPatterns
from edition.lsp.meant import hints
from edition.markup import XML_ID, parse, read_source
from edition.project import Project, read_project
from edition.writing.home import Homes
from edition.writing.hovers import hover_at
from edition.writing.pointers import goal_at, references_to, renamed
from edition.writing.texts import Texts

HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc>{more}</teiHeader>"
)
SENT = (
    '<profileDesc><correspDesc><correspAction type="sent"><persName ref="#vienna">Vienna Ray</persName>'
    '<placeName ref="#vienna">Vienna</placeName></correspAction><correspAction type="received">'
    '<persName ref="#jena">Jena Low</persName></correspAction></correspDesc></profileDesc>'
)
PERSONS = """<standOff><listPerson>
<person xml:id="jena"><persName type="main" xml:lang="en">Jena Low</persName></person>
<person xml:id="vienna"><persName type="main" xml:lang="en">Vienna Ray</persName>
 <birth when="1978"><placeName ref="#vienna">V.</placeName></birth></person>
</listPerson><listRelation><relation name="lived-in" active="person:vienna" passive="place:vienna"/></listRelation>
</standOff>"""
PLACES = """<standOff><listPlace>
<place xml:id="jena"><placeName type="main" xml:lang="en">Jena</placeName></place>
<place xml:id="vienna"><placeName type="main" xml:lang="en">Vienna</placeName></place>
</listPlace></standOff>"""
TEXT = """<text><body><p xml:id="p1"><persName ref="#vienna">Vienna Ray</persName> sang in <placeName
 ref="#vienna">Vienna</placeName>, then in <rs type="place" key="jena">Jena</rs>. See <ref target="place:vienna">
there</ref> and <ref target="person:vienna">her</ref>.</p></body></text>"""
PLAIN = '<text><body><p xml:id="p2">Nobody marked Vienna Ray here, nor that she came to Vienna.</p></body></text>'


def document(inside: str, id_: str = "", more: str = "") -> str:
    named = f' xml:id="{id_}" xml:lang="en"' if id_ else ""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{named}>{HEAD.format(more=more)}{inside}</TEI>\n'


@pytest.fixture
def shared_keys(tmp_path: Path) -> Project:
    files = {
        "edition.toml": '[edition]\ntitle = { en = "T" }\nlanguages = ["en"]\n[validate]\nprofile = "reference"\n',
        "tei/registers/persons.xml": document(PERSONS), "tei/registers/places.xml": document(PLACES),
        "tei/articles/one.xml": document(TEXT, "one", SENT), "tei/articles/two.xml": document(PLAIN, "two"),
    }  # fmt: skip
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return read_project(tmp_path)


def words(path: Path) -> str:
    text = path.read_text("utf-8")
    return " ".join(re.sub("<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]).split())


def test_references_resolve_by_their_kind(shared_keys: Project) -> None:
    ed = edition.open(shared_keys.root)
    assert {d.code.id for d in ed.check().findings} <= {"V362"}
    assert ed.registers.get("vienna") is None and ed.registers.get("jena·place")
    assert ed.registers.entities["vienna·person"].birth_place == "vienna·place"
    assert ed.registers.relations[0].keys == ("vienna·person", "vienna·place")
    figures, found = count_edition(shared_keys)
    assert figures.mentioned == {"person": 1, "place": 2, "org": 0, "event": 0, "work": 0}
    assert not [d for d in found if d.code.id.startswith("R")]


def test_a_relation_that_says_no_kind_is_told(shared_keys: Project) -> None:
    path = shared_keys.root / "tei/registers/persons.xml"
    path.write_text(path.read_text("utf-8").replace('passive="place:vienna"', 'passive="#vienna"'), "utf-8")
    (told,) = [d for d in edition.open(shared_keys.root).check().findings if d.code.id == "R403"]
    assert "`vienna`, which entries of two kinds have" in told.message


def test_what_is_marked_names_its_kind(shared_keys: Project) -> None:
    edition.open(shared_keys.root).annotate()
    text = (shared_keys.root / "tei/articles/two.xml").read_text("utf-8")
    assert re.findall(r'<(\w+) ref="([^"]+)"', text) == [("persName", "person:vienna"), ("placeName", "place:vienna")]


def test_each_has_its_page_and_its_mentions(shared_keys: Project) -> None:
    edition.open(shared_keys.root).build()
    site = shared_keys.root / "output/site"
    assert "Vienna Ray sang in Vienna" in words(site / "persons/vienna.html")
    assert "Born 1978, Vienna" in words(site / "persons/vienna.html")
    assert "Letters from Vienna Ray 1 article" in words(site / "persons/vienna.html")
    assert words(site / "places/vienna.html").startswith("Places Vienna ")
    links = set(
        re.findall(r'href="\.\./((?:persons|places)/(?!index)[^"#]+)', (site / "articles/one.html").read_text())
    )
    assert links == {"persons/vienna.html", "places/vienna.html", "places/jena.html", "persons/jena.html"}


def test_exports_keep_them_apart(shared_keys: Project) -> None:
    ed = edition.open(shared_keys.root)
    (table,) = ed.export("mentions", "csv").paths
    keys = [row["entity"] for row in csv.DictReader(io.StringIO(table.read_text("utf-8-sig")))]
    assert keys == ["vienna·person", "vienna·place", "jena·place"]
    (entries,) = ed.export("places", "json").paths
    found = json.loads(entries.read_text("utf-8"))
    assert [p["uri"].rpartition("/")[2].rpartition(":")[2] for p in found] == ["jena", "vienna"]
    (joined,) = ed.export("texts", "tei").paths
    tree = etree.parse(joined)
    ids = [e.get(XML_ID) for e in tree.iter(etree.Element) if e.get(XML_ID)]
    pointers = {p[1:] for e in tree.iter(etree.Element) for n in ("ref", "key", "active", "passive", "target")
                for p in (e.get(n) or "").split() if p.startswith("#")}  # fmt: skip
    assert len(ids) == len(set(ids)) and pointers <= set(ids)
    assert {"vienna·person", "vienna·place"} <= pointers


def test_one_of_the_two_is_renamed(shared_keys: Project) -> None:
    ed = edition.open(shared_keys.root)
    with pytest.raises(EditionError, match="entries of 2 kinds have the key `vienna`"):
        ed.rename_entry("vienna", "vindobona")
    ed.rename_entry("place:vienna", "vindobona")
    text = (shared_keys.root / "tei/articles/one.xml").read_text("utf-8")
    assert re.findall(r'(?:ref|target)="([^"]+)"', text) == [
        "#vienna", "#vindobona", "#jena", "#vienna", "#vindobona", "place:vindobona", "person:vienna",
    ]  # fmt: skip
    persons = (shared_keys.root / "tei/registers/persons.xml").read_text("utf-8")
    assert '<placeName ref="#vindobona">' in persons and 'passive="place:vindobona"' in persons
    assert {d.code.id for d in ed.check().findings} <= {"V362"}
    assert ed.registers.get("vienna") is ed.registers.entities["vienna"]


def test_merging_one_of_the_two_leaves_the_relations_of_the_other(shared_keys: Project) -> None:
    ed = edition.open(shared_keys.root)
    ed.add_entry("person", "ray", [("en", "V. Ray")])
    ed.merge_entries("person:vienna", "ray")
    text = (shared_keys.root / "tei/articles/one.xml").read_text("utf-8")
    assert '<persName ref="#ray">' in text and '<placeName ref="#vienna">Vienna' in text
    assert 'active="person:ray" passive="place:vienna"' in (shared_keys.root / "tei/registers/persons.xml").read_text()


def test_the_table_of_a_register_goes_out_and_in(shared_keys: Project, tmp_path: Path) -> None:
    ed = edition.open(shared_keys.root)
    table = tmp_path / "more.csv"
    table.write_text("key,kind,name_en,names\nvienna,place,Vienna,Wien\nvienna·person,,Vienna Ray,V. R.\n", "utf-8")
    done = ed.import_table(table)
    assert (done.added, done.updated) == (0, 2) and not done.diagnostics
    assert "Wien" in [n.text for n in ed.registers.entities["vienna·place"].names]
    assert "V. R." in [n.text for n in ed.registers.entities["vienna·person"].names]


def test_an_editor_is_helped_with_the_one_that_is_meant(shared_keys: Project) -> None:
    path = shared_keys.root / "tei/articles/one.xml"
    texts, homes = Texts(), Homes()
    data = texts.data(path)
    home = homes.of(path, data)
    at = data.index(b"<placeName\n ref=") + len(b'<placeName\n ref="#v')
    hover = hover_at(home, texts, path, at)
    assert hover and (hover.head, hover.reference) == ("Vienna", "place:vienna")
    goal = goal_at(home, texts, path, at)
    assert goal and goal.place.file.endswith("places.xml")
    assert len([s for s in references_to(home, texts, path, goal) if s.file.endswith("one.xml")]) == 3
    assert sorted(p.name for p in renamed(home, texts, goal, "vindobona")) == ["one.xml", "persons.xml", "places.xml"]
    registers, document = texts.registers(home), parse(read_source(path, "one.xml"))
    patterns = MentionPatterns.of(shared_keys.settings.mentions)
    text = data.replace(b">Vienna<", b">the city<")
    document = parse(type(document.source)("one.xml", text))
    assert next(h.text for h in hints(document, registers, patterns, "en", 0, len(text))) == "Vienna"
