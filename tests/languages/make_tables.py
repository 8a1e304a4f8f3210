"""Make `languages/tables/` from ICU: orders of the shipped languages, letters of their indexes; names of languages.

    .venv/bin/python tests/languages/make_tables.py

The program itself does without ICU, which has wheels for few systems. A test compares both orders.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import icu

SOURCE = Path(__file__).resolve().parents[2] / "src/edition"
TABLES = SOURCE / "languages/tables"
NAMES = SOURCE / "project"
RANGES = ((0x09, 0x0E), (0x20, 0x590), (0x590, 0x780), (0x10A0, 0x1100), (0x1C80, 0x1CC0), (0x1D00, 0x2070), (0x2070, 0x2200),
          (0x2C60, 0x2C80), (0x2D00, 0x2D30), (0xA640, 0xA6A0), (0xA720, 0xA800), (0xFB00, 0xFB50))  # fmt: skip
LANGUAGES = (
    "ar",
    "az",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fr",
    "he",
    "hy",
    "it",
    "ka",
    "kk",
    "ky",
    "la",
    "ru",
    "tr",
    "uk",
    "uz",
)
SAMPLES = {"LATIN": "b", "GREEK": "β", "CYRILLIC": "б", "ARMENIAN": "բ", "HEBREW": "ב", "ARABIC": "ب", "GEORGIAN": "ბ"}
# letters that are written with two characters
DIGRAPHS = {"uz": ("oʻ", "Oʻ", "gʻ", "Gʻ", "sh", "Sh", "SH", "ch", "Ch", "CH")}
OTHERS = ("en", "ru", "el")  # whose letters follow in every index

Elements = list[tuple[int, int, int]]


def elements(collator: icu.RuleBasedCollator, text: str) -> Elements:
    """What ICU compares of a text: primary, secondary and tertiary weights."""
    iterator = collator.createCollationElementIterator(text)
    found = []
    while (order := iterator.next()) != -1:
        order &= 0xFFFFFFFF
        found.append((order >> 16, (order >> 8) & 0xFF, order & 0xFF))
    return found


def characters() -> Iterator[str]:
    """Every assigned character of the ranges."""
    for first, last in RANGES:
        for code in range(first, last):
            if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co"):
                yield chr(code)


def table(lang: str) -> dict[str, Elements]:
    """Characters without a decomposition, and those whose weights are not what their parts give."""
    collator = icu.Collator.createInstance(icu.Locale(lang))
    found: dict[str, Elements] = {}
    composed = []
    for character in characters():
        parts = unicodedata.normalize("NFD", character)
        if parts == character:
            found[character] = elements(collator, character)
        else:
            composed.append(parts)
    for parts in composed:
        wanted = elements(collator, parts)
        if wanted != [e for part in parts for e in found.get(part, [])]:
            found[parts] = wanted
    for digraph in DIGRAPHS.get(lang, ()):
        found[digraph] = elements(collator, digraph)
    return found


def moved(root: dict[str, Elements], lang: str) -> dict[int, int]:
    """How a language puts its scripts before all others: the leading byte of a weight, and what becomes of it."""
    votes: dict[int, Counter[str]] = {}
    for character, found in root.items():
        if unicodedata.category(character[0]) in ("Lu", "Ll", "Lo") and len(character) == 1 and found:
            votes.setdefault(found[0][0] >> 8, Counter())[unicodedata.name(character, "").split()[0]] += 1
    by_script: dict[str, set[int]] = {}
    for byte, counts in votes.items():
        by_script.setdefault(counts.most_common(1)[0][0], set()).add(byte)
    collator = icu.Collator.createInstance(icu.Locale(lang))
    letters_of = {name: SAMPLES[name] for name in by_script if name in SAMPLES}
    names = sorted(letters_of, key=lambda name: bytes(collator.getSortKey(letters_of[name])))
    now = sorted(set().union(*(by_script[name] for name in names)))
    after = [byte for name in names for byte in sorted(by_script[name])]
    return {byte: place for byte, place in zip(after, now, strict=True) if byte != place}


def letters(lang: str) -> list[str]:
    """The letters of an index in a language, then those of other scripts."""
    index = icu.AlphabeticIndex(icu.Locale(lang))
    for other in OTHERS:
        index.addLabels(icu.Locale(other))
    made = index.buildImmutableIndex()
    labels = [str(made.getBucket(number)[0]) for number in range(made.bucketCount)]
    return [label for label in labels if label != "…"]


def packed(known: dict[str, Elements]) -> dict[str, str]:
    """Weights as text: four, two and two hexadecimal digits each."""
    return {c: "".join(f"{p:04x}{s:02x}{t:02x}" for p, s, t in found) for c, found in sorted(known.items())}


def write(name: str, value: object, folder: Path = TABLES) -> None:
    """Write one table, a line a key, so that a change can be read."""
    text = json.dumps(value, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make all tables."""
    root = table("root")
    write("order", packed(root))
    orders = {}
    for lang in LANGUAGES:
        own = table(lang)
        differing = {c: found for c, found in own.items() if found != root.get(c, [])}
        scripts = {f"{before:02x}": f"{after:02x}" for before, after in sorted(moved(root, lang).items())}
        orders[lang] = {"scripts": scripts, "letters": packed(differing), "index": letters(lang)}
    orders["und"] = {"scripts": {}, "letters": {}, "index": letters("root")}
    write("orders", orders)
    english = icu.Locale("en")
    codes = sorted(icu.Locale.getISOLanguages())
    write("names", {code: str(icu.Locale(code).getDisplayLanguage(english)) for code in codes}, NAMES)


if __name__ == "__main__":
    main()
