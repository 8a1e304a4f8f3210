"""The door to pdfium: a PDF's bytes become a `PdfSource`.

Takes bytes, gives sheets with characters (pdfium's own blanks, hyphens and ligatures kept or opened), rules, pictures,
links and tags, the outline, the document information, and pdfium's text of each page for the account. What cannot be
opened is pdfium's own error; pages and characters beyond the limits are a `TooMuch`.
"""

from __future__ import annotations

import ctypes
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from edition.intake.layout.drawings import Path, find_drawings, holds_text
from edition.intake.layout.lines import GAP, LOOSE, Marked, composed, make_lines, with_even_sizes
from edition.intake.layout.model import Box, Char, OutlineEntry, PageLink, PageTag, PdfPage, PdfSource, Picture, Style
from edition.intake.layout.tags import read_tags
from edition.intake.scans.pages import COVERS, is_read_off, picture_of

_BOLD: Final = re.compile(r"bold|black|heavy|demi|cmbx|\bbd\b", re.I)
_ITALIC: Final = re.compile(r"ital|obliq|slant|cmti|cmsl|cmmi|\bit\b", re.I)
_SMALL_CAPS: Final = re.compile(r"small ?cap|cmcsc|csc\d|-sc\b", re.I)
_MONO: Final = re.compile(r"mono|courier|typewriter|cmtt|consolas|menlo", re.I)
_LIGATURES: Final = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# what TeX's fonts have below the first code of others; a file that names no letters gives the codes away
_SUNK: Final = {
    11: "ff", 12: "fi", 13: "fl", 14: "ffi", 15: "ffl", 16: "“", 17: "”", 18: "„", 19: "«", 20: "»", 21: "–", 22: "—",
    27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl",
}  # fmt: skip
_HYPHEN, _HYPHEN_IN_TEXT = 2, 0xFFFE  # pdfium's mark at a line's end, as a character and in the text of a page
_SMALLEST_PICTURE: Final = 24
_THIN: Final = 2.5
_DRAWN: Final = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
_MOST_OBJECTS: Final = 20_000
_MOST_SEGMENTS: Final = 200
_MOST_DRAWINGS: Final = 12
_MOST_BYTES: Final = 256 * 1024 * 1024  # of the pictures of scanned pages
_SHARP: Final = 2  # pixels a point
_SUPERIOR: Final = 0.2  # a figure whose ink begins so far above the baseline is one of the font's own raised figures
_AS_RAISED: Final = 0.6


class TooMuch(Exception):
    """A PDF with more pages or characters than an article has."""


def read_source(data: bytes, max_pages: int, max_chars: int) -> PdfSource:
    """Read a PDF."""
    document = pdfium.PdfDocument(data)
    try:
        if len(document) > max_pages:
            raise TooMuch(f"the PDF has {len(document):,} pages")
        sheets: list[PdfPage] = []
        witness: list[str] = []
        styles: dict[int, tuple[str, bool, bool, bool, bool]] = {}
        total = shown = 0
        for number in range(len(document)):
            page = document[number]
            sheet, text, count = _sheet(document, page, number, styles)
            page.close()
            total += count
            if total > max_chars:
                raise TooMuch("the PDF has too much text for an article")
            shown += len(sheet.scan)
            if shown > _MOST_BYTES:
                raise TooMuch("the pictures of the PDF's pages take too much room for an article")
            sheets.append(sheet)
            witness.append(text)
        info = document.get_metadata_dict()
        outline = tuple(_outline(document))
        about = info.get("Title", ""), info.get("Author", "")
        made_by = info.get("Creator", "") or info.get("Producer", "")
        return PdfSource(_evened(sheets), outline, *about, "\n".join(witness), _language(document), made_by)
    finally:
        document.close()


def _evened(sheets: Sequence[PdfPage]) -> tuple[PdfPage, ...]:
    """The pages, those that are scans with even sizes of letters."""
    scans = [sheet for sheet in sheets if sheet.scan]
    even = {sheet.number: lines for sheet, lines in zip(scans, with_even_sizes([s.lines for s in scans]), strict=True)}
    return (
        tuple(replace(sheet, lines=even.get(sheet.number, sheet.lines)) for sheet in sheets) if scans else tuple(sheets)
    )


