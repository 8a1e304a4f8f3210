"""Every code of settings, XML, schema sources and registers: a call that tells it, and a call like it that does not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from edition.checking.known import all_known_codes
from edition.project import Project

Command = Callable[..., Any]
ROOMS = re.compile(r"S70[0-5]|V30[0-3]|V39\d|R4[01]\d")
PERSONS = "tei/registers/persons.xml"
PLACES = "tei/registers/places.xml"
ARTICLE = "tei/articles/a-bridge-at-mostar.xml"
NEW_PERSON = '<person xml:id="{}"><persName xml:lang="en" type="main">{}</persName>{}</person>'


@dataclass(frozen=True)
class Case:
    """A call in the sample edition, after `changes` (file → text to replace → its replacement; "" writes the file)."""

    call: tuple[str, ...]
    changes: dict[str, tuple[str, str]] = field(default_factory=dict)


def person(key: str, name: str, more: str = "") -> dict[str, tuple[str, str]]:
    return {PERSONS: ("</listPerson>", NEW_PERSON.format(key, name, more) + "</listPerson>")}


def relation(text: str) -> dict[str, tuple[str, str]]:
    return {PLACES: ("</listPlace>", f"</listPlace><listRelation>{text}</listRelation>")}


def odd(specs: str, attributes: str = 'source="edition"') -> dict[str, tuple[str, str]]:
    root = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:rng="http://relaxng.org/ns/structure/1.0">'
    return {
        "my.odd": (
            "",
            f'{root}<text><body><schemaSpec ident="my" {attributes}>{specs}</schemaSpec></body></text></TEI>',
        )
    }


CHECK, VALIDATE, STATS = ("registers", "check"), ("validate",), ("stats",)
BUILD = ("schema", "build", "--odd", "my.odd")
ADD = ("registers", "add", "person")
SPLIT = ("registers", "split", "istanbul", "uskudar", "--name", "en=Üsküdar")
PROPOSED = ("registers", "add", "--all-proposed")
IMPORT = ("import-register", "t.csv")
RULE = (
    '<elementSpec ident="p" mode="change"><constraintSpec ident="full"><constraint>'
    '<assert xmlns="http://purl.oclc.org/dsdl/schematron" test="{}">empty</assert>'
    "</constraint></constraintSpec></elementSpec>"
)
DELETE = '<elementSpec ident="milestone" mode="delete"/>'


def people(more: str) -> dict[str, tuple[str, str]]:
    person = NEW_PERSON.format("a", "A", more)
    root = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
    return {"t.xml": ("", f"{root}<standOff><listPerson>{person}</listPerson></standOff></TEI>")}


def table(text: str) -> dict[str, tuple[str, str]]:
    return {"t.csv": ("", text)}


CASES: dict[str, tuple[Case, Case]] = {
    "S700": (
        Case(STATS, {"edition.toml": ("publisher =", "publishr =")}),
        Case(STATS, {"edition.toml": ("publisher =", "publisher  =")}),
    ),
    "S701": (Case(("-C", "..", "stats")), Case(("-C", "tei/articles", "stats"))),
    "S702": (Case(("new", "tei")), Case(("new", "letters"))),
    "S703": (
        Case(STATS, {"edition.toml": ("tei/registers/*.xml", "tei/registres/*.xml")}),
        Case(STATS, {"edition.toml": ("tei/registers/*.xml", "tei/*/p*.xml")}),
    ),
    "S704": (Case(("schema", "docs", "--output", "tei")), Case(("schema", "docs", "--output", "guide"))),
    "V300": (Case(STATS, {ARTICLE: ("</TEI>", "")}), Case(STATS)),
    "V301": (
        Case(STATS, {ARTICLE: ("<TEI", '<!DOCTYPE TEI SYSTEM "http://example.org/tei.dtd"><TEI')}),
        Case(STATS, {ARTICLE: ("<TEI", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI')}),
    ),
    "V302": (Case(("validate", "tei/none.xml")), Case(("validate", PERSONS))),
    "V303": (Case(("export", "persons", "-o", "edition.toml/p.csv")), Case(("export", "persons", "-o", "p.csv"))),
    "V390": (
        Case(BUILD, {"my.odd": ("", "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>")}),
        Case(BUILD, odd(DELETE)),
    ),
    "V391": (Case(BUILD, odd(DELETE.replace("milestone", "mile"))), Case(BUILD, odd(DELETE))),
    "V392": (
        Case(BUILD, odd('<elementSpec ident="p"><content><textNode/></content></elementSpec>')),
        Case(BUILD, odd('<elementSpec ident="p" mode="change"><gloss>block</gloss></elementSpec>')),
    ),
    "V393": (Case(BUILD, odd(DELETE.replace("delete", "remove"))), Case(BUILD, odd(DELETE))),
    "V394": (Case(BUILD, odd(DELETE, 'source="missing.odd"')), Case(BUILD, odd(DELETE))),
    "V395": (
        Case(BUILD, odd('<elementSpec ident="x"><content><p/></content></elementSpec>')),
        Case(BUILD, odd('<elementSpec ident="x"><content><textNode/></content></elementSpec>')),
    ),
    "V396": (
        Case(BUILD, odd('<classSpec ident="a" type="model"><classes><memberOf key="a"/></classes></classSpec>')),
        Case(BUILD, odd('<classSpec ident="a" type="model"/>')),
    ),
    "V398": (Case(BUILD, odd(RULE.format("count((.)"))), Case(BUILD, odd(RULE.format("count(.)")))),
    "V397": (
        Case(
            ("schema", "build", "--odd", "schema/edition.odd", "--check"),
            {"schema/edition.rng": ("<grammar", "<grammar ")},
        ),
        Case(("schema", "build", "--odd", "schema/edition.odd", "--check")),
    ),
    "S705": (
        Case(("validate",), {"edition.toml": ("Bridge Press", "Your institution")}),
        Case(("validate",)),
    ),
    "R400": (
        Case(CHECK, {PERSONS: ("</listPerson>", "<person><persName>Ayşe</persName></person></listPerson>")}),
        Case(CHECK, person("ayse", "Ayşe")),
    ),
    "R401": (Case((*ADD, "mostar", "--name", "en=M")), Case((*ADD, "ayse", "--name", "en=Ayşe"))),
    "R402": (
        Case(CHECK, {PERSONS: ("</listPerson>", '<person xml:id="x"/></listPerson>')}),
        Case(CHECK, person("x", "X")),
    ),
    "R403": (
        Case(CHECK, relation('<relation name="located-in" active="place:mostar" passive="place:nowhere"/>')),
        Case(CHECK, relation('<relation name="located-in" active="place:mostar" passive="place:neretva"/>')),
    ),
    "R404": (Case(CHECK, {PLACES: ("<geo>", "<geo>N ")}), Case(CHECK)),
    "R405": (
        Case(("registers", "rename", "mostr", "mostar-2")),
        Case(("registers", "rename", "mostar", "mostar-2")),
    ),
    "R406": (Case((*ADD, "A B", "--name", "x")), Case((*ADD, "a-b", "--name", "x"))),
    "R407": (
        Case(CHECK, person("a", "Ali", "</person>" + NEW_PERSON.format("b", "ALİ", "").removesuffix("</person>"))),
        Case(CHECK, person("a", "Ali", "</person>" + NEW_PERSON.format("b", "Veli", "").removesuffix("</person>"))),
    ),
    "R408": (
        Case(CHECK, relation('<relation name="part-of" active="place:mostar" passive="place:mostar"/>')),
        Case(CHECK, relation('<relation name="near" mutual="place:mostar place:neretva"/>')),
    ),
    "R409": (
        Case(CHECK, person("a", "Ali", '<idno type="former-key">evliya-celebi</idno>')),
        Case(CHECK, person("a", "Ali", '<idno type="former-key">ali-bey</idno>')),
    ),
    "R410": (
        Case(IMPORT, table("key,kind,name_en\nmostar,person,Mostar\n")),
        Case(IMPORT, table("key,kind,name_en\nayse,person,Ayşe\n")),
    ),
    "R411": (
        Case(IMPORT, table("key,kind,name_en\na,thing,A\n")),
        Case(IMPORT, table("key,kind,name_en\na,person,A\n")),
    ),
    "R412": (
        Case(IMPORT, table("key,kind,name_en,Bemerkung\na,person,A,b\n")),
        Case(IMPORT, table("key,kind,name_en\na,person,A\n")),
    ),
    "R413": (
        Case(("import-register", "t.xml"), people("<nationality>x</nationality>")),
        Case(("import-register", "t.xml"), people("")),
    ),
    "R414": (
        Case(CHECK, {"tei/registers/persons.xml": ('"en" type="main">Mimar', '"tr" type="main">Mimar')}),
        Case(CHECK, {"edition.toml": ('languages = ["en"]', 'languages = ["en", "kk"]')}),
    ),
    "R415": (Case((*SPLIT, "--form", "Ankara")), Case((*SPLIT, "--form", "Istanbul"))),
    "R416": (
        Case(PROPOSED, {"tei/proposals.tsv": ("", "kind\tkey\tname\tlang\npersn\tayse\tAyşe\ttr\n")}),
        Case(PROPOSED, {"tei/proposals.tsv": ("", "kind\tkey\tname\tlang\nperson\tayse\tAyşe\ttr\n")}),
    ),
}


def told(case: Case, command: Command, sample: Project) -> str:
    for name, (old, new) in case.changes.items():
        path = sample.root / name
        text = path.read_text(encoding="utf-8") if old else ""
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    folder, call = sample.root, case.call
    if call[0] == "-C":
        folder, call = folder / call[1], call[2:]
    outcome = command(*call, folder=folder)
    return str(outcome.out + outcome.err)


def test_every_code_of_these_rooms_has_its_cases() -> None:
    elsewhere = {"V399"}  # tests/odd has its cases
    assert {c.id for c in all_known_codes() if ROOMS.fullmatch(c.id)} - elsewhere == set(CASES)


@pytest.mark.parametrize("code", CASES)
def test_the_failing_case_is_told(code: str, command: Command, sample: Project) -> None:
    assert code in told(CASES[code][0], command, sample)


@pytest.mark.parametrize("code", CASES)
def test_the_passing_case_is_not_told(code: str, command: Command, sample: Project) -> None:
    found = told(CASES[code][1], command, sample)
    assert code not in found
    assert "Traceback" not in found
