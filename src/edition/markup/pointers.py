"""Ids made from content, so that the same text has the same id, and schemes of addresses as a browser reads them."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Container
from typing import Final

_LENGTH: Final = 8
_IGNORED: Final = re.compile(r"[\x00-\x20]+")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


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


def link_scheme(address: str) -> str:
    """The scheme of an address in lower case, and the empty string for a relative one.

    Browsers skip control characters and spaces inside a scheme, so these are skipped here.

    >>> link_scheme("java\\tscript:alert(1)"), link_scheme("a/b.html"), link_scheme("HTTPS://example.org")
    ('javascript', '', 'https')
    """
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match.group(1).lower() if match else ""
