"""What a map shows: the box of its first view, the box of the whole, and how degrees become units of the drawing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Final

from edition.publish.map.geometry import Box, Line

WIDTH: Final = 1000.0
_LEAST_DEGREES: Final = 11.0
_SHARE_SHOWN: Final = 0.75
_WORTH_A_FOCUS: Final = 0.75
_LOWEST: Final = 0.5
_NARROWEST: Final = 1.6


@dataclass(frozen=True)
class MapPlace:
    """A place to be drawn: `geo` is latitude and longitude, `years` how often it is named when (`1919:2 1920:5`).

    `ways` are the letters that were sent from and to it, where the map is one of letters.
    """

    name: str
    path: str
    slug: str
    count: int
    geo: tuple[float, float]
    cert: str = ""
    years: str = ""
    ways: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class MapRoute:
    """A way from place to place (latitude and longitude each), with the number that it bears on the map; 0 for none."""

    name: str
    slug: str
    number: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Projection:
    """Equal spacing of degrees, true to scale on the map's middle parallel."""

    box: Box

    @cached_property
    def shrink(self) -> float:
        return math.cos(math.radians((self.box[1] + self.box[3]) / 2))

    @cached_property
    def scale(self) -> float:
        return WIDTH / ((self.box[2] - self.box[0]) * self.shrink)

    @property
    def height(self) -> float:
        return (self.box[3] - self.box[1]) * self.scale

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.box[0]) * self.shrink * self.scale, (self.box[3] - lat) * self.scale

    def lines(self, lines: Iterable[Line]) -> list[Line]:
        return [[self.point(*p) for p in line] for line in lines]


def boxes(places: Sequence[MapPlace]) -> tuple[Box, Box]:
    """The first view, and the box of the whole map in the same proportions."""
    everyone = _around(places)
    focus = _around(focus_of(places))
    if (focus[2] - focus[0]) > _WORTH_A_FOCUS * (everyone[2] - everyone[0]):
        return everyone, everyone
    return focus, _in_proportion(everyone, focus)


def focus_of(places: Sequence[MapPlace]) -> list[MapPlace]:
    """The places nearest to the middle of all mentions, as many as most mentions are of.

    >>> near = [MapPlace(n, "", n, 9, (41.0, 40.0 + i)) for i, n in enumerate("abc")]
    >>> far = MapPlace("d", "", "d", 1, (40.0, -100.0))
    >>> [place.name for place in focus_of([far, *near])]
    ['b', 'a', 'c']
    """
    lat, lon = _median([(p.geo[0], _weight(p)) for p in places]), _median([(p.geo[1], _weight(p)) for p in places])
    squeeze = math.cos(math.radians(lat))
    ordered = sorted(places, key=lambda p: (math.hypot(p.geo[0] - lat, (p.geo[1] - lon) * squeeze), p.name))
    wanted = _SHARE_SHOWN * sum(_weight(p) for p in places)
    sums = accumulate(_weight(p) for p in ordered)
    return ordered[: next(i for i, seen in enumerate(sums, 1) if seen >= wanted)]


def _weight(place: MapPlace) -> int:
    return max(place.count, 1)


def _median(values: Iterable[tuple[float, int]]) -> float:
    """The value in the middle of values with weights."""
    ordered = sorted(values)
    half = sum(weight for _, weight in ordered) / 2
    sums = accumulate(weight for _, weight in ordered)
    return next(value for (value, _), seen in zip(ordered, sums, strict=True) if seen >= half)


def _in_proportion(box: Box, like: Box) -> Box:
    """A box that holds both, widened to the proportions of the second."""
    left, low = min(box[0], like[0]), min(box[1], like[1])
    right, high = max(box[2], like[2]), max(box[3], like[3])
    ratio = (like[2] - like[0]) / (like[3] - like[1])
    more_width = max(0.0, (high - low) * ratio - (right - left)) / 2
    more_height = max(0.0, (right - left) / ratio - (high - low)) / 2
    return left - more_width, low - more_height, right + more_width, high + more_height


def _around(places: Sequence[MapPlace]) -> Box:
    lats, lons = [p.geo[0] for p in places], [p.geo[1] for p in places]
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = math.cos(math.radians(lat))
    high = max(max(lats) - min(lats), _LEAST_DEGREES) * 1.16
    wide = max((max(lons) - min(lons)) * 1.12, _LEAST_DEGREES / squeeze)
    high, wide = max(high, wide * squeeze * _LOWEST), max(wide, high / squeeze * _NARROWEST)
    return (
        max(-180.0, lon - wide / 2),
        max(-85.0, lat - high / 2),
        min(180.0, lon + wide / 2),
        min(85.0, lat + high / 2),
    )
