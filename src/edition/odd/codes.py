"""Findings about ODDs and what is made of them (V39x)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

NO_SCHEMA = Code(
    "V390",
    "uncompilable-odd",
    Severity.ERROR,
    """The ODD has no `schemaSpec`, or what it specifies is no schema: no start element, a pattern that is no regular
    expression, a count that is no number.

    Failing: a TEI file without `schemaSpec`. Passing: `<schemaSpec ident="my" start="TEI">…</schemaSpec>`.
    """,
)
UNKNOWN_SPEC = Code(
    "V391",
    "unknown-specification",
    Severity.ERROR,
    """The ODD refers to an element, class, macro, data type or attribute that neither it nor its source specifies, or
    that it deletes.

    Failing: `<elementRef key="parag"/>`. Passing: `<elementRef key="p"/>`.
    """,
)
DUPLICATE_SPEC = Code(
    "V392",
    "duplicate-specification",
    Severity.ERROR,
    """Two specifications have the same name, so that one of them would be lost.

    Failing: `<elementSpec ident="p">` in a customisation of a schema that has `p`. Passing: the same with
    `mode="change"` or `mode="replace"`.
    """,
)
WRONG_MODE = Code(
    "V393",
    "wrong-mode",
    Severity.ERROR,
    """A specification's `@mode` is not one of add, change, replace and delete, or changes something where there is no
    source to change.

    Failing: `<elementSpec ident="p" mode="remove"/>`. Passing: `<elementSpec ident="p" mode="delete"/>`.
    """,
)
UNKNOWN_SOURCE = Code(
    "V394",
    "unknown-source",
    Severity.ERROR,
    """The `@source` of a `schemaSpec` names no ODD that can be read, or leads back to the same file.

    Failing: `<schemaSpec source="missing.odd">`. Passing: `source="edition"` (the schema that comes with the program)
    or the path of a file beside the ODD.
    """,
)
NOT_PURE = Code(
    "V395",
    "impure-odd",
    Severity.ERROR,
    """A content model is written in another schema language, or specifications are taken from modules that stand
    elsewhere. Only pure ODD is compiled: what it holds itself, and what its `@source` holds.

    Failing: `<content><rng:text/></content>`. Passing: `<content><textNode/></content>`.
    """,
)
CIRCULAR_CLASS = Code(
    "V396",
    "circular-class",
    Severity.ERROR,
    """A class is a member of itself, directly or by way of others.

    Failing: class `a` is a member of `b`, and `b` of `a`. Passing: only `a` is a member of `b`.
    """,
)
STALE_SCHEMA = Code(
    "V397",
    "stale-schema",
    Severity.ERROR,
    """A generated schema differs from what its ODD compiles to: the ODD was changed and not compiled, or the generated
    file was changed by hand.

    Failing: an edited `edition.rng`. Passing: the file that `edition schema build` writes.
    """,
)
WRONG_RULE = Code(
    "V398",
    "wrong-rule",
    Severity.ERROR,
    """A Schematron constraint of the ODD holds an expression that is no XPath, or speaks of what does not exist.

    Failing: `<sch:assert test="count(tei:p">`. Passing: `<sch:assert test="count(tei:p) = 1">`.
    """,
)
CODES = (
    NO_SCHEMA,
    UNKNOWN_SPEC,
    DUPLICATE_SPEC,
    WRONG_MODE,
    UNKNOWN_SOURCE,
    NOT_PURE,
    CIRCULAR_CLASS,
    STALE_SCHEMA,
    WRONG_RULE,
)
