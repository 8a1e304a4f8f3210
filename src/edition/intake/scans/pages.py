"""Pages that are pictures: which of a PDF's pages have no text, and the picture of one whose text was read off it.

Takes pdfium's documents and pages, decides by what is drawn: a picture covers the page, and what is written there
cannot be seen.
"""

from __future__ import annotations

import io
import itertools
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

COVERS: Final = 0.85  # of the page
_DRAWN: Final = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE)
_MOST_OBJECTS: Final = 20_000
_DOTS: Final = 200 / 72  # a point
_MOST_PIXELS: Final = 4000  # of a side
_QUALITY: Final = 82


def pages_without_text(data: bytes) -> list[int]:
    """The pages (from 1) that have no letter; none of a file that cannot be opened."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return []
    try:
        return [number + 1 for number in range(len(document)) if not _has_letter(document, number)]
    except pdfium.PdfiumError:
        return []
    finally:
        document.close()


def _has_letter(document: Any, number: int) -> bool:
    page = document[number]
    text = page.get_textpage()
    found = any(c.isalnum() for c in text.get_text_range())
    text.close()
    page.close()
    return found


def keywords_of(data: bytes) -> str:
    """The keywords that a PDF has of itself."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return ""
    found = str(document.get_metadata_value("Keywords"))
    document.close()
    return found


def is_read_off(page: Any) -> bool:
    """Whether a page that a picture covers shows nothing written: it has no letters, or most are unseen."""
    seen = unseen = 0
    for item in itertools.islice(page.get_objects(filter=_DRAWN, max_depth=4), _MOST_OBJECTS):
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            if _area(item) >= COVERS * page.get_width() * page.get_height():
                seen, unseen = 0, seen + unseen  # what was painted before lies under it
        elif raw.FPDFTextObj_GetTextRenderMode(item.raw) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
            unseen += 1
        else:
            seen += 1
    return seen <= unseen


def _area(item: Any) -> float:
    try:
        left, bottom, right, top = item.get_bounds()
    except pdfium.PdfiumError:
        return 0.0
    return float((right - left) * (top - bottom))


def picture_of(page: Any) -> bytes:
    """The picture of a page as JPEG: its own file where it has one, else the page as it shows."""
    pictures = list(itertools.islice(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4), _MOST_OBJECTS))
    if len(pictures) == 1 and not page.get_rotation() and (own := _own_file(pictures[0])):
        return own
    width, height = page.get_size()
    scale = min(_DOTS, _MOST_PIXELS / max(width, height, 1))
    out = io.BytesIO()
    page.render(scale=scale, grayscale=all(map(_is_grey, pictures))).to_pil().save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _own_file(item: Any) -> bytes:
    """The file of a picture that stands upright and any browser shows."""
    a, b, c, d, _, _ = item.get_matrix().get()
    if item.get_filters() != ["DCTDecode"] or a <= 0 or d <= 0 or abs(b) + abs(c) > 0.01 * (a + d):
        return b""
    data = bytes(item.get_data(decode_simple=False))
    from PIL import Image  # late: most PDFs have no such page

    try:
        with Image.open(io.BytesIO(data)) as image:
            return data if image.mode in ("L", "RGB") else b""
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""


def _is_grey(item: Any) -> bool:
    told = item.get_metadata()
    return bool(told.bits_per_pixel == 1 or told.colorspace == raw.FPDF_COLORSPACE_DEVICEGRAY)
