"""Every finding of the import has an explanation, a case that has it, and a case that has not."""

from __future__ import annotations

import pytest

from edition.diagnostics import Code
from edition.intake import codes

PLAIN = "Kaptan 1903 yılında limana geldi ve orada uzun yıllar kaldı. Kasaba onu sevdi, o da kasabayı.\n"
CASES = {
    "I120": (PLAIN * 60 + "O gün gelen adam bir kahraman-\nkoruyucu idi ve öyle kaldı.\n", PLAIN),
    "I126": (f"Kaptan durdu1. Gemi gitti.2 Sonra döndü.\n\n{' ' * 40}\n1 Kaptanın adı bilinmez.\n", PLAIN),
    "I130": ("Kaptan 1903 yılında, oğlu ise 193’te doğdu.\n", "Kaptan 1903’te, oğlu 1923’te doğdu.\n"),
    "I131": ("Kaptan limana limana geldi ve durdu.\n", "Kaptan yer yer durdu.\n"),
    "I132": ("BOLIVYA LIMANI\n\nLimanın adı çoktan unutuldu; limanın kendisi de öyle. Limanın yolu uzundu.\n",
             "LİMANIN YOLU\n\nLimanın adı çoktan unutuldu.\n"),
    "I133": ("Kaptan bunu реk sevmezdi ve hiç gelmezdi.\n", "Kaptan bunu pek sevmezdi ve hiç gelmezdi.\n"),
    "I134": ("Kaptan “gelirim dedi ve gitti.\n", "Kaptan “gelirim” dedi ve gitti.\n"),
    "I135": ("Kaptan geldi.Gemi gitti ve dönmedi.\n", "Kaptan geldi. Gemi gitti ve dönmedi.\n"),
    "I136": ("Kaptan Ankara`ya gitti ve orada kaldı.\n", "Kaptan Ankara’ya gitti ve orada kaldı.\n"),
    "I137": ("Ã§ok gÃ¼zel bir ÅŸarkÄ± ve bir gemi.\n", "Çok güzel bir şarkı ve bir gemi.\n"),
    "I127": (PLAIN, "Limanın Tarihi\n\nAyşe Yalçın\n\nÖz: Bu yazı limanı anlatır ve biter.\n\nGiriş\n\n" + PLAIN),
    "I123": (PLAIN, "Limanın Tarihi\n\nÖz: Bu yazı limanı anlatır ve biter.\n\nGiriş\n\n" + PLAIN),
}  # fmt: skip


@pytest.mark.parametrize("code", list(CASES))
def test_a_case_that_has_it_and_one_that_has_not(take, code):
    failing, passing = CASES[code]
    assert code in take(failing).codes
    assert code not in take(passing, "b.txt").codes


def test_turkish_read_as_western_is_told_and_icelandic_is_not(take):
    turkish = "Bu þarký ve bu gemi için bir yol da vardý; deðil mi?\n"
    assert "I137" in take(turkish).codes
    assert "I137" not in take("Það var skip og það var höfn, en enginn þekkti það.\n", "b.txt").codes


def test_codes_are_unique_and_explained():
    found = [code for code in vars(codes).values() if isinstance(code, Code)]
    assert len({code.id for code in found}) == len(found)
    for code in found:
        assert code.id.startswith("I1")
        assert "Failing:" in code.explanation and "Passing:" in code.explanation


def test_nothing_is_changed_in_silence(take):
    result = take("Kaptan geldi.Gemi gitti ve dönmedi.\n")
    assert result.texts("//tei:body//tei:p") == ["Kaptan geldi.Gemi gitti ve dönmedi."]


@pytest.mark.parametrize(
    "text",
    [
        "Er sagte „ich komme“ und ging.",
        "Powiedział „idę” i poszedł.",
        "Hon sade ”jag kommer” och gick.",
        "Er rief »komm«.",
    ],
)
def test_the_signs_of_each_country_close_a_quotation(take, text):
    assert "I134" not in take(f"{text} Und “this” too.\n").codes


def test_what_is_not_closed_is_told_by_its_words(take):
    found = take("Kaptan “gelirim ama sizinle bir daha konuşmam dedi.\n").imported.findings
    assert ["“gelirim ama sizinle bir daha …”" in d.message for d in found if d.code.id == "I134"] == [True]
