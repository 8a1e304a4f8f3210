"""Ids made from content: the same text has the same id, whatever is inserted before it."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections.abc import Container
from typing import Final

_LENGTH: Final = 8


def content_id(prefix: str, text: str, used: Container[str] = ()) -> str:
    """An id from the letters of a text; white space and case do not count, and a repeated text gets a number.

    >>> content_id("p", "Kars Antlaşması") == content_id("p", "kars  antlaşması")
    True
    >>> content_id("p", "a", {content_id("p", "a")}).endswith("-2")
    True
    """
    letters = "".join(unicodedata.normalize("NFC", text).casefold().split())
    digest = hashlib.blake2b(letters.encode(), digest_size=5).digest()
    base = f"{prefix}-{base64.b32encode(digest).decode().lower()[:_LENGTH]}"
    if base not in used:
        return base
    number = 2
    while f"{base}-{number}" in used:
        number += 1
    return f"{base}-{number}"
