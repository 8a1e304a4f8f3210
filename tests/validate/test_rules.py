"""Each rule has a case that fails and one that passes: `cases/rules/<code>-fail-*.xml` and `<code>-pass-*.xml`."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.diagnostics import Code, Diagnostic
from edition.facts import read_article
from edition.markup import Source, parse, read_source
from edition.project import Mentions
from edition.registers import read_registers
from edition.validate import codes
from edition.validate.rules import Context, check_references
from edition.validate.rules.mentions.date_disagrees import _month

CASES = Path(__file__).parent / "cases" / "rules"
REFERENCE_CODES = [
    c.id for c in vars(codes).values() if isinstance(c, Code) and "V340" <= c.id <= "V353" and c.id != "V352"
]


def findings(path: Path) -> list[Diagnostic]:
    registers, wrong = read_registers([parse(read_source(CASES / "register.xml"))])
    assert wrong == []
    inside = path.read_text(encoding="utf-8")
    articles = []
    for number, body in enumerate(inside.split("<!-- next article -->")):
        id_ = "a" if "same-id" in path.name else f"a{number}"
        xml = f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id_}" xml:lang="tr"><text><body>{body}</body></text></TEI>'
        document = parse(Source(path.name, xml.encode()))
        articles.append(read_article(document, Mentions(), spans=True).facts)
    return check_references(articles, Context(registers, CASES))


def cases(kind: str) -> list[Path]:
    return sorted(p for p in CASES.glob(f"V*-{kind}-*.xml"))


@pytest.mark.parametrize("path", cases("fail"), ids=lambda p: p.stem)
def test_what_should_fail_fails_with_this_code_and_a_place(path: Path) -> None:
    found = findings(path)
    assert [d.code.id for d in found] == [path.name[:4]]
    assert found[0].primary is not None
    assert found[0].help


@pytest.mark.parametrize("path", cases("pass"), ids=lambda p: p.stem)
def test_what_should_pass_passes(path: Path) -> None:
    assert findings(path) == []


@pytest.mark.parametrize("code", REFERENCE_CODES)
def test_every_code_has_a_failing_and_a_passing_case(code: str) -> None:
    assert any(p.name.startswith(code) for p in cases("fail"))
    assert any(p.name.startswith(code) for p in cases("pass"))


@pytest.mark.parametrize(
    ("text", "lang", "month"),
    [
        ("16 Mart 1921", "tr", 3),
        ("22 Haziran’da", "tr", 6),
        ("March 16, 1921", "en", 3),
        ("16 марта 1921", "ru", 3),
        ("Mayıs ve Haziran", "tr", None),
        ("o gün", "tr", None),
        ("9. November", "de", 11),
    ],
)
def test_months_are_known_in_many_languages(text: str, lang: str, month: int | None) -> None:
    assert _month(text, lang) == month


def test_a_file_of_several_entries_asks_for_one_of_them() -> None:
    registers, _ = read_registers([parse(read_source(CASES / "register.xml"))])
    body = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p><persName ref="../register.xml">Lenin</persName></p></body></text></TEI>'
    article = read_article(parse(Source("a.xml", body.encode())), Mentions(), spans=True).facts
    (found,) = check_references([article], Context(registers, CASES))
    assert found.help is not None
    assert found.help.startswith("a file of that name has ")
