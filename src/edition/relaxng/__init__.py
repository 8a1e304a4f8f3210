"""RELAX NG by derivatives: exact verdicts, every error with its bytes, and what would have been right.

Takes a schema in XML or compact syntax and documents as bytes; gives violations. It knows nothing of TEI, reads
nothing but local files, and never the network.

>>> schema = parse_schema(b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
>>> schema.validate(b"<a>fine</a>")
[]
>>> [v.kind.value for v in schema.validate(b"<a><b/></a>")]
['unknown-element']
"""

from edition.relaxng.advice.edits import apply_edits
from edition.relaxng.expectation import Adviser, advise
from edition.relaxng.model import (
    Action,
    Advice,
    Candidate,
    Edit,
    Expected,
    Kind,
    Limits,
    Name,
    Related,
    Remedy,
    SchemaError,
    Span,
    ValueForm,
    Violation,
)
from edition.relaxng.schema import Schema, load_schema, parse_schema

__all__ = [
    "Action",
    "Advice",
    "Adviser",
    "Candidate",
    "Edit",
    "Expected",
    "Kind",
    "Limits",
    "Name",
    "Related",
    "Remedy",
    "Schema",
    "SchemaError",
    "Span",
    "ValueForm",
    "Violation",
    "advise",
    "apply_edits",
    "load_schema",
    "parse_schema",
]
