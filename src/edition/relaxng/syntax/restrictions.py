"""What section 7 of the RELAX NG specification forbids in the simplified grammar.

Each check takes patterns and a function that makes the error at the place being compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import combinations

from edition.relaxng.grammar.names import NameClass
from edition.relaxng.grammar.patterns import Op, Pattern
from edition.relaxng.model import SchemaError

Fail = Callable[[str], SchemaError]
_STRINGS = (Op.DATA, Op.VALUE, Op.LIST)
_COMPOUNDS = (Op.CHOICE, Op.GROUP, Op.INTERLEAVE, Op.ONE_OR_MORE)
_IN_LIST = (Op.LIST, Op.TEXT, Op.ELEMENT, Op.ATTRIBUTE, Op.INTERLEAVE)


class _Type(IntEnum):
    """Content types (7.2): strings do not go together with anything but nothing."""

    EMPTY = 0
    COMPLEX = 1
    SIMPLE = 2


def check_start(start: Pattern, fail: Fail) -> None:
    """Refuse a start that is anything but elements (7.1.5)."""
    for pattern in _walk(start):
        if pattern.op not in (Op.ELEMENT, Op.CHOICE, Op.NOT_ALLOWED):
            raise fail(f"the start must be elements, not {_word(pattern)}")


@dataclass(frozen=True)
class LookedAt:
    """What was looked at in a grammar: a pattern stands in the content of many elements, and is looked at once."""

    patterns: set[Pattern] = field(default_factory=set)
    types: dict[Pattern, _Type] = field(default_factory=dict)
    attributes: set[tuple[Pattern, bool]] = field(default_factory=set)


def check_content(content: Pattern, fail: Fail, checked: LookedAt) -> None:
    """Check the content of one element."""
    new = list(_walk(content, checked.patterns))
    _check_places(new, fail, checked)
    _typed(content, fail, checked.types)
    _check_attributes(content, fail, checked.attributes)
    for pattern in new:
        if pattern.op is Op.INTERLEAVE:
            _check_interleave(pattern.members, fail)


def _check_interleave(members: Sequence[Pattern], fail: Fail) -> None:
    """Refuse an interleave whose members share elements or text (7.4)."""
    if sum(any(p.op is Op.TEXT for p in _walk(member)) for member in members) > 1:
        raise fail("text occurs in two members of an interleave")
    classes = [_union(_walk(member), Op.ELEMENT) for member in members]
    for first, second in combinations(classes, 2):
        if first.overlaps(second):
            shared = ", ".join(sorted(name.local for name in first.exact & second.exact)) or "a wildcard"
            raise fail(f"two members of an interleave allow the same element: {shared}")


def _union(patterns: Iterator[Pattern], op: Op) -> NameClass:
    found = NameClass()
    for pattern in patterns:
        if pattern.op is op:
            found = found.union(pattern.names)
    return found


def _walk(pattern: Pattern, seen: set[Pattern] | None = None) -> Iterator[Pattern]:
    """Give a pattern and its members, not those of attributes, lists and data; what was seen is left out."""
    seen = set() if seen is None else seen
    waiting = [pattern] if pattern not in seen else []
    seen.add(pattern)
    while waiting:
        current = waiting.pop()
        yield current
        if current.op in _COMPOUNDS:
            new = [member for member in dict.fromkeys(reversed(current.members)) if member not in seen]
            seen.update(new)
            waiting += new


def _word(pattern: Pattern) -> str:
    return pattern.op.name.lower().replace("_", " ")


def _check_places(patterns: Iterable[Pattern], fail: Fail, checked: LookedAt) -> None:
    """Refuse patterns where they cannot be: in attributes, lists and excepts (7.1)."""
    for pattern in patterns:
        if pattern.op is Op.ATTRIBUTE:
            for inner in _walk(pattern.members[0]):
                if inner.op in (Op.ELEMENT, Op.ATTRIBUTE):
                    raise fail(f"{_word(inner)} is not allowed in an attribute")
                _check_strings(inner, fail)
            _typed(pattern.members[0], fail, checked.types)
        _check_strings(pattern, fail)


def _check_strings(pattern: Pattern, fail: Fail) -> None:
    if pattern.op is Op.LIST:
        for inner in _walk(pattern.members[0]):
            if inner.op in _IN_LIST:
                raise fail(f"{_word(inner)} is not allowed in a list")
            _check_strings(inner, fail)
    elif pattern.op is Op.DATA and pattern.members:
        for inner in _walk(pattern.members[0]):
            if inner.op not in (Op.DATA, Op.VALUE, Op.CHOICE):
                raise fail(f"{_word(inner)} is not allowed in the except of data")
            _check_strings(inner, fail)


def _typed(pattern: Pattern, fail: Fail, known: dict[Pattern, _Type]) -> _Type:
    """The content type of a pattern; each of its parts is looked at once, however often it stands there."""
    if pattern.op in _STRINGS:
        return _Type.SIMPLE
    if pattern.op in (Op.TEXT, Op.ELEMENT):
        return _Type.COMPLEX
    if pattern.op not in _COMPOUNDS:
        return _Type.EMPTY
    if pattern not in known:
        types = sorted(_typed(member, fail, known) for member in pattern.members)
        together = pattern.op is Op.ONE_OR_MORE or (pattern.op is not Op.CHOICE and types[-2] > _Type.EMPTY)
        if types[-1] is _Type.SIMPLE and together:
            raise fail("data cannot stand beside other data, text or elements; use a list")
        known[pattern] = types[-1]
    return known[pattern]


def _check_attributes(content: Pattern, fail: Fail, seen: set[tuple[Pattern, bool]]) -> None:
    """Refuse doubled attributes, repeated ones, and wildcards that are not repeated (7.1.1, 7.3)."""
    waiting = [(content, False)] if (content, False) not in seen else []
    seen.update(waiting)
    while waiting:
        pattern, often = waiting.pop()
        if pattern.has_attributes:
            _check_attribute_places(pattern, fail, repeated=often)
            inner = () if pattern.op is Op.ATTRIBUTE else pattern.members
            new = {(member, often or pattern.op is Op.ONE_OR_MORE) for member in inner} - seen
            seen |= new
            waiting += new


def _check_attribute_places(pattern: Pattern, fail: Fail, *, repeated: bool) -> None:
    if pattern.op is Op.ATTRIBUTE and pattern.names.wild and not repeated:
        raise fail("an attribute with a wildcard must be repeated")
    if pattern.op in (Op.GROUP, Op.INTERLEAVE):
        if repeated:
            raise fail("attributes in a repeated group could occur twice")
        _check_disjoint(pattern.members, fail)


def _check_disjoint(members: Sequence[Pattern], fail: Fail) -> None:
    classes = [_union(_walk(member), Op.ATTRIBUTE) for member in members if member.has_attributes]
    seen, wild = NameClass(), []
    for names in classes:
        if names.wild:
            wild.append(names)
        elif shared := seen.exact & names.exact:
            raise fail(f"the attribute {min(shared).local} could occur twice")
        else:
            seen = seen.union(names)
    if any(names.overlaps(seen) for names in wild) or any(a.overlaps(b) for a, b in combinations(wild, 2)):
        raise fail("an attribute could occur twice: a wildcard covers it")
