"""The incremental build gives what a clean build gives, whatever happens in between."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.until import until

from edition.building import BuildOptions, Outcome, build
from edition.diagnostics import EditionError
from edition.project import Project, read_project
from edition.project.outputs import OutputFolder
from edition.publish.pages import chronology

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title type="main" xml:lang="en">{title}</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt>
<sourceDesc><bibl>B <date when="{year}">{year}</date></bibl></sourceDesc></fileDesc></teiHeader><text><body>
{blocks}
</body></text></TEI>
"""
PLACES = ("istanbul", "mostar", "neretva", "old-mostar")
FORMER_KEY = '<idno type="former-key">old-mostar</idno>'


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and "pagefind" not in p.parts
    }


def write_article(project: Project, id_: str, chance: random.Random) -> None:
    blocks = []
    for number in range(chance.randint(1, 3)):
        place = chance.choice(PLACES)
        year = chance.randint(1650, 1660)
        day = chance.choice([f'when="{year}"', f'when="{year}-05-0{chance.randint(1, 3)}"', f'from="{year}" to="1661"'])
        guests = " and ".join(
            f'<persName ref="person:guest-{chance.randint(1, 4)}">{chance.choice(["a guest", "the stranger"])}</persName>'
            for _ in range(chance.randint(1, 3))
        )
        blocks.append(
            f'<p xml:id="p{number}">In <date {day}>{year}</date> someone came to '
            f'<placeName ref="place:{place}">{place.title()}</placeName> with {guests}.</p>'
        )
    title = f"Article {id_} {chance.randint(1, 3)}"
    text = ARTICLE.format(id=id_, title=title, year=chance.randint(1900, 1903), blocks="\n".join(blocks))
    (project.root / f"tei/articles/{id_}.xml").write_text(text, encoding="utf-8")


def edit(project: Project, chance: random.Random) -> str:
    """One random change of the kind that editors make."""
    places = project.root / "tei/registers/places.xml"
    articles = sorted((project.root / "tei/articles").glob("r*.xml"))
    kind = chance.choice(
        ["article", "article", "new", "vanish", "name", "description", "entry", "nothing", "title", "merge"]
    )
    if kind in ("article", "new"):
        write_article(project, f"r{chance.randint(1, 6)}", chance)
    elif kind == "vanish" and articles:
        chance.choice(articles).unlink()
    elif kind == "name":
        text = places.read_text()
        places.write_text(
            re.sub(r">Mostar\w*</placeName>", f">Mostar{chance.choice(['', 'i', 'o'])}</placeName>", text)
        )
    elif kind == "description":
        text = places.read_text()
        places.write_text(
            re.sub(r"City on the \w+\.", f"City on the {chance.choice(['Bosporus', 'sea', 'hills'])}.", text)
        )
    elif kind == "entry":
        text = places.read_text()
        extra = '<place xml:id="kars"><placeName type="main">Kars</placeName></place>'
        places.write_text(
            text.replace(extra, "") if extra in text else text.replace("</listPlace>", f"{extra}</listPlace>")
        )
    elif kind == "merge":
        text = places.read_text()
        head, entry, rest = text.partition('<place xml:id="mostar"')
        place, end, after = rest.partition("</place>")
        place = place.replace(FORMER_KEY, "") if FORMER_KEY in place else place + FORMER_KEY
        places.write_text(head + entry + place + end + after)
    elif kind == "title":
        settings = project.root / "edition.toml"
        settings.write_text(
            re.sub(r'en = "My \w+"', f'en = "My {chance.choice(["edition", "letters"])}"', settings.read_text())
        )
    return kind


@pytest.fixture
def site(sample: Project) -> Callable[..., Outcome]:
    def make(output: str = "output/site", **options: object) -> Outcome:
        project = read_project(sample.root)
        chosen = {"jobs": 1, "search": False, "guidelines": False, **options}
        return build(project, BuildOptions(project.root / output, **chosen))  # type: ignore[arg-type]

    return make


Site = Callable[..., Outcome]


def clean_build(project: Project, folder: Path, *, guidelines: bool = False) -> dict[str, bytes]:
    """A build of a copy of the edition that knows nothing of earlier ones."""
    copy = folder / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project.root, copy, ignore=shutil.ignore_patterns(".edition", "output"))
    build(read_project(copy), BuildOptions(copy / "output/site", jobs=1, search=False, guidelines=guidelines))
    return tree(copy / "output/site")


