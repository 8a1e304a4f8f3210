"""What is proposed for the registers, and how the rules are told."""

from __future__ import annotations

import pytest

from edition.annotate import Annotator, Mention
from edition.annotate.review.explain import explain
from edition.annotate.review.proposals import Lacking, proposals
from edition.registers import Registers

from .conftest import make_document


def test_a_last_name_alone_belongs_to_the_full_name(annotator: Annotator, registers: Registers) -> None:
    document = make_document("<p>Sonra General Vardin geldi. Vardin’in sözü uzundu. Ardından Vehbi Tanör konuştu.</p>")
    lacking = [Lacking(m, "yazi", "tr") for m in annotator.find(document).mentions_only() if not m.keys]
    assert [(p.key, p.name, p.count) for p in proposals(lacking, registers)] == [
        ("general-vardin", "General Vardin", 2),
        ("vehbi-tanor", "Vehbi Tanör", 1),
    ]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tahta III. Selim çıktı.", "ruler"),
        ("Ertesi gün Eisenhower’la buluştu.", "person-noun"),
        ("Heyette Tunar, Yelken ve Kerim Beyler vardı.", "company"),
        ("Yazısı Ufuk gazetesinde çıktı.", "press"),
        ("Karasu, İstanbul ve Tanburat da kaybedildi.", "row"),
        ("Gemi Tanburat açıklarında battı.", "near"),
    ],
)
def test_a_rule_is_told_in_words(annotator: Annotator, registers: Registers, text: str, rule: str) -> None:
    mention = next(m for m in annotator.find(make_document(f"<p>{text}</p>")).mentions_only() if m.rule == rule)
    told = next(line for line in explain(mention, registers, "tr") if "rule:" in line)
    assert not told.endswith(f"– {rule}")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Siden bodde Anna Berg hos J. Jensen i Bergen.", ["Anna Berg", "J. Jensen"]),
        ("Anna Berg bodde der. Da kom Anna Berg.", ["Anna Berg"]),
        ("Det Store Huset Var Rødt", []),
        ("Han sa til Gamle Ole: gamle dager.", []),
        ("Han leste <bibl>Anna Berg, Dikt</bibl> og JULIUS CÆSAR.", []),
    ],
)
def test_capitals_of_a_language_without_a_file_are_proposed_and_never_marked(text: str, names: list[str]) -> None:
    annotated = Annotator(Registers({})).find(make_document(f"<p>{text}</p>", "nb"))
    assert [one.mention.text for one in annotated.proposed] == names
    assert annotated.mentions == ()


def test_a_language_with_a_file_has_no_proposals_by_capitals() -> None:
    assert Annotator(Registers({})).find(make_document("<p>Then Anna Berg came.</p>", "en")).proposed == ()


def lacking(annotator: Annotator, *texts: str, lang: str = "tr") -> list[Lacking]:
    out = []
    for n, text in enumerate(texts):
        found = annotator.find(make_document(f"<p>{text}</p>", lang))
        ours = [*found.mentions_only(), *(one.mention for one in found.proposed)]
        out += [Lacking(m, f"a{n}", lang, text) for m in ours if not m.keys]
    return out


def mention(kind: str, text: str, rule: str = "title") -> Mention:
    return Mention(kind, 0, len(text), text, rule, "unknown")


def test_one_name_is_proposed_once_whatever_kinds_it_was_taken_for(registers: Registers) -> None:
    uses = [Lacking(mention(kind, "Tanburat"), "a", "tr", "o gün Tanburat") for kind in ("place", "org", "place")]
    (found,) = proposals(uses, registers)
    assert (found.kind, found.key, found.count, found.around) == ("place", "tanburat", 3, "o gün Tanburat")


def test_spellings_of_a_name_are_one_proposal(registers: Registers) -> None:
    texts = ("Georgi Tschitscherin", "Georgy Chicherin", "Георгий Чичерин", "Ivan Chicherin")
    found = proposals([Lacking(mention("person", text), "a", "de") for text in texts], registers)
    assert sorted(p.count for p in found) == [1, 3]


def test_a_proposal_names_the_entry_that_may_be_meant(registers: Registers) -> None:
    (found,) = proposals([Lacking(mention("person", "P. Dilowanow"), "a", "de")], registers)
    assert found.entry.startswith("dilovanov 0.9")


def test_in_a_language_without_a_file_capitals_are_proposed_and_not_marked(
    annotator: Annotator, registers: Registers
) -> None:
    uses = lacking(annotator, "toen zag ik Jan Vermeulen daar", "en zag Jan Vermeulen weer", "met Piet Smit", lang="xx")
    assert {use.mention.rule for use in uses} == {"capitals"}
    assert [(p.name, p.count, p.articles) for p in proposals(uses, registers)] == [("Jan Vermeulen", 2, ("a0", "a1"))]
