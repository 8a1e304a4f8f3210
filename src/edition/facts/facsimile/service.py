"""Addresses of IIIF image services."""

from __future__ import annotations

import re
from typing import Final

_REQUEST: Final = re.compile(
    r"(https?://.+?)/(?:info\.json|(?:full|square|pct:[\d.,]+|\d+,\d+,\d+,\d+)/"
    r"(?:full|max|\^?(?:max|pct:[\d.]+|!?\d*,\d*))/!?[\d.]+/(?:default|native|color|gray|grey|bitonal)(?:\.\w+)?)\Z"
)


def image_service(address: str) -> str:
    """The service that an address speaks to: one of its pictures, or its description; empty where it is none's.

    >>> image_service("https://iiif.example/img/p1.jp2/full/800,/0/default.jpg")
    'https://iiif.example/img/p1.jp2'
    >>> image_service("https://iiif.example/p1/info.json"), image_service("https://example.org/p1.jpg")
    ('https://iiif.example/p1', '')
    """
    found = _REQUEST.match(address)
    return found[1] if found else ""
