"""Documents in other encodings than UTF-8: read as UTF-8, reported in their own bytes."""

from __future__ import annotations

import codecs
from dataclasses import replace

from edition.relaxng.model import Stretch, Violation
from edition.relaxng.reading.moving import moved, places
from edition.relaxng.reading.wellformed import Prolog

_LIKE_UTF8 = {"utf-8", "ascii"}


def _codec(data: bytes, declared: str) -> tuple[str, int]:
    """Give the codec of a document and the length of its byte order mark."""
    if data.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        return "utf-16-le", 2 if data.startswith(codecs.BOM_UTF16_LE) else 0
    if data.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        return "utf-16-be", 2 if data.startswith(codecs.BOM_UTF16_BE) else 0
    return codecs.lookup(declared).name, 0


def as_utf8(data: bytes, prolog: Prolog) -> tuple[bytes, Prolog]:
    """Give a document in UTF-8, the same object if it is so already, and its prolog to match."""
    codec, mark = _codec(data, prolog.encoding)
    if codec in _LIKE_UTF8:
        return data, prolog
    before = data[mark : prolog.content_start].decode(codec).encode("utf-8")
    return data[mark:].decode(codec).encode("utf-8"), replace(prolog, content_start=len(before))


def restore_spans(data: bytes, encoded: bytes, declared: str, found: list[Violation]) -> list[Violation]:
    """Turn offsets in the UTF-8 form into offsets in the document's own bytes."""
    codec, mark = _codec(data, declared)
    wanted = sorted({place for violation in found for place in places(violation)})
    own: dict[int, int] = {}
    last, here = 0, mark
    for place in wanted:
        here += len(encoded[last:place].decode("utf-8").encode(codec))
        own[place] = here
        last = place
    return [moved(v, lambda span: Stretch(own[span.start], own[span.end]), own.__getitem__) for v in found]
