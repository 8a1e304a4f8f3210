"""Which pointers of a document lead to a register entry, and the byte edits that lead them elsewhere.

Takes a document and an entry's key, gives edits of attribute values; nothing else of the document changes. A pointer to
something of the same name that is no entry (a paragraph of the article, say) is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from lxml import etree

from edition.diagnostics import Edit
from edition.markup import XML_ID, AttributeSpan, Document
from edition.markup.serialise import escape
from edition.registers.keys import PREFIXES

_TOKEN: Final = re.compile(rb"\S+")
# where a plain key without prefix or `#` is a key
_KEYS: Final = ("ref", "key", "corresp", "active", "passive", "mutual")
_POINTERS: Final = (
    *_KEYS,
    "target",
    "source",
    "sameAs",
    "copyOf",
    "ana",
    "who",
    "where",
    "resp",
    "nymRef",
    "next",
    "prev",
)
Wanted = Callable[[Document, etree._Element], bool]
KindOf = Callable[[etree._Element], str | None]


def no_kind(_: etree._Element) -> None:
    """Where nobody says which elements are mentions of what."""


@dataclass(frozen=True, slots=True)
class Target:
    """An entry as pointers name it: its key and kind, the file that holds it, whether another kind has the key, too."""

    key: str
    kind: str
    file: str
    is_shared: bool = False

    def is_meant(self, pointer: str, attribute: str, *, has_own: bool, kind: str | None = None) -> bool:
        """Whether a pointer leads here; `has_own` says that `#key` is something of the pointer's own document.

        `kind` is that of the mention on which it stands: it alone tells what a shared key means.

        >>> kars = Target("kars", "place", "tei/registers/places.xml")
        >>> pointers = ("place:kars", "org:kars", "#kars", "../registers/places.xml#kars", "notes.xml#kars", "kars")
        >>> [kars.is_meant(p, "target", has_own=False) for p in pointers]
        [True, False, True, True, False, False]
        """
        scheme, colon, rest = pointer.partition(":")
        if colon and scheme in PREFIXES:
            return (scheme, rest) == (self.kind, self.key)
        file, sharp, name = pointer.rpartition("#")
        if self.is_shared and not file and kind != self.kind:
            return False
        if not sharp:
            return pointer == self.key and attribute in _KEYS
        if file:
            return name == self.key and file.rpartition("/")[2] == self.file.rpartition("/")[2]
        return name == self.key and (self.is_shared or not has_own)


def repoint(
    document: Document,
    old: Target,
    new: str,
    wanted: Wanted = lambda _document, _element: True,
    kind_of: KindOf = no_kind,
) -> list[Edit]:
    """Edits that turn every pointer to an entry into one to `new`, each in the form that it has."""
    has_own = document.source.path != old.file and any(e.get(XML_ID) == old.key for e in document.root.iter())
    edits: list[Edit] = []
    for element in document.root.iter(etree.Element):
        named = [name for name in _POINTERS if old.key in (element.get(name) or "")]
        if not named or not wanted(document, element):
            continue
        places = document.attributes(element)
        kind = kind_of(element) if old.is_shared else None
        for name in named:
            is_meant = partial(old.is_meant, attribute=name, has_own=has_own, kind=kind)
            edits += _repoint_value(document.source.data, places[name], (old.key, new), is_meant)
    return edits


def _repoint_value(
    data: bytes, place: AttributeSpan, keys: tuple[str, str], is_meant: Callable[[str], bool]
) -> Iterator[Edit]:
    """A pointer that the value has already is not written twice: it goes, with the space that parts it from another."""
    old, new = keys
    tokens = list(_TOKEN.finditer(data, place.value_start, place.value_end))
    present = {token.group() for token in tokens}
    is_first = True
    for number, token in enumerate(tokens):
        pointer = html.unescape(token.group().decode())
        text = escape(pointer.removesuffix(old) + new).encode()
        if not is_meant(pointer):
            is_first = False
        elif text not in present:
            is_first = False
            yield _narrow(token, old.encode(), new.encode(), text)
        elif is_first:
            yield Edit(token.start(), tokens[number + 1].start(), b"")
        else:
            yield Edit(tokens[number - 1].end(), token.end(), b"")


def _narrow(token: re.Match[bytes], old: bytes, new: bytes, text: bytes) -> Edit:
    """The edit of the key alone where it is written plainly, else of the whole pointer."""
    if token.group().endswith(old):
        return Edit(token.end() - len(old), token.end(), new)
    return Edit(token.start(), token.end(), text)
