"""The settings of an edition as frozen values, with what holds where `edition.toml` says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

KINDS: Final = ("person", "place", "org", "event", "date", "work")
ANNOTATED_KINDS: Final = ("person", "place", "org", "event", "date")
_PLACES: Final = ("placeName", "settlement", "country", "region", "geogName", "district", "bloc")


def _typed(kind: str, *types: str) -> tuple[str, ...]:
    return tuple(f"{name}[@type='{value}']" for name in ("rs", "name") for value in (kind, *types))


@dataclass(frozen=True)
class Editor:
    """Someone who answers for the edition."""

    name: str
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class EditionInfo:
    """What the edition says of itself. Texts are kept by language; a plain string stands for every language."""

    title: Mapping[str, str]
    id: str = ""
    subtitle: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    editors: tuple[Editor, ...] = ()
    publisher: str = ""
    licence: str = "https://creativecommons.org/licenses/by/4.0/"
    languages: tuple[str, ...] = ("en",)
    base_url: str = ""
    version: str = ""
    doi: str = ""
    repository: str = ""


@dataclass(frozen=True)
class Files:
    """Where things lie, relative to the edition's folder."""

    articles: tuple[str, ...] = ("tei/articles/*.xml",)
    registers: tuple[str, ...] = ("tei/registers/*.xml",)
    decisions: str = "tei/decisions.tsv"
    proposals: str = "tei/proposals.tsv"
    images: str = "tei/images"
    theme: str = "theme"
    output: str = "output"


@dataclass(frozen=True)
class SchemaFiles:
    """The schema that articles and registers are checked against; empty means the one that comes with the program."""

    rng: str = ""
    sch: str = ""
    odd: str = ""


@dataclass(frozen=True)
class Mentions:
    """Which TEI expressions are mentions of what: an element's name, or `name[@attribute='value']`."""

    person: tuple[str, ...] = ("persName", *_typed("person"))
    place: tuple[str, ...] = (*_PLACES, *_typed("place"))
    org: tuple[str, ...] = ("orgName", *_typed("org", "organisation", "organization"))
    event: tuple[str, ...] = ("eventName", *_typed("event"))
    date: tuple[str, ...] = ("date",)
    work: tuple[str, ...] = _typed("work")


@dataclass(frozen=True)
class AnnotateSettings:
    """How the annotator works."""

    kinds: tuple[str, ...] = ANNOTATED_KINDS
    spacy: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValidateSettings:
    """What the validator leaves out: codes to ignore everywhere, each with a reason."""

    ignore: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """All of `edition.toml`."""

    edition: EditionInfo
    files: Files = Files()
    schema: SchemaFiles = SchemaFiles()
    mentions: Mentions = Mentions()
    annotate: AnnotateSettings = AnnotateSettings()
    validate: ValidateSettings = ValidateSettings()
