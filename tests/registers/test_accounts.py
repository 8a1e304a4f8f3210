"""Accounts, amounts, stages and terms as registers give them, and accounts of texts that are not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.annotate.names.index import NameIndex
from edition.annotate.tokens import tokenise
from edition.facts import read_article
from edition.languages import language
from edition.markup import Document
from edition.registers import Registers, read_registers, similar_entries
from edition.validate.rules import Context, check_references

EVENTS = """<listEvent><event xml:id="fall" when="1920-04-27"><label>The fall</label>
<note type="account" xml:lang="en" source="article:a#a-1 work:b">on <date when="1920-04-28">the 28th</date>, for
<measure quantity="20" unit="rouble" commodity="gold">twenty roubles</measure></note>
<note type="description" xml:lang="en">a fall</note>
<event xml:id="first" where="place:baku" when="1920-04-27"><label>First</label></event>
<event xml:id="vague"><label>Somewhere</label></event></event></listEvent>"""


@pytest.fixture
def registers(document: Callable[..., Document]) -> Registers:
    return read_registers([document(f"<div>{EVENTS}</div>")])[0]


def test_an_account_has_its_place_its_date_and_its_amounts(registers: Registers) -> None:
    entity = registers.entities["fall"]
    (account,) = entity.accounts
    assert (account.article, account.block, account.lang, account.date.when) == ("a", "a-1", "en", "1920-04-28")
    assert account.text == "on the 28th, for twenty roubles"
    assert [(a.quantity, a.unit, a.commodity) for a in account.amounts] == [("20", "rouble", "gold")]
    assert [note.type for note in entity.notes] == ["description"]


def test_stages_are_events_within_that_have_a_place(registers: Registers) -> None:
    assert [(s.key, s.where) for s in registers.stages_of("fall")] == [("first", ("baku",))]
    assert registers.entities["first"].within == "fall"


@pytest.mark.parametrize(
    ("source", "is_whole", "told"),
    [
        ("article:a#a-1", True, []),
        ("article:a", True, []),
        ("article:a#a-9", False, ["an account of `fall` names `a-9`, which is not in the text `a`"]),
        ("article:z#a-1", True, ["an account of `fall` names the text `z`, which the edition has not"]),
        ("article:z#a-1", False, []),
    ],
)
def test_an_account_of_what_is_not_there_is_told(
    document: Callable[..., Document], source: str, is_whole: bool, told: list[str]
) -> None:
    events = EVENTS.replace("article:a#a-1", source)
    registers = read_registers([document(f"<div>{events}</div>")])[0]
    text = document(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="a"><text><body><p xml:id="a-1">b</p></body></text></TEI>'
    )
    found = check_references([read_article(text, spans=True).facts], Context(registers, Path(), True, is_whole))
    assert [d.message for d in found] == told
    assert [d.code.id for d in found] == ["V352"] * len(told)


def test_the_name_of_a_stage_is_no_name_elsewhere(document: Callable[..., Document]) -> None:
    events = EVENTS.replace('xml:id="first" where', 'xml:id="first" type="stage" where').replace(
        ">First<", ">Capture of the port<"
    )
    registers = read_registers([document(f"<div>{events}</div>")])[0]
    assert similar_entries(registers) == []
    tokens = tokenise("Capture of the port")
    assert NameIndex(registers).find(tokens, 0, language("en")) is None
