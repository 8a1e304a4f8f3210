"""The edge of the import: reading a source, writing a document where that harms nobody, proving a balance later."""

from __future__ import annotations

import hashlib
import stat
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.intake.codes import (
    ALREADY_THERE,
    CHANGED_SINCE,
    DIFFERENT_SOURCE,
    LOST_CHARACTERS,
    TOO_LARGE,
)
from edition.intake.corrections import Corrections
from edition.intake.formats.pdf import MAX_BYTES
from edition.intake.importer import read_source_text
from edition.intake.inline.citations import Works, works_of_registers
from edition.intake.ledger import check_account
from edition.markup import parse, read_source, tei
from edition.markup.changes import change_file
from edition.markup.changes.sealing import is_sealed
from edition.markup.codes import UNREADABLE
from edition.project import edition_folder
from edition.registers import read_registers


def read_bytes(path: Path) -> bytes:
    """A source's bytes; a file beyond reason is refused before it is read."""
    try:
        status = path.stat()
        if status.st_size > MAX_BYTES:
            message = f"the file has {status.st_size // 2**20} MB"
            raise EditionError(Diagnostic(TOO_LARGE, message, Span(str(path), 0, 1), help="cut it into its articles"))
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
            # a pipe or a device might never end
            message = f"cannot read {path}: it is no ordinary file"
            raise EditionError(Diagnostic(UNREADABLE, message, help="save what it gives in a file first"))
        return path.read_bytes()
    except OSError as error:
        raise EditionError(
            Diagnostic(UNREADABLE, f"cannot read {path}: {error.strerror}", help="check the path")
        ) from error


class Targets:
    """Where the documents of a call go: one file a source, also on disks that know neither case nor Unicode forms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        present = folder.iterdir() if folder.is_dir() else ()
        self._taken: dict[str, tuple[str, Path | None]] = {_name(path): (path.name, None) for path in present}

    def of(self, source: Path) -> Path:
        """Where the document of a source goes; not where the same call has put that of another."""
        target = self._folder / f"{source.stem}.xml"
        name, its_source = self._taken.get(_name(target), (target.name, None))
        if name == target.name and its_source is None:
            return target
        message = f"{name} has just been made from {its_source.name}" if its_source else f"{name} is there already"
        if name != target.name:
            message += f", and on many disks that is the same as {target.name}"
        help_ = "rename one of the two, or import them into different folders"
        raise EditionError(Diagnostic(ALREADY_THERE, message, Span(str(source), 0, 1), help=help_))

    def take(self, target: Path, source: Path) -> None:
        """The document of a source is there."""
        self._taken[_name(target)] = target.name, source


def _name(path: Path) -> str:
    """A name as disks take it that know neither case nor Unicode forms."""
    return unicodedata.normalize("NFC", path.name).casefold()


def save(target: Path, data: bytes, *, force: bool, files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Write a document and the files that go beside it; never over one that somebody has changed."""
    folder = target.parent
    pictures = [(target.with_name(name), content) for name, content in files]
    if target.exists():
        _may_replace(target, data, force)
    for path, content in pictures:
        if not force and path.exists() and read_bytes(path) != content:
            message = f"{path.name} is there already, and is another picture"
            raise EditionError(
                Diagnostic(ALREADY_THERE, message, Span(str(path), 0, 1), help="replace it with --force")
            )
    for path, content in (*pictures, (target, data)):
        before = read_bytes(path) if path.exists() else None
        if before != content and (refused := change_file(edition_folder(folder), path, before, content)):
            raise EditionError(refused)


def _may_replace(target: Path, data: bytes, force: bool) -> None:
    place = Span(str(target), 0, 1)
    old = read_bytes(target)
    if old == data:
        return
    if not is_sealed(old):
        message = f"{target.name} has been changed since it was imported"
        raise EditionError(Diagnostic(CHANGED_SINCE, message, place, help="move or delete it first"))
    if not force:
        message = f"{target.name} is there already"
        raise EditionError(Diagnostic(ALREADY_THERE, message, place, help="replace it with --force"))


def verify(document: Path, source: Path, encoding: str = "") -> list[Diagnostic]:
    """Prove again that a document has all characters of its source."""
    parsed = parse(read_source(document))
    data = read_bytes(source)
    digest = hashlib.sha256(data).hexdigest()
    kept = next((el for el in parsed.root.iter(tei("idno")) if el.get("type") == "sha256"), None)
    if kept is None or kept.text != digest:
        message = (
            f"{source.name} has the SHA-256 {digest[:12]}…, the document keeps {(kept.text or '')[:12]}…"
            if (kept is not None)
            else "the document keeps no SHA-256 of a source"
        )
        return [Diagnostic(DIFFERENT_SOURCE, message, Span(str(document), 0, 1), help="give the file it was made from")]
    reading = read_source_text(source, data, Corrections(), encoding)
    account = check_account(reading.accounted, parsed.root)
    if account.balances:
        return []
    lists = [
        f"{word}: " + ", ".join(f"{sign!r} ×{count}" for sign, count in sorted(found.items())[:12])
        for word, found in (("missing", account.missing), ("added", account.added))
        if found
    ]
    message = f"the document's text is not the source's: {'; '.join(lists)}"
    return [Diagnostic(LOST_CHARACTERS, message, Span(str(document), 0, 1), help="compare the two")]


def works_of(paths: Sequence[Path]) -> Works:
    """The register of works of an edition, ready to be looked up; an unreadable register is no reason to stop."""
    documents = [parse(read_source(path)) for path in paths]
    registers, _ = read_registers(documents)
    return works_of_registers(registers)
