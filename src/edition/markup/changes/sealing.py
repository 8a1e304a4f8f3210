"""The seal of a document that the program has made: the document's own SHA-256, kept in it.

While it holds, nobody but the program has changed the document, and the program may make it anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Final

ZEROS: Final = "0" * 64
WORDS: Final = "SHA-256 of this file: "
_PICTURE: Final = re.compile(r"; of ([^\n]+?): ([0-9a-f]{64})(?=;|$)")
_SEAL: Final = re.compile(re.escape(WORDS).encode() + rb"([0-9a-f]{64})")


def seal(data: bytes) -> bytes:
    """Put the hash of a document (with zeros in its place) into it.

    >>> is_sealed(seal(b"<change>SHA-256 of this file: " + b"0" * 64 + b"</change>"))
    True
    """
    digest = hashlib.sha256(data).hexdigest()
    return data.replace(f"{WORDS}{ZEROS}".encode(), f"{WORDS}{digest}".encode(), 1)


def note_pictures(files: Iterable[tuple[str, bytes]]) -> str:
    """What the document keeps of the pictures that lie beside it.

    >>> read_pictures(note_pictures([("a-1.png", b"")]))[0][0]
    'a-1.png'
    """
    return "".join(f"; of {name}: {hashlib.sha256(content).hexdigest()}" for name, content in files)


def read_pictures(note: str) -> list[tuple[str, str]]:
    """The names and hashes of these pictures."""
    return _PICTURE.findall(note)


def is_sealed(data: bytes) -> bool:
    """Whether nobody has changed the document since it was sealed."""
    found = _SEAL.search(data)
    return found is not None and hashlib.sha256(_opened(data)).hexdigest().encode() == found.group(1)


def sealed_again(before: bytes, data: bytes) -> bytes:
    """What the program has made of a document: sealed where that was, since no editor has changed it meanwhile."""
    return seal(_opened(data)) if data != before and is_sealed(before) else data


def _opened(data: bytes) -> bytes:
    found = _SEAL.search(data)
    return data[: found.start(1)] + ZEROS.encode() + data[found.end(1) :] if found else data
