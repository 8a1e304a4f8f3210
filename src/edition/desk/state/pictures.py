"""A page of a PDF as a picture, with words of it marked; needs pypdfium2, and says so by giving no pages."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_SCALE: Final = 1.6
_MARK: Final = (246, 200, 60, 110)
_WORDS: Final = 8
_CUT: Final = "|"
_HYPHENS: Final = "-‐\u00ad\x02\ufffe"  # the last two: what pdfium has for a hyphen at a line's end
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
    shown = text.get_text_range()
    for asked in _tries(words):
        if found := re.search(asked, shown):
            yield from (text.get_rect(n) for n in range(text.count_rects(found.start(), found.end() - found.start())))
            return


def _tries(words: str) -> Iterator[str]:
    """What to look for, one after the other: a word that was cut (`Kara-|bakh`) across its lines, of a line fewer and
    fewer words.

    >>> re.search(next(_tries("end-to-|end")), "an ending; end-to\ufffeend")
    <re.Match object; span=(11, 21), match='end-to\ufffeend'>
    """
    before, cut, behind = words.partition(_CUT)
    if cut:
        left = re.escape(before.rstrip(_HYPHENS))
        yield rf"(?<!\w){left}[{_HYPHENS}]?\s*{re.escape(behind)}"
        yield rf"(?<!\w){left}[{_HYPHENS}]"
    parts = [re.escape(word) for word in words.split()[:_WORDS]] if not cut else []
    while parts:
        yield r"\s+".join(parts)
        parts.pop()
