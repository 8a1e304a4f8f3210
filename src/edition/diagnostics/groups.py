"""Many findings of one kind told in one line: `1,655 × <g> in 24 files`.

Of one kind are findings with the same code that speak of the same element, and all others with the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from edition.diagnostics.model import Diagnostic
from edition.diagnostics.render import Sources

_ELEMENT: Final = re.compile(r"<[\w:.-]+>")


@dataclass(frozen=True)
class Group:
    """Findings of one kind, in their order; there is at least one."""

    subject: str
    findings: tuple[Diagnostic, ...]

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
    """Findings that are told one by one, and the groups of those of which there are more than `limit`."""
    kinds: dict[tuple[str, str, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        kinds.setdefault(_kind(diagnostic), []).append(diagnostic)
    single = [d for found in kinds.values() if len(found) <= limit for d in found]
    groups = [Group(kind[2], tuple(found)) for kind, found in kinds.items() if len(found) > limit]
    return single, sorted(groups, key=lambda g: -len(g.findings))


def group_lines(groups: Iterable[Group], sources: Sources) -> Iterator[str]:
    """A line a group."""
    for group in groups:
        yield group.line(sources) + "\n"


def _kind(diagnostic: Diagnostic) -> tuple[str, str, str]:
    element = _ELEMENT.search(diagnostic.message)
    return diagnostic.code.id, str(diagnostic.severity), element.group() if element else ""
