"""`edition annotate` and `edition score` as they are called."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import REGISTER, TEI

ARTICLE = f"""<TEI {TEI} xml:id="yazi" xml:lang="tr"><text><body>
<p xml:id="p1">Heyet 16 Mart 1921’de Karasu’ya geldi.</p>
<p xml:id="p2">Orada Vehbi Tanör Bey de vardı.</p>
</body></text></TEI>"""


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A small edition."""
    (tmp_path / "tei/articles").mkdir(parents=True)
    (tmp_path / "tei/registers").mkdir()
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "T"\nlanguages = ["tr"]\n', encoding="utf-8")
    (tmp_path / "tei/articles/yazi.xml").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "tei/registers/all.xml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "edition", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_annotating_twice(edition: Path) -> None:
    article = edition / "tei/articles/yazi.xml"
    assert call(edition, "annotate", "--dry-run").returncode == 0
    assert article.read_text(encoding="utf-8") == ARTICLE
    first = call(edition, "annotate")
    assert (first.returncode, "changed (" in first.stdout) == (0, True)
    once = article.read_bytes()
    assert b'<placeName ref="place:karasu"' in once
    assert "unchanged" in call(edition, "annotate").stdout
    assert article.read_bytes() == once


def test_proposals_list_what_no_register_has(edition: Path) -> None:
    call(edition, "annotate")
    lines = (edition / "tei/proposals.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[1].split("\t")[:3] == ["person", "vehbi-tanor-bey", "Vehbi Tanör Bey"]


def test_kinds_and_json(edition: Path) -> None:
    result = call(edition, "annotate", "--dry-run", "--format", "json", "--kinds", "date")
    (file,) = json.loads(result.stdout)
    assert [(m["kind"], m["when"], m["block"]) for m in file["mentions"]] == [("date", "1921-03-16", "p1")]
    assert call(edition, "annotate", "--kinds", "smell").returncode == 2


def test_explain_tells_rule_form_and_candidates(edition: Path) -> None:
    told = call(edition, "annotate", "--explain", "tei/articles/yazi.xml:2").stdout
    assert "register form: Karasu" in told
    assert "→ karasu" in told
    found = json.loads(call(edition, "annotate", "--explain", "tei/articles/yazi.xml:2", "--format", "json").stdout)
    one = next(one for one in found if one["text"] == "Karasu")
    assert (one["article"], one["block"]) == ("yazi", "p1") and "  register form: Karasu" in one["reasons"]
    assert call(edition, "annotate", "--explain", "tei/articles/yazi.xml:1").returncode == 1
    assert call(edition, "annotate", "--explain", "yazi").returncode == 2


def test_decisions_that_fit_nothing_are_told(edition: Path) -> None:
    lines = "yazi\tp1\tKarasu\t1\tplace\treject\t\tAB\t\nyazi\tp9\tKarasu\t1\tplace\treject\t\tAB\t\n"
    lines += "yazi\tp2\tVehbi Tanör Bey\t1\tperson\tlink\tperson:nobody\tAB\t\n"
    (edition / "tei/decisions.tsv").write_text(lines, encoding="utf-8")
    result = call(edition, "annotate")
    assert result.returncode == 1
    assert "A201" in result.stdout
    assert "A202" in result.stdout
    assert "placeName" not in (edition / "tei/articles/yazi.xml").read_text(encoding="utf-8")


def test_score(edition: Path) -> None:
    call(edition, "annotate")
    gold = edition / "yazi.xml"
    gold.write_text(
        '<passage><p>Heyet <date when="1921-03-16">16 Mart 1921</date>’de <placeName key="k">Karasu</placeName>’ya geldi.</p></passage>',
        encoding="utf-8",
    )
    result = call(edition, "score", "yazi.xml", "--format", "json", "--threshold", "place.f1=1")
    assert result.returncode == 0
    assert json.loads(result.stdout)["date"]["value_right"] == 1.0
    assert call(edition, "score", "yazi.xml", "--threshold", "person.f1=0.5").returncode == 1
    assert call(edition, "score", "yazi.xml", "--threshold", "person").returncode == 2
