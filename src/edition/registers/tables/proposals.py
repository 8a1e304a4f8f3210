"""The annotator's proposals after review: lines of a tab-separated file become new entries and leave the file.

Takes the file's bytes, gives entries and what is left of the file. Refuses a line without kind, key or name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from edition.diagnostics import Diagnostic, Edit, EditionError, Span, apply_edits
from edition.registers.codes import UNKNOWN_KEY, WRONG_PROPOSAL
from edition.registers.editing.edit import NewEntry

_KINDS: Final = ("person", "place", "org", "event", "work")
_COLUMNS: Final = ("kind", "key", "name", "lang")


@dataclass(frozen=True, slots=True)
class Proposed:
    """The entries that are taken over, and the bytes of the file without their lines."""

    entries: tuple[NewEntry, ...]
    rest: bytes


def take_proposals(path: str, data: bytes, keys: Collection[str] | None) -> Proposed:
    """Take over the lines with these keys, or all of them.

    >>> taken = take_proposals("p.tsv", b"kind\\tkey\\tname\\tlang\\nplace\\tkars\\tKars\\ttr\\n", None)
    >>> taken.entries[0].names, taken.rest
    ((('tr', 'Kars'),), b'kind\\tkey\\tname\\tlang\\n')
    """
    found = {key: (span, cells) for span, key, cells in _lines(path, data) if keys is None or key in keys}
    if missing := [key for key in keys or () if key not in found]:
        message = f"no line of {path} proposes `{missing[0]}`"
        raise EditionError(Diagnostic(UNKNOWN_KEY, message, help="check the spelling; the second column has the keys"))
    if wrong := [*filter(None, (_wrong(span, cells) for span, cells in found.values()))]:
        raise EditionError(*wrong)
    edits = [Edit(span.start, span.end, b"") for span, _ in found.values()]
    return Proposed(tuple(_entry(cells) for _, cells in found.values()), apply_edits(data, edits))


def _entry(cells: list[str]) -> NewEntry:
    kind, key, name, lang = (*cells, "")[:4]
    return NewEntry(kind, key, ((lang, name),))


def _lines(path: str, data: bytes) -> Iterator[tuple[Span, str, list[str]]]:
    at = 0
    for raw in data.splitlines(keepends=True):
        span = Span(path, at, at + len(raw))
        at += len(raw)
        cells = [cell.strip() for cell in raw.decode("utf-8", "replace").removeprefix("\ufeff").split("\t")]
        if any(cells) and tuple(cells[:2]) != _COLUMNS[:2] and not cells[0].startswith("#"):
            yield span, cells[1] if len(cells) > 1 else "", cells


def _wrong(span: Span, cells: list[str]) -> Diagnostic | None:
    message = ""
    if len(cells) < 3 or not all(cells[:3]):
        message = "the line lacks kind, key or name"
    elif cells[0] not in _KINDS:
        message = f"`{cells[0]}` is no kind"
    if not message:
        return None
    help_text = f"write {', '.join(_COLUMNS)}, parted by tabs; kinds are {', '.join(_KINDS)}"
    return Diagnostic(WRONG_PROPOSAL, message, span, help=help_text)
