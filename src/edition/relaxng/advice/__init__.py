"""What helps with a violation: names spelt alike, what would be allowed, and remedies that have been tried.

>>> from edition.relaxng import parse_schema
>>> schema = parse_schema(b'<element name="poem" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
>>> (violation,) = schema.validate(b"<peom>fine</peom>")
>>> apply_edits(b"<peom>fine</peom>", advise(schema, b"<peom>fine</peom>", violation).remedies[0].edits)
b'<poem>fine</poem>'
"""

from edition.relaxng.advice.adviser import Adviser, advise
from edition.relaxng.advice.edits import apply_edits
from edition.relaxng.advice.model import Action, Advice, Habits, Meaning, Remedy, Replacement

__all__ = ["Action", "Advice", "Adviser", "Habits", "Meaning", "Remedy", "Replacement", "advise", "apply_edits"]
