"""Many findings of one kind told in one line: `1,655 × <g> in 24 files`, `1,657 × <g> (1,655), <gi> (2) in 25 files`.

Of one kind are findings with the same code. Of each element by itself it is asked whether there are many, unless every
kind shall be one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from edition.diagnostics.model import Diagnostic
from edition.diagnostics.places import Sources

_ELEMENT: Final = re.compile(r"<[\w:.-]+>")
_MOST: Final = 12  # elements that a line names


@dataclass(frozen=True)
class Group:
    """Findings of one kind, in their order; there is at least one."""

    findings: tuple[Diagnostic, ...]

    @property
    def subject(self) -> str:
        """The elements that the findings speak of, each with its number where there are several."""
        found = Counter(element for d in self.findings if (element := _element(d)))
        if len(found) < 2:
            return next(iter(found), "")
        named = [f"{element} ({number:,})" for element, number in found.most_common(_MOST)]
        return ", ".join(named) + (f" and {len(found) - _MOST} more" if len(found) > _MOST else "")

    def line(self, sources: Sources) -> str:
        """How many of what, in how many files, and the first of them."""
        first = self.findings[0]
        files = {d.primary.file for d in self.findings if d.primary}
        where = f" in {len(files):,} {'file' if len(files) == 1 else 'files'}" if files else ""
        place = ""
        if first.primary:
            start, _ = sources.range(first.primary)
            place = f" ({first.primary.file}:{start.line}:{start.column})"
        count = f"{len(self.findings):,} × {self.subject or first.code.name}{where}"
        return f"{count}: {first.severity}[{first.code.id}] {first.message}{place}"


def counted(number: int, word: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "file"), counted(2, "file"), counted(2, "entry", "entries")
    ('1 file', '2 files', '2 entries')
    """
    return f"{number:,} {word if number == 1 else plural or word + 's'}"


def one(word: str) -> str:
    """A noun with its article.

    >>> one("person"), one("event")
    ('a person', 'an event')
    """
    return f"an {word}" if word[:1].lower() in "aeio" else f"a {word}"


def grouped(diagnostics: Iterable[Diagnostic], limit: int) -> tuple[list[Diagnostic], list[Group]]:
    """Findings that are told one by one, and the groups of those of which there are more than `limit`.

    With a limit of one or none no kind has more than one line.
    """
    kinds: dict[tuple[str, str], dict[str, list[Diagnostic]]] = {}
    for d in diagnostics:
        kinds.setdefault((d.code.id, str(d.severity)), {}).setdefault(_element(d) if limit > 1 else "", []).append(d)
    single: list[Diagnostic] = []
    groups: list[Group] = []
    for by_element in kinds.values():
        many = tuple(d for found in by_element.values() if len(found) > limit for d in found)
        single += [d for found in by_element.values() if len(found) <= limit for d in found]
        groups += [Group(many)] if many else []
    return single, sorted(groups, key=lambda g: -len(g.findings))


def group_lines(groups: Iterable[Group], sources: Sources) -> Iterator[str]:
    """A line a group."""
    for group in groups:
        yield group.line(sources) + "\n"


def _element(diagnostic: Diagnostic) -> str:
    element = _ELEMENT.search(diagnostic.message)
    return element.group() if element else ""
