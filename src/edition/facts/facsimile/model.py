"""Pictures of pages as values."""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a picture (`zone`), in the measure of its surface; `at` is the id of what stands there.

    Where the text points to the zone, and not the zone to the text, `at` is empty.
    """

    id: str
    box: Box
    at: str = ""


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page by its address in the TEI, and the size that the TEI says it has (0: it does not).

    `space` is the surface that the regions are measured on; without one they are measured in pixels. `at` is the id
    of the first element of the text that stands on the page, empty where none does.
    """

    url: str
    n: str = ""
    at: str = ""
    width: int = 0
    height: int = 0
    space: Box | None = None
    regions: tuple[Region, ...] = ()
