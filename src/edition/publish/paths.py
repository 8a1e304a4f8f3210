"""Where the pages lie, as paths from a language's root. How pages point to each other is `urls.xsl`'s matter."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from edition.markup import content_id
from edition.registers import plain_key

FOLDERS: Final = {
    "person": "persons",
    "place": "places",
    "org": "organisations",
    "event": "events",
    "work": "works",
}
_SAFE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,119}\Z")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|index)(?:\.|\Z)", re.IGNORECASE)


def slug(key: str) -> str:
    """A key as a file name: itself where it can be one, else made from its letters.

    >>> slug("enver-pasa"), slug("pmb662")
    ('enver-pasa', 'pmb662')
    >>> slug("http://d-nb.info/gnd/1") == slug("../x")
    False
    """
    if _SAFE.match(key) and not _DEVICES.match(key):
        return key
    ascii_key = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", ascii_key.lower()).strip("-")[:40]
    return content_id(readable or "key", key)


def article_path(id_: str) -> str:
    """The page of an article."""
    return f"articles/{slug(id_)}.html"


def tei_path(id_: str) -> str:
    """The article's TEI file."""
    return f"articles/{slug(id_)}.xml"


def tei_view_path(id_: str) -> str:
    """The page that shows the TEI file."""
    return f"articles/{slug(id_)}.tei.html"


def entity_path(kind: str, key: str) -> str:
    """The page of an entity.

    >>> entity_path("person", "lenin"), entity_path("place", "vienna·place")
    ('persons/lenin.html', 'places/vienna.html')
    """
    return f"{FOLDERS[kind]}/{slug(plain_key(key))}.html"


def poster_path(path: str) -> str:
    """The picture that goes with a page when it is shared.

    >>> poster_path("persons/lenin.html")
    'persons/lenin.png'
    """
    return path.removesuffix(".html") + ".png"


def further_path(path: str, number: int) -> str:
    """The address of a page's continuation, in a folder of the page's name; no key has a slash, so it is free.

    >>> further_path("persons/lenin.html", 1), further_path("persons/lenin.html", 2)
    ('persons/lenin.html', 'persons/lenin/2.html')
    """
    return path if number == 1 else f"{path.removesuffix('.html')}/{number}.html"


def contents_path(number: int) -> str:
    """A page of the table of contents.

    >>> contents_path(1), contents_path(2)
    ('contents/index.html', 'contents/2.html')
    """
    return f"contents/{'index' if number == 1 else number}.html"


def group_path(facet: str, name: str, number: int = 1) -> str:
    """A page of the texts that have something in common.

    >>> group_path("year", "1918"), group_path("place", "Baku", 2)
    ('contents/year/1918.html', 'contents/place/Baku/2.html')
    """
    return further_path(f"contents/{facet}/{slug(name)}.html", number)


def index_path(folder: str) -> str:
    """The first page of a folder."""
    return f"{folder}/index.html"
