"""What documents are checked against, as a value that can be hashed and that travels between processes and machines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from edition.diagnostics import Diagnostic
from edition.jobs import Item, digest_of
from edition.markup.source import as_source
from edition.relaxng import Schema, SchemaError
from edition.validate.check import Checker, bad_schema, load_grammar
from edition.validate.purposes import Purposes

if TYPE_CHECKING:  # Saxon is loaded only where there is Schematron
    from edition.validate.schematron import Schematron, Schematrons

_OTHER_FILES: Final = re.compile(rb"<(?:[^\s<>/]+:)?(?:include|externalRef)\b")
_SCHEMATRON: Final = b"http://purl.oclc.org/dsdl/schematron"
_OTHER_FILES_COMPACT: Final = re.compile(rb"\b(?:include|external)\b")


def may_hold_rules(rng: Path) -> bool:
    """Whether a RELAX NG schema may hold rules of Schematron: asked before what runs them is loaded."""
    try:
        data = rng.read_bytes()
    except OSError:
        return False  # told when it is loaded
    return rng.suffix != ".rnc" and (_SCHEMATRON in data or _OTHER_FILES.search(data) is not None)


_loaded: dict[str, Checker] = {}


@dataclass(frozen=True)
class PackedSchema:
    """A schema without its files: the grammar as text, what its elements are for, and the digest of the job."""

    grammar: str
    purposes: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True)
class SchemaJob:
    """Check documents against a grammar and assertions; gives their findings."""

    rng: Path | None = None
    schematron: Schematron | Schematrons | None = None
    cache: Path | None = None
    luggage: PackedSchema | None = None

    @cached_property
    def digest(self) -> str:
        """Everything but the document that the findings depend on."""
        if self.luggage:
            return self.luggage.digest
        return digest_of("schemas", self._grammar_bytes(), self.schematron.digest if self.schematron else "")

    def _grammar_bytes(self) -> bytes:
        if self.rng is None:
            return b""
        try:
            data = self.rng.read_bytes()
        except OSError as error:
            raise bad_schema(str(self.rng), error.strerror or str(error)) from error
        others = _OTHER_FILES_COMPACT if self.rng.suffix == ".rnc" else _OTHER_FILES
        # the file does not tell what the files are that it includes; the grammar made of all of them does
        return data + load_grammar(self.rng, self.cache).as_text().encode() if others.search(data) else data

    def packed(self) -> SchemaJob:
        """The same for machines that have not the schema's files."""
        if self.rng is None:
            return self
        grammar = load_grammar(self.rng, self.cache).as_text()
        purposes = tuple(sorted(Purposes(self.rng).all.items()))
        return SchemaJob(schematron=self.schematron, luggage=PackedSchema(grammar, purposes, self.digest))

    def checker(self) -> Checker:
        """The schemas, loaded; the last ones of a process are kept, for what helps is asked behind what is wrong."""
        if self.digest not in _loaded:
            checker = self._load()
            _loaded.clear()
            _loaded[self.digest] = checker
        return _loaded[self.digest]

    def _load(self) -> Checker:
        if self.luggage is None:
            schema = load_grammar(self.rng, self.cache) if self.rng else None
            return Checker(schema, self.schematron, Purposes(self.rng))
        try:
            schema = Schema.from_text(self.luggage.grammar)
        except SchemaError as error:
            raise bad_schema("that was sent", str(error)) from error
        return Checker(schema, self.schematron, Purposes(known=dict(self.luggage.purposes)))

    def prepare(self) -> Callable[[Item], tuple[Diagnostic, ...]]:
        """The function of one document."""
        checker = self.checker()

        def check(item: Item) -> tuple[Diagnostic, ...]:
            return tuple(checker.check(as_source(item.path, item.data), parsed=False, advised=False)[0])

        return check

    def failed(self, item: Item, fault: Diagnostic) -> tuple[Diagnostic, ...]:
        """A document that we failed on is named and left out."""
        del item
        return (fault,)
