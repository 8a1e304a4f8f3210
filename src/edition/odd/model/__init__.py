"""An ODD as frozen values: specifications, attributes, lists of values, content.

Values are read from the elements of an ODD once and never changed; merging makes new ones. What is prose (glosses,
descriptions, examples, constraints) stays as the elements it is.
"""

from edition.odd.model.content import ModelPart, is_count, read_content
from edition.odd.model.placed import Placed
from edition.odd.model.reading import read_spec, read_values, spec_key
from edition.odd.model.specs import (
    KINDS,
    Attribute,
    AttributeList,
    AttributeRef,
    Member,
    MergedSchema,
    Spec,
    ValueItem,
    ValueList,
)

__all__ = [
    "KINDS",
    "Attribute",
    "AttributeList",
    "AttributeRef",
    "Member",
    "MergedSchema",
    "ModelPart",
    "Placed",
    "Spec",
    "ValueItem",
    "ValueList",
    "is_count",
    "read_content",
    "read_spec",
    "read_values",
    "spec_key",
]
