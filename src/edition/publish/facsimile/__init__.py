"""The pictures of pages beside their text: what a page says of them, and smaller sizes of the edition's own."""

from edition.publish.facsimile.sizes import WIDTHS, sized, sized_path
from edition.publish.facsimile.values import facsimile_values, host_of, used_hosts

__all__ = ["WIDTHS", "facsimile_values", "host_of", "sized", "sized_path", "used_hosts"]
