"""Editions over the TEI of others: a diary with persons who stand in no register, and plays."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from tests.publish.website import TEI, XML_ID, Website, build_site, letters, own_text, read_tei, target_of, tei_text

DIARY = """[edition]
title = "Tagebuch"
languages = ["en"]

[files]
articles = ["editions/*.xml"]
registers = ["listplace.xml"]
"""
PLAYS = '[edition]\ntitle = "Plays"\n[files]\narticles = ["*.xml"]\n'
PLACES = {"placeName", "settlement", "country", "region", "geogName", "district", "bloc"}


@pytest.fixture(scope="module")
def diary(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Website:
    """The diary with its register."""
    source = shared / "corpora/tagebuch"
    if not source.is_dir():
        pytest.skip("the diary is not here")
    folder = tmp_path_factory.mktemp("diary")
    shutil.copytree(source / "editions", folder / "editions")
    shutil.copy(source / "listplace.xml", folder)
    (folder / "edition.toml").write_text(DIARY)
    return build_site(folder)


def kind_of(element: etree._Element) -> str:
    name = etree.QName(element).localname
    if name in PLACES or (name in ("rs", "name") and element.get("type") == "place"):
        return "places"
    return "persons" if name == "persName" or (name in ("rs", "name") and element.get("type") == "person") else ""


def counted(folder: Path) -> dict[str, Counter[tuple[str, str]]]:
    """The mentions that stand in the texts: by key, in which file and how they read."""
    out: dict[str, Counter[tuple[str, str]]] = {"persons": Counter(), "places": Counter()}
    for path in sorted((folder / "editions").glob("*.xml")):
        tei = read_tei(path)
        id_ = tei.get(XML_ID) or path.stem
        for element in tei.find(f"{TEI}text").iter(etree.Element):
            kind, key = kind_of(element), (element.get("ref") or "").split()
            if kind and key:
                out[kind][id_, key[0].removeprefix("#")] += 1
    return out


@pytest.mark.parametrize("folder", ["persons", "places"])
def test_the_indexes_of_the_diary_hold_exactly_its_mentions(diary: Website, folder: str) -> None:
    assert [d.code.id for d in diary.outcome.diagnostics if d.severity.value == "error"] == []
    expected = counted(diary.folder.parents[1])[folder]
    assert expected.total() > 50
    shown: Counter[tuple[str, str]] = Counter()
    for path, page in diary.pages.items():
        if path.startswith(f"{folder}/") and page.get("data-page") == "entity":
            for link in page.xpath("//ul[@class='sentences']/li/a/@href"):
                target = target_of(path, link)
                assert target is not None
                assert target[1] in diary.ids[target[0]]
                shown[Path(target[0]).stem, Path(path).stem] += 1
    assert shown == expected
    by_key = _by_key(expected)
    index = diary.page(f"{folder}/index.html")
    listed = {
        e.get("id"): int(e.get("data-count")) for e in index.xpath("//li[@data-count]") if int(e.get("data-count"))
    }
    assert listed == dict(by_key)


def _by_key(counter: Counter[tuple[str, str]]) -> Counter[str]:
    out: Counter[str] = Counter()
    for (_, key), number in counter.items():
        out[key] += number
    return out


def test_places_of_the_diary_bear_the_names_of_the_register(diary: Website) -> None:
    root = read_tei(diary.folder.parents[1] / "listplace.xml")
    names = {
        e.get(XML_ID): {" ".join(tei_text(n).split()) for n in e.findall(f"{TEI}placeName")}
        for e in root.iter(f"{TEI}place")
    }
    found = [
        (path, page) for path, page in diary.pages.items() if path.startswith("places/") and Path(path).stem in names
    ]
    assert len(found) > 10
    for path, page in found:
        assert " ".join(page.xpath("string(//h1)").split()) in names[Path(path).stem], path


def test_the_diary_reads_letter_for_letter(diary: Website) -> None:
    for path in sorted((diary.folder.parents[1] / "editions").glob("*.xml")):
        tei = read_tei(path)
        id_ = tei.get(XML_ID) or path.stem
        page = diary.page(f"articles/{id_ if f'articles/{id_}.html' in diary.pages else path.stem}.html")
        assert letters(own_text(page.find_class("text")[0])) == letters(tei_text(tei.find(f"{TEI}text"))), path.name


@pytest.fixture(scope="module")
def plays(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Website:
    sources = sorted((shared / "corpora/plays").glob("*.xml"))
    if not sources:
        pytest.skip("the plays are not here")
    folder = tmp_path_factory.mktemp("plays")
    for path in sources:
        shutil.copy(path, folder)
    (folder / "edition.toml").write_text(PLAYS)
    return build_site(folder)


def test_plays_show_speakers_verse_and_stage_directions(plays: Website) -> None:
    assert plays.outcome.diagnostics == []
    sources = sorted(plays.folder.parents[1].glob("*.xml"))
    verse = 0
    for path in sources:
        tei = read_tei(path)
        page = next(
            p
            for a, p in plays.pages.items()
            if (p.get("data-page") == "article" and path.stem in a)
            or ((tei.get(XML_ID) or "-") in a and p.get("data-page") == "article")
        )
        text = page.find_class("text")[0]
        for name in ("sp", "speaker", "stage", "l", "castItem"):
            shown = [letters(own_text(e)) for e in text.xpath(f".//*[@data-tei='{name}']")]
            assert shown == [letters(tei_text(e)) for e in tei.find(f"{TEI}text").iter(TEI + name)], (path.name, name)
        verse += len(text.xpath(".//*[@data-tei='l']"))
        assert not text.find_class("unhandled")
        assert letters(own_text(text)) == letters(tei_text(tei.find(f"{TEI}text"))), path.name
        assert len(page.xpath("//nav[@class='toc']//a")) > 2
    assert verse > 500
