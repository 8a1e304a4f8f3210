"""Which strings are anyURI: RFC 2396 with the leniency of ``java.net.URI``, as jing checks it.

Characters that would have to be escaped may stand as they are; a bare ``%``, a second ``#``, an empty scheme and
square brackets outside a host may not.
"""

from __future__ import annotations

import re

_HEX = "%[0-9A-Fa-f]{2}"
_URIC = f"(?:[^%#]|{_HEX})*"
_PATH = rf"(?:[^%#?\[\]]|{_HEX})*"
_AUTHORITY = rf"(?P<authority>(?:[^%#?/]|{_HEX})+)"
_SCHEME = r"[A-Za-z][A-Za-z0-9+\-.]*:"
_HIERARCHY = rf"(?://(?:{_AUTHORITY}|(?=[/?#]))|(?!//)){_PATH}(?:\?{_URIC})?"
_URI = rf"(?s:(?:{_SCHEME}(?![/#]|$){_URIC}|(?:{_SCHEME}(?=/)|(?![^/?#]*:)){_HIERARCHY})(?:#{_URIC})?)"
_BRACKETED = r"(?:[^\[\]@]*@)?\[([^\[\]]*)\](?::[0-9]*)?"


def is_uri(text: str) -> bool:
    """Say whether a text is an anyURI.

    >>> is_uri("persons.xml#enver paşa"), is_uri("a#b#c"), is_uri("100%")
    (True, False, False)
    """
    found = re.fullmatch(_URI, text)
    if found is None:
        return False
    authority = found["authority"]
    return authority is None or not ("[" in authority or "]" in authority) or _is_host(authority)


def _is_host(authority: str) -> bool:
    from ipaddress import AddressValueError, IPv6Address  # hardly ever needed

    found = re.fullmatch(_BRACKETED, authority)
    if found is None:
        return False
    try:
        IPv6Address(found[1])
    except AddressValueError:
        return False
    return True
