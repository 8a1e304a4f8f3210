"""What the engine says: violations of a schema, each with exact byte spans and what was expected there.

Everything here is a frozen value. Offsets count bytes of the data that was validated, from 0; a span is half open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Name(NamedTuple):
    """An expanded name: namespace URI (empty for none) and local name."""

    uri: str
    local: str

    def __str__(self) -> str:
        """Give the name in Clark's notation: ``{uri}local``."""
        return f"{{{self.uri}}}{self.local}" if self.uri else self.local


class Stretch(NamedTuple):
    """A stretch of the validated bytes, ``data[start:end]``."""

    start: int
    end: int


class ViolationKind(StrEnum):
    """What is wrong. The values are stable: callers map them to their own codes."""

    UNKNOWN_ELEMENT = "unknown-element"  # the schema has no element of this name
    MISPLACED_ELEMENT = "misplaced-element"  # known elsewhere, not allowed here
    EARLY_ELEMENT = "early-element"  # allowed here once something required stands before it
    WRONG_ROOT = "wrong-root"  # the document element cannot stand at the top
    INCOMPLETE_ELEMENT = "incomplete-element"  # the element ends and required content is missing
    UNEXPECTED_TEXT = "unexpected-text"
    MISSING_ATTRIBUTE = "missing-attribute"
    UNEXPECTED_ATTRIBUTE = "unexpected-attribute"
    BAD_ATTRIBUTE_VALUE = "bad-attribute-value"
    BAD_TEXT_VALUE = "bad-text-value"
    DUPLICATE_ID = "duplicate-id"
    UNRESOLVED_ID = "unresolved-id"  # an IDREF without its ID
    MALFORMED = "malformed"  # not well-formed XML: nothing after it was read
    REFUSED_ENTITY = "refused-entity"  # an external or exploding entity
    REFUSED_DTD = "refused-dtd"  # an external DTD subset, which is never fetched
    REFUSED_DEPTH = "refused-depth"
    REFUSED_SIZE = "refused-size"  # one tag, comment or text run above the limit


@dataclass(frozen=True, slots=True)
class ValueForm:
    """One way a value may look: a datatype with its parameters, or one fixed value."""

    datatype: str  # local name in its library: "date", "anyURI", "token"
    value: str | None = None  # set for a fixed (enumerated) value
    params: tuple[tuple[str, str], ...] = ()  # facets: ("pattern", "..."), ("maxLength", "4")
    is_list: bool = False  # one token of a white-space separated list
    example: str | None = None  # a valid value of this datatype


@dataclass(frozen=True, slots=True)
class Alternative:
    """An element or attribute that may stand in a place; ``name`` is None for a wildcard."""

    name: Name | None
    required: bool = False
    wildcard: str = ""  # how a wildcard reads: "any name", "any name in {uri}"


@dataclass(frozen=True, slots=True)
class Expected:
    """What the grammar allows in one place, in schema order, required ones first."""

    elements: tuple[Alternative, ...] = ()
    attributes: tuple[Alternative, ...] = ()
    values: tuple[ValueForm, ...] = ()
    text: bool = False  # running text may stand here
    end: bool = False  # the element that the place is in may end here


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a violation."""

    span: Stretch
    role: str  # "opened-here" (mismatched tag), "first-use" (duplicate id)


@dataclass(frozen=True, slots=True)
class Violation:
    """One error of a document.

    ``span`` is what to underline: the name in a start tag, an attribute's name or value, the text without its
    surrounding white space, the end tag (the whole empty-element tag where there is none) of an incomplete element.
    """

    kind: ViolationKind
    span: Stretch
    message: str  # short, lower case, complete without the spans
    element: Name | None = None  # the element at fault; for text, the element that holds it
    tag: Stretch | None = None  # that element's whole start tag, "<" to ">"
    parent: Name | None = None
    parent_tag: Stretch | None = None
    attribute: Name | None = None
    value: str | None = None  # a bad value, the duplicated id, the stray text (cut at 200 characters)
    missing: tuple[Name, ...] = ()  # required names that are absent
    expected: Expected = field(default_factory=Expected)
    insert_at: int | None = None  # where missing content or a missing attribute belongs
    related: tuple[Related, ...] = ()


class SchemaError(ValueError):
    """A schema that cannot be used: where (file or URI, line) and why."""

    def __init__(self, message: str, source: str = "", line: int = 0) -> None:
        """Keep the place beside the message."""
        super().__init__(f"{source}:{line}: {message}" if source else message)
        self.message = message
        self.source = source
        self.line = line


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds beyond which a document is refused."""

    depth: int = 2000
    token: int = 10_000_000  # bytes of one tag, comment, CDATA section or processing instruction
    violations: int = 10_000  # reporting stops after so many
