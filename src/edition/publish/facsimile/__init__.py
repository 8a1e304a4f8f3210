"""The pictures of pages beside their text, and those of people: what a page says of them, and smaller sizes of the
edition's own."""

from edition.publish.facsimile.portraits import PortraitFile, portrait_values
from edition.publish.facsimile.sizes import WIDTHS, sized, sized_path
from edition.publish.facsimile.values import facsimile_values, host_of, used_hosts

__all__ = [
    "WIDTHS",
    "PortraitFile",
    "facsimile_values",
    "host_of",
    "portrait_values",
    "sized",
    "sized_path",
    "used_hosts",
]
