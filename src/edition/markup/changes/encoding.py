"""Bytes for the disk in the encoding that a file has there; our own values are always UTF-8."""

from __future__ import annotations

import codecs
import re
from typing import Final

from edition.diagnostics import Diagnostic, EditionError
from edition.markup.changes.journal import digest
from edition.markup.codes import UNWRITABLE
from edition.markup.source import as_source, encoding_of

_DECLARED: Final = re.compile(r"(<\?xml[^<>]*?encoding\s*=\s*[\"'])([^\"']+)")
_NO_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def holds(stored: bytes | None, before: bytes | str | None) -> bool:
    """Whether a file's bytes are what was read (`before`: bytes in UTF-8, or their `digest`)."""
    if stored is None or before is None:
        return stored is before
    wanted = before if isinstance(before, str) else digest(before)
    if digest(stored) == wanted or encoding_of(stored) is None:
        return digest(stored) == wanted
    try:
        return digest(as_source("", stored).data) == wanted
    except EditionError:
        return False


def encoded_like(name: str, stored: bytes | None, data: bytes) -> bytes:
    """UTF-8 bytes in the encoding of the file that they replace; refused where that one cannot be kept, and where a
    file of XML would not be one any more.
    """
    if name.endswith(".xml") and (found := _NO_XML.search(data)) and not _NO_XML.search(stored or b""):
        message = f"{name} would hold U+{ord(found.group().decode()):04X}, a character that XML does not allow"
        raise EditionError(Diagnostic(UNWRITABLE, message, help="take it out of what is to be written"))
    encoding = None if stored is None else encoding_of(stored)
    if stored is None or encoding is None:
        return data
    if _encoded(as_source(name, stored).data, stored, encoding) != stored:
        message = f"{name} is in {encoding} and cannot be written so that all else in it stays"
        raise EditionError(Diagnostic(UNWRITABLE, message, help="save it as UTF-8, then run again"))
    return _encoded(data, stored, encoding)


def _encoded(data: bytes, stored: bytes, encoding: str) -> bytes:
    text = data.decode("utf-8")
    declared = _DECLARED.match(stored.decode(encoding).removeprefix("\ufeff"))
    if declared:
        text = _DECLARED.sub(lambda m: m[1] + declared[2], text, count=1)
    mark, codec = next(((m, c) for m, c in _MARKS if stored.startswith(m)), (b"", encoding))
    return mark + text.encode(codec, "xmlcharrefreplace")
