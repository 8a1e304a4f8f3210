"""Schemes of addresses, read as a browser reads them."""

from __future__ import annotations

import re
from typing import Final

_IGNORED: Final = re.compile(r"[\x00-\x20]+")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def link_scheme(address: str) -> str:
    """The scheme of an address in lower case, and the empty string for a relative one.

    Browsers skip control characters and spaces inside a scheme, so these are skipped here.

    >>> link_scheme("java\\tscript:alert(1)"), link_scheme("a/b.html"), link_scheme("HTTPS://example.org")
    ('javascript', '', 'https')
    """
    match = _SCHEME.match(_IGNORED.sub("", address))
    return match.group(1).lower() if match else ""
