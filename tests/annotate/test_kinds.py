"""A form that entries of several kinds have: what stands around it tells which is meant."""

from __future__ import annotations

import pytest

from edition.annotate import Annotator

from .conftest import make_document, make_registers

REGISTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="tr"><standOff><listPlace><place xml:id="yelken">
<placeName type="main">Yelkentepe</placeName></place></listPlace><listOrg><org xml:id="gazete">
<orgName type="main">Yelkentepe</orgName></org></listOrg></standOff></TEI>"""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sonra Yelkentepe’ye geldi.", "place"),
        ("Bunu “Yelkentepe” yazdı.", "org"),
        ("Bunu «Yelkentepe» yazdı.", "org"),
        ("Bunu “Yelkentepe yazdı.", "place"),
        ("Bunu Yelkentepe” yazdı.", "place"),
        ("Bunu «Yelkentepe” yazdı.", "place"),
        ("Bunu “ Yelkentepe, yazdı.", "place"),
    ],
)
def test_in_quotation_marks_it_is_a_newspaper(text: str, kind: str) -> None:
    found = Annotator(make_registers(REGISTER)).find(make_document(f"<p>{text}</p>")).mentions_only()
    assert [(m.text, m.kind) for m in found] == [("Yelkentepe", kind)]
