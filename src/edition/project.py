"""An edition's folder and settings: `edition.toml` read into frozen values, with every wrong setting named and placed.

Takes a folder, gives a `Project`. Reads no article and no register.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Code, Diagnostic, EditionError, LineIndex, Severity, Span

FILE_NAME: Final = "edition.toml"
KINDS: Final = ("person", "place", "org", "event", "date", "work")

WRONG_SETTING: Final = Code(
    "S700",
    "wrong-setting",
    Severity.ERROR,
    """A line of `edition.toml` is unknown or has a value of the wrong kind. Unknown keys are errors, because a misspelt
    one would otherwise be ignored in silence.

    Failing: `publishr = "…"`. Passing: `publisher = "…"`.
    """,
)
NO_EDITION: Final = Code(
    "S701",
    "no-edition",
    Severity.ERROR,
    """No `edition.toml` was found in the folder or above it, so there is no edition to work on.

    Failing: a call in an empty folder. Passing: a call inside an edition, or with `-C DIR`.
    """,
)
FOLDER_IN_USE: Final = Code(
    "S702",
    "folder-in-use",
    Severity.ERROR,
    """A new edition is laid out in a new or empty folder only, so that nothing of yours is written over.

    Failing: `edition new .` in a folder with files. Passing: `edition new letters` where no `letters` exists.
    """,
)
CODES: Final = (WRONG_SETTING, NO_EDITION, FOLDER_IN_USE)

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

    kinds: tuple[str, ...] = ("person", "place", "org", "event", "date")
    spacy: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class ValidateSettings:
    """What the validator leaves out: codes to ignore everywhere, each with a reason."""

    ignore: Mapping[str, str] = field(default_factory=dict)
    baseline: str = ""


@dataclass(frozen=True)
class Settings:
    """All of `edition.toml`."""

    edition: EditionInfo
    files: Files = Files()
    schema: SchemaFiles = SchemaFiles()
    mentions: Mentions = Mentions()
    annotate: AnnotateSettings = AnnotateSettings()
    validate: ValidateSettings = ValidateSettings()


@dataclass(frozen=True)
class Project:
    """An edition on disk."""

    root: Path
    settings: Settings

    def article_paths(self) -> list[Path]:
        """The article files in a stable order."""
        return self._expand(self.settings.files.articles)

    def register_paths(self) -> list[Path]:
        """The register files in a stable order."""
        return self._expand(self.settings.files.registers)

    def path(self, relative: str) -> Path:
        """A path of the edition."""
        return self.root / relative

    @property
    def output(self) -> Path:
        """The folder that can be deleted at any time."""
        return self.root / self.settings.files.output

    @property
    def cache(self) -> Path:
        """The folder of facts and results kept between runs; safe to delete."""
        return self.root / ".edition"

    @property
    def rng(self) -> Path:
        """The RELAX NG schema of this edition."""
        return self.root / self.settings.schema.rng if self.settings.schema.rng else data_dir() / "schema/edition.rng"

    @property
    def sch(self) -> Path:
        """The Schematron schema of this edition."""
        return self.root / self.settings.schema.sch if self.settings.schema.sch else data_dir() / "schema/edition.sch"

    @property
    def odd(self) -> Path:
        """The ODD of this edition."""
        return self.root / self.settings.schema.odd if self.settings.schema.odd else data_dir() / "schema/edition.odd"

    def shown(self, path: Path) -> str:
        """A path as people see it: relative to the edition's folder where it lies inside."""
        try:
            return path.relative_to(self.root).as_posix()
        except ValueError:
            return str(path)

    def _expand(self, patterns: tuple[str, ...]) -> list[Path]:
        return sorted({p for pattern in patterns for p in self.root.glob(pattern) if p.is_file()})


def data_dir() -> Path:
    """The folder that holds `xslt/` and `schema/`: inside the wheel, or the checkout's top level."""
    packed = Path(__file__).parent / "_data"
    return packed if packed.is_dir() else Path(__file__).parents[2]


