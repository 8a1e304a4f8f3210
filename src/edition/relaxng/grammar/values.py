"""Matching strings: does an attribute value, or the text of an element, fit a pattern of data, values and lists?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from edition.relaxng.datatypes.builtin import Prefixes
from edition.relaxng.datatypes.library import normalise_spaces
from edition.relaxng.grammar.patterns import Op, Pattern, Patterns
from edition.relaxng.model import ValueForm
from edition.relaxng.reading.tokens import attribute_value


def is_blank(text: str) -> bool:
    """Say whether a text is only XML white space."""
    return not text.strip(" \t\n\r")


Check = Callable[[str, Prefixes], bool]
_MAX_GOOD = 5_000


class ValueCheck:
    """Whether attribute values fit a pattern. The right ones are remembered as they were written, in ``good``."""

    __slots__ = ("_fits", "_lasting", "good")

    def __init__(self, patterns: Patterns, pattern: Pattern) -> None:
        """Find the quickest way to check."""
        self._fits = _checker(patterns, pattern)
        self._lasting = _is_lasting(pattern)
        self.good: set[bytes] = set()

    def fits(self, raw: bytes, prefixes: Prefixes, entities: Mapping[str, str]) -> bool:
        """Check a value as it is written."""
        fitting = self._fits(attribute_value(raw, entities), prefixes)
        if fitting and self._lasting and b"&" not in raw:  # what entities mean is each document's own
            if len(self.good) >= _MAX_GOOD:
                self.good.clear()
            self.good.add(raw)
        return fitting


def _is_lasting(pattern: Pattern) -> bool:
    """Say whether verdicts are worth keeping: not for identifiers, nor where they hang on the prefixes in scope."""
    if pattern.op in (Op.DATA, Op.VALUE) and (
        pattern.datatype.builtin.needs_prefixes or pattern.datatype.builtin.id_kind == "ID"
    ):
        return False
    return all(_is_lasting(member) for member in pattern.members)


def _checker(patterns: Patterns, pattern: Pattern) -> Check:
    """Give the quickest function that says whether a string fits a pattern."""
    if pattern.op is Op.DATA and not pattern.members:
        return pattern.datatype.allows
    if pattern.op is Op.LIST:
        inside = pattern.members[0]
        if (item := _repeated(_optional(inside) or inside)) is not None:
            return partial(_fits_each, _checker(patterns, item), inside.nullable)
    return partial(fits, patterns, pattern)


def _repeated(pattern: Pattern) -> Pattern | None:
    """Give the item of a list of one or more like items, however it is written: ``x+`` or ``x, x*``."""
    if pattern.op is Op.ONE_OR_MORE:
        item = pattern.members[0]
        return item if item.op in (Op.DATA, Op.VALUE) else None
    if pattern.op is Op.GROUP and len(pattern.members) == 2:
        item, rest = pattern.members
        more = _optional(rest)
        return item if more is not None and _repeated(more) is item else None
    return None


def _optional(pattern: Pattern) -> Pattern | None:
    """Give what is optional in a choice of it and nothing."""
    if pattern.op is not Op.CHOICE or len(pattern.members) != 2 or not pattern.nullable:
        return None
    return next((member for member in pattern.members if not member.nullable), None)


def _fits_each(check: Check, may_be_empty: bool, text: str, prefixes: Prefixes) -> bool:
    tokens = normalise_spaces(text, "collapse").split(" ")
    if tokens == [""]:
        return may_be_empty
    return all(check(token, prefixes) for token in tokens)


def fits(patterns: Patterns, pattern: Pattern, text: str, prefixes: Prefixes) -> bool:
    """Say whether a whole string fits a pattern; white space also fits what may be empty."""
    return _fits(patterns, pattern, text, prefixes) or (pattern.nullable and is_blank(text))


def _fits(patterns: Patterns, pattern: Pattern, text: str, prefixes: Prefixes) -> bool:
    match pattern.op:
        case Op.TEXT:
            return True
        case Op.DATA | Op.VALUE:
            return _fits_token(pattern, text, prefixes)
        case Op.LIST:
            tokens = filter(None, normalise_spaces(text, "collapse").split(" "))
            return _fits_list(patterns, pattern.members[0], tokens, prefixes)
        case Op.CHOICE | Op.ONE_OR_MORE:
            return any(_fits(patterns, member, text, prefixes) for member in pattern.members)
        case Op.GROUP | Op.INTERLEAVE:
            return any(
                _fits(patterns, member, text, prefixes)
                and all(other.nullable for other in pattern.members if other is not member)
                for member in pattern.members
            )
        case _:
            return False


def _fits_token(pattern: Pattern, text: str, prefixes: Prefixes) -> bool:
    if pattern.op is Op.VALUE:
        if pattern.datatype.builtin.needs_prefixes:
            value = pattern.datatype.value_of(text, prefixes)
            return isinstance(value, tuple) and pattern.value == f"{{{value[0]}}}{value[1]}"
        return pattern.datatype.same(pattern.value, text, prefixes)
    if not pattern.datatype.allows(text, prefixes):
        return False
    return not any(_fits_except(member, text, prefixes) for member in pattern.members)


def _fits_except(pattern: Pattern, text: str, prefixes: Prefixes) -> bool:
    if pattern.op is Op.CHOICE:
        return any(_fits_except(member, text, prefixes) for member in pattern.members)
    return _fits_token(pattern, text, prefixes)


def _fits_list(patterns: Patterns, pattern: Pattern, tokens: Iterable[str], prefixes: Prefixes) -> bool:
    for token in tokens:
        pattern = _after_token(patterns, pattern, token, prefixes)
        if pattern is patterns.not_allowed:
            return False
    return pattern.nullable


def _after_token(patterns: Patterns, pattern: Pattern, token: str, prefixes: Prefixes) -> Pattern:
    match pattern.op:
        case Op.DATA | Op.VALUE:
            return patterns.empty if _fits_token(pattern, token, prefixes) else patterns.not_allowed
        case Op.CHOICE:
            return patterns.choice(_after_token(patterns, member, token, prefixes) for member in pattern.members)
        case Op.ONE_OR_MORE:
            rest = _after_token(patterns, pattern.members[0], token, prefixes)
            return patterns.group((rest, patterns.optional(pattern)))
        case Op.GROUP:
            found: list[Pattern] = []
            for index, member in enumerate(pattern.members):
                rest = _after_token(patterns, member, token, prefixes)
                found.append(patterns.group((rest, *pattern.members[index + 1 :])))
                if not member.nullable:
                    break
            return patterns.choice(found)
        case _:
            return patterns.not_allowed


def value_forms(pattern: Pattern, *, is_list: bool = False) -> tuple[ValueForm, ...]:
    """Describe the values that a pattern takes: fixed ones and datatypes, in schema order, each once."""
    if pattern.op is Op.VALUE:
        return (ValueForm(pattern.datatype.name, pattern.value, is_list=is_list, example=pattern.value),)
    if pattern.op is Op.DATA:
        datatype = pattern.datatype
        example = datatype.builtin.example
        good = datatype.value_of(example, {}) is not None
        return (ValueForm(datatype.name, None, datatype.params, is_list, example if good else None),)
    if pattern.op is Op.TEXT:
        return (ValueForm("text", None, (), is_list, None),)
    inside = is_list or pattern.op is Op.LIST
    return tuple(dict.fromkeys(form for member in pattern.members for form in value_forms(member, is_list=inside)))