def _sheet(document: Any, page: Any, number: int, fonts: dict[int, Any]) -> tuple[PdfPage, str, int]:
    textpage = page.get_textpage()
    count = textpage.count_chars()
    width, height = page.get_size()
    rules, pictures, paths, covered = _objects(page, number, width * height)
    scan = picture_of(page) if covered and is_read_off(page) else b""
    lines = make_lines(composed(list(_chars(textpage, count, fonts))), number, LOOSE if scan else GAP)
    witness = _witness(textpage.raw, count)
    textpage.close()
    tags = read_tags(page)
    if scan:  # all that is drawn is the page itself
        return PdfPage(number, width, height, lines, label=document.get_page_label(number), scan=scan), witness, count
    pictures += tuple(
        _drawing(page, box, number, height)
        for box in find_drawings(paths, width, height)[:_MOST_DRAWINGS]
        if not holds_text(box, lines)
    )
    label = document.get_page_label(number) if count else ""
    links = tuple(_links(document, page))
    sheet = PdfPage(number, width, height, lines, rules, _described(page, pictures, tags), links, label, tags)
    return sheet, witness, count


def _described(page: Any, pictures: Sequence[Picture], tags: Mapping[int, PageTag]) -> tuple[Picture, ...]:
    """The pictures, each with what the file's tags describe it with."""
    texts = {mark: tag.alt for mark, tag in tags.items() if tag.alt}
    found: list[tuple[Box, str]] = []
    if texts and pictures:
        for item in itertools.islice(page.get_objects(filter=_DRAWN, max_depth=4), _MOST_OBJECTS):
            alt = texts.get(raw.FPDFPageObj_GetMarkedContentID(item.raw))
            with suppress(pdfium.PdfiumError):
                found += [(Box(*item.get_bounds()), " ".join(alt.split()))] if alt else []
    alts = (next((alt for box, alt in found if picture.box.holds(box)), "") for picture in pictures)
    return tuple(replace(picture, alt=alt) for picture, alt in zip(pictures, alts, strict=True))


def _witness(handle: Any, count: int) -> str:
    """All that pdfium reads on a page, whatever is made of it: marks for hyphens as hyphens, ligatures opened. Its own
    text of a page has the same mark for signs that name no letter.
    """
    letters = (_letters(handle, i, code, count) or _text(handle, i, code) for i, code in _codes(handle, count))
    return "".join(letters)


def _chars(textpage: Any, count: int, fonts: dict[int, Any]) -> Iterator[Marked]:
    """The characters in the file's order, each with whether its writing is turned; None where pdfium ends a line."""
    objects: dict[int, tuple[Style, float, bool, int]] = {}
    address = -1
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    handle = textpage.raw
    object_of, box_of = raw.FPDFText_GetTextObject, raw.FPDFText_GetLooseCharBox
    known: tuple[Style, float, bool, int] | None = None
    for i, code in _codes(handle, count):
        letters = _letters(handle, i, code, count)
        if code in (10, 13) and not letters:
            yield None
            continue
        text = letters or _text(handle, i, code)
        if not text:
            continue
        found = object_of(handle, i)
        if found:
            address = ctypes.addressof(found.contents)
            known = objects.get(address)
            if known is None:
                known = objects[address] = _known(handle, i, found, fonts)
        if known is None:
            continue
        box_of(handle, i, pointer)
        style, base, turned, mark = known
        if text.isdigit() and not turned:
            style, base = _figure(handle, i, style, base)
        yield Char(text, box.left, box.right, base, style, mark), turned, box.bottom, box.top, address


def _codes(handle: Any, count: int) -> Iterator[tuple[int, int]]:
    """The characters' places and codes, halves of one as one."""
    unicode_of = raw.FPDFText_GetUnicode
    high = 0
    for i in range(count):
        code = unicode_of(handle, i)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00, 0) if high else (0, 0)
        yield i, code


