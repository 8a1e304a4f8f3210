"""Figures on small passages, and agreement with the scorer that the gold comes with."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from edition.diagnostics import EditionError
from edition.markup import Document, Source, parse, read_source
from edition.score import (
    Aliases,
    below,
    parse_threshold,
    read_aliases,
    read_structure,
    score_annotation,
    score_structure,
)

TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
GOLD = """<passage><p><persName key="a">Vehbi Bey</persName> ile <persName key="b">Salih</persName>
<date when="1920-05-03">3 Mayıs 1920</date>’de <placeName key="k" unsure="1">Doğu</placeName> dediler.</p></passage>"""


def gold(xml: str = GOLD) -> Document:
    """A gold passage."""
    return parse(Source("gold/g.xml", xml.encode()))


def encoded(inside: str) -> Document:
    """An encoded text."""
    return parse(Source("g.xml", f"<TEI {TEI}><text><body><p>{inside}</p></body></text></TEI>".encode()))


GOOD = (
    '<persName ref="person:x">Vehbi Bey</persName> ile <persName ref="person:y">Sa-\n lih</persName> '
    '<date when="1920-05-03">3 Mayıs 1920</date>’de Doğu dediler.'
)


def test_all_right() -> None:
    scores = score_annotation([(gold(), encoded(GOOD))])
    person = scores.kinds["person"]
    assert (person.f1, person.exact_f1, person.identity, person.linked) == (1.0, 1.0, 1.0, 1.0)
    assert scores.kinds["date"].values_right == 1.0
    assert scores.misses == ()


def test_misses_are_told() -> None:
    bad = "Vehbi <persName>Bey</persName> ile Salih <date when='1921'>3 Mayıs 1920</date>’de <persName>dediler</persName>."
    scores = score_annotation([(gold(), encoded(bad.replace("</date>’de", "</date>’de Doğu")))])
    person = scores.kinds["person"]
    assert (person.gold, person.found, person.exact, person.spurious) == (2, 1, 0, 1)
    assert scores.kinds["date"].values_right == 0.0
    assert {(m.what, m.surface) for m in scores.misses} == {
        ("missed", "Salih"),
        ("wrong value", "3 Mayıs 1920"),
        ("spurious", "dediler"),
    }


def test_one_entity_under_two_keys_lowers_identity() -> None:
    same = gold(GOLD.replace('key="b"', 'key="a"'))
    identity = score_annotation([(same, encoded(GOOD))]).kinds["person"].identity
    assert identity is not None
    assert identity < 1.0
    assert score_annotation([(gold(), encoded(GOOD))], Aliases({"b": "a"})).kinds["person"].identity == identity


def test_what_each_certainty_is_worth() -> None:
    text = (
        '<persName cert="high" ref="person:x person:y">Vehbi Bey</persName> ile <persName cert="low">Salih</persName> '
        '<date cert="high" when="1920-05">3 Mayıs 1920</date>’de Doğu <persName cert="high" ref="person:z">dediler'
        "</persName>."
    )
    scores = score_annotation([(gold(), encoded(text))])
    assert {cert: found.as_object() for cert, found in scores.certainty.items()} == {
        "high": {"names": 2, "names_right": 0.5, "dates": 1, "dates_right": 0.0}
    }
    assert len(below(scores.as_object(), [parse_threshold("high.names_right=0.97")])) == 1
    assert score_annotation([(gold(), encoded(GOOD))]).certainty == {}


def test_a_reference_means_the_gold_key_that_it_stands_for_most() -> None:
    passage = "".join(f'<persName key="{key}">Ada</persName>, ' for key in ("a", "a", "b"))
    text = '<persName cert="medium" ref="person:x">Ada</persName>, ' * 3
    pairs = [(gold(f"<passage><p>{passage}</p></passage>"), encoded(text))]
    assert score_annotation(pairs).certainty["medium"].names_right == 2
    assert score_annotation(pairs, Aliases({"b": "a"})).certainty["medium"].names_right == 3


def test_text_that_is_not_there_counts_as_missed() -> None:
    scores = score_annotation([(gold(), encoded("Bambaşka bir metin."))])
    assert scores.lost == (("g", scores.lost[0][1]),)
    assert scores.kinds["person"].recall == 0.0


def test_thresholds() -> None:
    figures = score_annotation([(gold(), encoded(GOOD))]).as_object()
    assert below(figures, [parse_threshold("person.f1=1.0")]) == []
    assert [d.code.id for d in below(figures, [("person", "linked", 1.1), ("person", "beauty", 0.1)])] == [
        "E692",
        "E692",
    ]
    with pytest.raises(ValueError, match="no threshold"):
        parse_threshold("person")


@pytest.mark.parametrize("text", ["person.f1=much", "person=1", "=", "person.f1"])
def test_what_is_no_threshold_says_how_one_is_written(text: str) -> None:
    with pytest.raises(ValueError, match=r"person\.f1=0\.95"):
        parse_threshold(text)


STRUCTURE = {
    "abstracts": [{"lang": "tr", "first": "Bu bir", "last": "özettir.", "keywords": ["ırmak"]}],
    "headings": [{"level": 1, "text": "Giriş"}],
    "paragraphs": [{"first": "İlk bölüm burada", "last": "burada biter."}, {"first": "Yok böyle", "last": "bir şey."}],
    "footnotes": [{"n": "1", "first": "Dipnot metni", "last": "metni.", "called_after": "bölüm burada"}],
    "quotes": [],
    "running": ["Dergi 2020 Cilt 3 Sayfa 4"],
    "joined": [{"split": "bi-|ter", "joined": "biter"}, {"split": "a-|b", "joined": "zümrüt"}],
}
ARTICLE = f"""<TEI {TEI}><text><front><div type="abstract" xml:lang="tr"><p>Bu bir özettir.</p><term>Irmak</term></div></front>
<body><head>Giriş</head><p>İlk bölüm burada<note n="1">Dipnot metni.</note> burada biter.</p></body></text></TEI>"""


def test_structure() -> None:
    scores = score_structure(STRUCTURE, etree.fromstring(ARTICLE.replace("Irmak", "ırmak")), "İlk bölüm Q")
    figures = scores.figures
    assert figures["paragraphs_f1"] == round(2 / 3, 4)
    assert figures["headings_f1"] == figures["footnotes_f1"] == figures["anchors_right"] == figures["abstracts"] == 1.0
    assert figures["keywords"] == 1.0
    assert figures["dehyphenation"] == 0.5
    assert figures["furniture_left_in_text"] == 0
    assert figures["letters_lost"] == 1
    assert scores.misses["joined"] == ["zümrüt"]


def test_a_description_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "g.json"
    file.write_text(json.dumps(STRUCTURE), encoding="utf-8")
    assert read_structure(file) == STRUCTURE


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{bad", "malformed"),
        ("[]", "`object`"),
        ("{}", "missing required field"),
        (json.dumps(STRUCTURE | {"paragraphs": [{"first": 3, "last": "x"}]}), "$.paragraphs[0].first"),
    ],
)
def test_what_is_no_description_says_why(tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "g.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(EditionError) as caught:
        read_structure(file)
    (found,) = caught.value.diagnostics
    assert found.code.id == "E693"
    assert reason in found.message


def _their_scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("their_score", shared / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["their_score"] = module
    spec.loader.exec_module(module)
    return module


def _degraded(passage: Path, folder: Path) -> Path:
    """An encoding made from a gold passage by leaving out, moving and misnaming some of its mentions."""
    root = etree.parse(str(passage)).getroot()
    for number, element in enumerate(list(root.iter("persName", "placeName", "orgName", "name", "date"))):
        if number % 7 == 0:
            element.tag = "hi"
        elif number % 11 == 0:
            element.tag = "placeName"
        elif number % 5 == 0:
            element.set("key", "wrong")
            element.set("when", "1900")
        element.attrib.pop("unsure", None)
        element.attrib.pop("role", None)
    root.tag = "body"
    out = folder / passage.name
    out.write_bytes(etree.tostring(root, encoding="utf-8"))
    return out


def test_the_figures_agree_with_the_scorer_of_the_gold(shared: Path, tmp_path: Path) -> None:
    theirs = _their_scorer(shared)
    gold_files = sorted((shared / "gold" / "dev").glob("*.xml"))
    pairs = [(g, _degraded(g, tmp_path)) for g in gold_files]
    expected, _ = theirs.score_annotation([(str(g), str(e)) for g, e in pairs])
    documents = [(parse(read_source(g)), parse(read_source(e))) for g, e in pairs]
    found = score_annotation(documents, read_aliases(gold_files[0])).as_object()
    for kind, figures in expected.items():
        if kind != "lost_blocks":
            assert {name: found[kind][name] for name in figures} == figures


def test_structure_agrees_with_the_scorer_of_the_gold(shared: Path, root: Path) -> None:
    theirs = _their_scorer(shared)
    for file in sorted((shared / "gold" / "structure").glob("*.json")):
        described = json.loads(file.read_text(encoding="utf-8"))
        for tei in sorted((root / "tei" / "articles").glob("*.xml")):
            expected, _ = theirs.score_structure(described, str(tei))
            assert score_structure(described, etree.parse(str(tei)).getroot()).figures == expected
