"""Reading an edition's documents for the commands: what cannot be read is a finding, and the rest is used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document, parse, read_source
from edition.project import Project
from edition.registers import Registers, read_registers


def read_documents(project: Project, paths: Iterable[Path]) -> tuple[list[Document], list[Diagnostic]]:
    """Parse files; the findings say which could not be parsed and why."""
    documents: list[Document] = []
    findings: list[Diagnostic] = []
    for path in paths:
        try:
            documents.append(parse(read_source(path, project.shown(path))))
        except EditionError as error:
            findings += error.diagnostics
    return documents, findings


def registers_of(project: Project) -> tuple[Registers, list[Diagnostic]]:
    """The registers of an edition with what is wrong with them."""
    documents, findings = read_documents(project, project.register_paths())
    registers, more = read_registers(documents)
    return registers, findings + more
