"""What a document teaches: which of its mentions count, where they stood, and which words nobody decided on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.annotate import Annotator, read_decisions
from edition.annotate.learned.lessons import Lesson, lesson_of, take_out
from edition.annotate.learned.memory import memory_of
from edition.facts.habits import ReadingHabits
from edition.markup import Document
from edition.project import TextSettings
from edition.registers import Registers

from .conftest import make_document

MACHINE = 'resp="#edition-annotate"'


def habits(document: Document) -> ReadingHabits:
    return ReadingHabits.of(document.root, TextSettings())


@pytest.mark.parametrize(
    ("inside", "left", "marks"),
    [
        ('<p>a <persName ref="#k">Ada</persName> b</p>', "<p>a Ada b</p>", [("person", "Ada", ("k",))]),
        ("<p>a <persName/> b</p>", "<p>a <persName/> b</p>", []),
        ("<p>a <date>1901</date> b</p>", "<p>a <date>1901</date> b</p>", []),
        ("<p><persName><forename>Ada</forename> <surname>Lo</surname></persName></p>", "<p>Ada Lo</p>", [("person", "Ada Lo", ())]),
        ('<p><rs type="person" subtype="implied" ref="#k">her</rs></p>', "<p>her</p>", []),
        ('<p><rs type="place">the town</rs></p>', "<p>the town</p>", [("place", "the town", ())]),
        (f"<p><persName {MACHINE}>Ada</persName></p>", f"<p><persName {MACHINE}>Ada</persName></p>", []),
        ("<p><orgName>Bank of <placeName>York</placeName></orgName> x</p>", "<p>Bank of York x</p>",
         [("org", "Bank of York", ())]),
        ("<p><bibl><persName>Ada</persName></bibl><title><placeName>York</placeName></title></p>",
         "<p><bibl><persName>Ada</persName></bibl><title><placeName>York</placeName></title></p>", []),
        ("<p>ä <placeName>Öd</placeName>, <placeName>Au</placeName></p>", "<p>ä Öd, Au</p>",
         [("place", "Öd", ()), ("place", "Au", ())]),
    ],
)  # fmt: skip
def test_mentions_are_taken_out_and_remembered(inside: str, left: str, marks: list[object]) -> None:
    document = make_document(inside)
    found = take_out(document, habits(document))
    data = found.document.source.data
    assert data.partition(b"<body>")[2].partition(b"</body>")[0].decode() == left
    assert [(m.kind, data[m.start : m.end].decode(), m.keys) for m in found.marks] == marks


def test_back_and_header_teach_nothing() -> None:
    document = make_document(
        "<p>Ada</p>", header="<teiHeader><fileDesc><persName>Ada</persName></fileDesc></teiHeader>"
    )
    assert take_out(document, habits(document)).marks == ()


def lesson(registers: Registers, inside: str, *lines: str) -> Lesson | None:
    decisions, wrong = read_decisions("d.tsv", "\n".join(lines).encode())
    assert wrong == []
    return lesson_of(make_document(inside), replace(Annotator(registers), decisions=decisions))


def words(found: Lesson) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    return [
        [(m.kind, " ".join(t.tokens.text[m.first : m.last]), m.keys) for m in marks]
        for t, marks in zip(found.texts, found.marks, strict=True)
    ]


def test_marks_are_words_of_their_paragraphs(registers: Registers) -> None:
    inside = (
        '<p xml:id="p1">Dün <placeName ref="place:karasu">Karasu</placeName>’da <persName>Veli Bey</persName> vardı.</p>'
        '<p xml:id="p2">Kimse <persName>…</persName> yoktu.</p>'
    )
    found = lesson(registers, inside)
    assert found is not None
    assert words(found) == [[("place", "Karasu", ("karasu",)), ("person", "Veli Bey", ())], []]
    assert found.memory() == memory_of(
        [("dun", ""), ("karasu", "place"), ("veli", "person"), ("bey", "person"), ("kimse", "")]
    )
    assert found.doubtful == (frozenset(), frozenset())


def test_without_marks_and_decisions_nothing_is_taught(registers: Registers) -> None:
    assert lesson(registers, '<p xml:id="p1">Karasu’da</p>') is None
    assert lesson(registers, '<p xml:id="p1">Karasu’da</p>', "baska\tp1\tKarasu\t1\tplace\taccept\t\tA\t") is None
    assert lesson(registers, f'<p xml:id="p1"><placeName {MACHINE}>Karasu</placeName>’da</p>') is None


def test_what_editors_accepted_of_the_machine_teaches_where_they_decided(registers: Registers) -> None:
    inside = f'<p xml:id="p1"><placeName {MACHINE}>Karasu</placeName>, <placeName {MACHINE}>Moskova</placeName></p><p xml:id="p2">Karasu</p>'
    found = lesson(registers, inside, "yazi\tp1\tKarasu\t1\tplace\taccept\t\tA\t")
    assert found is not None
    assert [text.flow.id for text in found.texts] == ["p1"]
    assert words(found) == [[("place", "Karasu", ("karasu",))]]
    (doubt,) = found.doubtful
    assert [found.texts[0].tokens.text[i] for i in doubt] == ["Moskova"]


def test_decided_dates_teach_no_name(registers: Registers) -> None:
    found = lesson(registers, '<p xml:id="p1">16 Mart 1921</p>', "yazi\tp1\t16 Mart 1921\t1\tdate\taccept\t\tA\t")
    assert found is not None
    assert words(found) == [[]]


def test_an_editors_mark_goes_before_what_was_accepted_at_its_place(registers: Registers) -> None:
    inside = '<p xml:id="p1"><persName ref="#x">Neriman Velizade</persName> geldi, Karasu sustu.</p>'
    found = lesson(
        registers, inside, "yazi\tp1\tNeriman Velizade\t1\tperson\tlink\tperson:velizade\tA\t",
        "yazi\tp1\tKarasu\t1\tplace\taccept\t\tA\t",
    )  # fmt: skip
    assert found is not None
    assert words(found) == [[("person", "Neriman Velizade", ("x",)), ("place", "Karasu", ("karasu",))]]
