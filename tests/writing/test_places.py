"""Help while somebody writes: what may stand at a place, what is wrong, what is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.diagnostics import Diagnostic, Span
from edition.markup.codes import MALFORMED
from edition.project import Project
from edition.relaxng import parse_schema
from edition.relaxng.advice.completion import choices_at
from edition.relaxng.reading.cursor import cursor_at
from edition.writing.checks import Checks
from edition.writing.findings import moved
from edition.writing.home import Homes, named_schemas
from edition.writing.offers import offers_at
from edition.writing.texts import Texts

SCHEMA = parse_schema(
    b"""
start = element a { attribute n { "1" | "2" }?, attribute m { text }, b, c* }
b = element b { text }
c = element c { empty }
""",
    compact=True,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<", ["a"]), ("<a m='' ", ["n"]), ("<a ", ["m", "n"]), ("<a m=''><", ["b"]), ("<a m=''><b/><", ["c"]),
        ("<a m=''><b>x</b><c/><", ["c"]), ("<a m=''><zzz/><", ["b"]), ("<!-- <a m=''><", []), ("<a m=''><b></a><", []),
        ("<a m=''/><", []), ("<a m='&x;'><", []), ("text ", []),
    ],
)  # fmt: skip
def test_what_may_stand_at_a_place(text: str, names: list[str]) -> None:
    cursor = cursor_at(text.encode(), len(text))
    found = choices_at(SCHEMA, text.encode(), cursor).names if cursor else ()
    assert sorted(choice.text for choice in found) == names


def test_what_is_required_is_known_and_values_are_listed() -> None:
    cursor = cursor_at(b"<a n='", 6)
    assert cursor and [form.value for form in choices_at(SCHEMA, b"<a n='", cursor).values] == ["1", "2"]
    cursor = cursor_at(b"<a ", 3)
    assert cursor and next((c.text, c.required) for c in choices_at(SCHEMA, b"<a ", cursor).names) == ("m", True)


def test_a_value_is_a_list_of_words() -> None:
    data = b'<p ref="person:a person:b" n="1">'
    cursor = cursor_at(data, data.index(b"person:b") + 3)
    assert cursor and data[cursor.start : cursor.end] == b"person:b" and not cursor.first
    assert cursor.given == ("n",) and cursor.attribute == "ref"


def test_findings_move_with_the_text_and_go_where_it_changed() -> None:
    found = [
        Diagnostic(MALFORMED, name, Span("a", *place)) for name, place in (("x", (0, 1)), ("y", (4, 6)), ("z", (8, 9)))
    ]
    left = moved(found, b"0123456789", b"0123XX56789", "a")
    assert [(d.message, d.primary) for d in left] == [("x", Span("a", 0, 1)), ("z", Span("a", 9, 10))]


def test_schemas_are_files_of_this_machine_only(tmp_path: Path) -> None:
    (tmp_path / "a.rng").touch()
    text = "".join(
        f'<?xml-model href="{name}"?>' for name in ("a.rng", "https://example.org/a.rng", "//host/a.rng", "none.rng")
    )
    assert named_schemas(tmp_path / "x.xml", text.encode()) == (tmp_path / "a.rng",)


def test_an_article_that_is_new_is_one_of_the_edition(sample: Project) -> None:
    homes = Homes()
    old = sample.article_paths()[0]
    assert homes.of(old, b"").articles == {old}
    new = old.with_name("b.xml")
    new.touch()
    homes.look_again()
    assert homes.of(new, b"").articles == {old, new}


def test_what_takes_long_is_checked_wholly_only_where_it_is_saved(
    sample: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("edition.writing.checks.PATIENCE", 0.0)
    path, checks = sample.article_paths()[0], Checks()
    text = path.read_text("utf-8")
    checks.texts.put(path, text)
    assert checks.all(path) == []
    checks.texts.put(path, text.replace("person:evliya-celebi", "person:nobody"))
    assert checks.all(path) == []
    assert [found.code.id for found in checks.all(path, wholly=True)] == ["V340"]
    checks.texts.put(path, text.replace("person:evliya-celebi", "person:nobody").replace("Boys", "Girls"))
    assert [found.code.id for found in checks.all(path)] == ["V340"]


def test_calendars_are_offered_by_their_ids(sample: Project) -> None:
    path = sample.article_paths()[0]
    text = path.read_text("utf-8").replace(
        "<langUsage>", '<calendarDesc><calendar xml:id="julian"><p>J</p></calendar></calendarDesc><langUsage>'
    )
    text = text.replace('<date when="1566"', '<date calendar="" when="1566"')
    texts = Texts()
    data = texts.put(path, text)
    offers = offers_at(Homes().of(path, data), texts, path, data.index(b'calendar=""') + len(b'calendar="'))
    assert [offer.text for offer in offers] == ["#julian"]
