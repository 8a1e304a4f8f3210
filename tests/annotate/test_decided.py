"""What editors decided is obeyed, sort by sort; and what is told of a mention, and of why it is one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from edition.annotate import Annotator, Mention, read_decisions
from edition.annotate.job import AnnotateJob
from edition.annotate.review.explain import explain, mentions_on_line
from edition.jobs.mapping import Item
from edition.registers import Registers

from .conftest import make_document

TEXT = '<p xml:id="p1">Karasu’da\n16 Mart 1921 günü Neriman Velizade vardı,\nyine Karasu’da.</p><p xml:id="p2">Karasu’da.</p>'


def mentions(registers: Registers, *lines: str, inside: str = TEXT) -> list[Mention]:
    """The mentions of a text under decisions, in its order."""
    decisions, findings = read_decisions("d.tsv", "\n".join(lines).encode())
    assert findings == []
    return list(Annotator(registers, decisions=decisions).find(make_document(inside)).mentions_only())


def told(found: list[Mention]) -> list[tuple[str, str, tuple[str, ...], str]]:
    return [(m.kind, m.text, m.keys, m.cert) for m in found if m.decided]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("p1\tKarasu\t2\tplace\taccept\t\tAB", ("place", "Karasu", ("karasu",), "high")),
        ("p1\tKarasu\t1\tplace\tlink\tplace:moskova\tAB", ("place", "Karasu", ("moskova",), "high")),
        ("p1\tKarasu\t1\tplace\tkind\torg:karasu-hukumeti\tAB", ("org", "Karasu", ("karasu-hukumeti",), "high")),
        ("p1\tNeriman Velizade\t1\tperson\textent\tVelizade\tAB", ("person", "Velizade", ("velizade",), "high")),
        ("p1\tNeriman Velizade\t1\tperson\textent\tNeriman Hanım\tAB", ("person", "Neriman Velizade", ("velizade",), "high")),
        ("p1\tgünü\t1\tperson\tadd\tperson:velizade\tAB", ("person", "günü", ("velizade",), "high")),
    ],
)  # fmt: skip
def test_a_decision_changes_the_mention_that_it_names(
    registers: Registers, line: str, expected: tuple[str, str, tuple[str, ...], str]
) -> None:
    assert told(mentions(registers, f"yazi\t{line}\t2024-01-01")) == [expected]


def test_another_kind_alone_takes_the_entry_away(registers: Registers) -> None:
    (found,) = (m for m in mentions(registers, "yazi\tp1\tKarasu\t1\tplace\tkind\tperson\tAB\t") if m.decided)
    assert (found.kind, found.keys, found.date) == ("person", (), None)


@pytest.mark.parametrize(
    "line",
    ["p1\t16 Mart 1921\t1\tdate\tdate\t1922-05\tAB\t", "p1\tNeriman Velizade\t1\tperson\tdate\tMayıs 1922\tAB\t"],
)
def test_a_decided_date_has_the_value_that_was_told(registers: Registers, line: str) -> None:
    (found,) = (m for m in mentions(registers, f"yazi\t{line}") if m.decided)
    assert found.date is not None
    assert (found.kind, found.date.when, found.inferred, found.cert) == ("date", "1922-05", False, "high")


def test_an_added_date_is_read_and_has_no_key(registers: Registers) -> None:
    (found,) = (m for m in mentions(registers, "yazi\tp1\tgünü\t1\tdate\tadd\t1921\tAB\t") if m.decided)
    assert found.date is not None
    assert (found.kind, found.date.when, found.keys) == ("date", "1921", ())


def test_words_are_added_over_line_ends_and_only_where_nothing_is_marked(registers: Registers) -> None:
    (found,) = told(mentions(registers, "yazi\tp1\tvardı, yine\t1\tplace\tadd\tplace:moskova\tAB\t"))
    assert found[1] == "vardı,\nyine"
    assert told(mentions(registers, "yazi\tp1\tKarasu\t1\tperson\tadd\tperson:velizade\tAB\t")) == []
    assert told(mentions(registers, "yazi\tp9\tgünü\t1\tplace\tadd\tplace:moskova\tAB\t")) == []
    assert told(mentions(registers, "yazi\tp1\tgün.\t1\tplace\tadd\tplace:moskova\tAB\t")) == []


def test_a_refusal_holds_for_one_mention_of_one_text(registers: Registers) -> None:
    line = "p1\tKarasu\t1\tplace\treject\t\tAB\t"
    places = [m.start for m in mentions(registers, f"yazi\t{line}") if m.kind == "place"]
    assert len(places) == 2
    assert len([m for m in mentions(registers, f"baska\t{line}") if m.kind == "place"]) == 3


def used(registers: Registers, inside: str, *lines: str) -> tuple[int, ...]:
    """The numbers of the decisions that are obeyed."""
    decisions, _ = read_decisions("d.tsv", "\n".join(lines).encode())
    job = AnnotateJob(registers, frozenset({"person", "place", "org", "event", "date"}), decisions)
    document = make_document(inside)
    return job.prepare()(Item("yazi.xml", document.source.data)).decisions_used


@pytest.mark.parametrize(
    ("line", "fulfilled"),
    [
        ("Karasu\t1\tplace\taccept\t\tAB\t", True),
        ("Karasu\t1\tplace\treject\t\tAB\t", False),
        ("Karasu\t2\tplace\taccept\t\tAB\t", False),
        ("Kara\t1\tplace\textent\tKarasu\tAB\t", True),
        ("Karasu\t1\torg\tkind\tplace:karasu\tAB\t", True),
        ("Moskova\t1\torg\tkind\tplace:karasu\tAB\t", False),
    ],
)
def test_a_mention_of_an_editor_fulfils_what_was_decided(registers: Registers, line: str, fulfilled: bool) -> None:
    inside = '<p xml:id="p1">Orada <placeName ref="place:karasu">Karasu</placeName> vardı.</p>'
    assert used(registers, inside, "yazi\tp1\tyok\t1\tplace\treject\t\tAB\t", f"yazi\tp1\t{line}") == (
        (1,) if fulfilled else ()
    )


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("a\tb\tc\t1\tplace", "the line has 5 fields"),
        ("a\tb\tc\t1234567890\tplace\treject", "`123456789` is no number of an occurrence"),
        ("a\tb\tc\tx\tplace\treject", "`x` is no number of an occurrence"),
        ("a\tb\tc\t1\tplanet\treject", "`planet` is no kind: person, place, org, event, date, work"),
        ("a\tb\tc\t1\tplace\tperhaps", "`perhaps` is no decision: accept, reject, link, kind, date, extent, add"),
        ("a\tb\tc\t1\tplace\tlink", "the decision `link` names no reference"),
        ("a\tb\tc\t1\tplace\tdate\t ", "the decision `date` names no value"),
        ("a\tb\tc\t1\tplace\textent", "the decision `extent` names no words"),
        ("a\tb\tc\t1\tplace\tkind", "the decision `kind` names no kind"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(line: str, wrong: str) -> None:
    _, (finding,) = read_decisions("d.tsv", line.encode())
    assert finding.message == wrong


def test_the_shortest_line_that_can_be_obeyed() -> None:
    decisions, findings = read_decisions("d.tsv", b"article\tblock\nyazi\tp1\tc\t123456789\tplace\treject\n")
    assert findings == []
    ((line),) = decisions.lines
    assert (line.occurrence, line.ref, line.by, line.when) == (123456789, "", "", "")


def reasons(registers: Registers, text: str, *lines: str, lang: str = "tr") -> list[str]:
    (found,) = (m for m in mentions(registers, *lines) if m.text == text and m.kind != "place")
    return list(explain(found, registers, lang))


def test_a_name_is_explained_by_rule_form_and_entries(registers: Registers) -> None:
    head, rule, form, entry = reasons(registers, "Neriman Velizade")
    assert head == "`Neriman Velizade` is a person, certainty high"
    assert rule == "  rule: given-name – a known given name stands with a further name"
    assert form == "  register form: Neriman Velizade"
    assert entry.startswith("  → velizade (Neriman Velizade), weight ")


def test_a_date_is_explained_by_form_and_value(registers: Registers) -> None:
    assert reasons(registers, "16 Mart 1921") == [
        "`16 Mart 1921` is a date, certainty high",
        "  form of date: day; value: 1921-03-16",
    ]


def explained(registers: Registers, text: str) -> Iterator[str]:
    annotated = Annotator(registers).find(make_document(f"<p>{text}</p>"))
    for mention in annotated.mentions_only():
        yield from explain(mention, registers, "tr")


def test_what_else_is_told_of_a_mention(registers: Registers) -> None:
    lines = list(explained(registers, "27 Nisan 1336’da oradaydı. 3 Mayıs’ta Vehbi Tanör Bey geldi; Cevat Bey sustu."))
    assert "  calendar: rumi, there 1336-04-27" in lines
    assert "  the year is not in the text; it is the story's year at this place" in lines
    assert "  no register entry fits; see the proposals file" in lines
    assert [line[:11] for line in lines if "-cevat" in line] == ["  → a-cevat", "    b-cevat"]
    assert sum("certainty" in line for line in lines) == 4
    assert "  an editor decided so (decisions file)" not in lines


def test_a_decision_is_named_as_the_reason(registers: Registers) -> None:
    line = "yazi\tp1\tNeriman Velizade\t1\tperson\tlink\tperson:gone\tAB\t"
    assert "  an editor decided so (decisions file)" in reasons(registers, "Neriman Velizade", line)


def test_mentions_are_asked_for_by_the_line_that_they_begin_on(registers: Registers) -> None:
    annotated = Annotator(registers).find(make_document(TEXT))
    found = [[one.mention.text for one in mentions_on_line(annotated, line)] for line in range(5)]
    assert found == [[], ["Karasu"], ["16 Mart 1921", "Neriman Velizade"], ["Karasu", "Karasu"], []]
