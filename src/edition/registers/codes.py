"""Findings about registers (R4xx)."""

from __future__ import annotations

from edition.diagnostics import Code, Severity

NO_KEY = Code(
    "R400",
    "entry-without-key",
    Severity.ERROR,
    """A register entry has no `@xml:id`, so nothing can refer to it.

    Failing: `<person><persName>Lenin</persName></person>`. Passing: `<person xml:id="lenin">…</person>`.
    """,
)
DUPLICATE_KEY = Code(
    "R401",
    "duplicate-key",
    Severity.ERROR,
    """Two entries of the registers have the same key; a reference to it could mean either.

    Failing: two entries `xml:id="kars"`. Passing: `xml:id="kars"` and `xml:id="kars-kalesi"`.
    """,
)
NO_NAME = Code(
    "R402",
    "entry-without-name",
    Severity.ERROR,
    """A register entry has no name, so no page and no index can show it.

    Failing: `<place xml:id="kars"/>`. Passing: `<place xml:id="kars"><placeName>Kars</placeName></place>`.
    """,
)
UNRESOLVED_RELATION = Code(
    "R403",
    "unresolved-relation",
    Severity.ERROR,
    """A relation points to a key that no register has.

    Failing: `<relation name="uncle-of" active="person:halil" passive="person:enver"/>` where no `halil` is registered.
    Passing: both keys are registered.
    """,
)
WRONG_COORDINATES = Code(
    "R404",
    "wrong-coordinates",
    Severity.ERROR,
    """`geo` must hold latitude and longitude in degrees, in this order, with a decimal point.

    Failing: `<geo>40,6 N 43,1 E</geo>`. Passing: `<geo>40.6013 43.0975</geo>`.
    """,
)
UNKNOWN_KEY = Code(
    "R405",
    "unknown-key",
    Severity.ERROR,
    """A command names a key that no register has, so there is nothing to change.

    Failing: `edition registers rename lenni lenin`. Passing: the key of an entry.
    """,
)
WRONG_KEY = Code(
    "R406",
    "wrong-key",
    Severity.ERROR,
    """A new key is not lower-case ASCII joined by hyphens, or two entries of different kinds are to be merged. Keys
    become addresses of pages, so they must read well and never change.

    Failing: `edition registers rename lenin "V. I. Lenin"`. Passing: `edition registers rename lenin vladimir-lenin`.
    """,
)
SIMILAR_ENTRIES = Code(
    "R407",
    "similar-entries",
    Severity.WARNING,
    """Two entries of a kind share a preferred name, or all names of one are names of the other: they may be one entity.

    Failing: two persons whose main name is `Nuri Paşa`. Passing: `Nuri Paşa (Killigil)` and `Nuri Bey (Berköz)`.
    """,
)
CODES = (
    NO_KEY,
    DUPLICATE_KEY,
    NO_NAME,
    UNRESOLVED_RELATION,
    WRONG_COORDINATES,
    UNKNOWN_KEY,
    WRONG_KEY,
    SIMILAR_ENTRIES,
)
