"""One case a rule of the specification, and the suites of its author where they are at hand."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.suites import SUITES, Outcome, compact_cases, datatype_cases, schematron_cases, spec_cases

from edition.relaxng import SchemaError, load_schema

CASES = tomllib.loads((Path(__file__).parent / "cases" / "specification.toml").read_text(encoding="utf-8"))["case"]
NAMESPACE = 'xmlns="http://relaxng.org/ns/structure/1.0"'


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["rule"])
def test_rules_of_the_specification(case: dict[str, Any], tmp_path: Path) -> None:
    for name, text in {"schema.rng": case["schema"], **case.get("files", {})}.items():
        (tmp_path / name).write_text(re.sub(r"<\w+", rf"\g<0> {NAMESPACE}", text, count=1), encoding="utf-8")
    if "refused" in case:
        with pytest.raises(SchemaError, match=case["refused"]):
            load_schema(tmp_path / "schema.rng")
        return
    schema = load_schema(tmp_path / "schema.rng")
    for document in case.get("valid", []):
        assert schema.validate(document.encode()) == [], document
    for document in case.get("invalid", []):
        assert schema.validate(document.encode()), document


FLOORS = {spec_cases: 965, compact_cases: 87, datatype_cases: 1283, schematron_cases: 50}


@pytest.mark.parametrize(("run", "floor"), FLOORS.items(), ids=["specification", "compact", "datatypes", "schematron"])
def test_suites_of_its_author(run: Callable[[], Iterator[Outcome]], floor: int) -> None:
    if not SUITES.is_dir():
        pytest.skip("../shared/suites is not here")
    outcomes = list(run())
    assert len(outcomes) >= floor
    assert [outcome for outcome in outcomes if outcome.wrong] == []
