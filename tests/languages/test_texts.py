"""Texts of our own in every language that tells names: what is marked in them, and that nothing else is.

A file `cases/<code>.txt` has a text a line, written on 9 January 1901, with marks: `[person: Ada Lovelace]`,
`[date 1901-01-08: yesterday]`; a range is `first/last`, what lies between `first~last`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.annotate import Annotator, Mention
from edition.languages import SHIPPED
from edition.markup import parse
from edition.markup.source import as_source
from edition.registers import DateValue, Registers

CASES = Path(__file__).parent / "cases"
MARK = re.compile(r"\[(?:date [^:\]]*|\w+): ([^\]]*)\]")
ANNOTATOR = Annotator(Registers({}))
HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt></fileDesc>"
    '<profileDesc><creation><date when="1901-01-09"/></creation></profileDesc></teiHeader>'
)
FEWEST = 15


def texts() -> list[tuple[str, str]]:
    files = sorted(CASES.glob("*.txt"))
    return [(path.stem, line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def value(date: DateValue) -> str:
    if date.when:
        return date.when
    return f"{date.from_}/{date.to}" if date.from_ else f"{date.not_before}~{date.not_after}"


def marked(lang: str, text: str) -> str:
    """The text with what the program finds."""
    xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{lang}">{HEAD}<text><body><p>{text}</p></body></text></TEI>'
    found: list[Mention] = list(ANNOTATOR.find(parse(as_source("a.xml", xml.encode()))).mentions_only())
    for one in sorted(found, key=lambda m: -m.start):
        kind = f"date {value(one.date)}" if one.date else one.kind
        text = f"{text[: one.start]}[{kind}: {one.text}]{text[one.end :]}"
    return text


@pytest.mark.parametrize(("lang", "line"), texts())
def test_a_text_is_marked_so(lang: str, line: str) -> None:
    assert marked(lang, MARK.sub(r"\1", line)) == line


def test_every_language_that_tells_names_has_texts() -> None:
    counted = {lang.code: sum(code == lang.code for code, _ in texts()) for lang in SHIPPED.all if lang.tells_names}
    assert [code for code, count in counted.items() if count < FEWEST] == []


def test_a_language_without_a_file_says_nothing_false() -> None:
    text = "Den 13. september 1897 kom Herr Jensen til Aarhus; 1897-09-13 var han hos Anna Berg i 1905."
    assert marked("da", text) == text.replace("1897-09-13", "[date 1897-09-13: 1897-09-13]").replace(
        "1905", "[date 1905: 1905]"
    )
