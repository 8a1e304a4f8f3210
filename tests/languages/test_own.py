"""A language that an edition brings with it reaches every step: import, sentences, checks, exports and the site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import edition
from edition.facts import split_sentences
from edition.intake import ImportOptions, import_bytes
from edition.languages import Languages
from edition.languages.read import LanguageFile
from edition.languages.used import used, using
from edition.markup import XML_LANG, tei
from edition.project import Project

# a language that nobody speaks, so that nothing of it can stand in the program
OWN = b"""
name = "Zilbi"
abbreviations = ["grot"]
and-words = ["unk"]

[telling]
words = ["ez", "vool", "unk", "mir", "dast", "olm"]

[labels]
abstract = ["Kortvool"]
keywords = ["Slagwex"]
bibliography = ["Buxlist"]
by = ["fan"]
"""
TEXT = """The Harbour at Night

fan Ada Whitby unk John Marr

Kortvool: Ez vool dast olm ez skip unk mir dast harbor. Mir ez vool unk dast skip olm ez nacht unk mir.
Slagwex: skip, harbor

1. Ez skip

Mir dast vool olm ez grot. Skip unk dast harbor, ez vool mir olm unk ez dast nacht olm vool ez mir unk dast.

2. Ez nacht

Dast nacht unk mir olm ez vool dast harbor. Ez vool unk dast skip, mir olm ez nacht unk dast mir vool ez olm.

Buxlist

Whitby, A. (1901). Ez skip. Harbor: Drukhaus.
Marr, J. (1912). Ez nacht. Harbor: Drukhaus.
"""


@pytest.fixture
def languages() -> Languages:
    return Languages((LanguageFile("languages/qzi.toml", OWN),))


def imported(languages: Languages | None) -> etree._Element:
    options = ImportOptions(languages=languages) if languages else ImportOptions()
    return etree.fromstring(import_bytes(Path("harbour.txt"), TEXT.encode(), options).data)


def shape(root: etree._Element) -> tuple[str, list[str], list[str], list[str]]:
    parts = [kind for div in root.iter(tei("div")) if (kind := div.get("type"))]
    terms = [term.text or "" for term in root.iter(tei("term"))]
    authors = [author.findtext(f".//{tei('persName')}") or author.text or "" for author in root.iter(tei("author"))]
    return root.get(XML_LANG, ""), parts, sorted(set(terms)), authors


def test_an_article_is_read_with_the_words_of_the_editions_own_language(languages: Languages) -> None:
    root = imported(languages)
    assert shape(root) == (
        "qzi",
        ["title", "abstract", "bibliography"],
        ["harbor", "skip"],
        ["Ada Whitby", "John Marr"] * 2,
    )
    assert "Zilbi" in [element.text for element in root.iter(tei("language"))]


def test_without_its_file_the_program_knows_nothing_of_it() -> None:
    lang, parts, terms, _ = shape(imported(None))
    assert (lang == "qzi", "abstract" in parts, "bibliography" in parts, terms) == (False, False, False, [])


def test_an_import_leaves_the_languages_as_they_were(languages: Languages) -> None:
    imported(languages)
    assert "qzi" not in used().codes


def test_behind_its_abbreviations_no_sentence_ends(languages: Languages) -> None:
    text = "Ez grot. Skip unk mir. Vool ez."
    assert len(split_sentences(text, "qzi")) == 3
    with using(languages):
        assert [text[a:b] for a, b in split_sentences(text, "qzi")] == ["Ez grot. Skip unk mir.", "Vool ez."]


@pytest.fixture
def own(sample: Project) -> Project:
    (sample.root / "languages").mkdir()
    (sample.root / "languages/qzi.toml").write_bytes(OWN)
    article = sample.article_paths()[0]
    text = article.read_text(encoding="utf-8")
    mention = "<p xml:lang='qzi' xml:id='own'>Ez grot. Skip unk <placeName ref='place:mostar' xml:id='m-own'>Mostar</placeName> mir. Vool.</p>"
    article.write_text(text.replace("</body>", f"{mention}</body>", 1), encoding="utf-8")
    return sample


def test_the_command_imports_with_it(own: Project, command: Callable[..., Any]) -> None:
    (own.root / "harbour.txt").write_text(TEXT, encoding="utf-8")
    assert command("import", "harbour.txt", folder=own.root).code == 0
    made = next(own.root.glob("tei/**/harbour.xml"))
    assert shape(etree.parse(made).getroot())[0] == "qzi"


def test_mentions_stand_in_its_sentences(own: Project) -> None:
    found = [m.sentence for m in edition.open(own.root).mentions() if m.id == "m-own"]
    assert found == ["Ez grot. Skip unk Mostar mir."]


def test_so_do_they_in_exports(own: Project, command: Callable[..., Any]) -> None:
    assert command("export", "mentions", "--format", "csv", "--output", "m.csv", folder=own.root).code == 0
    assert "Ez grot. Skip unk Mostar mir." in (own.root / "m.csv").read_text(encoding="utf-8")


def test_so_do_they_on_the_pages_of_the_site(own: Project, tmp_path: Path) -> None:
    edition.open(own.root).build(tmp_path / "site", search=False, guidelines=False)
    page = etree.HTML((tmp_path / "site/places/mostar.html").read_bytes())
    text = " ".join("".join(page.itertext()).split())
    assert "Ez grot. Skip unk Mostar mir." in text
