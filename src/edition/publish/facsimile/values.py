"""What the page of an article says of the pictures of its pages: addresses, sizes, zones, the place in the text.

A picture is the edition's own, or lies on a host that the settings name; others are links in the text and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from edition.addresses import split_address
from edition.facts.facsimile import PageImage, Region, image_service
from edition.facts.facsimile.model import Box
from edition.publish.facsimile.sizes import sized_path, widths_below

_UNITS: Final = 10_000  # zones are told in parts of a picture's width and height
_THUMB, _PAGE = "180,", "1000,"
Size = tuple[int, int]


def facsimile_values(
    pages: Sequence[PageImage], places: Mapping[str, str], sizes: Mapping[str, Size], hosts: Iterable[str]
) -> list[dict[str, Any]]:
    """The pictures that the page shows. `places` are the edition's own by their addresses in the text."""
    allowed = frozenset(hosts)
    found = ((n, page, _shown(page, places, sizes, allowed)) for n, page in enumerate(pages, 1))
    return [
        {"number": n, "name": page.n, "at": page.at, "zones": _zones(page, shown["width"], shown["height"]), **shown}
        for n, page, shown in found
        if shown
    ]


def _shown(
    page: PageImage, places: Mapping[str, str], sizes: Mapping[str, Size], hosts: frozenset[str]
) -> dict[str, Any] | None:
    place = places.get(page.url, "")
    if place in sizes:
        width, height = sizes[place]
        smaller = [
            {"width": w, "height": round(height * w / width), "path": sized_path(place, w)} for w in widths_below(width)
        ]
        return {"path": place, "width": width, "height": height, "sizes": smaller}
    if host_of(page.url) not in hosts:
        return None
    shown = {"address": page.url, "width": page.width, "height": page.height}
    if service := image_service(page.url):
        thumb, full = (f"{service}/full/{size}/0/default.jpg" for size in (_THUMB, _PAGE))
        return {**shown, "address": full, "service": service, "thumb": thumb}
    return shown


def host_of(url: str) -> str:
    """The host that a picture lies on, as policies name it; empty for a file of the edition.

    >>> host_of("https://iiif.example.org:8080/1/info.json"), host_of("1.jpg")
    ('https://iiif.example.org:8080', '')
    """
    parts = split_address(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""


def _zones(page: PageImage, width: int, height: int) -> str:
    """Zones as words: `id,at,left,top,width,height`, in parts of the picture; none where its measure is not known."""
    space = page.space or ((0, 0, width, height) if width and height else None)
    return " ".join(_zone(region, space) for region in page.regions) if space else ""


def _zone(region: Region, space: Box) -> str:
    left, top, width, height = space
    x, y, w, h = region.box
    parts = ((x - left) / width, (y - top) / height, w / width, h / height)
    return ",".join([region.id, region.at, *(str(round(part * _UNITS)) for part in parts)])


def used_hosts(pages: Iterable[PageImage], hosts: Iterable[str]) -> list[str]:
    """The hosts, of those that the settings name, that a page with these pictures loads from."""
    return sorted({host_of(page.url) for page in pages} & {*hosts})
