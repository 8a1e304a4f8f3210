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
    """The ODD speaks of an element, class, macro, data type, attribute or module that neither it nor its source
    specifies. In a customisation of the program’s own schema this is an error; in one of TEI it is a warning, since
    TEI’s tools let it pass.

    Failing: `<elementRef key="parag"/>`. Passing: `<elementRef key="p"/>`.
    """,
)
DUPLICATE_SPEC = Code(
    "V392",
    "duplicate-specification",
    Severity.ERROR,
    """Two specifications have the same name, so that one of them would be lost; or two elements are called the same in
    documents (`altIdent`), which then cannot say which they mean.

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
    """What an ODD takes from elsewhere is not there: the ODD or the version of TEI that `@source` names, the grammar of
    a `moduleRef`, the group of specifications of a `specGrpRef`. Nothing is read over the network: what TEI specifies
    (`p5subset.xml`) is kept once with `edition schema tei`, or named with `--tei`.

    Failing: `<schemaSpec source="missing.odd">`. Passing: `source="edition"` (the schema that comes with the program)
    or the path of a file beside the ODD.
    """,
)
NOT_PURE = Code(
    "V395",
    "impure-odd",
    Severity.ERROR,
    """A content model holds what is neither pure ODD nor RELAX NG.

    Failing: `<content><p/></content>`. Passing: `<content><elementRef key="p"/></content>`.
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
TOOLS_DIFFER = Code(
    "V399",
    "lost-in-tei-tools",
    Severity.INFO,
    """The ODD seems to say something else than TEI’s tools make of it. The schema is what they make, so that a document
    is valid here if it is valid there.

    Failing: a `valList` without `@mode` in an attribute that is changed (it is left out). Passing: the same with
    `mode="replace"`.
    """,
)
NOT_TAKEN = Code(
    "V389",
    "nothing-to-change",
    Severity.INFO,
    """A change or deletion speaks of something that the source has, but that the ODD does not take from it.

    Failing: `<elementSpec ident="msDesc" mode="delete"/>` without the module `msdescription`. Passing: with
    it.
    """,
)
WRONG_TEI = Code(
    "V388",
    "no-specifications",
    Severity.ERROR,
    """The file that should hold TEI’s specifications holds none, or cannot be had.

    Failing: `edition schema tei article.xml`. Passing: `edition schema tei p5subset.xml`, the file that each release of
    TEI publishes.
    """,
)
UNUSABLE_GRAMMAR = Code(
    "V387",
    "unusable-grammar",
    Severity.ERROR,
    """What the ODD makes is no RELAX NG that a validator would take: attributes that could occur twice, data beside
    elements, a pattern that refers to itself, no element to start with.

    Failing: an element with two attributes `n`. Passing: with one.
    """,
)
