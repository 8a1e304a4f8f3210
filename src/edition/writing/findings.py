"""Everything that is wrong with one text as it stands in the editor: what `edition validate` would say of it.

Takes a home and the text; gives diagnostics, those of the edition's settings among them. Other files of the edition are
read where references lead to them, and are not checked. The grammar answers with each key; what takes longer
(assertions, references, fixes that are tried) is asked once the keys pause, and until then stays where it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from edition.checking.advice import with_advice
from edition.checking.known import all_known_codes
from edition.diagnostics import Diagnostic, Span
from edition.facts import read_article, with_entries
from edition.markup import Document, Source
from edition.project import Project
from edition.registers import check_registers, read_registers
from edition.registers.files import reading_of
from edition.validate import Checker, has_suppressions, settle
from edition.validate.grammar import GRAMMAR_CODES
from edition.validate.rules import Context, check_references
from edition.writing.home import Home
from edition.writing.texts import Texts


def find(home: Home, texts: Texts, path: Path, data: bytes) -> list[Diagnostic]:
    """The findings of a text."""
    found, document = home.checker.check(Source(home.shown(path), data))
    if document is not None and home.project is not None:
        if path in home.articles:
            found += _references(home.project, home, texts, document)
        elif path in home.registers:
            found += _register(home.project, home, texts, document)
    ignored = home.project.settings.validate.ignore if home.project else {}
    known = {code.id: code for code in all_known_codes()} if has_suppressions(data) else {}
    return [*home.faults, *settle(document, found, known, ignored, complete=home.project is not None)]


def find_at_once(home: Home, path: Path, data: bytes, before: bytes, earlier: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What the grammar says of a text, and what was said otherwise of the one before it, at its present places."""
    quick = Checker(home.checker.schema, None, home.checker.purposes, fixes=False)
    found, document = quick.check(Source(home.shown(path), data))
    others = (d for d in earlier if d.code not in GRAMMAR_CODES) if document is not None else ()
    known = {code.id: code for code in all_known_codes()} if has_suppressions(data) else {}
    ignored = home.project.settings.validate.ignore if home.project else {}
    settled = settle(document, found, known, ignored, complete=False)
    return [*settled, *moved(others, before, data, home.shown(path))]


def advised(home: Home, path: Path, data: bytes, found: list[Diagnostic], start: int, end: int) -> list[Diagnostic]:
    """The findings of a text, those of the grammar between two places with what helps."""
    bare = (d for d in found if d.code in GRAMMAR_CODES and d.fix is None and d.primary)
    places = frozenset((d.primary.start, d.primary.end) for d in bare if d.primary)
    here = frozenset((first, last) for first, last in places if first <= end and start <= last)
    source = Source(home.shown(path), data)
    return with_advice(found, home.checker.advise(source, here)) if here else found


def moved(found: Iterable[Diagnostic], before: bytes, after: bytes, shown: str) -> list[Diagnostic]:
    """Findings of a text at their places in the next; those in what was changed are left out."""
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    behind, further = len(before) - tail, len(after) - len(before)
    out: list[Diagnostic] = []
    for diagnostic in found:
        place = diagnostic.primary
        if place is None or place.file != shown or place.end <= head:
            out.append(diagnostic)
        elif place.start >= behind:
            moved_place = Span(shown, place.start + further, place.end + further)
            out.append(replace(diagnostic, primary=moved_place, fix=None, other_fixes=()))
    return out


def _shared(first: bytes, second: bytes) -> int:
    """How many bytes two texts begin with in common.

    >>> _shared(b"abcd", b"abxd")
    2
    """
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[low:middle] == second[low:middle] else (low, middle - 1)
    return low


def _references(project: Project, home: Home, texts: Texts, document: Document) -> list[Diagnostic]:
    known = texts.registers(home)
    facts = read_article(document, reading_of(project, known), spans=True).facts
    registers = with_entries(known, facts.entries)
    is_house = project.settings.validate.profile == "house"
    return check_references([facts], Context(registers, project.root, is_house=is_house))


def _register(project: Project, home: Home, texts: Texts, document: Document) -> list[Diagnostic]:
    """What is wrong with the entries of a register, and with them beside those of the others."""
    shown = document.source.path
    others = [d for d in texts.documents(home, sorted(home.registers)) if d.source.path != shown]
    registers, found = read_registers([document, *others])
    if project.settings.validate.profile == "house":
        found += check_registers(registers, project.settings.edition.languages)
    return [d for d in found if d.primary is not None and d.primary.file == shown]
