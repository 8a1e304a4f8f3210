"""Pictures of the pages that a text was read from: which text stands on which, and where on it.

Which file an address means is the matter of `edition.facts.facsimile.files`.
"""

from edition.facts.facsimile.model import PageImage, Region
from edition.facts.facsimile.pages import PagePlaces, read_pages
from edition.facts.facsimile.service import image_service

__all__ = ["PageImage", "PagePlaces", "Region", "image_service", "read_pages"]
