"""The registers of an edition as they lie on the disk: the one place where they are read from files.

What cannot be read is told apart from what is wrong inside, and the rest is used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from edition.diagnostics import Diagnostic, EditionError
from edition.jobs import Cache, Item, digest_of
from edition.jobs.program import program_digest
from edition.markup import Document, parse, read_source
from edition.markup.source import as_source
from edition.project import Project, TextSettings
from edition.registers.model import Entity, Registers, Relation, Term
from edition.registers.read import read_registers

_OWNER = "registers"


@dataclass(frozen=True)
class _Read:
    """What reading the registers gave, as it is kept."""

    entities: dict[str, Entity]
    relations: tuple[Relation, ...]
    terms: dict[str, Term]
    findings: tuple[Diagnostic, ...]
    broken: tuple[Diagnostic, ...]


@dataclass(frozen=True)
class Loaded:
    """The registers, what is wrong inside them, files that cannot be read, a hash of all that they were read from."""

    registers: Registers
    findings: tuple[Diagnostic, ...]
    unreadable: tuple[Diagnostic, ...]
    digest: str


class RegisterFiles:
    """The register files of an edition, read once, whatever is asked of them."""

    def __init__(self, project: Project) -> None:
        self.unreadable: list[Diagnostic] = []
        self._items: list[Item] = []
        for path in project.register_paths():
            try:
                self._items.append(Item(project.shown(path), read_source(path, project.shown(path)).data))
            except EditionError as error:
                self.unreadable += error.diagnostics

    @cached_property
    def digest(self) -> str:
        """A hash of everything that the registers are read from."""
        parts = (part for item in self._items for part in (item.path, item.data))
        return digest_of(_OWNER, program_digest(), *parts, *(d.message for d in self.unreadable))

    def documents(self) -> tuple[list[Document], list[Diagnostic]]:
        """The files as trees, and those that are no XML."""
        documents: list[Document] = []
        broken: list[Diagnostic] = []
        for item in self._items:
            try:
                documents.append(parse(as_source(item.path, item.data)))
            except EditionError as error:
                broken += error.diagnostics
        return documents, [*self.unreadable, *broken]

    def load(self, cache: Cache | None = None) -> Loaded:
        """Read them, or take what the cache has of the same files."""
        read = (cache or Cache(None)).made(self.digest, _Read, _OWNER, self._read)
        registers = Registers(read.entities, read.relations, read.terms)
        return Loaded(registers, read.findings, read.broken, self.digest)

    def _read(self) -> _Read:
        documents, broken = self.documents()
        registers, found = read_registers(documents)
        return _Read(dict(registers.entities), registers.relations, dict(registers.terms), tuple(found), tuple(broken))


def reading_of(project: Project, registers: Registers) -> TextSettings:
    """What reading a text depends on: the edition's settings, and the keys that entries of two kinds have.

    In others' TEI also the kinds of all entries: there a `name` without a type is what its entry is.
    """
    is_others = project.settings.validate.profile == "reference"
    kinds = sorted((key, entity.kind) for key, entity in registers.entities.items()) if is_others else ()
    return replace(project.text, shared=tuple(sorted(registers.shared)), entries=tuple(kinds))


def whole_registers(project: Project, cache: Cache | None = None) -> Registers:
    """The registers of an edition, all or none: for what would be wrong if a part of them were missing."""
    loaded = load_registers(project, cache)
    if lost := [*loaded.unreadable, *project.left_out("registers")]:
        raise EditionError(*lost)
    return loaded.registers


def load_registers(project: Project, cache: Cache | None = None) -> Loaded:
    """The registers of an edition, with what is wrong with them."""
    return RegisterFiles(project).load(cache)
