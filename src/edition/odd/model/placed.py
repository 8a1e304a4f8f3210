"""An element of an ODD with the document that it stands in: groups of specifications may stand in other files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from edition.markup import Document, local_name


@dataclass(frozen=True)
class Placed:
    """An element, its document, and the folder that its paths count from."""

    element: etree._Element
    odd: Document
    folder: Path

    @cached_property
    def name(self) -> str:
        """Its name without namespace."""
        return local_name(self.element)
