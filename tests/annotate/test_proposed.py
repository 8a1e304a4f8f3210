"""What is proposed for the registers, and how the rules are told."""

from __future__ import annotations

import pytest

from edition.annotate import Annotator
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
