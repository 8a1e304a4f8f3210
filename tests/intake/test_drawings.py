"""Figures that are drawn with lines and curves become pictures; frames and tables do not."""

from __future__ import annotations

import struct

import pytest
from tests.intake.papers.typesetter import HEIGHT, MARGIN, Run
from tests.intake.test_strange import Page, opened

from edition.intake.layout.drawings import Path, find_drawings
from edition.intake.layout.model import Box
from edition.markup import NS


def draw(page: Page, *operators: str) -> None:
    page.canvas.pages[-1] += [f"q 0.5 w {operator} Q" for operator in operators]


def with_drawing(operators: list[str], words: list[str], size: float = 10.0) -> bytes:
    """A page with a drawing of 200 by 100 points between text; {x} and {y} are its lower left corner."""
    page = opened()
    page.text()
    page.y -= 120
    x, y = MARGIN + 40, page.y
    draw(page, *(operator.format(x=x, y=y) for operator in operators))
    for at, word in enumerate(words):
        page.canvas.text(x + 20, y + 80 - 12 * at, [Run(word, "r", size)])
    page.y -= 20
    page.lines("Figure 1: The harbour and its lights.", size=9)
    page.y -= 10
    page.text()
    return page.canvas.pdf()


CROSS = ["1 0 0 1 {x} {y} cm 0 0 m 200 100 l S 0 100 m 200 0 l S 0 0 m 90 0 200 30 200 100 c S"]


def test_a_drawing_is_a_figure_with_its_picture(take):
    result = take(with_drawing(CROSS, ["Tower", "Quay"]), "paper.pdf")
    figures = result.root.findall(".//tei:figure", NS)
    assert [figure.find("tei:head", NS).text for figure in figures] == ["Figure 1: The harbour and its lights."]
    ((name, data),) = result.imported.files
    assert figures[0].find("tei:graphic", NS).get("url") == name == "paper-1.png"
    width, height = struct.unpack(">II", data[16:24])
    assert data[:4] == b"\x89PNG" and abs(width - 400) < 6 and abs(height - 200) < 6
    assert len(result.texts("//tei:body//tei:div/tei:p")) == 2
    assert [fw.text for fw in result.root.iterfind(".//tei:fw[@type='label']", NS)] == ["Tower", "Quay"]
    assert [left.text for left in result.imported.left_out] == ["Tower", "Quay"]


@pytest.mark.parametrize(
    "operators",
    [
        ["1 0 0 1 {x} {y} cm 0 0 200 100 re S 0 50 m 200 50 l S 100 0 m 100 100 l S"],
        ["1 0 0 1 {x} {y} cm 0 0 m 200 100 l W n 0 100 m 200 0 l W n"],
        ["1 0 0 1 {x} {y} cm 0 0 m 30 30 l S 0 30 m 30 0 l S"],
    ],
    ids=["rules", "clips", "small"],
)
def test_what_is_no_drawing_leaves_no_picture(take, operators):
    result = take(with_drawing(operators, ["Tower"]), "paper.pdf")
    assert not result.imported.files
    assert not result.root.findall(".//tei:fw[@type='label']", NS)


def test_a_frame_with_round_corners_keeps_its_text(take):
    frame = "1 0 0 1 {x} {y} cm 10 0 m 190 0 l 200 0 200 0 200 10 c 200 100 l 0 100 l 0 10 l 0 0 0 0 10 0 c S 5 5 m 9 9 1 1 5 9 c S"
    words = [
        "in this box we tell the story of",
        "a keeper who had lost his lamp and",
        "never found it in his life again",
    ]
    result = take(with_drawing([frame], words), "paper.pdf")
    assert not result.imported.files
    assert " ".join(words) in " ".join(result.texts("//tei:body//tei:quote"))


def slanting(*edges: float) -> Path:
    return Path(Box(*edges), True)


@pytest.mark.parametrize(
    ("paths", "found"),
    [
        ([slanting(100, 100, 160, 140), slanting(100, 100, 160, 140)], [Box(100, 100, 160, 140)]),
        ([slanting(100, 100, 159, 140), slanting(100, 100, 159, 140)], []),
        ([slanting(100, 100, 160, 139), slanting(100, 100, 160, 139)], []),
        ([slanting(100, 100, 160, 140)], []),
        ([slanting(100, 100, 160, 140), Path(Box(150, 130, 250, 132), False)], []),
        ([slanting(100, 100, 140, 140), slanting(145, 100, 200, 150)], [Box(100, 100, 200, 150)]),
        ([slanting(145, 100, 200, 150), slanting(100, 100, 140, 140)], [Box(100, 100, 200, 150)]),
        ([slanting(100, 100, 140, 140), slanting(170, 100, 230, 150)], []),
        ([slanting(0, 0, 595, 842), slanting(100, 100, 160, 140), slanting(100, 100, 160, 140)], [Box(100, 100, 160, 140)]),
        ([slanting(700, 900, 800, 1000), slanting(700, 900, 800, 1000)], []),
    ],
    ids=["two", "narrow", "flat", "one", "a rule does not count", "near", "at the left", "apart", "the page's ground", "off the page"],
)  # fmt: skip
def test_drawings_are_what_slants_together(paths, found):
    assert find_drawings(paths, 595, HEIGHT) == found
