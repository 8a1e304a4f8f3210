"""Derivatives: what remains of a pattern once an element, attribute or text has been seen.

After James Clark, "An algorithm for RELAX NG validation", with one change: the derivative by a name is given as pairs
(what was entered, what remains), so that the caller can keep the remainder on a stack in place of nesting it.
Nothing here is memoised; ``automaton`` asks each question once per state.
"""

from __future__ import annotations

from edition.relaxng.grammar.patterns import Op, Pattern, Patterns, branches, map_members
from edition.relaxng.model import Name

Pair = tuple[Pattern, Pattern]


def element_pairs(patterns: Patterns, pattern: Pattern, name: Name, *, skip: bool = False) -> list[Pair]:
    """Give (element pattern, remainder) for each way to start an element here.

    ``skip`` lets required predecessors be missing, which is how validation recovers.
    """
    if pattern.op is Op.ELEMENT:
        return [(pattern, patterns.empty)] if pattern.names.contains(name) else []
    if not pattern.has_elements:
        return []
    if pattern.op is Op.CHOICE:
        return [pair for p in branches(pattern, name) for pair in element_pairs(patterns, p, name, skip=skip)]
    return [
        (entered, _rebuilt(patterns, pattern, index, rest))
        for index, member in enumerate(_enterable(pattern, skip))
        for entered, rest in element_pairs(patterns, member, name, skip=skip)
    ]


def _enterable(pattern: Pattern, skip: bool) -> tuple[Pattern, ...]:
    """Give the members of a compound in which an element may start: of a group those up to the first required one."""
    members = pattern.members
    if pattern.op is Op.AFTER:
        return members[:1]
    if pattern.op is not Op.GROUP or skip:
        return members
    required = next((index for index, member in enumerate(members) if not member.nullable), len(members))
    return members[: required + 1]


def attribute_pairs(patterns: Patterns, pattern: Pattern, name: Name) -> list[Pair]:
    """Give (value pattern, remainder) for each way to take an attribute here."""
    if pattern.op is Op.ATTRIBUTE:
        return [(pattern.members[0], patterns.empty)] if pattern.names.contains(name) else []
    if not pattern.has_attributes:
        return []
    found: list[Pair] = []
    for index, member in enumerate(pattern.members[:1] if pattern.op is Op.AFTER else pattern.members):
        for value, rest in _member_pairs(patterns, member, name):
            found.append((value, _rebuilt(patterns, pattern, index, rest, keep_before=True)))
    return found


def _member_pairs(patterns: Patterns, member: Pattern, name: Name) -> list[Pair]:
    """Remember what a member gives: long groups are taken apart attribute by attribute, and their members stay."""
    key = (member.index, name)
    found = patterns.attribute_pairs.get(key)
    if found is None:
        found = patterns.attribute_pairs[key] = attribute_pairs(patterns, member, name)
    return found


def _rebuilt(patterns: Patterns, pattern: Pattern, index: int, rest: Pattern, keep_before: bool = False) -> Pattern:
    """Put what remains of a member back into its compound."""
    members = pattern.members
    match pattern.op:
        case Op.GROUP:
            before = members[:index] if keep_before else ()
            return patterns.group((*before, rest, *members[index + 1 :]))
        case Op.INTERLEAVE:
            return patterns.interleave((*members[:index], rest, *members[index + 1 :]))
        case Op.ONE_OR_MORE:
            if rest is patterns.text and _takes_text(members[0]):
                return pattern  # more text adds nothing: (text | a)+ after text is itself
            return patterns.group((rest, patterns.optional(pattern)))
        case Op.AFTER:
            return patterns.after(rest, members[1])
        case _:
            return rest


def _takes_text(pattern: Pattern) -> bool:
    """Say whether running text alone is one way to match a pattern."""
    return pattern.op is Op.TEXT or (pattern.op is Op.CHOICE and any(p.op is Op.TEXT for p in pattern.members))


def after_text(patterns: Patterns, pattern: Pattern) -> Pattern:
    """Give what remains after a run of text that is not only white space.

    >>> made = Patterns()
    >>> after_text(made, made.optional(made.text)) is made.text
    True
    """
    match pattern.op:
        case Op.TEXT:
            return pattern
        case Op.CHOICE | Op.ONE_OR_MORE | Op.AFTER | Op.GROUP | Op.INTERLEAVE:
            return patterns.choice(_text_rests(patterns, pattern))
        case _:
            return patterns.not_allowed


def _text_rests(patterns: Patterns, pattern: Pattern) -> list[Pattern]:
    rests: list[Pattern] = []
    for index, member in enumerate(pattern.members[:1] if pattern.op is Op.AFTER else pattern.members):
        rest = after_text(patterns, member)
        if rest is not patterns.not_allowed:
            rests.append(_rebuilt(patterns, pattern, index, rest))
        if pattern.op is Op.GROUP and not member.nullable:
            break
    return rests


def without_attributes(patterns: Patterns, pattern: Pattern, *, forgive: bool = False) -> Pattern:
    """Give what remains once the start tag closes; ``forgive`` lets required attributes be missing."""
    if pattern.op is Op.ATTRIBUTE:
        return patterns.empty if forgive else patterns.not_allowed
    if not pattern.has_attributes:
        return pattern
    return map_members(patterns, pattern, lambda member: without_attributes(patterns, member, forgive=forgive))


def only_text(patterns: Patterns, pattern: Pattern) -> Pattern:
    """Give the part of a pattern in which no element need be."""
    if pattern.op is Op.ELEMENT:
        return patterns.not_allowed
    if not pattern.has_elements:
        return pattern
    return map_members(patterns, pattern, lambda member: only_text(patterns, member))


def after_end(patterns: Patterns, pattern: Pattern) -> Pattern:
    """Give what remains after an end tag, of a pattern made of afters."""
    return patterns.choice(after.members[1] for after in afters(pattern) if after.members[0].nullable)


def afters(pattern: Pattern) -> tuple[Pattern, ...]:
    """Give the afters of a choice of afters, or of one."""
    if pattern.op is Op.AFTER:
        return (pattern,)
    return pattern.members if pattern.op is Op.CHOICE else ()
