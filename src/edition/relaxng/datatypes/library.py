"""Datatypes: a built-in type of a library with its facets, and the questions a validator asks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from decimal import Decimal
from functools import cache

from edition.relaxng.datatypes.builtin import BUILTINS, Builtin, Prefixes
from edition.relaxng.datatypes.dates import Duration, Moment
from edition.relaxng.datatypes.regex import RegexError, compile_regex

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"
_XSD_ALSO = "http://www.w3.org/2001/XMLSchema"
_LENGTHS = ("length", "minLength", "maxLength")
_BOUNDS = ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive")
_DIGITS = ("totalDigits", "fractionDigits")
_PLAIN: dict[str, Builtin] = {"string": BUILTINS["string"], "token": BUILTINS["token"]}

Check = Callable[[Hashable], object]


class DatatypeError(ValueError):
    """A datatype or facet that does not exist, or a facet with an impossible value."""


def normalise_spaces(text: str, how: str) -> str:
    r"""Normalise white space as a type wants it.

    >>> normalise_spaces("a\t b ", "replace"), normalise_spaces("a\t b ", "collapse")
    ('a  b ', 'a b')
    """
    if how == "preserve" or text.split() == [text]:  # the latter has no white space at all
        return text
    if how == "collapse":
        # str.split() would take no-break spaces, too
        return " ".join(filter(None, text.translate(_TO_SPACE).split(" ")))
    return text.translate(_TO_SPACE)


_TO_SPACE = str.maketrans("\t\n\r", "   ")


def _before(first: Hashable, second: Hashable) -> bool:
    """Say whether one value of an ordered type is less than another of the same type."""
    if isinstance(first, Moment) and isinstance(second, Moment):
        return first.before(second)
    if isinstance(first, Duration) and isinstance(second, Duration):
        return first.before(second)
    assert isinstance(first, Decimal | float | str)
    return first != "NaN" != second and first < second  # type: ignore[operator]


class Datatype:
    """A type with its facets. Made by ``find_datatype``, which gives the same object for the same question."""

    def __init__(self, library: str, name: str, params: tuple[tuple[str, str], ...], builtin: Builtin) -> None:
        """Compile nothing yet: most types of a schema are never met."""
        self.library = library
        self.name = name
        self.params = params
        self.builtin = builtin
        self._facets: tuple[list[Callable[[str], object]], list[Check]] | None = None
        self._verdicts: dict[str, bool] = {}

    @property
    def key(self) -> Hashable:
        """Identify the datatype."""
        return self.library, self.name, self.params

    def value_of(self, text: str, prefixes: Prefixes) -> Hashable | None:
        """Give the value that a text stands for, or None if it is not of this type."""
        normal = normalise_spaces(text, self.builtin.spaces)
        value = self.builtin.parse(normal, prefixes)
        if value is None or not self.params:
            return value
        patterns, checks = self.facets()
        return value if all(p(normal) for p in patterns) and all(check(value) for check in checks) else None

    def allows(self, text: str, prefixes: Prefixes) -> bool:
        """Say whether a text is of this type; answers are kept, up to a bound."""
        if self.builtin.needs_prefixes or self.builtin.id_kind:  # identifiers hardly ever come twice
            return self.value_of(text, prefixes) is not None
        verdicts = self._verdicts
        known = verdicts.get(text)
        if known is None:
            if len(verdicts) > 5000:
                verdicts.clear()
            known = verdicts[text] = self.value_of(text, prefixes) is not None
        return known

    def same(self, fixed: str, text: str, prefixes: Prefixes) -> bool:
        """Say whether a text stands for the same value as a fixed one."""
        spaces = self.builtin.spaces
        if normalise_spaces(fixed, spaces) == normalise_spaces(text, spaces) and not self.builtin.needs_prefixes:
            return True
        if self.builtin.always:
            return False
        value = self.value_of(text, prefixes)
        return value is not None and value == self.value_of(fixed, prefixes)

    def facets(self) -> tuple[list[Callable[[str], object]], list[Check]]:
        """Give the compiled patterns and the checks of values; raises DatatypeError where one is impossible."""
        if self._facets is None:
            patterns = [_pattern(value) for name, value in self.params if name == "pattern"]
            checks = [self._check(name, value) for name, value in self.params if name != "pattern"]
            self._facets = patterns, checks
        return self._facets

    def _check(self, name: str, value: str) -> Check:
        builtin = self.builtin
        if name in _LENGTHS and builtin.length is not None:
            return _length_check(name, _natural(name, value), builtin.length)
        if name in _BOUNDS and builtin.ordered:
            bound = builtin.parse(normalise_spaces(value, builtin.spaces), {})
            if bound is None:
                raise DatatypeError(f"{value!r} is not a value of {self.name}")
            return _bound_check(name, bound)
        if name in _DIGITS and builtin.ordered and isinstance(builtin.parse("1", {}), Decimal):
            return _digits_check(name, _natural(name, value))
        raise DatatypeError(f"{self.name} has no facet {name!r}")


def _pattern(value: str) -> Callable[[str], object]:
    try:
        return compile_regex(value)
    except RegexError as problem:
        raise DatatypeError(f"pattern {value!r}: {problem}") from problem


def _natural(name: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,4000}", value.strip()):  # Python reads no number of more figures
        raise DatatypeError(f"{name} must be a number, not {value!r}")
    return int(value)


def _length_check(name: str, bound: int, length: Callable[[Hashable], int]) -> Check:
    match name:
        case "length":
            return lambda value: length(value) == bound
        case "minLength":
            return lambda value: length(value) >= bound
        case _:
            return lambda value: length(value) <= bound


def _bound_check(name: str, bound: Hashable) -> Check:
    match name:
        case "minInclusive":
            return lambda value: value == bound or _before(bound, value)
        case "minExclusive":
            return lambda value: _before(bound, value)
        case "maxInclusive":
            return lambda value: value == bound or _before(value, bound)
        case _:
            return lambda value: _before(value, bound)


def _digits_check(name: str, bound: int) -> Check:
    def count(value: Hashable) -> bool:
        assert isinstance(value, Decimal)
        _, digits, exponent = value.normalize().as_tuple()
        scale = max(0, -int(exponent))
        whole = max(len(digits) + int(exponent), 0)
        return (scale if name == "fractionDigits" else whole + scale) <= bound

    return count


@cache
def find_datatype(library: str, name: str, params: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """Give a datatype by its library and name.

    >>> find_datatype(XSD, "date").allows("1920-09-01", {})
    True
    """
    if library == "":
        builtin = _PLAIN.get(name)
        if builtin is not None and params:
            raise DatatypeError(f"{name} of RELAX NG's own library takes no parameters")
    elif library in (XSD, _XSD_ALSO):
        builtin = BUILTINS.get(name)
    else:
        raise DatatypeError(f"no datatype library {library!r}")
    if builtin is None:
        raise DatatypeError(f"no datatype {name!r}")
    return Datatype(library, name, params, builtin)
