"""The articles beside the checkout, measured by their own scorer."""

from __future__ import annotations

import importlib.util
import json
import sys

import pytest
from lxml import etree

from edition.intake import ImportOptions, import_bytes
from edition.project import data_dir


@pytest.fixture(scope="module")
def score(shared):
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold/score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


def test_the_development_article_reaches_the_figures(shared, score, tmp_path):
    source = shared / "articles/003.txt"
    target = tmp_path / "003.xml"
    target.write_bytes(import_bytes(source, source.read_bytes(), ImportOptions()).data)
    gold = json.loads((shared / "gold/structure/003.json").read_text(encoding="utf-8"))
    figures, _ = score.score_structure(gold, target, source)
    assert figures["letters_lost"] == 0
    assert figures["footnotes_f1"] == figures["headings_f1"] == figures["abstracts"] == figures["keywords"] == 1.0
    assert figures["hyphens_kept"] == 1.0
    # two of the notes have the same text, so that the scorer takes one's call for the other's
    assert figures["anchors_right"] >= 0.97
    assert figures["paragraphs_f1"] >= 0.94


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_article_is_valid_and_balanced(shared, number):
    source = shared / f"articles/{number}.txt"
    imported = import_bytes(source, source.read_bytes(), ImportOptions())
    assert imported.account.balances
    rng = etree.RelaxNG(etree.parse(str(data_dir() / "schema/edition.rng")))
    assert rng.validate(etree.fromstring(imported.data).getroottree()), rng.error_log
