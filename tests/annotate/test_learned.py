"""What the editors' marks teach: found, linked and sure as they marked it, the same bytes each time, nothing else touched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from edition.annotate import Annotator, write_mentions
from edition.annotate.learned.lessons import lesson_of, take_out
from edition.annotate.learned.links import MentionSetting, links_of
from edition.annotate.learned.model import MOST_BYTES, Model, from_bytes, to_bytes
from edition.annotate.learned.teach import Taught, learn_from
from edition.annotate.learned.worth import Trial, evidence_of, worth_of
from edition.annotate.review.decisions import read_decisions
from edition.diagnostics import EditionError
from edition.markup import Document, Source, parse
from edition.project import TextSettings

from .conftest import make_registers, telling
from .made_up import REGISTER, letter
from .test_command import call

ANNOTATOR = Annotator(make_registers(telling(REGISTER)), default_language="xx")


def document(number: int, *, marked: bool = True) -> Document:
    return parse(Source(f"{number}.xml", letter(number, marked=marked)))


def taught_by(numbers: range) -> Taught | None:
    return learn_from((document(n) for n in numbers), ANNOTATOR, "briefe")


@pytest.fixture(scope="module")
def taught() -> Taught:
    pytest.importorskip("pycrfsuite")
    found = taught_by(range(60))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def model(taught: Taught) -> Model:
    return taught.model


def mentions(annotator: Annotator, number: int) -> list[tuple[str, str, tuple[str, ...]]]:
    found = annotator.find(document(number, marked=False)).mentions_only()
    return [(m.kind, m.text, m.keys) for m in found if m.kind != "date"]


def gold(number: int) -> list[tuple[str, str, tuple[str, ...]]]:
    lesson = lesson_of(document(number), ANNOTATOR)
    assert lesson is not None
    return [
        (m.kind, t.flow.text[t.tokens.start[m.first] : t.tokens.end[m.last - 1]], m.keys)
        for t, marks in zip(lesson.texts, lesson.marks, strict=True)
        for m in marks
    ]


def test_taking_mentions_out_leaves_the_text() -> None:
    unmarked = take_out(document(3), ANNOTATOR.habits(document(3)))
    assert unmarked.document.source.data == letter(3, marked=False)
    assert {m.kind for m in unmarked.marks} == {"person", "place"}


def test_what_editors_mark_is_found_in_other_letters(taught: Taught, model: Model) -> None:
    judging = replace(ANNOTATOR, model=model)
    for number in range(100, 110):
        assert mentions(judging, number) == gold(number)


def test_learning_is_worth_more_than_registers_alone(taught: Taught) -> None:
    assert "person" in taught.model.judged
    assert taught.learned.kinds["person"].f1 > taught.without.kinds["person"].f1
    assert taught.learned.linked_right >= taught.without.linked_right


def test_nothing_is_called_high_that_few_speak_for() -> None:
    def cert(right: int, wrong: int) -> str:
        """What the best of so many would be called, beside many that are mostly wrong."""
        best, worst = (evidence_of((c, 1.0, c), (3, 0), 0.0, (True,) * 8) for c in (0.99, 0.3))
        told = [Trial(best, True)] * right + [Trial(best, False)] * wrong
        told += [Trial(worst, False)] * 60 + [Trial(worst, True)] * 20
        return worth_of([[[one] for one in told[n::4]] for n in range(4)]).cert(best)

    assert cert(400, 2) == "high"
    assert cert(40, 0) == "medium"  # all were right, but so few that it may be chance
    assert cert(380, 20) == "medium"
    assert cert(5, 0) == "low"


def test_what_is_named_most_does_not_make_all_others_sure() -> None:
    """One name that was always right, and many named once of which some were wrong."""

    def cert(form: str) -> str:
        best, worst = (evidence_of((c, 1.0, c), (3, 0), 0.0, (True,) * 8) for c in (0.99, 0.3))
        told = [Trial(best, True, form or f"usual {n}") for n in range(300)]
        told += [Trial(best, n % 8 > 0, f"rare {n}") for n in range(60)]
        told += [Trial(worst, n % 4 == 0, f"doubtful {n}") for n in range(80)]
        return worth_of([[[one] for one in told[n::4]] for n in range(4)]).cert(best)

    assert (cert(""), cert("Ulm")) == ("high", "medium")


def test_a_place_before_a_number_may_be_a_part_of_it(model: Model) -> None:
    sure = replace(ANNOTATOR, model=replace(model, worth=replace(model.worth, high=0.0, medium=0.0)))
    for behind, cert in (("", "high"), (" XII", "medium")):
        xml = letter(3, marked=False).replace(b"</body>", f"<p>Ich wohne in Ulm{behind}</p></body>".encode())
        found = sure.find(parse(Source("x.xml", xml))).mentions
        assert found[-1].mention.text == "Ulm"
        assert found[-1].mention.cert == cert


def test_who_signs_is_not_sure_where_nobody_taught_who_signs(model: Model) -> None:
    sure = replace(model, worth=replace(model.worth, high=0.0, medium=0.0))
    none = dict.fromkeys(("at=signed", "at=closer"), (0.0,) * len(model.chain.labels))
    assert none.keys().isdisjoint(model.chain.weights)
    taught = replace(sure, chain=replace(sure.chain, weights={**sure.chain.weights, **none}))
    signed = b"<closer><signed>Ida Dorn</signed></closer></body>"
    xml = letter(3, marked=False).replace(b"</body>", signed)
    for one, expected in ((sure, "low"), (taught, "high")):
        found = replace(ANNOTATOR, model=one).find(parse(Source("x.xml", xml)))
        assert [o.mention.cert for o in found.mentions if o.flow.owner.name == "signed"] == [expected]
        assert {o.mention.cert for o in found.mentions if o.mention.keys and o.flow.owner.name == "p"} == {"high"}


def test_a_common_noun_that_is_a_surname_is_left_alone(model: Model) -> None:
    number = next(n for n in range(100, 200) if b"Der Abend" in letter(n))
    assert any(text == "Abend" for _, text, _ in mentions(ANNOTATOR, number))
    assert not any(text == "Abend" for _, text, _ in mentions(replace(ANNOTATOR, model=model), number))


def test_two_trainings_give_equal_bytes(model: Model) -> None:
    again = taught_by(range(60))
    assert again is not None
    assert to_bytes(again.model) == to_bytes(model)
    assert len(to_bytes(model)) <= MOST_BYTES


def test_the_file_is_read_back_as_it_was_written(model: Model) -> None:
    assert to_bytes(from_bytes(to_bytes(model), "m", "briefe")) == to_bytes(model)


@pytest.mark.parametrize("damage", [lambda _: b"", lambda d: d[:-5], lambda _: b"\x80\x04K\x01.", lambda d: d * 30])
def test_a_damaged_file_is_refused(model: Model, damage: Callable[[bytes], bytes]) -> None:
    with pytest.raises(EditionError) as refused:
        from_bytes(damage(to_bytes(model)), "m", "briefe")
    assert refused.value.diagnostics[0].code.id == "A205"


def test_a_model_of_another_edition_is_refused(model: Model) -> None:
    with pytest.raises(EditionError, match="briefe"):
        from_bytes(to_bytes(model), "m", "another")


def test_weights_that_fit_no_label_are_refused(model: Model) -> None:
    chain = replace(model.chain, steps=model.chain.steps[:-1])
    with pytest.raises(EditionError, match="parts"):
        from_bytes(to_bytes(replace(model, chain=chain)), "m", "briefe")


def test_a_model_keeps_text_and_editors_marks_and_is_steady(model: Model) -> None:
    judging = replace(ANNOTATOR, model=model)
    for number in range(200, 206):
        once = write_mentions(judging.find(document(number, marked=False)))
        assert write_mentions(judging.find(parse(Source("x.xml", once)))) == once
        assert model.digest().encode() in once
        marked = write_mentions(judging.find(document(number)))
        for element in ("persName", "placeName"):
            assert marked.count(f"<{element}".encode()) == letter(number).count(f"<{element}".encode())


def test_too_few_marks_teach_nothing() -> None:
    assert taught_by(range(4)) is None
    assert learn_from((document(n, marked=False) for n in range(60)), ANNOTATOR, "briefe") is None


def test_without_a_kind_that_it_judges_all_is_as_before(model: Model) -> None:
    nothing = replace(ANNOTATOR, model=replace(model, judged=()))
    plain = ANNOTATOR.find(document(120, marked=False))
    assert list(nothing.find(document(120, marked=False)).mentions_only()) == list(plain.mentions_only())


def test_only_paragraphs_with_decisions_teach_in_a_document_without_marks() -> None:
    xml = letter(1, marked=False).replace(b"<p>", b'<p xml:id="p1">', 1)
    plain = Annotator(ANNOTATOR.registers, default_language="xx").find(parse(Source("x.xml", xml)))
    first = next(one for one in plain.mentions if one.flow.id == "p1" and one.mention.kind != "date")
    line = f"l1\tp1\t{first.mention.text}\t1\t{first.mention.kind}\treject\t\tAB\t\n"
    decisions, wrong = read_decisions("d.tsv", line.encode())
    assert not wrong
    lesson = lesson_of(parse(Source("x.xml", xml)), replace(ANNOTATOR, decisions=decisions))
    assert lesson is not None
    assert [text.flow.id for text in lesson.texts] == ["p1"]
    assert lesson.marks == ((),)


def test_keys_are_read_as_the_header_and_the_edition_have_them() -> None:
    prefix = '<encodingDesc><listPrefixDef><prefixDef ident="reg" matchPattern="(.+)" replacementPattern="#p-$1"/>'
    xml = letter(1).replace(b"<profileDesc>", f"{prefix}</listPrefixDef></encodingDesc><profileDesc>".encode(), 1)
    xml = re.sub(rb"ref=(['\"])#", rb"ref=\1reg:", xml)
    settings = TextSettings(keys=(("p-(.+)", "$1"),))
    lesson = lesson_of(parse(Source("x.xml", xml)), replace(ANNOTATOR, settings=settings))
    plain = lesson_of(document(1), ANNOTATOR)
    assert lesson is not None
    assert plain is not None
    assert (lesson.marks, lesson.setting) == (plain.marks, plain.setting)
    assert lesson.setting.correspondents == {"quast-anna"}


def test_a_form_is_the_one_it_was_in_this_correspondence() -> None:
    to_a, to_b = MentionSetting(frozenset(("a",)), 1900), MentionSetting(frozenset(("b",)), 1920)
    links = links_of([("paul", "p1", to_a)] * 3 + [("paul", "p2", to_b)] * 3)

    def likelier(where: MentionSetting) -> float:
        weights = links.weigh("paul", ("p1", "p2"), where)
        return weights["p1"] - weights["p2"]

    assert likelier(to_a) > 0 > likelier(to_b)
    assert likelier(MentionSetting(year=1901)) > 0
    assert likelier(MentionSetting()) == 0


@pytest.mark.slow
def test_the_command_learns_and_annotating_uses_it(tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    (tmp_path / "tei/articles").mkdir(parents=True)
    (tmp_path / "tei/registers").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\nid = "briefe"\ntitle = "Briefe"\n', encoding="utf-8")
    (tmp_path / "tei/registers/all.xml").write_text(REGISTER, encoding="utf-8")
    for number in range(40):
        (tmp_path / f"tei/articles/{number}.xml").write_bytes(letter(number))
    assert "too few" not in call(tmp_path, "learn").stdout
    written = tmp_path / "tei/registers/learned.model"
    first = written.read_bytes()
    assert call(tmp_path, "learn").returncode == 0
    assert written.read_bytes() == first
    (tmp_path / "tei/articles/new.xml").write_bytes(letter(101, marked=False))
    assert call(tmp_path, "annotate", "tei/articles/new.xml").returncode == 0
    assert b"learned model" in (tmp_path / "tei/articles/new.xml").read_bytes()
    written.write_bytes(b"\x80\x04K\x01.")
    refused = call(tmp_path, "annotate", "tei/articles/new.xml")
    assert "A205" in refused.stdout + refused.stderr
    assert b"learned model" not in (tmp_path / "tei/articles/new.xml").read_bytes()
