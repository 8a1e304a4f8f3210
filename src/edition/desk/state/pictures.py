"""A page of a PDF as a picture, with words of it marked; needs pypdfium2, and says so by giving no pages."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_SCALE: Final = 1.6
_MARK: Final = (246, 200, 60, 110)
_WORDS: Final = 8
_one_at_a_time: Final = threading.Lock()  # pdfium is not for several threads


def pages_of(path: Path) -> int | None:
    """How many pages a PDF has; none where it cannot be shown here, and nothing of what is no PDF."""
    if path.suffix.lower() != ".pdf":
        return None
    try:
        import pypdfium2
    except ImportError:
        return 0
    try:
        with _one_at_a_time, pypdfium2.PdfDocument(path) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return 0


def page_picture(path: Path, number: int, words: str = "") -> bytes | None:
    """A page as PNG; None where there is none."""
    if not pages_of(path):
        return None
    import pypdfium2
    from PIL import Image, ImageDraw

    with _one_at_a_time, pypdfium2.PdfDocument(path) as document:
        page = document[max(0, min(number - 1, len(document) - 1))]
        picture = page.render(scale=_SCALE).to_pil().convert("RGBA")
        cover = Image.new("RGBA", picture.size)
        draw = ImageDraw.Draw(cover)
        for left, bottom, right, top in _boxes(page, words):
            height = page.get_height()
            box = (left - 2, height - top - 2, right + 2, height - bottom + 2)
            draw.rectangle(tuple(round(edge * _SCALE) for edge in box), fill=_MARK)
        out = io.BytesIO()
        Image.alpha_composite(picture, cover).convert("RGB").save(out, "PNG")
    return out.getvalue()


def _boxes(page: Any, words: str) -> Iterator[tuple[float, float, float, float]]:
    """Where words stand on a page; as many of them as are found together."""
    text = page.get_textpage()
    for asked in _tries(words):
        found = text.search(asked).get_next()
        if found:
            yield from (text.get_rect(number) for number in range(text.count_rects(*found)))
            return


def _tries(words: str) -> Iterator[str]:
    """What to look for, one after the other: of a word that was cut (`Kara-|bakh`) the whole and the halves, of a
    line fewer and fewer words."""
    before, cut, behind = words.partition("|")
    if cut:
        left = before.rstrip("-‐\u00ad")
        yield from (left + behind, f"{left}-{behind}", behind, before)
    parts = words.split()[:_WORDS] if not cut else []
    while parts:
        yield " ".join(parts)
        parts.pop()
