"""Colours for findings on a terminal: what kind of finding, where, what to do."""

from __future__ import annotations

import re
from typing import Final

_SEVERITY: Final = {"error": "1;31", "warning": "1;33", "info": "1;36"}
_HEAD: Final = re.compile(r"(error|warning|info)(\[[A-Z]\d+\])", re.MULTILINE)
_PLACE: Final = re.compile(r"^( +--> .*)$", re.MULTILINE)
_CARETS: Final = re.compile(r"^( +\| +)(\^+.*)$", re.MULTILINE)
_HELP: Final = re.compile(r"^(  (?:help|fix \(\w+\)|expected|note):)", re.MULTILINE)


def coloured(text: str) -> str:
    """The text of findings with colours.

    >>> coloured("error[V300] malformed: `a`")
    '\\x1b[1;31merror[V300]\\x1b[0m malformed: `a`'
    """
    text = _HEAD.sub(lambda m: _in(_SEVERITY[m[1]], m[0]), text)
    text = _PLACE.sub(lambda m: _in("2", m[1]), text)
    text = _CARETS.sub(lambda m: m[1] + _in("31", m[2]), text)
    return _HELP.sub(lambda m: _in("32", m[1]), text)


def _in(colour: str, text: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"
