"""The grammar that an ODD makes, read as a validator reads it: a schema that nobody can use is told when it is made.

Takes the grammar as text and the ODD; gives at most one finding, at the specification that the fault is in where the
ODD holds it, else at its schemaSpec.
"""

from __future__ import annotations

import re
from typing import Final

from edition.diagnostics import Diagnostic
from edition.odd.codes import UNUSABLE_GRAMMAR
from edition.odd.merging.gather import Odd
from edition.odd.model import KINDS, MergedSchema
from edition.relaxng import SchemaError, parse_schema

_DEFINE: Final = re.compile(r'<define name="([^"]*)"')


def check_grammar(grammar: str, odd: Odd, schema: MergedSchema) -> Diagnostic | None:
    """What keeps the grammar from being used, if anything."""
    try:
        parse_schema(grammar.encode())
    except SchemaError as error:
        name = _definition(grammar, error.line)
        where = f" (in the definition of `{name}`)" if name else ""
        message = f"the ODD makes a grammar that no validator takes: {error.message}{where}"
        advice = "correct the content model or the attributes there, or what the ODD takes from its source"
        ident = name.removeprefix(schema.prefix).partition(".attribute")[0]
        item = next((i for i in odd.named(*KINDS) if i.element.get("ident") == ident), None)
        span = item.odd.attribute_span(item.element, "ident") if item else odd.document.span(odd.schema)
        return Diagnostic(UNUSABLE_GRAMMAR, message, span, help=advice)
    return None


def _definition(grammar: str, line: int) -> str:
    """The name of the definition that a line stands in."""
    found = [m.group(1) for text in grammar.splitlines()[:line] for m in _DEFINE.finditer(text)]
    return found[-1] if found and line else ""