def test_an_unchanged_edition_is_left_alone(site: Site, sample: Project) -> None:
    assert site().rendered > 10
    before = {p: p.stat().st_mtime_ns for p in (sample.root / "output/site").rglob("*")}
    assert site().rendered == 0
    assert {p: p.stat().st_mtime_ns for p in (sample.root / "output/site").rglob("*")} == before


def test_pages_of_articles_that_were_read_by_an_earlier_build_are_the_same(site: Site, sample: Project) -> None:
    site()
    before = tree(sample.root / "output/site")
    assert site(clean=True).rendered > 10
    assert tree(sample.root / "output/site") == before
    assert not (sample.root / ".edition/reading").exists()


def test_where_pages_have_no_pictures_none_are_looked_for(
    site: Site, sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site()
    deleted: list[str] = []
    monkeypatch.setattr(OutputFolder, "delete", lambda _, paths: deleted.extend(paths))
    article = sample.article_paths()[0]
    article.write_bytes(article.read_bytes().replace(b"</body>", b"<p>More.</p></body>"))
    assert site().rendered > 0
    assert deleted == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_after_random_edits_the_site_is_that_of_a_clean_build(
    site: Site, sample: Project, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chronology, "MOST_ON_ONE_PAGE", 4000 if seed % 2 else 8)
    chance = random.Random(seed)
    for id_ in ("r1", "r2", "r3"):
        write_article(sample, id_, chance)
    site()
    for step in range(25):
        kind = edit(sample, chance)
        site()
        assert tree(sample.root / "output/site") == clean_build(sample, tmp_path), (step, kind)


def test_a_changed_register_entry_touches_its_pages_and_those_that_show_its_card(site: Site, sample: Project) -> None:
    chance = random.Random(1)
    text = (sample.root / "tei/articles/a-bridge-at-mostar.xml").read_text()
    write_article(sample, "r1", chance)
    other = sample.root / "tei/articles/r1.xml"
    other.write_text(re.sub(r"place:\w+", "place:mostar", other.read_text()))
    assert "place:neretva" in text
    site()
    folder = sample.root / "output/site"
    before = tree(folder)
    places = sample.root / "tei/registers/places.xml"
    places.write_text(places.read_text().replace("River that runs", "Green river that runs"))
    site()
    changed = {path for path, data in tree(folder).items() if before.get(path) != data}
    assert "places/neretva.html" in changed
    assert "articles/a-bridge-at-mostar.html" in changed
    assert "articles/r1.html" not in changed
    assert "persons/evliya-celebi.html" not in changed


def test_pages_of_a_vanished_article_go(site: Site, sample: Project) -> None:
    write_article(sample, "r1", random.Random(2))
    site()
    assert (sample.root / "output/site/articles/r1.html").exists()
    (sample.root / "tei/articles/r1.xml").unlink()
    site()
    assert [p for p in tree(sample.root / "output/site") if "articles/r1." in p] == []


def test_a_page_that_was_lost_or_changed_in_the_output_is_made_again(
    site: Site, sample: Project, tmp_path: Path
) -> None:
    site()
    (sample.root / "output/site/index.html").unlink()
    (sample.root / "output/site/places/mostar.html").write_text("spoilt")
    site()
    assert tree(sample.root / "output/site") == clean_build(sample, tmp_path)


def test_a_broken_article_is_told_and_left_out_and_the_rest_is_built(site: Site, sample: Project) -> None:
    (sample.root / "tei/articles/broken.xml").write_text("<TEI><p></TEI>")
    outcome = site()
    assert [d.code.id for d in outcome.diagnostics] == ["V300"]
    assert (sample.root / "output/site/articles/a-bridge-at-mostar.html").is_file()
    assert [d.code.id for d in site().diagnostics] == ["V300"]


def test_a_damaged_manifest_means_a_full_build(site: Site, sample: Project, tmp_path: Path) -> None:
    site()
    (sample.cache / "site.sqlite").write_bytes(b"nonsense" * 1000)
    site()
    assert tree(sample.root / "output/site") == clean_build(sample, tmp_path)


def start(project: Project, *extra: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "edition", "-C", str(project.root), "build", "--jobs", "1", "--no-search", *extra]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.parametrize("pages", [0, 3, 12])
def test_a_build_that_is_killed_leaves_whole_pages_and_the_next_one_makes_the_rest(
    site: Site, sample: Project, tmp_path: Path, pages: int
) -> None:
    for number in range(1, 30):
        write_article(sample, f"r{number}", random.Random(number))
    process = start(sample)
    articles = sample.root / "output/site/articles"
    until(lambda: sample.cache.exists() and len(list(articles.glob("r*.html"))) >= pages)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)  # its workers have the same output, and end with it
    for path, data in tree(sample.root / "output/site").items() if (sample.root / "output/site").exists() else ():
        if path.endswith(".html") and not Path(path).name.startswith("."):
            assert data.rstrip().endswith(b"</html>"), path
    site()
    assert tree(sample.root / "output/site") == clean_build(sample, tmp_path)


