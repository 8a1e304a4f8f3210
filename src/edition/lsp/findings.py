"""Everything that is wrong with one text as it stands in the editor: what `edition validate` would say of it.

Takes a home and the text; gives diagnostics, those of the edition's settings among them. Other files of the edition are
read where references lead to them, and are not checked.
"""

from __future__ import annotations

from pathlib import Path

from edition.checking.known import all_known_codes
from edition.diagnostics import Diagnostic
from edition.facts import read_article, with_entries
from edition.lsp.home import Home
from edition.lsp.texts import Texts
from edition.markup import Document, Source
from edition.project import Project
from edition.registers import check_registers, read_registers
from edition.validate import has_suppressions, settle
from edition.validate.rules import Context, check_references


def find(home: Home, texts: Texts, path: Path, data: bytes) -> list[Diagnostic]:
    """The findings of a text."""
    found, document = home.checker.check(Source(home.shown(path), data))
    if document is not None and home.project is not None:
        if path in home.articles:
            found += _references(home.project, home, texts, document)
        elif path in home.registers:
            found += _register(home.project, home, texts, document)
    ignored = home.project.settings.validate.ignore if home.project else {}
    known = {code.id: code for code in all_known_codes()} if has_suppressions(data) else {}
    return [*home.faults, *settle(document, found, known, ignored, complete=home.project is not None)]


def _references(project: Project, home: Home, texts: Texts, document: Document) -> list[Diagnostic]:
    facts = read_article(document, project.text, spans=True).facts
    registers = with_entries(texts.registers(home), facts.entries)
    is_house = project.settings.validate.profile == "house"
    return check_references([facts], Context(registers, project.root, is_house=is_house))


def _register(project: Project, home: Home, texts: Texts, document: Document) -> list[Diagnostic]:
    """What is wrong with the entries of a register, and with them beside those of the others."""
    shown = document.source.path
    others = [d for d in texts.documents(home, sorted(home.registers)) if d.source.path != shown]
    registers, found = read_registers([document, *others])
    if project.settings.validate.profile == "house":
        found += check_registers(registers, project.settings.edition.languages)
    return [d for d in found if d.primary is not None and d.primary.file == shown]
