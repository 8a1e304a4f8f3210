"""A schema ready to check documents, and several of them side by side."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from typing import Any, Final

from lxml import etree

from edition.apart import BoundedStylesheet, StoppedError
from edition.diagnostics import Diagnostic
from edition.markup import Document
from edition.project import data_dir
from edition.saxon import SaxonError, Stylesheet
from edition.validate.schematron.documents import OtherDocumentError, Others
from edition.validate.schematron.features import SCH, check_features
from edition.validate.schematron.findings import Findings
from edition.validate.schematron.lines import number_lines, placed, told
from edition.validate.schematron.quickfix import has_fixes, without_fix_at, without_unknown
from edition.validate.schematron.reading import read_schema
from edition.validate.schematron.refusals import unusable

_BINDINGS: Final = ("", "xslt", "xslt1", "xslt2", "xslt3", "xpath", "xpath2", "xpath3", "xpath31")
_COMPILER: Final = "xslt/schematron/compile.xsl"


@dataclass(frozen=True)
class _Compiled:
    """The stylesheet of some patterns, and the same with every test guarded, for when one breaks off."""

    quick: str
    guarded: str
    has_documents: bool
    source: bytes
    parameters: Mapping[str, Any]
    fixes: str = ""  # the same once more, with quick fixes; nothing where there are none

    def for_report(self) -> str:
        """The same once more, telling of patterns and rules too; it is seldom asked for."""
        return _transpile(self.source, {**self.parameters, "guarded": True, "svrl": True})

    def with_fixes(self, source: bytes) -> _Compiled:
        """The same, with the quick fixes of a schema; they are asked for behind what is wrong."""
        return replace(self, fixes=_transpile(source, {**self.parameters, "guarded": True, "fixes": True}))


@lru_cache(maxsize=64)
def _stylesheet(text: str, ours: bool) -> Stylesheet | BoundedStylesheet:
    """Rules that came with the program run here, those of others in a process of their own."""
    return Stylesheet.from_text(text) if ours else BoundedStylesheet.from_text(text)


class Schematron:
    """A schema ready to check documents. It travels between processes as the text of its stylesheets."""

    def __init__(self, path: Path, phase: str = "#DEFAULT", *, beside: bool = False, root: Path | None = None) -> None:
        """Compile a schema; `beside` others it need not have the phase, and then runs in its own default.

        `root` is the folder that documents' paths count from.
        """
        self.path = path
        self._root = root or Path()
        self._findings = Findings()
        self._once = token_hex()
        self._ours = _is_ours(path)
        schema = read_schema(path)
        if schema.tag != f"{SCH}schema" or schema.get("queryBinding", "").lower() not in _BINDINGS:
            raise unusable(path, _not_for_us(schema))
        check_features(schema, str(path))
        number_lines(schema)
        self.told = without_unknown(schema, str(path))
        self.has_phase = phase.startswith("#") or phase in {p.get("id") for p in schema.iter(f"{SCH}phase")}
        if not self.has_phase and not beside:
            raise unusable(path, f"there is no phase `{phase}`")
        phase = phase if self.has_phase else "#DEFAULT"
        data = etree.tostring(schema)
        self._compiled = [self._compile(data, phase, group) for group in _groups(schema)]
        self._compile_fixes(schema)

    def _compile_fixes(self, schema: etree._Element) -> None:
        while has_fixes(schema) and (wrong := self._add_fixes(schema)):
            self.told.append(wrong)

    def _add_fixes(self, schema: etree._Element) -> Diagnostic | None:
        """Compile the quick fixes, too; where one of them is wrong it is taken out of the schema and told."""
        try:
            self._compiled = [c.with_fixes(etree.tostring(schema)) for c in self._compiled]
            for compiled in self._compiled:
                try:
                    _stylesheet(compiled.fixes, self._ours)
                except SaxonError as error:
                    raise placed(error, compiled.fixes) from error
        except (SaxonError, StoppedError) as error:
            reason = told(error) if isinstance(error, SaxonError) else f"it {error}"
            self._compiled = [replace(c, fixes="") for c in self._compiled]
            return without_fix_at(schema, getattr(error, "line", None), str(self.path), reason)
        return None

    @property
    def digest(self) -> str:
        """What the findings depend on besides the document; new each time where that is other documents, too."""
        parts = [part for c in self._compiled for part in (c.quick, c.fixes)]
        if any(c.has_documents for c in self._compiled):
            parts.append(self._once)
        return "\n".join(parts)

    @property
    def has_fixes(self) -> bool:
        """Whether there are quick fixes that can be asked for."""
        return any(c.fixes for c in self._compiled)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to watch."""
        return (self.path,)

    def check(self, document: Document, *, fixes: bool = True) -> list[Diagnostic]:
        """The assertions that fail and the reports that hold, in the order of the schema."""
        out = []
        for compiled in self._compiled:
            try:
                out += self._check(compiled, document, fixes=fixes)
            except (
                SaxonError,
                OtherDocumentError,
                StoppedError,
            ) as error:  # not in a test, but in what stands around them
                reason = f"it {error}" if isinstance(error, StoppedError) else str(error)
                out.append(Findings.broken_off(document, reason))
        return out

    def _check(self, compiled: _Compiled, document: Document, *, fixes: bool) -> list[Diagnostic]:
        others = self._others(compiled, document)
        try:
            result = self._run(compiled.quick, document, others)
        except SaxonError:
            result = self._run(compiled.guarded, document, others)
        found = self._findings.read(result, document, others)
        if not (fixes and found and compiled.fixes):
            return found
        try:
            return self._findings.read(self._run(compiled.fixes, document, others), document, others)
        except (SaxonError, StoppedError) as error:
            reason = str(error) if isinstance(error, SaxonError) else f"it {error}"
            return [replace(d, notes=(*d.notes, f"its quick fixes cannot be worked out: {reason}")) for d in found]

    def report(self, document: Document) -> list[etree._Element]:
        """What was met, from pattern to pattern, for a report in SVRL; raises SaxonError where that breaks off."""
        return [self._run(c.for_report(), document, self._others(c, document)) for c in self._compiled]

    def _run(self, stylesheet: str, document: Document, others: Others) -> etree._Element:
        parameters = {"edition.documents": others.bundle()} if others.texts else {}
        run = _stylesheet(stylesheet, self._ours).transform
        text = run(document.source.data, parameters, mode="edition.findings").text
        return etree.fromstring(text.encode(), etree.XMLParser(huge_tree=True))

    def _others(self, compiled: _Compiled, document: Document) -> Others:
        """The documents that patterns name for this one."""
        if not compiled.has_documents:
            return Others()
        listed = _stylesheet(compiled.quick, self._ours).transform(document.source.data, {}, mode="edition.uris").text
        names = [e.text or "" for e in etree.fromstring(listed.encode()).iter("document")]
        return Others.read(names, self._root / document.source.path, self.path)

    def _compile(self, data: bytes, phase: str, only: list[int]) -> _Compiled:
        parameters: dict[str, Any] = {"phase": phase}
        if only:
            parameters["only"] = only
        try:
            try:
                return _compile(data, parameters, self._ours)
            except SaxonError:
                return _compile(data, {**parameters, "listed": True}, self._ours)
        except SaxonError as error:
            raise unusable(self.path, told(error)) from error
        except StoppedError as error:
            raise unusable(self.path, f"its rules cannot be run: it {error}") from error


