"""What references lead to, what leads to an entry or an id, and what changes with the name of an entry.

Takes a home, the text and a place; gives spans and edits by file. Refuses (`EditionError`) what cannot be renamed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Final

from edition.diagnostics import Edit, Span
from edition.facts.patterns import MentionPatterns
from edition.markup import XML_ID, Document
from edition.paths import real
from edition.registers import LISTS, Entity, Registers, plain_key, rename
from edition.registers.editing.pointers import KindOf, Target, no_kind, repoint
from edition.relaxng.reading.cursor import TagPart, cursor_at
from edition.writing.home import Home
from edition.writing.offers import kind_of_element
from edition.writing.texts import Texts

_OTHER: Final = "-"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a place speaks of: an entry of a register, or an element of a document by its id."""

    target: Target
    place: Span  # of the name or the value of its xml:id
    word: Span  # what was pointed at
    entity: Entity | None = None


def goal_at(home: Home, texts: Texts, path: Path, at: int) -> Goal | None:
    """What the reference, or the id, at a place speaks of."""
    data = texts.data(path)
    cursor = cursor_at(data, at)
    if cursor is None or cursor.part is not TagPart.VALUE or cursor.start == cursor.end:
        return None
    word = data[cursor.start : cursor.end].decode("utf-8", "replace")
    span = Span(home.shown(path), cursor.start, cursor.end)
    is_id, element = cursor.attribute == "xml:id", cursor.element.rpartition(":")[2]
    kind = LISTS.get(element, "") if is_id else kind_of_element(home, element)
    registers = texts.registers(home) if home.project else Registers()
    entity = registers.get(registers.key_of(word, kind))
    if is_id:
        is_entry = entity is not None and plain_key(entity.key) == word and entity.span.file == span.file
        target = _target(entity) if entity and is_entry else Target(word, "", span.file)
        return Goal(target, span, span, entity if is_entry else None)
    return _pointed(home, texts, path, word, span, entity)


def _pointed(home: Home, texts: Texts, path: Path, word: str, span: Span, entity: Entity | None) -> Goal | None:
    file, sharp, name = word.rpartition("#")
    if sharp and not file and (own := _with_id(home, texts, path, name)):
        return Goal(Target(name, "", span.file), own, span)
    if entity is not None:
        return Goal(_target(entity), _key_span(home, texts, entity), span, entity)
    if sharp and file and (other := real(path.parent / file)).is_file() and _belongs(home, other):
        found = _with_id(home, texts, other, name)
        return Goal(Target(name, "", found.file), found, span) if found else None
    return None


def _target(entity: Entity) -> Target:
    key = plain_key(entity.key)
    return Target(key, entity.kind, entity.span.file, is_shared=key != entity.key)


def _belongs(home: Home, path: Path) -> bool:
    """Whether a file is one of the edition."""
    return path in home.articles or path in home.registers


def _with_id(home: Home, texts: Texts, path: Path, name: str) -> Span | None:
    document = texts.document(home, path)
    if document is None:
        return None
    found = next((e for e in document.root.iter("{*}*") if e.get(XML_ID) == name), None)
    return None if found is None else document.attribute_span(found, "xml:id")


def _key_span(home: Home, texts: Texts, entity: Entity) -> Span:
    path = home.project.path(entity.span.file) if home.project else Path(entity.span.file)
    return _with_id(home, texts, path, plain_key(entity.key)) or entity.span


def references_to(home: Home, texts: Texts, path: Path, goal: Goal) -> list[Span]:
    """Every place of the edition that leads to a goal, in the order of the files."""
    paths = sorted({path, *home.articles, *home.registers})
    found: list[Span] = []
    for document in _speaking_of(home, texts, paths, goal.target.key):
        edits = repoint(document, goal.target, goal.target.key + _OTHER, kind_of=_kind_of(home))
        found += [Span(document.source.path, edit.start, edit.end) for edit in edits]
    return found


def _kind_of(home: Home) -> KindOf:
    return MentionPatterns.of(home.project.settings.mentions).kind_of if home.project else no_kind


def _speaking_of(home: Home, texts: Texts, paths: list[Path], key: str) -> Iterator[Document]:
    word = key.encode()
    return (document for document in texts.documents(home, paths) if word in document.source.data)


def renamed(home: Home, texts: Texts, goal: Goal, new: str) -> dict[Path, list[Edit]]:
    """The edits that give an entry another key, in every file that names it; an id of a text stays as it is."""
    if home.project is None or goal.entity is None:
        return {}
    documents = texts.documents(home, sorted({*home.articles, *home.registers}))
    changes = rename(documents, goal.entity.key, new, _kind_of(home))
    return {home.project.path(c.document.source.path): edits_between(c.document.source.data, c.data) for c in changes}


def edits_between(before: bytes, after: bytes) -> list[Edit]:
    """The lines that differ, as edits.

    >>> edits_between(b"a\\nb\\nc\\n", b"a\\nB\\nc\\n")
    [Edit(start=2, end=4, new=b'B\\n')]
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0, *accumulate(map(len, old))]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        Edit(starts[first], starts[last], b"".join(new[begin:end]))
        for tag, first, last, begin, end in matcher.get_opcodes()
        if tag != "equal"
    ]
