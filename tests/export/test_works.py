"""References read back with bibtexparser, pybtex and rispy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import rispy
from pybtex.database import parse_file


def test_bibtex_keeps_all_letters(export: Callable[..., Path]) -> None:
    path = export("bibliography", "bibtex")
    by_key = parse_file(str(path), "bibtex").entries
    assert list(by_key) == ["agaoglu-1920", "dergi"]
    author = by_key["agaoglu-1920"].persons["author"][0]
    assert (author.last_names, author.first_names) == (["Ağaoğlu"], ["Ahmet"])
    assert by_key["agaoglu-1920"].fields["title"] == r"Üç \& “Medeniyet” (\%)"
    assert by_key["dergi"].fields["journal"] == "Dergi"
    assert by_key["dergi"].fields["pages"] == "12--34"
    assert [str(p) for p in by_key["dergi"].persons["author"]] == ["{Dışişleri Bakanlığı ve Ortakları}"]
    assert [entry.key for entry in bibtexparser.parse_file(str(path)).entries] == ["agaoglu-1920", "dergi"]


def test_ris_and_csl_have_the_same_works(export: Callable[..., Path]) -> None:
    with export("bibliography", "ris").open(encoding="utf-8") as file:
        ris = rispy.load(file)
    csl = json.loads(export("bibliography", "csl").read_text())
    assert [r["title"] for r in ris] == [c["title"] for c in csl] == ["Üç & “Medeniyet” {%}", "Öğüt"]
    assert ris[0]["authors"] == ["Ağaoğlu, Ahmet"]
    assert (ris[1]["start_page"], ris[1]["end_page"], ris[1]["secondary_title"]) == ("12", "34", "Dergi")
    assert csl[0]["author"] == [{"family": "Ağaoğlu", "given": "Ahmet"}]
    assert csl[1]["author"] == [{"literal": "Dışişleri Bakanlığı ve Ortakları"}]
    assert csl[1]["issued"] == {"date-parts": [[1925, 5]]}
