"""Smaller sizes of a picture, so that a page with many does not fetch them whole."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL import Image

WIDTHS: Final = (180, 1000)  # in a strip of thumbnails; beside the text
_QUALITY: Final = 78


def sized_path(place: str, width: int) -> str:
    """Where a smaller size of a picture lies.

    >>> sized_path("images/a/1.png", 180)
    'images/sized/a/1.png-180.jpg'
    """
    return f"images/sized/{PurePosixPath(place).relative_to('images')}-{width}.jpg"


def widths_below(width: int) -> list[int]:
    """The sizes that are made of a picture so wide."""
    return [smaller for smaller in WIDTHS if smaller < width]


def sized(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Smaller sizes of a picture as JPEG, by their width; the same picture gives the same bytes.

    Raises OSError where the picture cannot be read.
    """
    from PIL import Image, ImageOps  # late: few editions have pictures of pages

    for width in WIDTHS:
        with Image.open(BytesIO(data)) as image:
            image.draft("RGB", (2 * width, 2 * width))  # a JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(image)
            if upright.width > width:
                yield width, _jpeg(upright, width)


def _jpeg(image: Image.Image, width: int) -> bytes:
    from PIL import Image

    small = image.convert("RGBA") if image.mode in ("P", "LA", "PA") else image
    small = small.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    out = BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()
