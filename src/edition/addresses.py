"""Addresses as strangers write them, taken apart."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def split_address(address: str) -> SplitResult:
    """The parts of an address; what only looks like one is a path that leads nowhere.

    >>> split_address("https://example.org/a").netloc, split_address("http://[::1").path
    ('example.org', 'http://[::1')
    """
    try:
        return urlsplit(address)
    except ValueError:  # half of an address in brackets, say
        return SplitResult("", "", address, "", "")
