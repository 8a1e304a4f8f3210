"""What the elements of an ODD are for, in a sentence each: messages of the validator quote it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from edition.markup import XML_LANG, all_text, parse, read_source, tei


@cache
def descriptions(path: Path) -> dict[str, str]:
    """Element name to description, as the ODD itself gives it (a customisation tells only of what it specifies)."""
    root = parse(read_source(path)).root
    found: dict[str, str] = {}
    for spec in root.iter(tei("elementSpec")):
        for desc in spec.iterchildren(tei("desc")):
            if desc.get(XML_LANG, "en") == "en":
                found[spec.get("ident", "")] = all_text(desc)
    return found
