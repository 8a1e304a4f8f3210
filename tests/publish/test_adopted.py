"""Corpora of others, taken over without any other setting: nothing is lost, every link lives, brackets are whole."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.publish.website import (
    TEI,
    TOML,
    Website,
    article,
    build_site,
    letters,
    make_site,
    own_text,
    read_tei,
    target_of,
    tei_text,
)

from edition.facts.habits import ReadingHabits
from edition.project import read_project

CORPORA = ("epidoc", "apparatus", "plays", "letters", "tagebuch")


@pytest.fixture(scope="module", params=CORPORA)
def adopted(request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Website:
    source = shared / "corpora" / request.param
    if not source.is_dir():
        pytest.skip("the corpora are not here")
    folder = tmp_path_factory.mktemp("adopted") / request.param
    shutil.copytree(source, folder)
    many = sorted((folder / "editions").glob("*.xml"))
    for path in (p for number, p in enumerate(many) if number % 4):  # of hundreds alike, one in four tells as much
        path.unlink()
    from edition.adopt import look_at, settings_text, survey
    from edition.markup import parse, read_source

    seen = [look_at(parse(read_source(p, p.relative_to(folder).as_posix()))) for p in sorted(folder.rglob("*.xml"))]
    (folder / "edition.toml").write_text(settings_text(survey(folder, seen), ["en"]), encoding="utf-8")
    return build_site(folder)


def pages_of(site: Website) -> dict[Path, Any]:
    project = read_project(site.folder.parents[1])
    out = {}
    for path in project.article_paths():
        root = read_tei(path)
        id_ = root.get("{http://www.w3.org/XML/1998/namespace}id")
        name = id_ or ReadingHabits.of(root, project.text).file_id(path.relative_to(project.root).as_posix())
        out[path] = site.pages[f"articles/{name}.html"]
    return out


def test_no_letter_is_lost_or_doubled_and_titles_are_distinct(adopted: Website) -> None:
    titles: Counter[str] = Counter()
    for path, page in pages_of(adopted).items():
        text = page.find_class("text")[0]
        assert letters(own_text(text)) == letters(tei_text(read_tei(path).find(f"{TEI}text"))), path.name
        titles[page.xpath("string(//h1)")] += 1
    assert {title for title, number in titles.items() if number > 1} == set()


def test_every_link_lives(adopted: Website) -> None:
    files = {p.relative_to(adopted.folder).as_posix() for p in adopted.folder.rglob("*") if p.is_file()}
    for path, page in adopted.pages.items():
        for href in page.xpath("//a/@href"):
            target = target_of(path, href)
            if target is not None:
                assert target[0] in files, (path, href)
                assert not target[1] or target[1] in adopted.ids.get(target[0], (target[1],)), (path, href)


def test_no_element_is_without_a_template_and_brackets_are_whole(adopted: Website) -> None:
    # what an XInclude misses, and pictures that lie elsewhere
    assert {d.code.id for d in adopted.outcome.diagnostics} <= {"V363", "P510"}
    for page in pages_of(adopted).values():
        for readings in page.find_class("readings"):
            shown = readings.text_content().strip()
            assert (shown[0], shown[-1]) == ("[", "]")


def test_every_entry_of_an_apparatus_has_its_readings_in_the_text_and_below(adopted: Website) -> None:
    for path, page in pages_of(adopted).items():
        text = read_tei(path).find(f"{TEI}text")
        entries = [] if text is None else list(text.iter(f"{TEI}app"))
        assert len(page.xpath("//*[@data-tei='app']")) == len(entries)
        gathered = page.xpath("//*[@data-tei='app']/small[contains(@class, 'gathered')]")
        assert len(page.find_class("entry-below")) == len(gathered)


def test_index_and_table_tell_the_same_number(adopted: Website, command: Callable[..., Any]) -> None:
    import csv
    import io

    folder = adopted.folder.parents[1]
    for kind, name in (("persons", "persons"), ("places", "places")):
        index = adopted.pages.get(f"{name}/index.html")
        listed = (
            {} if index is None else {e.get("id"): int(e.get("data-count")) for e in index.xpath("//li[@data-count]")}
        )
        rows = csv.DictReader(io.StringIO(command("export", kind, "-f", "csv", "-o", "-", folder=folder).out))
        told = {row["key"]: int(row["mentions"]) for row in rows if int(row["mentions"])}
        assert sum(told.values()) == sum(listed.values())
        assert len(told) == len([n for n in listed.values() if n])


def test_pages_of_entries_and_of_tei_have_titles_of_their_own(tmp_path: Path) -> None:
    persons = "".join(f'<person xml:id="p{n}"><persName>Ada Nehir</persName></person>' for n in (1, 2))
    body = '<p><persName ref="#p1">Ada</persName>, <persName ref="#p2">Ada</persName></p>'
    texts = {f"tei/articles/{n}.xml": article(f"a{n}", body) for n in (1, 2)}
    profile = '[validate]\nprofile = "reference"\n'
    settings = {"edition.toml": TOML.format(languages='"en"') + profile}
    texts["tei/articles/same.xml"] = article("same", "<p>As the edition.</p>", title="Small")
    site = make_site(tmp_path, {}, f"<listPerson>{persons}</listPerson>", files={**texts, **settings})
    titles = Counter(page.findtext(".//title") for page in site.pages.values())
    assert [title for title, number in titles.items() if number > 1] == []
    assert site.page("articles/same.html").findtext(".//title") == "Small · Articles"
    assert any(title.startswith("Ada Nehir (p2)") for title in titles)