@dataclass(frozen=True)
class Schematrons:
    """Several schemas side by side; what two of them find alike is told once."""

    parts: tuple[Schematron, ...]

    @property
    def digest(self) -> str:
        """What the findings depend on besides the document."""
        return "\n".join(part.digest for part in self.parts)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to watch."""
        return tuple(path for part in self.parts for path in part.paths)

    @property
    def has_fixes(self) -> bool:
        """Whether there are quick fixes in one of them."""
        return any(part.has_fixes for part in self.parts)

    @property
    def told(self) -> list[Diagnostic]:
        """What there is to say of the quick fixes of all."""
        return [found for part in self.parts for found in part.told]

    def check(self, document: Document, *, fixes: bool = True) -> list[Diagnostic]:
        """The findings of all, in the order of the schemas."""
        return list(dict.fromkeys(found for part in self.parts for found in part.check(document, fixes=fixes)))

    def report(self, document: Document) -> list[etree._Element]:
        """What was met in each, for a report in SVRL."""
        return [found for part in self.parts for found in part.report(document)]


def load_schematron(
    paths: Sequence[Path], phase: str = "#DEFAULT", root: Path | None = None
) -> Schematron | Schematrons | None:
    """Load the schemas of some files, each once; None where there are none. One of them must have the phase."""
    files = list(dict.fromkeys(paths))
    parts = tuple(Schematron(path, phase, beside=len(files) > 1, root=root) for path in files)
    if parts and not any(part.has_phase for part in parts):
        raise unusable(files[0], f"there is no phase `{phase}`, nor is there in the others")
    return Schematrons(parts) if len(parts) > 1 else next(iter(parts), None)


def _compile(data: bytes, parameters: Mapping[str, Any], ours: bool) -> _Compiled:
    quick, guarded = (_transpile(data, {**parameters, "guarded": guarded}) for guarded in (False, True))
    try:
        _stylesheet(quick, ours)  # an XPath that is wrong is told now, not at the first document
    except SaxonError as error:
        raise placed(error, quick) from error
    return _Compiled(quick, guarded, "edition.documents" in quick, data, parameters)


@lru_cache(maxsize=1)
def _compiler() -> Stylesheet:
    return Stylesheet.from_file(data_dir() / _COMPILER)


@lru_cache(maxsize=64)
def _transpiled(data: bytes, parameters: str) -> str:
    return _compiler().transform(data, json.loads(parameters)).text


def _transpile(data: bytes, parameters: Mapping[str, Any]) -> str:
    return _transpiled(data, json.dumps(parameters, sort_keys=True))


def _is_ours(path: Path) -> bool:
    """Whether a schema is the one that comes with the program, or a copy of it as `edition new` makes one."""
    own = data_dir() / "schema/edition.sch"
    return path.is_file() and own.is_file() and path.read_bytes() == own.read_bytes()


def _groups(root: etree._Element) -> list[list[int]]:
    """Numbers of patterns that can share a stylesheet: variables of patterns become global there, so no name twice.

    One empty group stands for all patterns together.
    """
    patterns: dict[bool, list[etree._Element]] = {True: [], False: []}  # by whether they are abstract
    for pattern in root.iter(f"{SCH}pattern"):
        patterns[pattern.get("abstract") == "true"].append(pattern)
    scopes = (*patterns[False], root, *root.iter(f"{SCH}phase"))
    names = [let.get("name") for scope in scopes for let in scope.findall(f"{SCH}let")]
    has_abstract = any(pattern.find(f"{SCH}let") is not None for pattern in patterns[True])
    if len(set(names)) == len(names) and not has_abstract:
        return [[]]
    return [[number] for number in range(1, len(patterns[False]) + 1)]


def _not_for_us(root: etree._Element) -> str:
    name = etree.QName(root)
    if root.tag != f"{SCH}schema":
        return f"<{name.localname}> is not ISO Schematron's <schema>"
    known = ", ".join(sorted(filter(None, _BINDINGS)))
    return f"the query language {root.get('queryBinding')} is not known; known are {known}"