def _minding_ctrl_c() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_an_interrupted_build_stops_at_once_and_keeps_what_it_made(site: Site, sample: Project) -> None:
    for number in range(700):
        write_article(sample, f"r{number}", random.Random(number))
    command = [sys.executable, "-m", "edition", "-C", str(sample.root), "build", "--jobs", "2", "--no-search"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=_minding_ctrl_c
    )
    articles = sample.root / "output/site/articles"
    until(lambda: process.poll() is not None or len(list(articles.glob("r*.xml"))) >= 350)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err
    kept = sqlite3.connect(sample.cache / "site.sqlite").execute("SELECT count(*) FROM stamps").fetchone()[0]
    assert kept >= 200
    begun = {p.name: p.stat().st_mtime_ns for p in articles.glob("r*.html")}
    assert len(list(articles.glob("r*.xml"))) < 700  # it did not go on to the end
    rendered = site(guidelines=True).rendered
    assert rendered - len(list(articles.parent.rglob("guidelines/*.html"))) < 700
    after = {p.name: p.stat().st_mtime_ns for p in articles.glob("r*.html")}
    assert sum(after[name] == when for name, when in begun.items()) >= kept


@pytest.mark.slow
def test_two_builds_at_once_wait_for_each_other(sample: Project, tmp_path: Path) -> None:
    for number in range(1, 10):
        write_article(sample, f"r{number}", random.Random(number))
    processes = [start(sample) for _ in range(2)]
    for process in processes:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert tree(sample.root / "output/site") == clean_build(sample, tmp_path, guidelines=True)
    page = (sample.root / "output/site/guidelines/element-geo.html").read_text("utf-8")
    (about,) = re.findall(r'<p class="desc">([^<]*)</p>', page)
    assert f'name="description" content="{about}"' in page


@pytest.mark.slow
def test_processes_give_the_same_bytes_as_one(sample: Project) -> None:
    for number in range(1, 30):
        write_article(sample, f"r{number}", random.Random(number))
    trees = []
    for jobs in (1, 2):
        output = sample.root / f"output/{jobs}"
        build(read_project(sample.root), BuildOptions(output, jobs=jobs, search=False, guidelines=False))
        trees.append(tree(output))
    assert trees[0] == trees[1]


def test_an_output_that_cannot_be_written_is_a_finding(site: Site, sample: Project) -> None:
    (sample.root / "output").write_bytes(b"a file in the place of the folder stops root, too")
    with pytest.raises(EditionError) as caught:
        site()
    assert [d.code.id for d in caught.value.diagnostics] == ["V303"]


@pytest.mark.parametrize(
    ("first", "second"), [("q", "q"), ("q", "q.tei"), ("baku", "Baku")], ids=["one id", "q.tei beside q", "case"]
)
def test_never_one_page_over_another(sample: Project, first: str, second: str) -> None:
    article = sample.article_paths()[0]
    text = article.read_text()
    article.unlink()
    for number, id_ in enumerate((first, second)):
        made = text.replace('xml:id="a-bridge-at-mostar"', f'xml:id="{id_}"').replace("rainbow", f"rainbow {number}")
        (article.parent / f"{number}.xml").write_text(made)
    outcome = build(sample, BuildOptions(sample.output / "site", jobs=1, search=False, guidelines=False))
    (found,) = [d for d in outcome.diagnostics if d.code.id == "P506"]
    assert found.primary is not None
    assert (found.primary.file, found.severity) in {(f"tei/articles/{n}.xml", "error") for n in (0, 1)}
    pages = [p.name for p in (sample.output / "site" / "articles").glob("*.html") if not p.name.endswith(".tei.html")]
    assert len(pages) == 1
    assert build(sample, BuildOptions(sample.output / "site", jobs=1, search=False, guidelines=False)).rendered == 0
