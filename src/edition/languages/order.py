"""Alphabetical order by language, from tables made of CLDR's rules (by ICU, `tests/languages/make_tables.py`).

Takes a text and a language, gives a key that sorts as the language does, or the letter of the index that it stands
under. A language without a table is sorted by CLDR's root order.
"""

from __future__ import annotations

import json
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

_Element = tuple[int, int, int]
_TABLES: Final = "tables"
_LONGEST: Final = 3  # of what is one letter although it is written with several characters
_UNKNOWN: Final = 0xFD00  # what the tables do not have (Chinese, Japanese …) comes last, in the order of its code
_COMMON: Final = 5  # the secondary and tertiary weight of a plain letter


@dataclass(frozen=True)
class _Order:
    """The weights of a language's letters, where they are not those of the root, and its index."""

    scripts: dict[int, int]
    letters: dict[str, tuple[_Element, ...]]
    index: tuple[str, ...]


@lru_cache(maxsize=65536)
def sort_key(text: str, lang: str) -> bytes:
    """A key that sorts as the language does.

    >>> sorted(["ırmak", "iz", "çay", "cam", "dağ", "şan", "su"], key=lambda t: sort_key(t, "tr"))
    ['cam', 'çay', 'dağ', 'ırmak', 'iz', 'su', 'şan']
    """
    found = list(_elements(text, _order(lang)))
    first = b"".join(p.to_bytes(2) for p, _, _ in found if p)
    second = bytes(s for _, s, _ in found if s)
    third = bytes(t for _, _, t in found if t)
    return first + b"\0\0" + second + b"\0" + third


def index_letter(text: str, lang: str) -> str:
    """The letter of the language's index under which a text stands; `#` before the first.

    >>> index_letter("Émile", "fr"), index_letter("İsmet", "tr"), index_letter("7 gün", "tr")
    ('E', 'İ', '#')
    """
    labels, keys = _index(lang)
    at = bisect_right(keys, _primary(text, lang))
    return labels[at - 1] if at else "#"


def index_place(letter: str, lang: str) -> int:
    """The place of a letter in the language's index; what stands before the first is -1."""
    labels, _ = _index(lang)
    return labels.index(letter) if letter in labels else -1


def is_own_letter(letter: str, lang: str) -> bool:
    """Whether a letter of the language's index is of its own script, which comes first there; `#` is of every script.

    >>> is_own_letter("Z", "tr"), is_own_letter("Ч", "tr"), is_own_letter("Ч", "ru")
    (True, False, True)
    """
    return letter == "#" or _script(letter) == _script(_index(lang)[0][0])


def _script(letter: str) -> str:
    return unicodedata.name(letter[0], "").partition(" ")[0]


def _primary(text: str, lang: str) -> bytes:
    return sort_key(text, lang).partition(b"\0\0")[0]


@cache
def _index(lang: str) -> tuple[tuple[str, ...], list[bytes]]:
    labels = _order(lang).index
    return labels, [_primary(label, lang) for label in labels]


def _elements(text: str, order: _Order) -> Iterator[_Element]:
    root = _root()
    text = unicodedata.normalize("NFD", text)
    at = 0
    while at < len(text):
        for length in range(min(_LONGEST, len(text) - at), 0, -1):
            piece = text[at : at + length]
            found = order.letters.get(piece) or root.get(piece)
            if found is not None:
                break
        else:
            found, length = _implicit(text[at]), 1
        at += length
        for p, s, t in found:
            yield (order.scripts.get(p >> 8, p >> 8) << 8 | p & 0xFF, s, t) if order.scripts else (p, s, t)


def _implicit(character: str) -> tuple[_Element, ...]:
    code = ord(character)
    return ((_UNKNOWN | code >> 16, _COMMON, _COMMON), (code & 0xFFFF or 1, 0, 0))


@cache
def _order(lang: str) -> _Order:
    """The table of a language: its own, else that of its first part, else the root's."""
    known = _read("orders")
    found = known.get(lang) or known.get(lang.partition("-")[0]) or known["und"]
    scripts = {int(before, 16): int(after, 16) for before, after in found["scripts"].items()}
    return _Order(scripts, {c: _unpacked(text) for c, text in found["letters"].items()}, tuple(found["index"]))


@cache
def _root() -> dict[str, tuple[_Element, ...]]:
    return {character: _unpacked(text) for character, text in _read("order").items()}


def _unpacked(text: str) -> tuple[_Element, ...]:
    return tuple(
        (int(text[i : i + 4], 16), int(text[i + 4 : i + 6], 16), int(text[i + 6 : i + 8], 16))
        for i in range(0, len(text), 8)
    )


@cache
def _read(name: str) -> Any:
    return json.loads((files("edition") / "languages" / _TABLES / f"{name}.json").read_text(encoding="utf-8"))
