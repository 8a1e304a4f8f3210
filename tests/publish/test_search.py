"""What the search is fed with: entries with all their names, passages of the texts, with and without Pagefind."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.publish.website import make_site

from edition.building import BuildOptions, build
from edition.project import read_project
from edition.publish.finding import pagefind
from edition.publish.finding.passages import Passage, in_language

PERSONS = """<listPerson>
  <person xml:id="chicherin"><persName xml:lang="en">Georgi Chicherin</persName><persName xml:lang="ru">Георгий Чичерин</persName></person>
  <person xml:id="nobody"><persName>Nobody</persName></person></listPerson>"""
BODY = """<div xml:id="d" type="section"><head xml:id="h">In Moscow</head>
  <p xml:id="p1">On <date when="1921-03-16">16 March 1921</date> <persName ref="person:chicherin">he</persName> signs.</p>
  <p xml:id="p2">Nothing more.<note xml:id="n" place="foot"><p xml:id="np">A note.</p></note></p></div>"""
TRANSLATED = """<div type="summary" xml:lang="tr" xml:id="r"><p xml:id="b">Bir gün.</p></div>
  <div type="translation" xml:lang="en" xml:id="t"><p xml:id="b-en" corresp="#b">One day.</p></div>"""


def script(folder: Path, name: str) -> object:
    text = (folder / "output/site/data" / name).read_text("utf-8")
    return json.loads(text.partition("=")[2].rstrip(";\n"))


def test_entries_have_all_their_names_and_how_they_are_read(tmp_path: Path) -> None:
    make_site(tmp_path, {"a": BODY}, PERSONS)
    names = script(tmp_path, "names.en.js")
    assert isinstance(names, dict)
    (row,) = names["entries"]
    name, kind, path, _, count, others, years = row
    assert (name, names["kinds"][kind], path, count, years) == (
        "Georgi Chicherin",
        "persons",
        "persons/chicherin.html",
        1,
        [1921, 1921],
    )
    assert others.split("\n")[0] == "Георгий Чичерин"
    assert others.split("\n")[1].startswith("Georgi")
    assert names["articles"] == [["A title", "1930", "articles/a.html"]]


def test_texts_are_passages_with_their_years_and_paragraphs(tmp_path: Path) -> None:
    make_site(tmp_path, {"a": BODY}, PERSONS)
    (passage,) = script(tmp_path, "passages.en.js")  # type: ignore[misc]
    path, heading, years, blocks = passage
    assert (path, heading, years) == ("articles/a.html", "In Moscow", [1921])
    assert [id_ for id_, _ in blocks] == ["h", "p1", "p2", "np"]


def test_readers_search_the_text_in_their_language(tmp_path: Path) -> None:
    make_site(tmp_path, {"a": TRANSLATED, "b": BODY}, PERSONS, languages=("tr", "en"))
    said = {lang: str(script(tmp_path, f"passages.{lang}.js")) for lang in ("tr", "en")}
    assert "Bir gün" in said["tr"]
    assert "One day" not in said["tr"]
    assert "One day" in said["en"]
    assert "Bir gün" not in said["en"]
    # what is not translated is found in all languages
    assert "Nothing more" in said["tr"]
    assert "Nothing more" in said["en"]


def test_a_translation_stands_for_its_original() -> None:
    original, other = Passage("", "tr", "", (("a", "Bir"),)), Passage("", "en", "translation", (("b", "One"),))
    assert in_language([original, other], "en") == [other]
    assert in_language([original, other], "tr") == [original]
    assert in_language([original], "en") == [original]


def site_with_index(folder: Path) -> list[str]:
    make_site(folder, {"a": BODY}, PERSONS)
    options = BuildOptions(folder / "output/site", jobs=1, guidelines=False, clean=True)
    return [d.code.id for d in build(read_project(folder), options).diagnostics]


def test_pagefind_is_fed_with_passages(tmp_path: Path) -> None:
    pytest.importorskip("pagefind_bin_extended", reason="Pagefind is not installed")
    assert site_with_index(tmp_path) == []
    index = tmp_path / "output/site/pagefind"
    assert list(index.glob("fragment/*"))
    assert (index / "pagefind.js").is_file()
    # its own interface is not shipped, nor its program for languages that it does not stem
    assert not list(index.glob("*ui*"))
    assert [path.name for path in index.glob("wasm.*")] == ["wasm.en.pagefind"]


@pytest.mark.parametrize("program", ["none", "false", "true"])
def test_without_pagefind_the_texts_can_be_searched_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """It may be missing, fail, or end without a word."""
    found = None if program == "none" else Path("/bin") / program
    monkeypatch.setattr(pagefind, "program", lambda: found)
    assert site_with_index(tmp_path) == ["P504"]
    assert script(tmp_path, "passages.en.js")


SLOW = """#!{python}
import base64, json, pathlib, sys
rest = b""
while read := sys.stdin.buffer.read1(65536):
    rest += read
    while b"," in rest:
        found, _, rest = rest.partition(b",")
        asked = json.loads(base64.b64decode(found))
        if target := asked["payload"].get("output_path"):
            pathlib.Path(target).mkdir(parents=True)
            entry = pathlib.Path(target) / "pagefind-entry.json"
            entry.touch()
        answer = {{"message_id": asked["message_id"], "payload": {{"type": "Done", "index_id": 0}}}}
        sys.stdout.buffer.write(base64.b64encode(json.dumps(answer).encode()) + b",")
        sys.stdout.buffer.flush()
        while target and not pathlib.Path({awaited!r}).exists():
            pass
        if target:
            entry.write_text({entry!r})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a script that is started by its first line")
@pytest.mark.parametrize(("entry", "told"), [("{}", 0), ("", 1)])
def test_what_is_written_last_is_waited_for_and_must_be_whole(
    entry: str, told: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Pagefind answers before its files are on the disk: search was without an index where it was ended at once."""
    program, awaited = tmp_path / "pagefind", tmp_path / "awaited"
    program.write_text(SLOW.format(python=sys.executable, entry=entry, awaited=str(awaited)), "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(pagefind, "program", lambda: program)
    monkeypatch.setattr(pagefind.time, "sleep", lambda _: awaited.touch())
    if told:
        monkeypatch.setattr(pagefind, "_LAST_SECONDS", 0)
    found = pagefind.build_search(tmp_path / "index", "en", [])
    assert len(found) == told
    assert (tmp_path / "index/pagefind-entry.json").read_text() == entry
