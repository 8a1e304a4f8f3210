"""Names of seas and great rivers, as the languages of the interface have them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from edition.publish.map.geometry import Box

_DATA: Final = Path(__file__).with_name("waters.json")
_FALLBACK: Final = "en"
_MOST_DEGREES: Final = {1: 60.0, 2: 90.0, 3: 180.0, 4: 360.0}  # a wider view leaves waters of this size unnamed


@dataclass(frozen=True)
class Water:
    """A sea or a river, and where its name stands."""

    name: str
    lat: float
    lon: float
    size: int
    river: bool


def waters_in(box: Box, view: Box, lang: str) -> list[Water]:
    """Those in a map whose names have a place in its first view."""
    return [
        Water(w["names"].get(lang, w["names"][_FALLBACK]), w["lat"], w["lon"], w["size"], w.get("river", False))
        for w in _known()
        if box[0] < w["lon"] < box[2] and box[1] < w["lat"] < box[3] and view[2] - view[0] <= _MOST_DEGREES[w["size"]]
    ]


@cache
def _known() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_DATA.read_text("utf-8"))
    return found
