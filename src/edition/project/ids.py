"""Ids that several texts of others have, as template and program gave them: such an id names none of the texts.

Takes files, reads their first bytes, gives the ids. What cannot be read is left to whoever reads it whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

_HEAD: Final = 8192  # bytes in which the outermost element begins
_ID: Final = re.compile(rb"<(?:[\w.-]+:)?(?:TEI|text|surface|sourceDoc)(?=\s)[^>]*?\sxml:id\s*=\s*[\"']([^\"'<>]+)")


def ids_of_several(paths: Iterable[Path]) -> tuple[str, ...]:
    """The ids, in small letters and in their order."""
    counted = Counter(id_.casefold() for path in paths if (id_ := _own_id(path)))
    return tuple(sorted(id_ for id_, number in counted.items() if number > 1))


def _own_id(path: Path) -> str:
    try:
        with path.open("rb") as file:
            found = _ID.search(file.read(_HEAD))
    except OSError:
        return ""
    return found[1].decode("utf-8", "replace") if found else ""
