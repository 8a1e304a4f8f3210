"""Captions of figures and tables, known by the words that languages have for them."""

from __future__ import annotations

import re

from edition.languages import Languages
from edition.languages.patterns import any_label
from edition.languages.used import told


@told
def _caption(languages: Languages) -> re.Pattern[str]:
    figure = any_label(languages, lambda labels: (word.rstrip(".") for word in labels.figures))
    table = any_label(languages, lambda labels: (word.rstrip(".") for word in labels.tables))
    return re.compile(
        rf"^\W*(?:({figure})|({table}))\b\.?\s*(?:\d+[a-z]?|[ivxlc]+|[a-z]\d*)\b\s*(?P<end>[.:–—|)-]|\S|$)?", re.I
    )


def is_caption(text: str) -> bool:
    """Whether a text begins as the caption of a figure or table does.

    >>> is_caption("Abb. 3: Das Schema"), is_caption("Table 2. Counts"), is_caption("Tables are turned")
    (True, True, False)
    """
    return bool(_caption().match(text))


def is_sure_caption(text: str) -> bool:
    """Whether a sign parts the number from the words, as in captions but not in sentences.

    >>> is_sure_caption("Fig. 2: Ships"), is_sure_caption("Figure 2 shows ships")
    (True, False)
    """
    found = _caption().match(text)
    return bool(found and (found.group("end") or ".") in ".:–—|)-")


def is_table_caption(text: str) -> bool:
    """Whether a caption is that of a table."""
    found = _caption().match(text)
    return bool(found and found.group(2))
