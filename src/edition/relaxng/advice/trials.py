"""Trying remedies: which of them leave a document with fewer violations?

A trial validates the whole document. So of mistakes that are alike in every respect only the first is tried, and for
all violations of a document together only so many bytes are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from edition.relaxng.advice import edits
from edition.relaxng.advice.model import Action, Remedy
from edition.relaxng.model import Limits, Violation, ViolationKind
from edition.relaxng.schema import Schema

MARKUP = re.compile(rb"<[^>]*>")
OF_ELEMENTS = (
    ViolationKind.UNKNOWN_ELEMENT,
    ViolationKind.MISPLACED_ELEMENT,
    ViolationKind.EARLY_ELEMENT,
    ViolationKind.WRONG_ROOT,
)
_IDENTIFIER = re.compile(rb"""xml:id\s*=\s*(?:"[^"]*"|'[^']*')""")
_TRIED = 4  # remedies tried of each sort
BUDGET = 20_000_000  # bytes that are validated for all violations of a document, or what takes as long
_VIOLATION = 1_000  # a violation takes as long to tell as so many bytes to read
_INSIDE = 2_000  # bytes of an element that are looked at for whether two are alike


class Trials:
    """The trials of one document."""

    def __init__(
        self,
        schema: Schema,
        data: bytes,
        violations: int | None = None,
        budget: int = BUDGET,
        most: int | None = None,
    ) -> None:
        """Take a document; ``violations`` is how many it has, if that is known already."""
        self._most = most
        self._schema = schema
        self._data = data
        self._before = violations
        self._left = budget
        self._outcomes: dict[tuple[object, ...], bool] = {}

    def tried(self, violation: Violation, remedies: Iterable[Remedy]) -> tuple[Remedy, ...]:
        """Keep the remedies that help, a few of each sort, and no more than are asked for."""
        found: list[Remedy] = []
        counts: Counter[Action] = Counter()
        alike = self._circumstances(violation)
        for remedy in remedies:
            key = (*alike, remedy.action, remedy.name, remedy.value, remedy.safe)
            if (key not in self._outcomes and self._left <= 0) or len(found) == self._most:
                break  # to think of further remedies costs time, too
            if counts[remedy.action] < _TRIED and self._helps(key, remedy):
                found.append(remedy)
                counts[remedy.action] += 1
        return tuple(found)

    def _helps(self, key: tuple[object, ...], remedy: Remedy) -> bool:
        if key not in self._outcomes:
            if self._before is None:
                self._before = len(self._schema.validate(self._data))
            self._left -= len(self._data) + _VIOLATION * self._before
            changed = edits.apply_edits(self._data, remedy.edits)
            found = self._schema.validate(changed, Limits(violations=self._before + 1))
            self._outcomes[key] = len(found) < self._before
        return self._outcomes[key]

    def _circumstances(self, violation: Violation) -> tuple[object, ...]:
        """Give all that decides what helps: what is wrong, where, what may stand there, the markup inside."""
        value = violation.value if violation.attribute or violation.kind is ViolationKind.BAD_TEXT_VALUE else None
        what = (violation.kind, violation.element, violation.parent, violation.attribute, violation.missing, value)
        return *what, violation.expected, self._inside(violation)

    def _inside(self, violation: Violation) -> tuple[bytes, ...]:
        """Give the tags of the element at fault, which a remedy may put into another place or under another name."""
        if violation.attribute is not None or violation.tag is None:
            return ()
        start, end = edits.whole(self._data, violation.tag) if violation.kind in OF_ELEMENTS else violation.tag
        if end - start > _INSIDE:
            return (b"%d" % start,)  # like no other
        return tuple(MARKUP.findall(_IDENTIFIER.sub(b"", self._data[start:end])))
