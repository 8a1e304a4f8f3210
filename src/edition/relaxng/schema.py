"""The engine's front door: load a schema once, validate many documents.

``load_schema`` reads a file and what it includes; ``parse_schema`` takes bytes. A cache folder keeps the simplified
grammar between runs.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from edition.relaxng.automaton import Automaton
from edition.relaxng.grammar.grammar import Grammar
from edition.relaxng.model import Limits, SchemaError, Violation
from edition.relaxng.reading.encoding import as_utf8, restore_spans
from edition.relaxng.reading.expansion import expand, needs_expansion
from edition.relaxng.reading.wellformed import read_prolog
from edition.relaxng.syntax.loading import load_grammar, parse_grammar
from edition.relaxng.syntax.stored import as_text, from_text
from edition.relaxng.validator import ValidationRun

if TYPE_CHECKING:  # needed for documents that are not valid
    from edition.relaxng.advice.allowed import Allowed


class Schema:
    """A grammar ready to validate; it fills its automaton as documents pass. Not for several threads at once."""

    def __init__(self, grammar: Grammar) -> None:
        """Take a simplified grammar; use ``load_schema`` or ``parse_schema`` instead."""
        self.grammar = grammar
        self._automaton = Automaton(grammar)

    @cached_property
    def allowed(self) -> Allowed:
        """What the grammar allows where; its answers are kept for all documents."""
        from edition.relaxng.advice.allowed import Allowed

        return Allowed(self._automaton)

    def validate(self, data: bytes, limits: Limits | None = None) -> list[Violation]:
        """Give all violations of a document in document order; an empty list means valid."""
        limits = limits or Limits()
        prolog = read_prolog(data, limits)
        if prolog.fatal:
            return prolog.violations
        encoded, prolog = as_utf8(data, prolog)
        if needs_expansion(prolog.entities):
            expansion = expand(encoded, prolog.content_start, prolog.entities)
            found = ValidationRun(self._automaton, expansion.data, prolog, limits).violations()
            found = expansion.restore(encoded, found)
        else:
            found = ValidationRun(self._automaton, encoded, prolog, limits).violations()
        if encoded is not data:
            found = restore_spans(data, encoded, prolog.encoding, found)
        return [*prolog.violations, *found]

    def is_valid(self, data: bytes) -> bool:
        """Say whether a document is valid, stopping soon after the first violation."""
        limits = Limits(violations=1)
        prolog = read_prolog(data, limits)
        if prolog.violations:
            return False
        if needs_expansion(prolog.entities):
            return not self.validate(data, limits)
        run = ValidationRun(self._automaton, *as_utf8(data, prolog), limits)
        return not any(run.recovery.violations for _ in run.steps()) and not run.violations()

    def as_text(self) -> str:
        """Give the simplified grammar as text, for a machine that has not the schema's files."""
        return as_text(self.grammar, {})

    @classmethod
    def from_text(cls, text: str) -> Schema:
        """Make a schema of what ``as_text`` gave; raises SchemaError if another version of the program wrote it."""
        grammar = from_text(text)
        if grammar is None:
            raise SchemaError("the schema was written by another version of the program")
        return cls(grammar)

    def kept(self) -> int:
        """Count the tags that are remembered, for those who watch memory."""
        return self._automaton.kept


def load_schema(path: Path | str, *, root: Path | None = None, cache: Path | None = None) -> Schema:
    """Load a schema file (``.rnc`` is compact syntax, all else XML) with everything it includes.

    ``root`` confines includes to a folder; ``cache`` is a folder for simplified grammars. Raises SchemaError.
    """
    return Schema(load_grammar(Path(path), root, cache))


def parse_schema(data: bytes, *, compact: bool = False, base: Path | None = None, root: Path | None = None) -> Schema:
    """Load a schema from bytes; relative includes are read from ``base``, and refused without it."""
    return Schema(parse_grammar(data, compact, base, root))
