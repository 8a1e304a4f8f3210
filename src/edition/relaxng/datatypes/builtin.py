"""The built-in types of XML Schema: how each is parsed, normalised, measured and ordered.

A parser takes the normalised text and gives a hashable value for comparison, or None where the form is wrong.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from edition.relaxng.datatypes.characters import is_name, is_ncname, is_nmtoken
from edition.relaxng.datatypes.dates import parse_duration, parse_moment
from edition.relaxng.datatypes.uris import is_uri

Prefixes = Mapping[str, str]
UNPARSED = "<!ENTITY>"  # no prefix can be this: stands beside them for the names of the document's unparsed entities
Parser = Callable[[str, Prefixes], Hashable | None]

_DECIMAL = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_INTEGER = r"[+-]?[0-9]+"
_FLOAT = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_LANGUAGE = r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"
_HEX = r"(?:[0-9A-Fa-f]{2})*"
_BASE64 = r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


@dataclass(frozen=True, slots=True)
class Builtin:
    """One built-in type."""

    parse: Parser
    example: str
    spaces: str = "collapse"  # "preserve", "replace" or "collapse"
    length: Callable[[Hashable], int] | None = None
    ordered: bool = False
    id_kind: str = ""  # "ID", "IDREF" or "IDREFS"
    needs_prefixes: bool = False
    always: bool = False  # every string is valid


def _only_if(test: Callable[[str], object]) -> Parser:
    """Make a parser of a test: the text is its own value."""
    return lambda text, _: text if test(text) else None


def _parse_list(test: Callable[[str], object], text: str, _: Prefixes) -> Hashable | None:
    tokens = tuple(text.split(" "))
    return tokens if all(map(test, tokens)) else None


def _parse_decimal(text: str, _: Prefixes) -> Hashable | None:
    return Decimal(text) if re.fullmatch(_DECIMAL, text) else None


def _parse_integer(low: int | None, high: int | None, text: str, _: Prefixes) -> Hashable | None:
    if not re.fullmatch(_INTEGER, text) or len(text) > 4000:  # Python refuses to convert longer ones
        return None
    value = Decimal(text)
    inside = (low is None or value >= low) and (high is None or value <= high)
    return value if inside else None


def _parse_float(text: str, _: Prefixes) -> Hashable | None:
    if text in ("INF", "-INF"):
        return math.inf if text == "INF" else -math.inf
    if text == "NaN":
        return "NaN"  # equal to itself, unlike Python's
    return float(text) if re.fullmatch(_FLOAT, text) else None


def _parse_boolean(text: str, _: Prefixes) -> Hashable | None:
    return _BOOLEANS.get(text)


def _parse_hex(text: str, _: Prefixes) -> Hashable | None:
    return binascii.unhexlify(text) if re.fullmatch(_HEX, text) else None


def _parse_base64(text: str, _: Prefixes) -> Hashable | None:
    packed = text.replace(" ", "")
    return base64.b64decode(packed) if re.fullmatch(_BASE64, packed) else None


def _parse_qname(text: str, prefixes: Prefixes) -> Hashable | None:
    prefix, colon, local = text.rpartition(":")
    if not is_ncname(local) or (colon and not is_ncname(prefix)):
        return None
    uri = prefixes.get(prefix)
    return None if uri is None and colon else (uri or "", local)


def _is_language(text: str) -> bool:
    return re.fullmatch(_LANGUAGE, text) is not None


def _size(value: Hashable) -> int:
    assert isinstance(value, str | bytes | tuple)
    return len(value)


def _integer(low: int | None, high: int | None, example: str) -> Builtin:
    return Builtin(partial(_parse_integer, low, high), example, ordered=True)


def _temporal(kind: str, example: str) -> Builtin:
    return Builtin(lambda text, _: parse_moment(kind, text), example, ordered=True)


def _name_like(test: Callable[[str], object], example: str, id_kind: str = "") -> Builtin:
    return Builtin(_only_if(test), example, length=_size, id_kind=id_kind)


def _list_of(test: Callable[[str], object], example: str, id_kind: str = "") -> Builtin:
    return Builtin(partial(_parse_list, test), example, length=_size, id_kind=id_kind)


def _text(spaces: str) -> Builtin:
    return Builtin(lambda text, _: text, "text", spaces, length=_size, always=True)


def _parse_entities(text: str, surroundings: Prefixes) -> Hashable | None:
    declared = surroundings.get(UNPARSED, "").split(" ")
    names = tuple(text.split(" "))
    return names if all(name and name in declared for name in names) else None


def _parse_entity(text: str, surroundings: Prefixes) -> Hashable | None:
    return text if " " not in text and _parse_entities(text, surroundings) else None


BUILTINS: dict[str, Builtin] = {
    "string": _text("preserve"),
    "normalizedString": _text("replace"),
    "token": _text("collapse"),
    "untypedAtomic": _text("preserve"),
    "anyAtomicType": _text("preserve"),
    "boolean": Builtin(_parse_boolean, "true"),
    "decimal": Builtin(_parse_decimal, "1.5", ordered=True),
    "integer": _integer(None, None, "1"),
    "nonPositiveInteger": _integer(None, 0, "-1"),
    "negativeInteger": _integer(None, -1, "-1"),
    "long": _integer(-(2**63), 2**63 - 1, "1"),
    "int": _integer(-(2**31), 2**31 - 1, "1"),
    "short": _integer(-(2**15), 2**15 - 1, "1"),
    "byte": _integer(-128, 127, "1"),
    "nonNegativeInteger": _integer(0, None, "1"),
    "unsignedLong": _integer(0, 2**64 - 1, "1"),
    "unsignedInt": _integer(0, 2**32 - 1, "1"),
    "unsignedShort": _integer(0, 2**16 - 1, "1"),
    "unsignedByte": _integer(0, 255, "1"),
    "positiveInteger": _integer(1, None, "1"),
    "double": Builtin(_parse_float, "1.5", ordered=True),
    "float": Builtin(_parse_float, "1.5", ordered=True),
    "Name": _name_like(is_name, "name"),
    "NCName": _name_like(is_ncname, "name"),
    "NMTOKEN": _name_like(is_nmtoken, "name"),
    "NMTOKENS": _list_of(is_nmtoken, "one two"),
    "ID": _name_like(is_ncname, "name-1", "ID"),
    "IDREF": _name_like(is_ncname, "name-1", "IDREF"),
    "IDREFS": _list_of(is_ncname, "name-1 name-2", "IDREFS"),
    "ENTITY": Builtin(_parse_entity, "entity", length=_size, needs_prefixes=True),
    "ENTITIES": Builtin(_parse_entities, "entity", length=_size, needs_prefixes=True),
    "QName": Builtin(_parse_qname, "name", length=lambda _: 1, needs_prefixes=True),
    "NOTATION": Builtin(_parse_qname, "name", length=lambda _: 1, needs_prefixes=True),
    "base64Binary": Builtin(_parse_base64, "YWJj", length=_size),
    "hexBinary": Builtin(_parse_hex, "0a1b", length=_size),
    "anyURI": Builtin(_only_if(is_uri), "https://example.org/", length=_size),
    "language": Builtin(_only_if(_is_language), "en", length=_size),
    "dateTime": _temporal("dateTime", "1920-09-01T12:00:00"),
    "date": _temporal("date", "1920-09-01"),
    "time": _temporal("time", "12:00:00"),
    "gYearMonth": _temporal("gYearMonth", "1920-09"),
    "gYear": _temporal("gYear", "1920"),
    "gMonthDay": _temporal("gMonthDay", "--09-01"),
    "gDay": _temporal("gDay", "---01"),
    "gMonth": _temporal("gMonth", "--09"),
    "duration": Builtin(lambda text, _: parse_duration(text), "P1Y2M3D", ordered=True),
}
