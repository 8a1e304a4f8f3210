"""Everything about one document: is it XML, does the grammar hold, do the assertions hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition.diagnostics import Code, Diagnostic, EditionError, Span, sort_diagnostics
from edition.markup import Document, Source, parse
from edition.relaxng import Schema, SchemaError, load_schema
from edition.validate.codes import BAD_SCHEMA
from edition.validate.grammar import check_grammar
from edition.validate.schematron import Schematron
from edition.validate.suppress import suppress


@dataclass(frozen=True)
class Checker:
    """A grammar, assertions, and what elements are for; made once a process, used for every document."""

    schema: Schema | None
    schematron: Schematron | None = None
    descriptions: Mapping[str, str] = field(default_factory=dict)

    def check(self, source: Source) -> tuple[list[Diagnostic], Document | None]:
        """Findings of the document, and the document where it could be parsed."""
        try:
            document = parse(source)
        except EditionError as error:
            return list(error.diagnostics), None
        found = [] if self.schema is None else check_grammar(source, self.schema, self.descriptions)
        if self.schematron is not None:
            found += self.schematron.check(document)
        return sort_diagnostics(found), document


def load_grammar(path: Path, cache: Path | None = None) -> Schema:
    """Load a RELAX NG schema; one that cannot be used is a wrong call."""
    try:
        return load_schema(path, cache=cache)
    except (SchemaError, OSError) as error:
        message = f"the schema {path} cannot be used: {error}"
        help_text = "give a RELAX NG schema in XML (.rng) or compact syntax (.rnc)"
        raise EditionError(Diagnostic(BAD_SCHEMA, message, Span(str(path), 0, 1), help=help_text)) from error


def settle(
    document: Document | None,
    found: list[Diagnostic],
    known: Mapping[str, Code],
    ignored: Mapping[str, str],
    *,
    complete: bool,
) -> list[Diagnostic]:
    """Take away what the edition or the document allows, and put the rest in order."""
    left = [d for d in found if d.code.id not in ignored and d.code.name not in ignored]
    if document is not None:
        left = suppress(document, left, known, complete=complete)
    return sort_diagnostics(left)
