"""Which elements are mentions of what, from the expressions of `edition.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import local_name
from edition.project import MENTION_EXPRESSION, WRONG_SETTING, Mentions

_CONDITION: Final = re.compile(r"\[@([\w:.-]+)(?:=(?:'([^']*)'|\"([^\"]*)\"))?\]")


@dataclass(frozen=True)
class _Pattern:
    kind: str
    conditions: tuple[tuple[str, str | None], ...]

    def matches(self, element: etree._Element) -> bool:
        return all(
            element.get(name) is not None if value is None else value in (element.get(name) or "").split()
            for name, value in self.conditions
        )


class MentionPatterns:
    """The kind of mention that an element is.

    >>> patterns = MentionPatterns.of(Mentions())
    >>> patterns.kind_of(etree.fromstring("<rs type='person'/>")), patterns.kind_of(etree.fromstring("<hi/>"))
    ('person', None)
    """

    def __init__(self, expressions: Iterable[tuple[str, str]]) -> None:
        self._by_name: dict[str, list[_Pattern]] = {}
        for kind, expression in expressions:
            name, pattern = _read(kind, expression)
            self._by_name.setdefault(name, []).append(pattern)
        for patterns in self._by_name.values():
            patterns.sort(key=lambda p: -len(p.conditions))

    @classmethod
    @lru_cache(maxsize=8)
    def of(cls, settings: Mentions) -> MentionPatterns:
        """The patterns of an edition's settings."""
        return cls((f.name, e) for f in fields(settings) for e in getattr(settings, f.name))

    def knows(self, expression: str) -> bool:
        """Whether an element of this expression is a mention of some kind already."""
        name, pattern = _read("", expression)
        return any(set(p.conditions) <= set(pattern.conditions) for p in self._by_name.get(name, ()))

    def kind_of(self, element: etree._Element) -> str | None:
        """The kind of a mention, or None where the element is none."""
        found = self._by_name.get(local_name(element))
        if found is None:
            return None
        return next((p.kind for p in found if p.matches(element)), None)


def _read(kind: str, expression: str) -> tuple[str, _Pattern]:
    match = MENTION_EXPRESSION.match(expression.strip())
    if match is None:
        raise EditionError(
            Diagnostic(
                WRONG_SETTING,
                f"[mentions] {kind}: `{expression}` is not an expression for mentions",
                help="write an element's name, with conditions on attributes if needed: rs[@type='person']",
            )
        )
    conditions = ((m[1], m[2] if m[2] is not None else m[3]) for m in _CONDITION.finditer(match[2]))
    return match[1], _Pattern(kind, tuple(conditions))
