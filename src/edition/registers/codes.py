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
    """Two entries of one kind have the same key; a reference to it could mean either. A person and a place may share
    one: `persName` and `person:vienna` mean the person, `placeName` and `place:vienna` the place.

    Failing: two places `xml:id="kars"`. Passing: `xml:id="kars"` and `xml:id="kars-kalesi"`; a person and a place
    `xml:id="vienna"` in two files.
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
    """`geo` must hold latitude and longitude in degrees, in this order. A decimal comma is understood where a space or
    a semicolon parts the two.

    Failing: `<geo>40,6 N 43,1 E</geo>`. Passing: `<geo>40.6013 43.0975</geo>`, `<geo>40,6013 43,0975</geo>`.
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
    """A new key is not lower-case ASCII joined by hyphens, or two entries are to be merged that cannot be: an entry and
    itself, entries of different kinds, or one that holds other entries. Keys become addresses of pages, so they must
    read well and never change.

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
CIRCULAR_RELATION = Code(
    "R408",
    "circular-relation",
    Severity.ERROR,
    """A relation leads from an entry to itself, or joins one entry only.

    Failing: `<relation name="part-of" active="place:kars" passive="place:kars"/>`. Passing: two different places.
    """,
)
CLASHING_FORMER_KEY = Code(
    "R409",
    "clashing-former-key",
    Severity.ERROR,
    """A former key is a present key of its kind too, or two entries have it: its old address could lead to either.

    Failing: `<idno type="former-key">kars</idno>` in an entry, while another has `xml:id="kars"`. Passing: each former
    key stands in one entry and is nobody's present key.
    """,
)
CONFLICTING_DATA = Code(
    "R410",
    "conflicting-data",
    Severity.WARNING,
    """A row that is imported says something else of an entry than the register does. The register stays as it is; with
    `--update` the row is believed.

    Failing: a row with the key `lenin` and the birth `1871-04-22` where the register has `1870-04-22`. Passing: a row
    that says the same, adds what the register does not know, or leaves the cell empty.
    """,
)
UNUSABLE_ROW = Code(
    "R411",
    "unusable-row",
    Severity.ERROR,
    """A row cannot become an entry: it has neither key nor name, its kind is none, its key is no key or stands twice in
    the file, or a date or coordinate cannot be read. The other rows are taken. A table without a row, or with
    two columns of one name, is not taken at all.

    Failing: a row with the birth `22.4.1870`. Passing: `1870-04-22`.
    """,
)
UNKNOWN_COLUMN = Code(
    "R412",
    "unknown-column",
    Severity.WARNING,
    """A column of a table that is imported means nothing to the registers, so its cells are left out.

    Failing: a column `Bemerkung`. Passing: `description_de`.
    """,
)
LEFT_OUT = Code(
    "R413",
    "left-out-of-import",
    Severity.INFO,
    """Entries of another edition's TEI hold elements that a table has no column for; they are not imported.

    Failing: `<nationality>` in a person that is imported. Passing: names, dates, occupations, descriptions, coordinates
    and identifiers.
    """,
)
NAME_MISSING = Code(
    "R414",
    "name-missing-in-language",
    Severity.INFO,
    """An entry has no preferred name in a language of the edition; pages in that language show the name in another.

    Failing: `<placeName xml:lang="tr" type="main">Moskova</placeName>` alone, in an edition in Turkish and English.
    Passing: the same with `<placeName xml:lang="en" type="main">Moscow</placeName>`.
    """,
)
NOTHING_TO_MOVE = Code(
    "R415",
    "nothing-to-move",
    Severity.ERROR,
    """A split picks no mention, so the new entry would have none. Nothing is written.

    Failing: `edition registers split kars kars-kalesi --name "Kars Kalesi" --form Erzurum`. Passing: the same with
    `--form Kale`, where a mention of `kars` reads so.
    """,
)
WRONG_PROPOSAL = Code(
    "R416",
    "wrong-proposal",
    Severity.ERROR,
    """A line of the proposals file cannot be taken over: it lacks kind, key or name, or names a kind that is none.

    Failing: a line whose kind is `persn`. Passing: `person`, a tab, `ali-riza`, a tab, `Ali Rıza`.
    """,
)
