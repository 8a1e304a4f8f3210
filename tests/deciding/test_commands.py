"""`edition decide` and `edition review` as scripts call them."""

from __future__ import annotations

import json
from functools import partial

import pytest

from edition.project import Project

PATH = "tei/articles/letter.xml"


@pytest.fixture
def run(command, project: Project):  # type: ignore[no-untyped-def]
    return partial(command, folder=project.root)


def test_a_decision_is_written_with_who_and_when(run, project: Project) -> None:  # type: ignore[no-untyped-def]
    done = run("decide", "link", "letter", "--block", "p1", "--text", "Vakur Bey", "--ref", "halil-kut", "--by", "Ada")
    assert (done.code, done.out) == (
        0,
        f"{PATH}: link “Vakur Bey” in p1 (person:halil-kut)\n",
    )
    assert '<persName ref="person:halil-kut" resp="#editor-ada">Vakur Bey' in (project.root / PATH).read_text("utf-8")
    line = (project.root / "tei/decisions.tsv").read_text("utf-8").splitlines()[1].split("\t")
    assert line[:8] == ["letter", "p1", "Vakur Bey", "1", "person", "link", "person:halil-kut", "Ada"]
    assert len(line) == 9


@pytest.mark.parametrize("text", ["Lenin", "Halil"])
def test_what_is_not_found_or_not_clear_writes_nothing(run, project: Project, text: str) -> None:  # type: ignore[no-untyped-def]
    before = (project.root / PATH).read_bytes()
    done = run("decide", "accept", "letter", "--block", "p1", "--text", text)
    assert done.code == 1
    assert ("occurrence 2" in done.out) == (text == "Halil")
    assert (project.root / PATH).read_bytes() == before
    assert not (project.root / "tei/decisions.tsv").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("maybe", "letter", "--id", "x"), ("accept", "letter"), ("accept", "letter", "--text", "Kars"),
        ("link", "letter", "--id", "x"), ("kind", "letter", "--id", "x", "--kind", "ship"),
        ("accept", "other", "--id", "x"), ("accept", "letter", "--id", "x", "--date", "1921"),
        ("reject", "letter", "--id", "x", "--ref", "kars"), ("link", "letter", "--id", "x", "--ref", "kars", "--extent", "x"),
    ],
)  # fmt: skip
def test_a_wrong_call(run, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    assert run("decide", *arguments).code == 2


def test_all_places_are_listed_where_there_is_no_such_one(run, project: Project) -> None:  # type: ignore[no-untyped-def]
    done = run("decide", "accept", "letter", "--block", "p1", "--text", "Halil", "--occurrence", "3")
    assert done.code == 1 and "occurrence 1" in done.out and "occurrence 2" in done.out
    done = run("decide", "accept", "letter", "--block", "p1", "--text", "Vakur Bey", "--occurrence", "2")
    assert done.code == 1 and "leave out --occurrence" in done.out
    assert not (project.root / "tei/decisions.tsv").exists()


@pytest.mark.parametrize("arguments", [
    ("link", "--text", "Vakur Bey", "--ref", "person:kars"), ("link", "--text", "Vakur Bey", "--ref", "kars", "--kind", "person"),
    ("add", "--text", "met", "--ref", "person:kars"),
])  # fmt: skip
def test_an_entry_of_another_kind_is_refused(run, project: Project, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    action, *rest = arguments
    before = (project.root / PATH).read_bytes()
    assert run("decide", action, "letter", "--block", "p1", *rest).code == 2
    assert (project.root / PATH).read_bytes() == before


def test_the_queue_begins_with_the_most_uncertain_and_its_ids_are_understood(run, project: Project) -> None:  # type: ignore[no-untyped-def]
    queue = json.loads(run("review", "letter", "--format", "json").out)
    assert [(m["text"], m["cert"]) for m in queue] == [
        ("Vakur Bey", "unknown"), ("Spring", "unknown"), ("Halil", "low"), ("Halil", "medium"), ("Kars", "high"),
        ("16 March 1921", "high"),
    ]  # fmt: skip
    assert run("decide", "reject", "letter", "--id", queue[1]["id"]).code == 0
    assert ">Spring<" not in (project.root / PATH).read_text("utf-8")
    by_text = run("review", "--order", "text", "--limit", "1").out
    assert by_text.startswith("high    place  letter --id p1.")
