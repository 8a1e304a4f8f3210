"""What an editor decides, what is linked with the register, and what language a passage is in."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.diagnostics import EditionError
from edition.intake import ImportOptions
from edition.intake.content import Note
from edition.intake.inline.citations import Works
from edition.intake.ledger import draw_account
from edition.intake.signs.languages import language_of
from edition.markup import TEI

RULE = " " * 50
LINES = "Liman bu yıl da doldu ve gemiler uzun süre beklemek zorunda kaldı, kaptanlar ise sabırsızdı"
WORKS = Works({"yalcin": [("yalcin-2004", "2004", "Taş İskele")], "demir": [("a", "2010", ""), ("b", "2010", "")]})


def test_a_line_is_furniture_where_the_editor_says_so(take):
    text = f"{LINES}.\n\nKıyı Defteri\n\n{LINES}.\n"
    fix = '[[furniture]]\nline = 3\ntext = "Kıyı Def"\ntype = "header"\n'
    assert not take(text, "plain.txt").texts("//tei:fw")
    assert take(text, corrections=fix).texts("//tei:fw[@type='header']") == ["Kıyı Defteri"]


def test_a_running_head_is_text_where_the_editor_says_so(take, sample):
    fix = '[[furniture]]\nline = 3\ntext = "----"\ntype = "text"\n'
    text = f"{LINES}.\n\n----------\n\n{LINES}.\n"
    assert take(text, "plain.txt").values("//tei:fw/@type") == ["rule"]
    assert not take(text, corrections=fix).values("//tei:fw/@type")


def test_a_line_is_no_note_where_the_editor_says_so(take, sample):
    line = 1 + sample.split("\n").index(next(x for x in sample.split("\n") if x.startswith("2 A. Yalçın")))
    fix = f'[[note]]\nline = {line}\ntext = "2 A."\nn = "text"\n'
    assert take(sample, corrections=fix).values("//tei:note/@n") == ["1"]


def test_a_line_begins_a_note_where_the_editor_says_so(take, sample):
    text = sample.replace("kıyıya\nkadar", "kıyıya3\nkadar") + "3 Bu not sonradan eklendi.\n"
    line = text.rstrip().count("\n") + 1
    fix = f'[[note]]\nline = {line}\ntext = "3 Bu"\nn = "3"\n'
    found = take(text, corrections=fix)
    assert "3" in found.values("//tei:note/@n")
    assert "I111" not in found.codes


@pytest.mark.parametrize("wrong", ["[[hyphens]]\nline = 1\n", "[[hyphen]]\nline = 1\n", "not toml"])
def test_corrections_that_say_something_unknown(take, sample, wrong):
    with pytest.raises(EditionError) as caught:
        take(sample, corrections=wrong)
    assert {d.code.id for d in caught.value.diagnostics} == {"I112"}


def test_corrections_that_are_understood(take, sample):
    assert take(sample, corrections='[[hyphen]]\nline = 1\ntext = "x-"\nkeep = true\n').codes >= {"I111"}


def test_the_account_tells_what_is_missing_and_what_is_too_much():
    text = etree.fromstring(f'<text xmlns="{TEI}"><body><p>limn lar</p></body></text>')
    notes: tuple[Note, ...] = ()
    assert draw_account("limn\nlar", text, notes, 0).balances
    assert draw_account("liman lar", text, notes, 0).missing == {"a": 1}
    assert draw_account("lim lar", text, notes, 0).added == {"n": 1}
    assert not draw_account("lim-n lar", text, notes, 0).balances
    assert draw_account("lim-n lar", text, notes, 1).balances


def test_a_note_without_a_call(take, sample):
    uncalled = sample.replace("korunur1.", "korunur.")
    result = take(uncalled)
    assert "I122" in result.codes
    assert result.values("//tei:note[@cert='low']/@n") == ["1"]
    assert "I122" not in take(sample, "b.txt").codes


def test_citations_are_linked_where_one_work_fits(take, sample):
    result = take(sample, options=ImportOptions(WORKS))
    assert result.values("//tei:ref[@type='citation']/@target").count("work:yalcin-2004") == 2
    assert result.values("//tei:ref[@type='citation'][not(@target)]/text()") == ["Demir, 2010"]


def test_a_passage_in_another_language(take):
    text = f"{LINES}. Kaptan “we came to the harbour and it was full of ships” dedi ve döndü. {LINES}.\n"
    result = take(text)
    assert result.values("//tei:foreign/@xml:lang") == ["en"]
    assert not take(f"{LINES}. Kaptan “bu liman çok güzel ve daha da büyük” dedi.\n", "b.txt").values("//tei:foreign")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("tr", "Bu liman ve bu kasaba için yazıldı"),
        ("en", "The ships of the old harbour"),
        ("ru", "Корабли и люди в старом порту на берегу"),
        ("kk", "Бұл қала және оның ескі кемелері туралы"),
    ],
)
def test_the_language_of_a_short_text(lang, text):
    assert language_of(text) == lang


def test_a_note_that_runs_on_over_the_page(take):
    long = "Bu burun eski haritalarda bambaşka bir adla geçer ve denizciler onu uzaktan görünce hemen tanırdı çünkü"
    body = f"{LINES}\n{LINES}\n"
    text = f"{body}ve limana giremedi1. Sonra döndü.\n{RULE}\n1 {long}\n\f{body}{LINES}.\n{RULE}\nkayalıktır.\n"
    result = take(text)
    assert ["".join(n.itertext()) for n in result.root.iter("{*}note")] == [f"{long} kayalıktır."]
    assert len(result.values("//tei:note//tei:pb")) == 1
    assert len(result.values("//tei:pb[not(ancestor::tei:note)]")) == 2


def test_two_abstracts_of_one_language(take):
    text = (
        f"Liman Üzerine\n\nAbstract: The harbour of the old town and the ships.\n\nÖz: {LINES}.\n\nGiriş\n\n{LINES}.\n"
    )
    again = "Abstract\n\nThe ships of the harbour and the people of the town in the storm.\n"
    result = take(f"{text}\n{again}")
    assert result.values("//tei:div[@type='abstract']/@xml:lang") == ["en", "tr", "en"]
    extended = take(f"{text}\nExtended {again}", "b.txt")
    assert extended.values("//tei:back/tei:div/@type") == ["summary"]
