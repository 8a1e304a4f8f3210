"""Ids that several texts of others have, as template and program gave them: such an id names none of the texts.

Takes files, reads their first bytes, gives the ids. What cannot be read is left to whoever reads it whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from edition.paths import told_in_head

_HEAD: Final = 8192  # bytes in which the outermost element begins
_ID: Final = re.compile(rb"<(?:[\w.-]+:)?(?:TEI|text|surface|sourceDoc)(?=\s)[^>]*?\sxml:id\s*=\s*[\"']([^\"'<>]+)")


def ids_of_several(paths: Iterable[Path]) -> tuple[str, ...]:
    """The ids, in small letters and in their order."""
    counted = Counter(id_.casefold() for path in paths if (id_ := told_in_head(path, _ID, _HEAD)))
    return tuple(sorted(id_ for id_, number in counted.items() if number > 1))
