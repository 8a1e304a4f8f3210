"""The pictures of a document's pages, from `@facs`, `facsimile` and `sourceDoc`.

A page begins where the text names a picture (`<pb facs="1.jpg"/>`), a surface or a zone of one (`<div facs="#s2">`), or
where a surface names the text (`<surface start="#p2">`). Pictures that no text names stand behind the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urljoin

from lxml import etree

from edition.facts.facsimile.model import Box, PageImage, Region
from edition.facts.facsimile.service import image_service
from edition.markup import XML_ID, local_name, tei

_EDGES: Final = ("ulx", "uly", "lrx", "lry")
_PIXELS: Final = re.compile(r"(\d+)(?:\.\d+)?(?:px)?\Z")
_POINT: Final = re.compile(r"(-?[\d.]+)[,\s]+(-?[\d.]+)")
_XML_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_SURFACES: Final = ("surface", "surfaceGrp", "zone", "facsimile", "sourceDoc")
Address = Callable[[str], str]
IdOf = Callable[[etree._Element], str]


@dataclass(frozen=True)
class PagePlaces:
    """The pictures in their order, and the elements at which the text comes to one: its number (from 1), and the id of
    the first such element."""

    pages: tuple[PageImage, ...] = ()
    elements: tuple[tuple[etree._Element, int, str], ...] = ()


def read_pages(root: etree._Element, address: Address = str, id_of: IdOf | None = None) -> PagePlaces:
    """The pictures of a document's pages.

    `address` gives what a pointer of the edition's own stands for, `id_of` the id that an element has on its page.
    """
    return _Reader(root, address, id_of or (lambda element: element.get(XML_ID, ""))).read()


class _Reader:
    def __init__(self, root: etree._Element, address: Address, id_of: IdOf) -> None:
        self._root = root
        self._address = address
        self._id_of = id_of
        self._surfaces = [s for s in root.iter(tei("surface")) if _graphic(s) is not None]
        self._by_id = _ids(root) if self._surfaces or root.find(tei("facsimile")) is not None else {}
        self._starts = _starts(self._surfaces)
        self._pointed_at = _pointed_at(root) if self._by_id else frozenset[str]()
        self._pages: dict[str, PageImage] = {}  # by address

    def read(self) -> PagePlaces:
        """Both."""
        listed = [url for graphic in self._graphics() if (url := self._listed(graphic))]
        placed = list(self._places())
        named = [url for _, url in placed]
        # pictures of a facsimile stand in its order, since not each of them need be named by the text
        order = list(dict.fromkeys(listed if {*named} <= {*listed} else [*named, *listed]))
        first = {url: element for element, url in reversed(placed)}
        pages = {url: self._whole(self._pages[url], first.get(url), n) for n, url in enumerate(order, 1)}
        numbers = {url: n for n, url in enumerate(order, 1)}
        elements = ((e, numbers[url], pages[url].at if e is first[url] else "") for e, url in placed)
        return PagePlaces(tuple(pages.values()), tuple(elements))

    def _places(self) -> Iterator[tuple[etree._Element, str]]:
        """Where the text comes to a picture, and its address."""
        current = ""
        for element in self._text():
            url = self._named_by(element)
            if url and (url != current or local_name(element) == "pb"):
                yield element, url
                current = url

    def _text(self) -> Iterator[etree._Element]:
        """What may stand on a page, in the order of the document."""
        surfaces = frozenset(self._surfaces)
        for element in self._root.iter(etree.Element):
            named = element.get("facs") or (self._starts and element.get(XML_ID) in self._starts)
            has_text = not named and element in surfaces and _is_within(element, "sourceDoc")
            if (named or has_text) and not _is_within(element, "teiHeader"):
                yield element

    def _named_by(self, element: etree._Element) -> str:
        """The address of the picture that an element begins on, or stands on."""
        if local_name(element) == "surface":
            graphic = _graphic(element)
            return "" if graphic is None else self._listed(graphic)
        surface = self._starts.get(element.get(XML_ID, ""))
        if surface is not None and not element.get("facs"):
            return self._listed(_graphic(surface))
        for pointer in element.get("facs", "").split():
            if url := self._picture(self._address(pointer), element):
                return url
        return ""

    def _picture(self, pointer: str, element: etree._Element) -> str:
        """The address of the picture that a pointer leads to; empty where it leads to none."""
        if pointer.startswith("#"):
            target = self._by_id.get(pointer[1:])
            while target is not None and local_name(target) in (*_SURFACES, "graphic", "media"):
                graphic = target if local_name(target) in ("graphic", "media") else _graphic(target)
                if graphic is not None:
                    return self._listed(graphic)
                target = target.getparent()
            return ""
        if ".xml#" in pointer or not (local_name(element) == "pb" or "." in pointer or "/" in pointer):
            return ""
        self._pages.setdefault(pointer, PageImage(pointer))
        return pointer

    def _graphics(self) -> Iterator[etree._Element]:
        """The pictures of all surfaces, and those that stand in a facsimile by themselves."""
        for facsimile in self._root.iter(tei("facsimile"), tei("sourceDoc")):
            for element in facsimile.iter(tei("surface"), tei("graphic")):
                if local_name(element) == "surface":
                    graphic = _graphic(element)
                    if graphic is not None:
                        yield graphic
                elif element.getparent() is facsimile:
                    yield element

    def _listed(self, graphic: etree._Element | None) -> str:
        """The address of a picture, which is noted with its surface."""
        if graphic is None:
            return ""
        url = self._address(_based(graphic, graphic.get("url", "").strip()))
        if url in self._pages or not url:
            return url
        surface = next((a for a in graphic.iterancestors() if local_name(a) == "surface"), None)
        width, height = (_pixels(graphic.get(name, "")) for name in ("width", "height"))
        page = PageImage(url, width=width, height=height)
        if surface is not None:
            page = replace(page, n=surface.get("n", ""), space=_box(surface), regions=tuple(self._regions(surface)))
        self._pages[url] = page
        return url

    def _regions(self, surface: etree._Element) -> Iterator[Region]:
        """The zones that the text speaks of, or that hold it."""
        in_text = _is_within(surface, "sourceDoc")
        for zone in surface.iter(tei("zone"), tei("line")):
            pointers = [*zone.get("start", "").split(), *zone.get("corresp", "").split()]
            at = next((p[1:] for p in pointers if p.startswith("#")), "")
            id_, box = self._id_of(zone), _box(zone)
            if (at or in_text or id_ in self._pointed_at) and (at or id_) and box and _surface_of(zone) is surface:
                yield Region(id_, box, at)

    def _whole(self, page: PageImage, element: etree._Element | None, number: int) -> PageImage:
        if element is None:
            return page
        is_page = local_name(element) in ("pb", "surface")
        at = self._id_of(element) or f"picture-{number}"
        return replace(page, n=(element.get("n", "") if is_page else "") or page.n, at=at)


def _starts(surfaces: Iterable[etree._Element]) -> dict[str, etree._Element]:
    """The surfaces by the ids of what they say that they begin with."""
    named = ((pointer, s) for s in surfaces for name in ("start", "corresp") for pointer in s.get(name, "").split())
    return {pointer[1:]: surface for pointer, surface in named if pointer.startswith("#")}


def _pointed_at(root: etree._Element) -> frozenset[str]:
    """The ids that some text says it stands on."""
    return frozenset(pointer[1:] for e in root.iter(etree.Element) for pointer in e.get("facs", "").split())


def _is_within(element: etree._Element, name: str) -> bool:
    return any(local_name(around) == name for around in element.iterancestors())


def _ids(root: etree._Element) -> dict[str, etree._Element]:
    return {
        str(id_): e for name in (*_SURFACES, "graphic", "media") for e in root.iter(tei(name)) if (id_ := e.get(XML_ID))
    }


def _graphic(element: etree._Element) -> etree._Element | None:
    """The picture of a surface or zone, not one of a surface within it: of several that of an image service, which
    gives it in every size, or the first."""
    found = []
    for graphic in element.iter(tei("graphic"), tei("media")):
        own = next((a for a in graphic.iterancestors() if local_name(a) in ("surface", "zone")), None)
        if own is element or (own is not None and local_name(own) == "zone" and _surface_of(own) is element):
            found.append(graphic)
    served = (graphic for graphic in found if image_service(graphic.get("url", "")))
    return next(served, found[0] if found else None)


def _surface_of(zone: etree._Element) -> etree._Element | None:
    return next((a for a in zone.iterancestors() if local_name(a) == "surface"), None)


def _based(element: etree._Element, url: str) -> str:
    """An address with what `@xml:base` around it puts before it."""
    for around in (element, *element.iterancestors()):
        if base := around.get(_XML_BASE):
            url = urljoin(base, url)
    return url


def _box(element: etree._Element) -> Box | None:
    """The rectangle of a surface or zone, or the one around its points."""
    try:
        left, top, right, bottom = (float(element.get(name, "")) for name in _EDGES)
    except ValueError:
        points = [(float(x), float(y)) for x, y in _POINT.findall(element.get("points", "")) if x.count(".") < 2]
        if len(points) < 2:
            return None
        xs, ys = zip(*points, strict=True)
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def _pixels(text: str) -> int:
    found = _PIXELS.match(text.strip())
    return int(found[1]) if found else 0
