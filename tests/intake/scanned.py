"""PDFs of scanned pages: each is a picture, and beneath it may stand what a program has read off it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.intake.papers.typesetter import HEIGHT, MARGIN, WIDTH, Canvas, Run

LINES = (
    "The harbour lies below a town of stone, and ships from",
    "many shores came there with cloth and grain in summer.",
)
MORE = (
    "In winter nobody came, and old pilots sat in their huts",
    "by the quay, where they told each other what had been.",
)


class Scan(Canvas):
    """Pages that a picture covers; what is set on them cannot be seen, and each word is set by itself, with the blank
    behind it within its width, as Tesseract sets them.
    """

    def page(self) -> None:
        super().page()
        self.pages[-1].append(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im Do Q 3 Tr")

    def line(self, y: float, text: str, size: float = 10.0) -> None:
        words = text.split(" ")
        x = MARGIN
        for at, word in enumerate(words):
            behind = " " if at + 1 < len(words) else ""
            self.pages[-1].append(f"{100 * len(word) / len(word + behind):.1f} Tz")
            self.text(x, y, [Run(word + behind, "r", size)])
            x += 0.5 * size * len(word) + 0.9 * size
        self.pages[-1].append("100 Tz")


def scan(
    pages: Sequence[Sequence[str]], size: float = 10.0, keywords: str = "", made_by: str = "", stamp: str = ""
) -> bytes:
    """A PDF of scanned pages with what was read off each, and a stamp that can be seen; the file says which words
    describe it, and what made it.
    """
    canvas = Scan()
    for lines in pages:
        canvas.page()
        for at, text in enumerate(lines):
            canvas.line(HEIGHT - MARGIN - 12 * at, text, size + (at == 1))
        if stamp:
            canvas.pages[-1].append("0 Tr")
            canvas.text(MARGIN, 20, [Run(stamp, "r", 6)])
    return canvas.pdf(told=f"/Keywords({keywords})/Creator({made_by})")
