"""Language files: what a line may be, where a wrong or doubled one stands, and what an edition adds."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from edition.annotate.dates.forms import FormReader
from edition.diagnostics import Diagnostic, EditionError
from edition.languages import SHIPPED, Language, Languages, language, read_languages
from edition.languages.forms import RULES
from edition.languages.known import shipped_findings
from edition.languages.read import LanguageFile, joined, read_language

WRONG = [
    ('titels = ["Dr"]', "titels", "did you mean `titles`?"),
    ('surname_endings = ["son"]', "surname_endings", "did you mean `surname-endings`?"),
    ('titles = "Dr"', "titles", 'write: titles = ["…", "…"]'),
    ('titles = ["Dr", ""]', "titles", 'write: titles = ["…", "…"]'),
    ('titles = ["Dr", 5]', "titles", 'write: titles = ["…", "…"]'),
    ("name = 5", "name", 'write: name = "…"'),
    ('suffixes = "klingon"', "suffixes", "write one of: `turkish`"),
    ('calendar = "julian"', "calendar", "write [calendar] on a line of its own, and its keys below"),
    ("[calendar.months]\nMart = 13", "Mart", "write: a number from 1 to 12"),
    ("[calendar.months]\nMart = true", "Mart", "write: a number from 1 to 12"),
    ("[calendar.weekdays]\nMontag = 7", "Montag", "write: a number from 0 to 6"),
    ('[calendar.parts]\nbald = "soon"', "bald", "write: early, middle"),
    ("[calendar]\nmonths = 3", "months", "write [calendar.months]"),
    ('[calendar]\npatterns = [{ rule = "dya", form = "x" }]', "patterns", "write one of: day, days"),
    ('[calendar]\npatterns = [{ rule = "day" }]', "patterns", "write: { rule ="),
    ('[calendar]\npatterns = [{ rule = "day", form = "{MOON}" }]', "patterns", "write one of: MONTH"),
    ('[calendar]\npatterns = [{ rule = "day", form = "(" }]', "patterns", "write: { rule ="),
    ('[labels]\nabstact = ["Öz"]', "abstact", "did you mean `abstract`?"),
]


def read(text: str, name: str = "languages/xx.toml") -> tuple[Language, list[Diagnostic]]:
    return read_language(LanguageFile(name, text.encode()))


@pytest.mark.parametrize(("text", "marked", "help_text"), WRONG)
def test_a_wrong_line_is_told_with_its_place(text: str, marked: str, help_text: str) -> None:
    with pytest.raises(EditionError) as caught:
        read(text)
    (found,) = caught.value.diagnostics
    span = found.primary
    assert span is not None and found.help is not None
    assert text.encode()[span.start : span.end].decode() == marked
    assert found.help.startswith(help_text)
    assert found.code.name == "wrong-language-line"


def test_all_wrong_lines_are_told_at_once() -> None:
    with pytest.raises(EditionError) as caught:
        read("\n".join(text for text, _, _ in WRONG[:3]))
    assert len(caught.value.diagnostics) == 3


def test_what_is_no_toml_is_told() -> None:
    with pytest.raises(EditionError, match="not closed"):
        read('titles = ["Dr"')


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('titles = [\n  "Dr", # the "Dr" of medicine\n  "Prof", "DR",\n]', '"DR"'),
        ('given-names = ["Kâzım", "Kazim"]', '"Kazim"'),
        ('[calendar.months]\n"Mayıs" = 5\n"Mayis" = 5', "Mayis"),
        ('[labels]\nnotes = ["Notes", "Notes"]', '"Notes"'),
    ],
)
def test_a_doubled_entry_is_told_with_its_place(text: str, marked: str) -> None:
    _, (found,) = read(text)
    assert found.primary is not None
    assert text.encode()[found.primary.start : found.primary.end].decode() == marked
    assert found.code.name == "doubled-language-entry"


def test_words_are_folded_but_labels_are_as_written() -> None:
    found, doubled = read('titles = ["Field  Marshal"]\n[labels]\nabstract = ["Öz"]')
    assert (found.titles, found.labels.abstract, doubled) == ({"field marshal"}, ("Öz",), [])


def test_the_shipped_files_are_right_and_hold_nothing_twice() -> None:
    assert list(shipped_findings()) == []
    assert len(SHIPPED.all) == len(SHIPPED.codes) > 10


def test_every_rule_of_forms_is_read_by_a_method() -> None:
    assert [rule for rule in RULES if not callable(getattr(FormReader, rule, None))] == []


def test_a_tag_finds_the_longest_part_that_has_a_file() -> None:
    own = Languages((LanguageFile("languages/az-cyrl.toml", 'titles = ["Мирзә"]'.encode()),))
    assert [own.get(t).code for t in ("az", "az-Latn", "az-Cyrl-AZ", "tr_TR", "xx")] == [
        "az", "az", "az-cyrl", "tr", "und",
    ]  # fmt: skip
    assert [own.get(t).code for t in ("deu", "ger-AT", "eng", "kaz", "goh")] == ["de", "de", "en", "kk", "und"]


def test_every_language_has_what_all_share() -> None:
    assert "ibid" in language("tr").citation_cues & language("xx").citation_cues
    assert not language("xx").tells_names


def test_a_language_may_extend_another() -> None:
    own = Languages((LanguageFile("languages/ota.toml", b'extends = "tr"\ntitles = ["Mir"]'),))
    assert {"mir", "binbasi"} <= own.get("ota").titles
    assert (own.get("ota").code, own.get("ota").suffixes) == ("ota", "turkish")


def test_joining_keeps_the_words_of_both() -> None:
    one, _ = read('name = "A"\nsurname-endings = ["son"]\n[calendar.months]\nMai = 5')
    two, _ = read('name = "B"\nsurname-endings = ["sen"]\n[calendar.months]\nJuni = 6')
    both = joined(one, two)
    assert (both.name, both.surname_endings, dict(both.calendar.months)) == ("B", ("sen", "son"), {"mai": 5, "juni": 6})


def test_an_edition_adds_its_own(tmp_path: Path) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages/tr.toml").write_text('titles = ["Reisülbahriye"]', encoding="utf-8")
    (tmp_path / "languages/ka.toml").write_text('function-words = ["და"]', encoding="utf-8")
    own = read_languages(tmp_path)
    assert {"reisulbahriye", "binbasi"} <= own.get("tr").titles
    assert own.get("ka").tells_names and "ka" in own.codes
    assert own.digest != SHIPPED.digest
    assert pickle.loads(pickle.dumps(own)).get("ka").function_words == own.get("ka").function_words


def test_an_edition_without_a_folder_has_what_is_shipped(tmp_path: Path) -> None:
    assert read_languages(tmp_path) == SHIPPED


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("turkish!.toml", "", "not named for a language"),
        ("ota.toml", 'extends = "klingon"', "no language `klingon`"),
        ("ka.toml", "titels = []", "knows no `titels`"),
    ],
)
def test_a_wrong_file_of_an_edition_is_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / name).write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=message):
        read_languages(tmp_path)


def test_the_documentation_names_every_key(root: Path) -> None:
    page = (root / "docs/languages.md").read_text(encoding="utf-8")
    tables = {"": Language, **{n: type(getattr(Language(), n)) for n in ("calendar", "labels", "telling")}}
    keys = [
        f"`{key.replace('_', '-')}`" for cls in tables.values() for key in cls.__dataclass_fields__ if key != "code"
    ]
    assert [key for key in keys if key not in page and key not in ("`calendar`", "`labels`", "`telling`")] == []
