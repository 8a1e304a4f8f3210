"""What the shipped edition says of itself and of its sources is true: authors, sources of relations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from edition.facts.metadata import read_metadata
from edition.project import read_project
from edition.publish.pages.surveys.comparison import compared
from edition.registers import Registers, fold
from edition.registers.files import load_registers

# which text of ../shared/articles each summary retells
TEXTS = {
    "enver-pasa-ve-bolsevikler": "000",
    "turk-rus-iliskileri-ve-moskova-antlasmasi": "001",
    "memduh-sevket-stalin-mulakati": "002",
    "azerbaycan-ve-bolsevizm": "003",
    "azerbaycanin-bolseviklesmesi": "004",
}
NS = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


@pytest.mark.parametrize("name", TEXTS)
def test_who_wrote_the_article_is_author_of_nothing_else(root: Path, name: str) -> None:
    document = etree.parse(root / f"tei/articles/{name}.xml").getroot()
    found = read_metadata(document)
    assert [(author.name, author.is_body) for author in found.authors] == [("The edition’s editors", True)]
    assert found.source is not None
    assert found.source.title
    assert not {author.name for author in found.authors} & set(found.source.authors)


@pytest.fixture(scope="module")
def registers(root: Path) -> Registers:
    return load_registers(read_project(root)).registers


def told(root: Path) -> dict[str, set[str]]:
    """Which articles an entry says that it rests on."""
    out: dict[str, set[str]] = {}
    for path in (root / "tei/registers").glob("*.xml"):
        for entry in etree.parse(path).getroot().iter(f"{NS}event"):
            sources = " ".join(e.get("source") or "" for e in entry.iter(etree.Element)).split()
            out[entry.get(XML_ID, "")] = {source.partition(":")[2] for source in sources}
    return out


def relations(root: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    for relation in etree.parse(root / "tei/registers/events.xml").getroot().iter(f"{NS}relation"):
        ends = " ".join(relation.get(name) or "" for name in ("active", "passive", "mutual")).split()
        sources = [s for s in (relation.get("source") or "").split() if s.startswith("article:")]
        yield relation.get("name", ""), [e.partition(":")[2] for e in ends], [s.partition(":")[2] for s in sources]


def test_an_article_named_as_a_source_mentions_both_ends(root: Path, shared: Path, registers: Registers) -> None:
    joined = re.compile(r"[-\u00ad]\s*\n\s*")
    texts = {a: " " + fold(joined.sub("", (shared / f"articles/{n}.txt").read_text("utf-8"))) for a, n in TEXTS.items()}
    marked = {
        name: {
            pointer.partition(":")[2]
            for element in etree.parse(root / f"tei/articles/{name}.xml")
            .getroot()
            .find(f"{NS}text")
            .iter(etree.Element)
            for pointer in (element.get("ref") or "").split()
        }
        for name in TEXTS
    }
    events = told(root)

    def mentions(article: str, key: str) -> bool:
        if key in marked[article] or article in events.get(key, ()):
            return True
        entry = registers.get(key)
        forms = [fold(n.text) for n in entry.names if len(n.text) > 3 and n.type != "ambiguous"] if entry else []
        return any(f" {form}" in texts[article] for form in forms)

    found = list(relations(root))
    assert sum(bool(sources) for _, _, sources in found) > 250
    wrong = [(n, e, s) for n, ends, sources in found for s in sources for e in ends if not mentions(s, e)]
    assert wrong == []


def told_differently(root: Path) -> Iterator[tuple[str, str, str]]:
    """Events with their accounts: event, article, block."""
    for entity in load_registers(read_project(root)).registers.of_kind("event"):
        for account in entity.accounts if entity.type not in ("stage", "request", "promise", "delivery") else ():
            if account.block and account.lang == "tr":
                yield entity.key, account.article, account.block


def test_every_differing_event_that_a_paragraph_tells_is_marked_there(root: Path) -> None:
    """Tables name sums and not the event; all other places do."""
    trees = {name: etree.parse(root / f"tei/articles/{name}.xml") for name in TEXTS}
    missing = []
    for event, article, block in told_differently(root):
        (element,) = trees[article].xpath("//*[@xml:id = $id]", id=block)
        marks = " ".join(child.get("ref", "") for child in element.iter(etree.Element)).split()
        if element.tag != f"{NS}table" and f"event:{event}" not in marks:
            missing.append((event, article, block))
    assert missing == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_paragraph_of_a_summary_says_which_part_of_the_article_it_retells(root: Path, name: str) -> None:
    tree = etree.parse(root / f"tei/articles/{name}.xml")
    parts = {f"#{part.get(XML_ID)}" for part in tree.iter(f"{NS}bibl") if part.getparent().tag == f"{NS}listBibl"}
    blocks = [p for kind in ("p", "list", "table") for p in tree.iterfind(f".//{NS}body//{NS}{kind}")]
    assert blocks
    assert all(p.get("source") for p in blocks)
    assert {part for p in blocks for part in (p.get("source") or "").split()} <= parts


def test_a_date_of_a_life_names_its_source(registers: Registers) -> None:
    lives = []
    for entity in registers.of_kind("person"):
        lives += [(entity.key, entity.birth, entity.birth_sources), (entity.key, entity.death, entity.death_sources)]
    assert sum(bool(sources) for _, date, sources in lives if date) > 180
    assert [(key, date) for key, date, sources in lives if date and not sources] == []
    assert {s for *_, sources in lives for s in sources if s.startswith("work:") and not registers.get(s[5:])} == set()


def verdicts(root: Path) -> Iterator[tuple[str, set[str], list[str]]]:
    """Events with accounts that the comparison shows: event, its languages of verdicts, the works they name."""
    for entity in compared(load_registers(read_project(root)).registers):
        found = [note for note in entity.notes if note.type == "verdict"]
        yield entity.key, {note.lang for note in found}, [s for note in found for s in note.sources]


def test_where_accounts_differ_a_verdict_names_an_outside_source_or_says_that_none_was_found(root: Path) -> None:
    found = list(verdicts(root))
    assert len(found) > 30
    assert [key for key, languages, _ in found if languages != {"tr", "en"}] == []
    works = [key for key, _, sources in found if any(s.startswith("work:") for s in sources)]
    assert len(works) >= len(found) - 2
    without = {key for key, _, _ in found} - set(works)
    notes = [
        n for e in load_registers(read_project(root)).registers.of_kind("event") if e.key in without for n in e.notes
    ]
    assert {
        n.lang
        for n in notes
        if n.type == "verdict" and n.text.startswith(("No source outside", "Beş makalenin dışında"))
    } == {"tr", "en"}
