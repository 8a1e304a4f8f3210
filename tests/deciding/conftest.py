"""A small edition of our own: a paragraph that the machine has read, two registers, a list of decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.deciding import Article, Store
from edition.deciding.carry import open_article
from edition.markup import parse, read_source
from edition.project import Project, read_project
from edition.registers import Registers, read_registers

TOML = """[edition]
title = { en = "Test" }
languages = ["en"]
"""
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Letters</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>"
)
M = 'resp="#edition-annotate"'
BODY = f"""
<p xml:id="p1">In <placeName ref="place:kars" cert="high" {M}>Kars</placeName> <persName ref="person:halil-kut person:halil-ince" cert="low" {M}>Halil</persName> met
 <persName cert="unknown" {M}>Vakur Bey</persName> on <date when="1921-03-16" cert="high" {M}>16 March 1921</date>;
 <persName ref="person:halil-kut" cert="medium" {M}>Halil</persName> &amp; <hi>Ali</hi> Bey left Kars.<note xml:id="n1"><placeName ref="place:kars">Kars</placeName> fell later.</note></p>
<p xml:id="p2">A word about <orgName cert="unknown" {M}>Spring</orgName>, and a<!-- kept --> Treaty.</p>
"""
ARTICLE = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="letter" xml:lang="en">{HEADER}<text><body>{BODY}</body></text></TEI>\n'
PERSONS = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><listPerson>
  <person xml:id="halil-ince">
    <persName xml:lang="en" type="main">Halil İnce</persName>
  </person>
  <person xml:id="halil-kut">
    <persName xml:lang="en" type="main">Halil Kut</persName>
  </person>
</listPerson></body></text></TEI>
"""
PLACES = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><listPlace>
  <place xml:id="kars">
    <placeName xml:lang="en" type="main">Kars</placeName>
  </place>
</listPlace></body></text></TEI>
"""


def make_edition(folder: Path) -> Project:
    for path, text in {
        "edition.toml": TOML, "tei/articles/letter.xml": ARTICLE, "tei/registers/persons.xml": PERSONS,
        "tei/registers/places.xml": PLACES,
    }.items():  # fmt: skip
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return read_project(folder)


def registers_of(project: Project) -> Registers:
    documents = [parse(read_source(path, project.shown(path))) for path in project.register_paths()]
    return read_registers(documents)[0]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_edition(tmp_path)


@pytest.fixture
def registers(project: Project) -> Registers:
    return registers_of(project)


@pytest.fixture
def article(project: Project) -> Article:
    return open_article(project, "letter")


@pytest.fixture
def store(project: Project) -> Store:
    return Store.of(project.root)
