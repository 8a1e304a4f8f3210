"""Where the specifications of an ODD come from: TEI's own, the program's, or another ODD."""

from edition.odd.sources.keep import fetch_tei
from edition.odd.sources.library import Library
from edition.odd.sources.places import OWN, Places, own_odd, tei_version

__all__ = ["OWN", "Library", "Places", "fetch_tei", "own_odd", "tei_version"]
