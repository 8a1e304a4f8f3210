"""The settings of an edition as frozen values, with what holds where `edition.toml` says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Final

KINDS: Final = ("person", "place", "org", "event", "date", "work")
ANNOTATED_KINDS: Final = ("person", "place", "org", "event", "date")
PROFILES: Final = ("house", "reference")
FACETS: Final = tuple("year correspondent genre keyword place material object hand repository series language".split())
_PLACES: Final = ("placeName", "settlement", "country", "region", "geogName", "district", "bloc")


def _typed(kind: str, *types: str) -> tuple[str, ...]:
    return tuple(f"{name}[@type='{value}']" for name in ("rs", "name") for value in (kind, *types))


@dataclass(frozen=True)
class Editor:
    """Someone who answers for the edition; `names` by language, where a body is called otherwise in another."""

    name: str
    names: Mapping[str, str] = field(default_factory=dict)
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True)
class EditionInfo:
    """What the edition says of itself. Texts are kept by language; a plain string stands for every language."""

    title: Mapping[str, str]
    id: str = ""
    subtitle: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, str] = field(default_factory=dict)
    editors: tuple[Editor, ...] = ()
    publisher: str = ""
    licence: str = ""
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
    learned: str = "tei/registers/learned.model"
    images: str = "tei/images"
    theme: str = "theme"
    output: str = "output"


Texts = tuple[str, ...]  # written as one text or as a list


@dataclass(frozen=True)
class SchemaFiles:
    """The schema that articles and registers are checked against; empty means the one that comes with the program.

    `tei` is the file with TEI's specifications that ODDs are made of.
    """

    rng: str = ""
    sch: Texts = ()
    odd: str = ""
    tei: str = ""


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
class KeySettings:
    """What keys of the texts are called in the registers: a regular expression for the whole key, and what it becomes.

    `526` is the entry `P526`: patterns = { '(\\d+)' = 'P$1' }.
    """

    patterns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Elements:
    """How the site shows elements, by name, where its own way does not serve; what is hidden is not read either."""

    block: tuple[str, ...] = ()
    inline: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()

    @property
    def by_name(self) -> dict[str, str]:
        """What each element is shown as."""
        return {name: kind for kind in vars(self) for name in getattr(self, kind)}


@dataclass(frozen=True)
class FacsimileSettings:
    """Pictures of pages: what addresses of the texts stand for, and the hosts that pages may load pictures from.

    `patterns` are regular expressions for a whole address: { '(\\d+)' = 'https://iiif.example/$1/info.json' }.
    """

    hosts: tuple[str, ...] = ()
    patterns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ListSettings:
    """What the list of texts is grouped by, in this order; what the texts tell where nothing is said."""

    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class TextSettings:
    """All that reading a text depends on, hashable: mentions, keys, elements, addresses of pictures.

    `by_path` is set where two articles have files of one name: then those without an id of their own are named by path.
    `twice` are the ids that several articles have (in small letters), which name none of them.
    `shared` are keys that entries of two kinds have: what they mean, the kind of the mention tells. `entries` are keys
    with the kinds of their entries, where those tell what a name without a kind names.
    """

    mentions: Mentions = Mentions()
    keys: tuple[tuple[str, str], ...] = ()
    elements: tuple[tuple[str, str], ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    by_path: bool = False
    twice: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of the entry of each key."""
        return dict(self.entries)

    def article_id(self, own: str | None, path: str) -> str:
        """The id of an article: its own, unless another has it too.

        >>> TextSettings(twice=("tei",)).article_id("TEI", "a/1.xml"), TextSettings().article_id("TEI", "a/1.xml")
        ('1', 'TEI')
        """
        return own if own and own.casefold() not in self.twice else self.file_id(path)

    def file_id(self, path: str) -> str:
        """The id of an article without one: its file's name, or its path where names are not enough.

        >>> TextSettings().file_id("a/1.xml"), TextSettings(by_path=True).file_id("a/1.xml")
        ('1', 'a-1')
        """
        file = PurePosixPath(path)
        return "-".join(file.with_suffix("").parts) if self.by_path and not file.is_absolute() else file.stem


@dataclass(frozen=True)
class SiteSettings:
    """What the site shows: with `unmentioned` also the entries of the registers that no text names."""

    unmentioned: bool = False


@dataclass(frozen=True)
class AnnotateSettings:
    """How the annotator works, and what else finds names: libraries, a program, a server with its model and key.

    `endpoint_key` is the environment variable that holds the key; `hosts` are those of servers on other machines.
    """

    kinds: tuple[str, ...] = ANNOTATED_KINDS
    languages: tuple[str, ...] = ()
    spacy: str = ""
    gliner: str = ""
    command: Texts = ()
    endpoint: str = ""
    endpoint_model: str = ""
    endpoint_key: str = ""
    hosts: tuple[str, ...] = ()

    @property
    def has_sources(self) -> bool:
        """Whether anything but rules and registers finds names."""
        return bool(self.spacy or self.gliner or self.command or self.endpoint)


@dataclass(frozen=True)
class ValidateSettings:
    """What is checked: `profile` is house (our rules too) or reference (the edition's schema and its references only).

    `ignore` are codes to leave out everywhere, each with a reason.
    """

    profile: str = "house"
    ignore: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """All of `edition.toml`."""

    edition: EditionInfo
    files: Files = Files()
    schema: SchemaFiles = SchemaFiles()
    mentions: Mentions = Mentions()
    keys: KeySettings = KeySettings()
    elements: Elements = Elements()
    facsimile: FacsimileSettings = FacsimileSettings()
    lists: ListSettings = ListSettings()
    site: SiteSettings = SiteSettings()
    annotate: AnnotateSettings = AnnotateSettings()
    validate: ValidateSettings = ValidateSettings()

    @property
    def text(self) -> TextSettings:
        """What reading a text depends on."""
        elements = sorted(self.elements.by_name.items())
        keys, pictures = tuple(self.keys.patterns.items()), tuple(self.facsimile.patterns.items())
        return TextSettings(self.mentions, keys, tuple(elements), pictures)
