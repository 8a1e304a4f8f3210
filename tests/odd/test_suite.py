"""Customisations by others give the grammars that TEI's own stylesheets make of them: equal element by element.

The suite lies beside the project and is never part of it; without it these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.odd.grammars import differences

from edition.diagnostics import Severity
from edition.odd import Places, compile_odd
from edition.relaxng import parse_schema

SUITE = Path(__file__).resolve().parents[3] / "shared" / "suites" / "odd"
NAMES = (
    "basisformat_all",
    "cmi-customization",
    "tei_bare",
    "tei_drama",
    "tei_jtei",
    "tei_lite",
    "tei_ms",
    "testPure1",
)


@pytest.mark.parametrize("name", NAMES)
def test_the_grammar_is_that_of_tei_s_stylesheets(name: str) -> None:
    if not SUITE.is_dir():
        pytest.skip("the suite of ODDs (../shared/suites/odd) is not here")
    made = compile_odd(SUITE / f"{name}.odd", Places(SUITE / "p5subset.xml"))
    assert differences(made.rng.encode(), (SUITE / f"{name}.expected.rng").read_bytes()) == []
    assert all(f.severity is not Severity.ERROR for f in made.findings)
    assert parse_schema(made.rng.encode())
