"""Addresses in a document that can be opened: those of the web, by `http` and `https` only.

Takes a document, gives the places of the addresses with what they lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

_ADDRESS: Final = re.compile(rb"(?<=[\"'\s>])https?://[^\s\"'<>]+", re.IGNORECASE)
_NAMESPACE: Final = re.compile(rb"\bxmlns(?::[^\s=]+)?\s*=\s*[\"']\Z|\b(?:schematypens|type)\s*=\s*[\"']\Z")


@dataclass(frozen=True, slots=True)
class AddressLink:
    """An address and where it stands."""

    start: int
    end: int
    target: str


def links(data: bytes) -> Iterator[AddressLink]:
    """The addresses of a text; names of namespaces are none.

    >>> [link.target for link in links(b'<p xmlns="http://a.org"><ref target="https://b.org/?x&amp;y"/></p>')]
    ['https://b.org/?x&y']
    """
    for match in _ADDRESS.finditer(data):
        if not _NAMESPACE.search(data[max(0, match.start() - 80) : match.start()]):
            yield AddressLink(match.start(), match.end(), unescape(match[0].decode("utf-8", "replace")))
