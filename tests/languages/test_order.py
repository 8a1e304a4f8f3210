"""The order of names is ICU's, in every language that has a table; the index has ICU's letters."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest

from edition.languages.order import index_letter, sort_key

ALPHABETS = {
    "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإةىؤئ",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzƏXQ -",
    "de": "abcdefghijklmnopqrstuvwxyzäöüßABCÄÖÜ -",
    "el": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰς ΑΒΓ abc",
    "en": "abcdefghijklmnopqrstuvwxyz'- ABC",
    "es": "abcdefghijklmnñopqrstuvwxyzáéíóúü -ÑÁ",
    "fr": "abcdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyzçæ -ÉÀ",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "it": "abcdefghilmnopqrstuvzàèéìòù’ -",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя ӘҒІ",
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "la": "abcdefghiklmnopqrstuvxyzæœ ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙ -abc",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîûABCÇDEFGĞHIİ -’",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ -АБІЇҐ",
    "uz": "abcdefghijklmnopqrstuvxyzʻ’ OG",
}
ANY = "abcçdeéfgğhiıjklmnoöpqrsştuüvwxyzABÇİÖŞабвгдежзиялαβγδ0123456789 .,-’()«»"


@pytest.fixture(scope="module")
def icu() -> Any:
    return pytest.importorskip("icu", reason="ICU is not installed: the order is compared where it is")


def names(lang: str) -> list[str]:
    """Names with the letters of a language, and some with any."""
    chance = random.Random(lang)
    own = ["".join(chance.choices(ALPHABETS[lang], k=chance.randint(2, 12))) for _ in range(4000)]
    return own + ["".join(chance.choices(ANY, k=chance.randint(2, 12))) for _ in range(1000)]


@pytest.mark.parametrize("lang", ALPHABETS)
def test_five_thousand_names_stand_in_icu_s_order(lang: str, icu: Any) -> None:
    collator = icu.Collator.createInstance(icu.Locale(lang))
    pool = names(lang)
    assert sorted(pool, key=lambda n: (sort_key(n, lang), n)) == sorted(pool, key=lambda n: (collator.getSortKey(n), n))


@pytest.mark.parametrize("lang", sorted(ALPHABETS.keys() - {"ar", "he"}))
def test_names_stand_under_icu_s_letters(lang: str, icu: Any) -> None:
    index = icu.AlphabeticIndex(icu.Locale(lang))
    for other in ("en", "ru", "el"):
        index.addLabels(icu.Locale(other))
    made = index.buildImmutableIndex()
    for name in names(lang):
        label = str(made.getBucket(made.getBucketIndex(name))[0])
        assert index_letter(name, lang) == ("#" if label == "…" else label), name


def test_composed_and_decomposed_letters_are_one() -> None:
    assert sort_key("Çiçek", "tr") == sort_key(unicodedata.normalize("NFD", "Çiçek"), "tr")


def test_what_no_table_has_comes_last_in_the_order_of_its_code() -> None:
    assert sorted(["漢字", "б", "z", "仮名"], key=lambda n: sort_key(n, "en")) == ["z", "б", "仮名", "漢字"]
