"""What is proposed for the registers."""

from __future__ import annotations

from edition.annotate import Annotator
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