def find_project(start: Path) -> Project:
    """The edition in `start` or in the nearest folder above it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return read_project(folder)
    raise EditionError(
        Diagnostic(
            NO_EDITION,
            f"there is no {FILE_NAME} in {start} or above it",
            help="go into an edition's folder, name it with -C DIR, or make one with: edition new DIR",
        )
    )


def read_project(root: Path) -> Project:
    """Read `edition.toml` of a folder; every wrong setting is reported at once."""
    path = root / FILE_NAME
    try:
        data = path.read_bytes()
        table = tomllib.loads(data.decode("utf-8"))
    except OSError as error:
        message = f"cannot read {path}: {error.strerror}"
        raise EditionError(Diagnostic(NO_EDITION, message, help="check the path and its permissions")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(_not_toml(path, data, error)) from error
    reader = _Reader(str(path), data)
    settings = reader.read(Settings, table, ())
    if reader.findings:
        raise EditionError(*reader.findings)
    return Project(root, settings)


def _not_toml(path: Path, data: bytes, error: Exception) -> Diagnostic:
    line = re.search(r"at line (\d+)", str(error))
    start = LineIndex(data).offset(int(line.group(1))) if line else 0
    return Diagnostic(
        WRONG_SETTING, f"the file is not TOML: {error}", Span(str(path), start, start + 1), help="mend this line"
    )


class _Reader:
    """Turns TOML tables into the frozen settings and gathers what is wrong with them."""

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._data = data
        self.findings: list[Diagnostic] = []

    def read(self, cls: type[Any], table: Mapping[str, Any], where: tuple[str, ...]) -> Any:
        known = {f.name.replace("_", "-"): f for f in fields(cls)}
        values = {}
        for key, value in table.items():
            if key not in known:
                self._unknown(key, list(known), where)
                continue
            converted = self._convert(str(known[key].type), value, (*where, key))
            if converted is not None:
                values[known[key].name] = converted
        if cls is EditionInfo and "title" not in values:
            self._report("title", where, "the edition has no title", 'add a line such as: title = "Letters"')
            values["title"] = {}
        if cls is Settings and "edition" not in values:
            values["edition"] = self.read(EditionInfo, {}, ("edition",))
        return cls(**values)

    def _convert(self, kind: str, value: Any, where: tuple[str, ...]) -> Any:
        if kind in _TABLES:
            if isinstance(value, dict):
                return self.read(_TABLES[kind], value, where)
            return self._wrong(where, value, "a table")
        test, wanted, make = _VALUES[kind]
        if not test(value):
            return self._wrong(where, value, wanted)
        if kind == "tuple[Editor, ...]":
            return tuple(self.read(Editor, item, where) for item in value if self._has_name(item, where))
        return make(value)

    def _has_name(self, item: Mapping[str, Any], where: tuple[str, ...]) -> bool:
        if isinstance(item.get("name"), str):
            return True
        self._report(where[-1], where[:-1], "an editor has no name", 'write { name = "…" }')
        return False

    def _unknown(self, key: str, known: list[str], where: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(key, known, 1, 0.6)
        table = f"[{'.'.join(where)}] " if where else ""
        advice = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        self._report(key, where, f"{table}knows no setting `{key}`" if table else f"there is no table `{key}`", advice)

    def _wrong(self, where: tuple[str, ...], value: Any, wanted: str) -> None:
        self._report(where[-1], where[:-1], f"`{where[-1]}` is {value!r}", f"write {wanted}")

    def _report(self, key: str, where: tuple[str, ...], message: str, advice: str) -> None:
        self.findings.append(Diagnostic(WRONG_SETTING, message, self._span(key, where), help=advice))

    def _span(self, key: str, where: tuple[str, ...]) -> Span:
        """The line of a key: the first `key =` below the heading of its table, else the heading itself."""
        start = 0
        if where:
            heading = re.search(rf"(?m)^\s*\[+\s*{re.escape(where[0])}\s*\]+".encode(), self._data)
            start = heading.start() if heading else 0
        name = re.escape(key).encode()
        found = re.compile(rb"(?m)^[^#\n]*?(?<![\w-])(" + name + rb")[\"']?\s*=").search(self._data, start)
        if not found:
            found = re.compile(rb"(?m)^\s*\[+\s*(" + name + rb")").search(self._data)
        if found:
            return Span(self._file, found.start(1), found.end(1))
        return Span(self._file, start, start + 1)


def _is_strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_string_table(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(isinstance(v, str) for v in value.values()))


def _by_language(value: str | dict[str, str]) -> dict[str, str]:
    return {"": value} if isinstance(value, str) else dict(value)


_TABLES: Final[dict[str, type[Any]]] = {
    cls.__name__: cls for cls in (EditionInfo, Files, SchemaFiles, Mentions, AnnotateSettings, ValidateSettings)
}
_Value = tuple[Callable[[Any], bool], str, Callable[[Any], Any]]
_VALUES: Final[dict[str, _Value]] = {
    "str": (lambda v: isinstance(v, str), 'a text in quotation marks: "…"', str),
    "str | None": (lambda v: isinstance(v, str), 'a text in quotation marks: "…"', str),
    "tuple[str, ...]": (_is_strings, 'a list of texts: ["…", "…"]', tuple),
    "Mapping[str, str]": (_is_string_table, 'a text, or one by language: { tr = "…", en = "…" }', _by_language),
    "tuple[Editor, ...]": (
        lambda v: isinstance(v, list) and all(isinstance(i, dict) for i in v),
        'a list of tables: [{ name = "…" }]',
        tuple,
    ),
}
