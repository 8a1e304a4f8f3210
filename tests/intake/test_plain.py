"""Plain texts that are not UTF-8, and corrections that silence or are not read."""

from __future__ import annotations

import pytest

from edition.diagnostics import EditionError
from edition.intake import ImportOptions

TURKISH = "Bu küçük liman ve bu gemi için çok şarkı söylendi, çünkü her gün bir gemi geldi ve daha çok şey oldu.\n"
GERMAN = "Das Schiff lag nicht im Hafen, und die Händler für das Salz kamen über den Fluß mit dem Wagen.\n"
RUSSIAN = "Это был старый город, и корабли не пришли, потому что никто не знал, как они это сделали.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TURKISH, "cp1254"),
        (TURKISH + "“Liman”", "cp1254"),
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
    ],
)
def test_the_encoding_of_a_text_is_guessed_and_told(take, text, encoding):
    result = take(text.encode(encoding), "a.txt")
    assert " ".join(result.texts("//tei:body//tei:p")) == " ".join(text.split())
    assert "I144" in result.codes
    assert "I144" not in take(text, "b.txt").codes


def test_an_encoding_that_is_named_is_not_doubted(take):
    result = take("Gemi şarkısı".encode("cp1254"), options=ImportOptions(encoding="cp1254"))
    assert "Gemi şarkısı" in result.texts("//tei:text")[0]
    assert "I144" not in result.codes


@pytest.mark.parametrize("encoding", ["ascii", "no-such-encoding"])
def test_an_encoding_that_is_not_the_texts_is_refused(take, encoding):
    with pytest.raises(EditionError) as caught:
        take("Gemi şarkısı".encode("cp1254"), options=ImportOptions(encoding=encoding))
    assert caught.value.diagnostics[0].code.id == "I101"


def test_a_correction_that_is_obeyed_silences_its_doubt(take):
    text = "Kaptan 1903 yılında limana geldi ve orada uzun yıllar kaldı.\n" * 60
    text += "O gün gelen adam bir kahraman-\nkoruyucu idi ve öyle kaldı.\n"
    assert "I120" in take(text).codes
    keep = '[[hyphen]]\nline = 61\ntext = "kahraman-"\nkeep = true\n'
    assert "I120" not in take(text, "b.txt", corrections=keep).codes


def test_a_misnamed_file_of_corrections_is_told(take, tmp_path):
    (tmp_path / "a.intake.toml").write_text("", encoding="utf-8")
    assert "I111" in take(TURKISH, "a.txt").codes


def test_a_short_rule_is_no_heading(take):
    result = take(TURKISH + "\n____\n\n" + TURKISH, "a.txt")
    assert result.texts("//tei:fw[@type='rule']") == ["____"]
    assert not result.texts("//tei:body//tei:head")


MATTER = """---
title: "Of salt"
subtitle: A first account
author:
  - Ada Yalman
  - John Marr
keywords: [salt, ships]
date: 2020
---

## Beginnings

They came often and left with salt.
"""


def test_the_front_matter_of_markdown_is_metadata(take):
    result = take(MATTER, "a.md")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of salt A first account"]
    assert result.texts("//tei:titleStmt/tei:author/tei:persName") == ["Ada Yalman", "John Marr"]
    assert result.texts("//tei:profileDesc//tei:term") == ["salt", "ships"]
    assert result.texts("//tei:body//tei:head") == ["Beginnings"]
    assert not {"I123", "I127"} & result.codes


def test_the_first_heading_of_markdown_is_the_title_where_it_is_the_only_one(take):
    result = take("# Of salt\n\n## Beginnings\n\nThey came often and left.\n", "a.md")
    assert result.texts("//tei:titleStmt/tei:title") == ["Of salt"]
    assert result.texts("//tei:body//tei:head") == ["Beginnings"]
    two = take("# Salt\n\nThey came often.\n\n# Ships\n\nThey left.\n", "b.md")
    assert two.texts("//tei:body//tei:head") == ["Salt", "Ships"]


def test_the_number_of_an_issue_is_no_page_number(take):
    pages = "\f".join(f"Cilt 4, Sayı 7\n\n{n}. gün. {TURKISH}{TURKISH}" for n in ("Bir", "İki", "Üç"))
    result = take(pages, "a.txt")
    assert len(result.texts("//tei:fw[@type='header']")) == 3
    assert not result.values("//tei:pb/@n")


LINES = (
    "Balıkçılar burada ağlarını onarır, tüccarlar mallarını satar ve çocuklar kıyıda oynardı, her akşam\n"
    "gemiler iskeleye yanaşır ve yolcular inerdi. Kasabanın bütün evleri beyaz boyalıydı ve pencereleri\n"
    "denize bakardı, kapıları ise hep maviydi.\n"
)
HEADS = ["1. Giriş", "2. Liman", "3. Sonuç"]


@pytest.mark.parametrize(
    "opening", ["Limanın Hikâyesi1\n\nAyşe Yalçın", "Limanın Hikâyesi\n\nBu yazı limanı anlatır1 ve biter."]
)
def test_a_first_section_near_a_call_of_its_number_is_no_note(take, opening):
    text = "\n\n".join([opening, *(part for head in HEADS for part in (head, LINES, LINES))])
    result = take(text)
    assert result.texts("//tei:body//tei:div/tei:head")[-3:] == HEADS
    assert result.texts("//tei:note") == []


def test_notes_with_full_stops_beside_sections_stay_notes(take):
    notes = ["Kaptanın adı bilinmez.", "Liman eski haritalarda başka adla geçer."]
    first, second = (f"{HEADS[k]}\n\n{LINES.strip()}{k + 1}\nSonra akşam oldu ve herkes evine döndü." for k in (0, 1))
    foot = "".join(f"{number}. {note}\n" for number, note in enumerate(notes, 1))
    result = take(f"Limanın Hikâyesi\n\nAyşe Yalçın\n\n{first}\n\n{second}\n\n{' ' * 40}\n{foot}")
    assert result.texts("//tei:body//tei:head") == HEADS[:2]
    assert result.texts("//tei:note") == notes


def test_where_section_and_note_are_near_both_are_told_and_the_editor_decides(take):
    text = f"{LINES}Bu yazı limanı anlatır1 ve biter.\n\n1. Küçük Limanın Adı\n\n{LINES}"
    result = take(text)
    (doubt,) = [d for d in result.imported.findings if "Küçük" in d.message]
    assert {"note", "section"} <= set(f"{doubt.message} {doubt.notes}".replace("”", " ").replace("'", " ").split())
    for value, notes in (("1", 1), ("text", 0)):
        decision = f'[[note]]\nline = 6\ntext = "1. Küçük"\nn = "{value}"\n'
        decided = take(text, f"{value}.txt", corrections=decision)
        assert len(decided.texts("//tei:note")) == notes
        assert not [d for d in decided.imported.findings if "Küçük" in d.message]
