"""What is written is valid by the edition's own schema, whatever was read."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.intake.papers.typesetter import Canvas, Run
from tests.intake.test_strange import opened

from edition.project import data_dir

SIGNS = "a#%:/?&=[]{}|\\^`~@!$'()*+,;é-_.0"
LINES = [
    "Abstract",
    "Keywords",
    "References",
    "Notes",
    "1. one",
    "(1)",
    "Table 1. y",
    "https://a.example/x##",
    "# T",
    "12",
    "____",
    "a",
]
LINE = st.tuples(
    st.sampled_from([60, 80, 300]), st.sampled_from("rbi"), st.sampled_from([7, 10, 18]), st.sampled_from([0, 30]),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3),
)  # fmt: skip


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))


@pytest.mark.parametrize("sign", [*SIGNS, "##", "%zz", "%20", "a:b", "a:80", ":"])
@pytest.mark.parametrize("before", ["https://a.example/x", "https://a.example"])
def test_an_address_with_any_sign_is_one(take, grammar, before, sign):
    result = take(f"A sentence about ships.\n\nIt stands at {before}{sign}y in the web.\n")
    assert grammar.validate(result.root), grammar.error_log
    assert result.texts("//tei:body//tei:ref[@target]")


def test_a_table_before_the_abstract_stands_in_a_division(take, grammar):
    page = opened()
    page.canvas, page.y = Canvas(), 780
    page.canvas.page()
    for row in (["North", "12"], ["South", "7"], ["East", "31"]):
        for at, cell in enumerate(row):
            page.canvas.text(60 + 120 * at, page.y, [Run(cell)])
        page.y -= 12
    page.lines("Abstract", gap=30, size=18)
    result = take(page.canvas.pdf(), "paper.pdf")
    assert result.texts("//tei:cell") == ["North", "12", "South", "7", "East", "31"]
    assert grammar.validate(result.root), grammar.error_log


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(lines=st.lists(LINE, min_size=1, max_size=8))
def test_any_page_makes_a_valid_document(take, grammar, lines):
    canvas, y = Canvas(), 780
    canvas.page()
    for x, face, size, gap, texts in lines:
        y -= gap
        for at, text in enumerate(texts):
            canvas.text(x + 120 * at, y, [Run(text, face, size)])
        y -= 1.2 * size
    result = take(canvas.pdf(), "paper.pdf")
    assert grammar.validate(result.root), grammar.error_log
