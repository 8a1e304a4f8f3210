"""Language tags as linked data takes them."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")


def language_tag(lang: str) -> str:
    """A tag of BCP 47 in form; empty for anything else, which readers of RDF refuse together with the whole file.

    >>> language_tag("ota-Arab"), language_tag("x_y")
    ('ota-Arab', '')
    """
    return lang if _TAG.match(lang) else ""
