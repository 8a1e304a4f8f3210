"""The other documents that a pattern is about (`pattern/@documents`): read here, from two folders only.

They are those of the document and of the schema; an address that leads out of both, or to no file, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from edition.addresses import split_address
from edition.diagnostics import EditionError
from edition.markup import Document, parse, read_source
from edition.paths import real

_PROLOG: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s(?>.*?\?>))?((?:\s|<\?(?>.*?\?>)|<!--(?>.*?-->))*+)(?:<!DOCTYPE[^<>\[]*+>)?",
    re.DOTALL,
)  # what stays in front of the root is comments and instructions


class OtherDocumentError(Exception):
    """A pattern is about a document that cannot be had."""


@dataclass(frozen=True)
class Others:
    """Documents by the addresses that the pattern gives them."""

    texts: Mapping[str, Document] = field(default_factory=dict)

    @classmethod
    def read(cls, addresses: Iterable[str], document: Path, schema: Path) -> Others:
        """Read what a document names, relative to itself."""
        folders = (real(document.parent), real(schema.parent))
        return cls({address: _read(address, folders) for address in dict.fromkeys(addresses)})

    def bundle(self) -> bytes:
        """All of them as one document, which the stylesheet takes apart again."""
        parts = []
        for address, document in self.texts.items():
            content = _PROLOG.sub(rb"\1", document.source.data, count=1)
            name = address.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            parts.append(f'<document uri="{name}">'.encode() + content + b"</document>")
        return b"<documents>" + b"".join(parts) + b"</documents>"


def _read(address: str, folders: tuple[Path, ...]) -> Document:
    parts = split_address(address)
    path = real(folders[0] / unquote(parts.path))
    if parts.scheme or parts.netloc or not any(path.is_relative_to(folder) for folder in folders):
        raise OtherDocumentError(f"{address} lies outside the folders of the document and of the schema")
    try:
        return parse(read_source(path))
    except EditionError as error:
        raise OtherDocumentError(f"{address} cannot be used: {error.diagnostics[0].message}") from error
