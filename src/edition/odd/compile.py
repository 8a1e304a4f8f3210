"""Compile an ODD: read it, merge it with its sources, check it, and write it as a grammar and rules.

Takes a path and the places where TEI's specifications may lie; gives the schemas as text, and what there is to say of
the ODD. What cannot be compiled is refused with diagnostics; never guesses what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from edition.diagnostics import Diagnostic, EditionError, Severity
from edition.markup import Document, parse
from edition.odd.checks.attributes import check_attributes
from edition.odd.checks.findings import CheckedOdd
from edition.odd.checks.grammar import check_grammar
from edition.odd.checks.lost import check_lost
from edition.odd.checks.names import check_names
from edition.odd.checks.rules import check_rules
from edition.odd.checks.specs import check_specs
from edition.odd.codes import CIRCULAR_CLASS, NO_SCHEMA, UNKNOWN_SOURCE, UNUSABLE_GRAMMAR, WRONG_MODE
from edition.odd.merging.gather import Odd, read_odd
from edition.odd.merging.merge import merge
from edition.odd.model import MergedSchema
from edition.odd.relax.grammar import make_grammar
from edition.odd.relax.writing import write_grammar
from edition.odd.schematron import make_rules
from edition.odd.sources.find import OddSources
from edition.odd.sources.places import OWN, Places, read_file
from edition.paths import real

_ALWAYS: Final = (NO_SCHEMA, UNKNOWN_SOURCE, CIRCULAR_CLASS, WRONG_MODE)


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """RELAX NG and ISO Schematron of one ODD, and what there is to say of it: warnings and remarks."""

    rng: str
    sch: str
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class ReadSchema:
    """An ODD, the schema that it makes with its sources, and what there is to say of it."""

    odd: Odd
    schema: MergedSchema
    findings: tuple[Diagnostic, ...]


def compile_odd(path: Path, places: Places | None = None) -> CompiledSchema:
    """RELAX NG and Schematron from an ODD, complete or a customisation."""
    read = read_schema(path, places)
    try:
        grammar = write_grammar(make_grammar(read.schema))
    except RecursionError as error:
        raise EditionError(_too_deep(read.odd.document)) from error
    if unusable := check_grammar(grammar, read.odd, read.schema):
        raise EditionError(*(f for f in read.findings if f.code is not UNUSABLE_GRAMMAR), unusable)
    return CompiledSchema(grammar, make_rules(read.schema), read.findings)


def is_generated(data: bytes) -> bool:
    """Whether a schema file was made from an ODD by this program, so that it may be made anew."""
    return b"Made of the ODD by `edition schema build`" in data[:2000]


def read_schema(path: Path, places: Places | None = None) -> ReadSchema:
    """An ODD merged with its sources and checked; one with errors is refused."""
    return _read(path, OddSources(places or Places(), (real(path),), _merged))


def _merged(path: Path, sources: OddSources) -> MergedSchema:
    return _read(path, sources).schema


def _read(path: Path, sources: OddSources) -> ReadSchema:
    whole = read_file(path)
    document = parse(whole.source)
    try:
        odd = read_odd(document, path)
        schema = merge(odd, sources.library)
        if odd.ident == OWN and odd.schema.get("source") is None:
            schema = replace(schema, own=True)
        found = list(_findings(CheckedOdd(odd, schema, sources.library)))
    except RecursionError as error:
        raise EditionError(_too_deep(document)) from error
    findings = (*whole.findings, *whole.relocated(found))
    if any(f.severity is Severity.ERROR for f in findings):
        raise EditionError(*findings)
    return ReadSchema(odd, schema, findings)


def _too_deep(odd: Document) -> Diagnostic:
    message = "content models are nested too deep"
    return Diagnostic(NO_SCHEMA, message, odd.span(odd.root), help="write the inner parts as macros")


def _findings(check: CheckedOdd) -> Iterator[Diagnostic]:
    """What there is to say of an ODD. What TEI's tools let pass is a warning where the schema is made of TEI's."""
    found = [*check_specs(check), *check_names(check), *check_attributes(check)]
    if all(f.severity is not Severity.ERROR for f in found):
        found += [*check_rules(check.odd.document, check.schema), *check_lost(check)]
    for diagnostic in found:
        tolerated = diagnostic.severity is Severity.ERROR and diagnostic.code not in _ALWAYS
        yield replace(diagnostic, level=Severity.WARNING) if tolerated and not check.schema.own else diagnostic
