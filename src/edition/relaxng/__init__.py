"""RELAX NG by derivatives: exact verdicts, every error with its bytes, and what would have been right.

Takes a schema in XML or compact syntax and documents as bytes; gives violations. It knows nothing of TEI, reads
nothing but local files, and never the network. What helps with a violation is told by ``edition.relaxng.advice``, which
is needed only where there is one.

>>> schema = parse_schema(b'<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
>>> schema.validate(b"<a>fine</a>")
[]
>>> [v.kind.value for v in schema.validate(b"<a><b/></a>")]
['unknown-element']
"""

from edition.relaxng.model import (
    Alternative,
    Expected,
    Limits,
    Name,
    Related,
    SchemaError,
    Stretch,
    ValueForm,
    Violation,
    ViolationKind,
)
from edition.relaxng.schema import Schema, load_schema, parse_schema

__all__ = [
    "Alternative",
    "Expected",
    "Limits",
    "Name",
    "Related",
    "Schema",
    "SchemaError",
    "Stretch",
    "ValueForm",
    "Violation",
    "ViolationKind",
    "load_schema",
    "parse_schema",
]
