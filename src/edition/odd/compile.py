"""Compile an ODD: read it with the ODDs it customises, check it, run the stylesheets.

Takes a path, gives the schemas as text. Refuses a wrong ODD with diagnostics; never guesses what was meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document, parse, read_source, tei
from edition.odd.check import check_odd
from edition.odd.codes import NO_SCHEMA, UNKNOWN_SOURCE
from edition.odd.rules import check_rules
from edition.project import data_dir
from edition.saxon import SaxonError, Stylesheet

OWN: Final = "edition"  # the name of our own ODD in @source
_WANTED: Final = (
    "an ODD is a TEI file with a schemaSpec; start from the chapter “A schema of your own” of the guidelines"
)


@dataclass(frozen=True, slots=True)
class CompiledSchema:
    """RELAX NG and ISO Schematron of one ODD, and the ODD with all inheritance written out."""

    rng: str
    sch: str
    resolved: str


def own_odd() -> Path:
    """The ODD of the schema that comes with the program."""
    return data_dir() / "schema" / "edition.odd"


@cache
def stylesheet(name: str) -> Stylesheet:
    """A stylesheet of `xslt/odd/`, compiled once."""
    return Stylesheet.from_file(data_dir() / "xslt" / "odd" / f"{name}.xsl")


def compile_odd(path: Path) -> CompiledSchema:
    """RELAX NG and Schematron from an ODD, complete or a customisation."""
    odd = parse(read_source(path))
    resolved = resolve(odd, path)
    try:
        rng = stylesheet("rng").transform(resolved.encode()).text
        sch = stylesheet("sch").transform(resolved.encode()).text
        etree.RelaxNG(etree.fromstring(rng.encode()))
    except (SaxonError, etree.RelaxNGParseError) as error:
        raise EditionError(_uncompilable(odd, str(error))) from error
    return CompiledSchema(f"{rng.rstrip()}\n", f"{sch.rstrip()}\n", resolved)


def is_generated(data: bytes) -> bool:
    """Whether a schema file was made from an ODD by this program, so that it may be made anew."""
    return b"Made of the ODD by `edition schema build`" in data[:2000]


def resolve(odd: Document, path: Path) -> str:
    """One schemaSpec with everything in its place: classes, macros and attributes where they are used."""
    flat = flatten(odd, path, ())
    try:
        return stylesheet("resolve").transform(flat).text
    except SaxonError as error:
        raise EditionError(_uncompilable(odd, error.message)) from error


def flatten(odd: Document, path: Path, seen: tuple[Path, ...]) -> bytes:
    """One schemaSpec with everything that the ODD and the ODDs it customises specify; wrong ones are refused."""
    spec = odd.root if odd.root.tag == tei("schemaSpec") else odd.root.find(f".//{tei('schemaSpec')}")
    if spec is None:
        raise EditionError(
            Diagnostic(NO_SCHEMA, "the file has no schemaSpec", odd.span(odd.root), help=_WANTED),
        )
    base = _base(odd, spec, path, seen)
    known = etree.fromstring(base) if base else None
    findings = check_odd(odd, spec, known) or list(check_rules(odd, known))
    if findings:
        raise EditionError(*findings)
    try:
        return stylesheet("flatten").transform(odd.source.data, {"base": base} if base else None).text.encode()
    except SaxonError as error:
        raise EditionError(_uncompilable(odd, error.message)) from error


def _base(odd: Document, spec: etree._Element, path: Path, seen: tuple[Path, ...]) -> bytes | None:
    source = spec.get("source")
    if source is None:
        return None
    target = own_odd() if source == OWN else path.parent / source.removeprefix("file:")
    seen = (*seen, path.resolve())
    if not target.is_file() or target.resolve() in seen:
        reason = "leads back to this file" if target.is_file() else "is no file"
        raise EditionError(
            Diagnostic(
                UNKNOWN_SOURCE,
                f"the source `{source}` {reason}",
                odd.attribute_span(spec, "source"),
                help=f'write source="{OWN}" for the schema that comes with the program, or the path of another ODD',
            )
        )
    return flatten(parse(read_source(target)), target, seen)


def _uncompilable(odd: Document, reason: str) -> Diagnostic:
    return Diagnostic(
        NO_SCHEMA,
        "the ODD does not compile to a schema",
        odd.span(odd.root),
        notes=tuple(line.strip() for line in reason.splitlines() if line.strip())[:5],
        help="correct the pattern, count or name that the note speaks of",
    )
