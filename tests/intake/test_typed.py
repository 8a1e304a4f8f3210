"""Plain texts as they are typed off books: slanted words, notes in brackets, a library's words, titles with “By”."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.intake.test_word import assert_valid

from edition.intake.ledger import check_account

PROSE = """The harbour was old when the town was young, and nobody knew who had
laid the first stone of it. It lay under the hill like a dog under a
table, and ships came in only when the wind was kind to them.
"""
PARAGRAPH = " ".join(PROSE.split())
AUTHORS = "//tei:titleStmt/tei:author/tei:persName"


def test_underscores_set_words_slanted(take):
    result = take(
        f"{PROSE}\nThe captain said that she was the great and only true _Queen of all\nHarbours_, and he _knew_ it, though no snake_case_name of ours does.\n"
    )
    assert result.texts("//tei:hi[@rend='italic']") == ["Queen of all Harbours", "knew"]
    assert "snake_case_name" in "".join(result.texts("//tei:body"))
    assert_valid(result)


def test_the_account_holds_without_the_signs(take):
    text = f"{PROSE}\nHe _knew_ it.[1]\n\n[Footnote 1: So _they_ said.]\n\n{PROSE}"
    result = take(text)
    plain = text.replace("_", "").replace("[1]", "").replace("[Footnote 1: ", "").replace("said.]", "said.")
    assert check_account(plain, etree.fromstring(result.imported.data)).balances


@pytest.mark.parametrize(("head", "lang"), [("Footnote", "en"), ("Fußnote", "de"), ("Note", "fr"), ("Dipnot", "tr")])
def test_notes_in_brackets_stand_at_their_calls(take, head, lang):
    text = f"{PROSE.rstrip()}[1] So it was.\n\n[{head} 1: The parish book\nnames a mason.]\n\n{PROSE.rstrip()}[2]\n\n[{head} 2: So they said.]\n"
    result = take(text)
    assert result.texts("//tei:p/tei:note") == ["The parish book names a mason.", "So they said."]
    assert "[" not in "".join(result.texts("//tei:body"))
    assert_valid(result)


def test_a_note_in_brackets_has_several_paragraphs(take):
    text = f"{PROSE.rstrip()}[1]\n\n[Footnote 1: The parish book\nnames a mason.\n\nHe came from _Hull_ [so they said].\n\nHe left the town again in the year of the great flood, and\nnobody saw him any more.]\n\n{PROSE}"
    result = take(text)
    assert result.texts("//tei:p/tei:note/tei:p") == [
        "The parish book names a mason.", "He came from Hull [so they said].", "He left the town again in the year of the great flood, and nobody saw him any more.",
    ]  # fmt: skip
    assert result.texts("//tei:note/tei:p/tei:hi") == ["Hull"]
    assert len(result.texts("//tei:body//tei:p[not(ancestor::tei:note)]")) == 2
    assert_valid(result)


def test_numbers_of_notes_may_begin_anew(take):
    part = f"{PROSE.rstrip()}[1] So it was.\n\n[Footnote 1: Note {{}}.]\n\n"
    result = take(part.format("a") + part.format("b"))
    assert result.texts("//tei:p/tei:note") == ["Note a.", "Note b."]


def test_a_note_without_a_call_stays(take):
    result = take(f"{PROSE}\n[Footnote 1: So they said.]\n\n{PROSE}")
    assert "[Footnote 1: So they said.]" in result.texts("//tei:body//tei:p")


def test_what_a_library_puts_around_a_book_is_furniture(take):
    text = (
        "The Example EBook of Letters\n\nTitle: Letters from the Coast\n\nAuthor: Ada Whitby\n\n"
        f"*** START OF THIS EXAMPLE EBOOK LETTERS ***\n\n{PROSE}\n{PROSE}\n*** END OF THIS EXAMPLE EBOOK LETTERS ***\n\nLicence.\n"
    )
    result = take(text)
    assert result.texts("//tei:titleStmt/tei:title") == ["Letters from the Coast"]
    assert result.texts(AUTHORS) == ["Ada Whitby"]
    assert result.texts("//tei:body//tei:p") == [PARAGRAPH] * 2
    assert result.texts("//tei:fw[@type='footer']") == ["*** END OF THIS EXAMPLE EBOOK LETTERS ***", "Licence."]
    assert_valid(result)


@pytest.mark.parametrize("by", ["By Ada Whitby and John Marr", "BY\n\nADA WHITBY AND JOHN MARR"])
def test_title_and_authors_that_are_told_by_a_word(take, by):
    result = take(f"The Harbour and the Town\n\n{by}\n\n{PROSE}\n{PROSE}")
    assert result.texts("//tei:titleStmt/tei:title") == ["The Harbour and the Town"]
    assert [name.title() for name in result.texts(AUTHORS)] == ["Ada Whitby", "John Marr"]
    assert len(result.texts("//tei:body//tei:p")) == 2


def test_a_list_of_works_has_its_heading(take):
    text = f"Начало\n\n{PROSE}\nСписок литературы\n\n1. Орлова А. П. Волга. М.: Наука, 1999. 220 с.\n2. Петров И. И. Купцы. СПб., 2003. 180 с.\n"
    assert result_heads(take(text)) == ["Список литературы"]


def result_heads(result) -> list[str]:
    return result.texts("//tei:back//tei:head")


@pytest.mark.parametrize("word", ["CHAPTER", "BÖLÜM", "ГЛАВА"])
def test_a_word_in_capitals_with_a_number_heads_a_chapter(take, word):
    result = take(f"The Old Harbour\n\nBy Ada Whitby\n\n{word} I.\n\n{PROSE}\n{word} II.\n\n{PROSE}")
    assert result.texts("//tei:body//tei:head") == [f"{word} I.", f"{word} II."]
    assert result.texts("//tei:body//tei:p") == [PARAGRAPH, PARAGRAPH]