def _text(handle: Any, i: int, code: int) -> str:
    """What a character is written as; fonts of formulas have signs of their own under the number of pdfium's hyphen."""
    if code == _HYPHEN:
        return "-" if raw.FPDFText_IsHyphen(handle, i) == 1 else ""
    if code == _HYPHEN_IN_TEXT:
        return "-"
    return _LIGATURES.get(code) or (chr(code) if code >= 32 and code != 0xFFFF else "")


def _letters(handle: Any, i: int, code: int, count: int) -> str:
    """The letters of a code below those of letters, where a letter of the same font stands beside it: in no formula."""
    font = _font_at(handle, i) if code in _SUNK else 0
    for step in (-1, 1) if font else ():
        at = i + step
        while 0 <= at < count and raw.FPDFText_GetUnicode(handle, at) in (32, *_SUNK):
            at += step
        if 0 <= at < count and _font_at(handle, at) == font:
            return _SUNK[code] if chr(raw.FPDFText_GetUnicode(handle, at)).isalpha() else ""
    return ""


def _font_at(handle: Any, i: int) -> int:
    """Which font a character is of; 0 for what pdfium puts in itself."""
    found = raw.FPDFText_GetTextObject(handle, i)
    font = raw.FPDFTextObj_GetFont(found) if found else None
    return ctypes.addressof(font.contents) if font else 0


def _figure(handle: Any, i: int, style: Style, base: float) -> tuple[Style, float]:
    """The style and baseline of a figure: fonts have raised ones of their own, which say nothing of it but by their
    ink. Those stand as a figure does that is set smaller and higher.
    """
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    inked = raw.FPDFText_GetCharBox(handle, i, left, right, bottom, top) and top.value > bottom.value
    if not inked or bottom.value < base + _SUPERIOR * style.size:
        return style, base
    return style._replace(size=round(_AS_RAISED * style.size, 1)), bottom.value


