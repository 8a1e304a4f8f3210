"""Numbered lines of a plain text: sections, items of lists, notes and text are told apart by the whole of it."""

from __future__ import annotations

import pytest

from edition.intake.doubts import DoubtReason

OLD = """When the pilots grew old they sat in their huts by the quay, and told each other what had been before the
war, and what the harbour had been like when nobody yet knew of steam. Then the young ones laughed at them,
and went out to the ships.
"""
TOWN = """The harbour lies below a town of stone, and ships from many shores came there with cloth and grain in
the summer months. Nobody knew where they had been, and nobody asked them either, for it was late."""
BODY = f"{OLD}\n{OLD}\n{TOWN}"
GOODS = ["cloth of many colours", "grain that was brought in by the pilots", "wine"]


def heads(result) -> list[str]:
    return result.texts("//tei:body//tei:head")


def items(result) -> list[str]:
    return result.texts("//tei:body//tei:item")


def test_a_list_below_a_colon_is_one_also_where_a_note_is_called_there(take):
    text = f"{BODY} Three things are sold there:1\n\n1. {GOODS[0]},\n2. {GOODS[1]},\n3. {GOODS[2]}.\n\n{BODY}2\n\n"
    result = take(text + "1 See the older pilots, p. 12.\n2 The same, p. 14.\n", "a.txt")
    assert items(result) == [f"{GOODS[0]},", f"{GOODS[1]},", f"{GOODS[2]}."]
    assert [note.rstrip() for note in result.texts("//tei:note")] == [
        "See the older pilots, p. 12.",
        "The same, p. 14.",
    ]


def test_the_numbers_of_a_list_are_not_those_of_the_sections(take):
    listed = "".join(f"{n}. {word}\n" for n, word in enumerate(("Cloth", "Grain", "Wine"), 1))
    text = (
        f"1. Introduction\n\n{BODY} There are three:\n\n{listed}\n2. The Pilots\n\n{BODY}\n\n3. Conclusion\n\n{BODY}\n"
    )
    result = take(text, "a.txt")
    assert heads(result) == ["1. Introduction", "2. The Pilots", "3. Conclusion"]
    assert items(result) == ["Cloth", "Grain", "Wine"]
    assert not [d for d in result.imported.doubts if d.text.startswith("1. Cloth")], "it is an item, and begins one"


def test_a_list_at_the_pages_end_is_neither_its_notes_nor_goes_on_behind_it(take):
    listed = f"1. {GOODS[0]}\n2. {GOODS[1]}\n"
    text = f"{BODY}1 Much was sold.2 These are the goods:\n\n{listed}\n1 See p. 12.\n2 The same.\n\f{BODY}\n"
    result = take(text, "a.txt")
    assert (items(result), result.texts("//tei:note")) == (GOODS[:2], ["See p. 12.", "The same."])
    assert any(paragraph.startswith("When the pilots") for paragraph in result.texts("//tei:p")[1:])


def test_a_section_is_told_by_its_number_alone_where_that_goes_on(take):
    pages = (
        f"1. Introduction\n\n{BODY}1\n\n1 See the older pilots, p. 12.\n",
        f"2. The Pilots\n\n{BODY}2\n\n2 The same, p. 14.\n\n3. What the old men told who sat by the quay then\n",
        f"Long before, all of this had been otherwise, and those who came knew of it, though nobody told.\n{BODY}3\n\n3 No.\n",
    )
    text = "\f".join(pages)
    result = take(text, "a.txt")
    assert heads(result)[2:] == ["3. What the old men told who sat by the quay then"]
    assert "3. What" not in " ".join(heads(take(text.replace("\n3. What", "\n7. What"), "b.txt")))


@pytest.mark.parametrize("end", [",", ""])
def test_ordinals_at_the_heads_of_lines_are_no_items(take, end):
    lines = [
        "He was with him in all of the long years of the war that was named by those who were in it then the",
        f"1. Dünya Savaşı, and nobody knew whether it was the last or the first of all, and in the other one{end}",
        "2. Dünya Savaşı, when all had changed and nobody was there who could have told of what had been then.",
    ]
    assert items(take(f"{BODY} " + "\n".join(lines) + f"\n\n{BODY}\n", "a.txt")) == []


def test_one_numbered_line_is_no_list(take):
    assert items(take(f"{BODY} There is one:\n\n1. {GOODS[0]}.\n\n{BODY}\n", "a.txt")) == []


def test_letters_in_brackets_go_on_past_those_of_other_alphabets(take):
    listed = "".join(f"({sign}) {word};\n" for sign, word in zip("abcd", [*GOODS, "salt"], strict=True))
    assert items(take(f"{BODY} There are four:\n{listed}\n{BODY}\n", "a.txt")) == [
        f"({sign}) {word};" for sign, word in zip("abcd", [*GOODS, "salt"], strict=True)
    ]


def test_another_form_of_number_is_another_list(take):
    text = f"{BODY} There are these:\n1. {GOODS[0]};\n2) {GOODS[1]};\n3) {GOODS[2]}.\n\n{BODY}\n"
    assert items(take(text, "a.txt")) == []


def test_what_is_near_is_told_with_its_second_best_and_more_of_the_text_decides(take):
    near = f"1. Introduction\n\n{BODY} There is this:\n\n1. Cloth of Colours\n\n2. The Pilots\n\n{BODY}\n"
    result = take(near, "a.txt")
    assert heads(result)[-1] == "2. The Pilots"
    told = [(doubt.text, doubt.decision, doubt.reason) for doubt in result.imported.doubts]
    assert ("2. The Pilots", "heading", DoubtReason.NEARLY_ITEM) in told
    result = take(f"{near}\n3. Conclusion\n\n{BODY}\n", "b.txt")
    assert heads(result)[-2:] == ["2. The Pilots", "3. Conclusion"]
    assert DoubtReason.NEARLY_ITEM not in {doubt.reason for doubt in result.imported.doubts}


@pytest.mark.parametrize("gap", ["", "\n"])
def test_letters_of_other_scripts_number_lists(take, gap):
    russian = "Старая гавань лежит под городом из камня, и корабли приходили со многих берегов с тканью и зерном летом."
    words = ["ткань из северных городов;", "зерно и соль;", "вино."]
    listed = gap.join(f"{sign}) {word}\n" for sign, word in zip("абв", words, strict=True))
    result = take(f"{russian}\n{russian}\n\nТам было следующее:\n\n{listed}\n{russian}\n", "a.txt")
    assert [item.partition(") ")[2] or item for item in items(result)] == words
