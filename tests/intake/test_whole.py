"""Whole sources as they come out: text, structure and header, and what is told with its place.

A case is a source in `cases/whole/`, and beside it what becomes of it, with `.out` behind the name: the TEI without
digests and the ids that stand for places, and the findings. Who changes how sources are read looks at both.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from edition.diagnostics import render
from edition.intake import ImportOptions, import_bytes

CASES = Path(__file__).parent / "cases/whole"
_LEFT_OUT = re.compile(
    r'<\?.*?\?>\n| xml:id="[a-z]-[a-z0-9]{8}"| target="#b-[a-z0-9]{8}"|SHA-256 of this file: \w+'
    r"|<idno type=\"sha256\">\w+</idno>| *<listPrefixDef>.*?</listPrefixDef>\n",
    re.DOTALL,
)


def outcome(source: Path) -> str:
    """What becomes of a source."""
    made = import_bytes(Path(source.name), source.read_bytes(), ImportOptions())
    return _LEFT_OUT.sub("", made.data.decode()) + render(made.findings, "concise")


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir() if path.suffix != ".out"))
def test_what_becomes_of_a_source(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    assert outcome(CASES / name) == (CASES / f"{name}.out").read_text(encoding="utf-8")