def _known(handle: Any, i: int, found: Any, fonts: dict[int, Any]) -> tuple[Style, float, bool, int]:
    """The style, baseline and mark of a text object, asked of its first character."""
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, i, x, y)
    matrix = raw.FS_MATRIX()
    size = raw.FPDFText_GetFontSize(handle, i)
    turned = False
    if raw.FPDFText_GetMatrix(handle, i, ctypes.byref(matrix)):
        size *= (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
        turned = abs(matrix.b) > abs(matrix.a)
    font = raw.FPDFTextObj_GetFont(found)
    name, bold, italic, mono, caps = _font(font, fonts) if font else ("", False, False, False, False)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(found, red, green, blue, alpha)
    colour = (red.value << 16) + (green.value << 8) + blue.value
    mark = raw.FPDFPageObj_GetMarkedContentID(found)
    return Style(name, round(size, 1), bold, italic, mono, caps, colour), y.value, turned, mark


def _font(font: Any, fonts: dict[int, Any]) -> tuple[str, bool, bool, bool, bool]:
    address = ctypes.addressof(font.contents)
    if address not in fonts:
        buffer = ctypes.create_string_buffer(128)
        raw.FPDFFont_GetBaseFontName(font, buffer, 128)
        name = buffer.value.decode("utf-8", "replace").partition("+")[2] or buffer.value.decode("utf-8", "replace")
        flags = max(0, raw.FPDFFont_GetFlags(font))
        angle = ctypes.c_int()
        slanted = bool(raw.FPDFFont_GetItalicAngle(font, angle)) and angle.value != 0
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[-,_]", " ", name)
        fonts[address] = (
            name,
            bool(_BOLD.search(spaced)) or raw.FPDFFont_GetWeight(font) >= 600 or bool(flags & 1 << 18),
            bool(_ITALIC.search(spaced)) or bool(flags & 1 << 6) or slanted,
            bool(_MONO.search(spaced)) or bool(flags & 1),
            bool(_SMALL_CAPS.search(spaced)),
        )
    known: tuple[str, bool, bool, bool, bool] = fonts[address]
    return known


def _objects(page: Any, number: int, area: float) -> tuple[tuple[Box, ...], tuple[Picture, ...], list[Path], bool]:
    """The page's rules (thin or framed boxes), its pictures, all paths that are drawn on it, and whether pictures cover
    it.
    """
    rules: list[Box] = []
    pictures: list[Picture] = []
    paths: list[Path] = []
    covered = 0.0
    for item in itertools.islice(page.get_objects(filter=_DRAWN, max_depth=4), _MOST_OBJECTS):
        try:
            box = Box(*item.get_bounds())
        except pdfium.PdfiumError:
            continue
        if item.type == raw.FPDF_PAGEOBJ_PATH:
            if _is_drawn(item):
                paths.append(Path(box, _slants(item)))
            if min(box.width, box.height) <= _THIN < max(box.width, box.height):
                rules.append(box)
            continue
        covered += box.width * box.height
        if min(box.width, box.height) >= _SMALLEST_PICTURE and box.width * box.height < COVERS * area:
            pictures.append(_picture(item, box, number))
    return tuple(rules), tuple(pictures), paths, covered >= COVERS * area


def _is_drawn(item: Any) -> bool:
    """Whether a path leaves ink; others only clip."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item.raw, fill, stroke)) and bool(fill.value or stroke.value)


def _slants(item: Any) -> bool:
    """Whether a path has a curve or a line that is neither level nor upright."""
    x, y = ctypes.c_float(), ctypes.c_float()
    before = None
    for at in range(min(raw.FPDFPath_CountSegments(item.raw), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return True
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = x.value, y.value
        if (
            kind == raw.FPDF_SEGMENT_LINETO
            and before
            and all(abs(a - b) > 1 for a, b in zip(before, point, strict=True))
        ):
            return True
        before = point
    return False


def _drawing(page: Any, box: Box, number: int, height: float) -> Picture:
    """A drawing as the page shows it; its pixels are made from the page, with what is written in it."""
    width = page.get_size()[0]
    edges = (max(0.0, box.left), max(0.0, box.bottom), max(0.0, width - box.right), max(0.0, height - box.top))
    out = io.BytesIO()
    page.render(scale=_SHARP, crop=edges).to_pil().save(out, "PNG", compress_level=1)
    return Picture(box, number, out.getvalue(), ".png", drawn=True)


def _picture(item: Any, box: Box, number: int) -> Picture:
    """A picture's own file where it is a JPEG, else its pixels as PNG."""
    try:
        if item.get_filters() == ["DCTDecode"]:
            return Picture(box, number, bytes(item.get_data(decode_simple=False)), ".jpg")
        out = io.BytesIO()
        item.get_bitmap(render=False).to_pil().save(out, "PNG", compress_level=1)
    except (pdfium.PdfiumError, ValueError, OSError, NotImplementedError):
        return Picture(box, number)
    return Picture(box, number, out.getvalue(), ".png")


def _links(document: Any, page: Any) -> Iterator[PageLink]:
    """The links of a page that lead to an address."""
    position, found = ctypes.c_int(0), raw.FPDF_LINK()
    rect = raw.FS_RECTF()
    while raw.FPDFLink_Enumerate(page.raw, position, found):
        action = raw.FPDFLink_GetAction(found)
        if not action or not raw.FPDFLink_GetAnnotRect(found, ctypes.byref(rect)):
            continue
        length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        if length > 1:
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            yield PageLink(Box(rect.left, rect.bottom, rect.right, rect.top), buffer.value.decode("utf-8", "replace"))


def _language(document: Any) -> str:
    """The language that the file names for the whole of itself."""
    length = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    buffer = (ctypes.c_ushort * max(1, length // 2))()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _outline(document: Any) -> Iterator[OutlineEntry]:
    """The file's outline; one that is broken ends where it breaks."""
    try:
        for entry in document.get_toc(max_depth=8):
            target = entry.get_dest()
            page = target.get_index() if target else None
            yield OutlineEntry(entry.get_title().strip(), entry.level + 1, -1 if page is None else page)
    except (pdfium.PdfiumError, RecursionError):
        return
