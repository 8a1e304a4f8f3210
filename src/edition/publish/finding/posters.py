"""The picture that goes with a link to an article or a person when it is shared: its title on paper, as PNG.

A function of a few words. It is drawn with the site's own typeface, straight into pixels: what draws SVG knows no
WOFF2, and would set the words in whatever a machine has. A title in a script that the typeface lacks has no picture.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

SIZE: Final = (1200, 630)
EDITION_POSTER: Final = "share.png"  # of each language
_FONTS: Final = Path(__file__).parents[1] / "assets/fonts"
_EDGE: Final = 90
_PAPER, _INK, _MARK = (0xFB, 0xFA, 0xF6), (0x23, 0x20, 0x1B), (0x7B, 0x2D, 0x1B)
_SHADES: Final = 3  # paper, ink and one between: pictures are shown smaller than they are drawn; then the mark
_FULL, _QUIET = 255, 178  # how much ink
# the files of the typeface by the letters that they have, as in the style sheet
_RANGES: Final = (
    ("literata-latin", ((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BC, 0x2BC), (0x2C6, 0x2C6),
                        (0x2DA, 0x2DA), (0x2DC, 0x2DC), (0x2010, 0x2026), (0x2030, 0x203A))),
    ("literata-latin-ext", ((0x100, 0x24F), (0x259, 0x259), (0x1E00, 0x1EFF))),
    ("literata-cyrillic", ((0x400, 0x45F), (0x490, 0x491), (0x4B0, 0x4B1), (0x2116, 0x2116))),
    ("literata-cyrillic-ext", ((0x460, 0x48F), (0x492, 0x4AF), (0x4B2, 0x52F))),
)  # fmt: skip


@dataclass(frozen=True)
class Poster:
    """What stands on a picture: the edition above, the title, and a line below."""

    edition: str
    title: str
    line: str = ""

    @property
    def can_be_drawn(self) -> bool:
        """Whether the typeface has every letter of the title."""
        return bool(self.title) and all(_file_of(letter) for letter in self.title)


def draw_poster(poster: Poster) -> bytes:
    """The picture as PNG."""
    from PIL import Image, ImageDraw  # late: most pages of most builds have no picture to be drawn

    image = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(image)
    _write(draw, (_EDGE, 64), _shortened(poster.edition, 32), 32, _QUIET)
    size, lines = _fitted(poster.title)
    top = (SIZE[1] - len(lines) * size * 1.22) / 2
    for number, line in enumerate(lines):
        _write(draw, (_EDGE, top + number * size * 1.22), line, size, _FULL)
    _write(draw, (_EDGE, SIZE[1] - 112), _shortened(poster.line, 34), 34, _QUIET)
    return _saved(image)


def _saved(image: Image.Image) -> bytes:
    """Four colours are enough for letters on paper, and make a small file."""
    shades = image.point([round(ink / 255 * (_SHADES - 1)) for ink in range(256)])
    shades.paste(_SHADES, (0, 0, 22, SIZE[1]))
    ramp = [round(p + (i - p) * n / (_SHADES - 1)) for n in range(_SHADES) for p, i in zip(_PAPER, _INK, strict=True)]
    shades.putpalette([*ramp, *_MARK])
    out = io.BytesIO()
    shades.save(out, "PNG", bits=2, compress_level=9)
    return out.getvalue()


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest type in which a title takes at most four lines."""
    for size in (84, 72, 62, 54):
        lines = _lines(title, size)
        if len(lines) <= 4:
            return size, lines
    return 46, _lines(title, 46)[:6]


def _lines(text: str, size: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _width(longer, size) <= SIZE[0] - 2 * _EDGE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, size: int) -> str:
    """As much of a line as has room."""
    known = "".join(letter for letter in text if _file_of(letter))
    if _width(known, size) <= SIZE[0] - 2 * _EDGE:
        return known
    words = known.split()
    while words and _width(" ".join(words) + " …", size) > SIZE[0] - 2 * _EDGE:
        words.pop()
    return " ".join(words) + " …"


def _width(text: str, size: int) -> float:
    return sum(_font(name, size).getlength(run) for name, run in _runs(text))


def _write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, size: int, ink: int) -> None:
    x = at[0]
    for name, run in _runs(text):
        font = _font(name, size)
        draw.text((x, at[1] + size), run, font=font, fill=ink, anchor="ls")
        x += font.getlength(run)


def _runs(text: str) -> list[tuple[str, str]]:
    """A text in parts of one file each."""
    out: list[tuple[str, str]] = []
    for letter in text:
        name = _file_of(letter) or _RANGES[0][0]
        if out and out[-1][0] == name:
            out[-1] = (name, out[-1][1] + letter)
        else:
            out.append((name, letter))
    return out


@cache
def _file_of(letter: str) -> str | None:
    code = ord(letter)
    return next((name for name, ranges in _RANGES if any(a <= code <= b for a, b in ranges)), None)


@cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(_FONTS / f"{name}.woff2"), size)
