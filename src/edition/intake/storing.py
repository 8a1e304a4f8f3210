"""The edge of the import: reading a source, writing a document where that harms nobody, proving a balance later."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping, Sequence
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
from edition.intake.importer import is_sealed, read_source_text
from edition.intake.inline.citations import Works, works_of_registers
from edition.intake.ledger import check_account
from edition.markup import CODES as MARKUP_CODES
from edition.markup import parse, read_source, tei, write_file
from edition.registers import read_registers

_UNREADABLE = next(code for code in MARKUP_CODES if code.name == "unreadable-file")


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
            raise EditionError(Diagnostic(_UNREADABLE, message, help="save what it gives in a file first"))
        return path.read_bytes()
    except OSError as error:
        raise EditionError(
            Diagnostic(_UNREADABLE, f"cannot read {path}: {error.strerror}", help="check the path")
        ) from error


def target_of(folder: Path, source: Path, written: Mapping[Path, Path]) -> Path:
    """Where the document of a source goes; not where the same call has `written` that of another source."""
    target = folder / f"{source.stem}.xml"
    if target in written:
        message = f"{target.name} has just been made from {written[target].name}"
        help_ = "rename one of the two sources, or import them into different folders"
        raise EditionError(Diagnostic(ALREADY_THERE, message, Span(str(source), 0, 1), help=help_))
    return target


def save(target: Path, data: bytes, *, force: bool, files: Sequence[tuple[str, bytes]] = ()) -> None:
    """Write a document and the files that go beside it; never over one that somebody has changed."""
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
        if not path.exists() or read_bytes(path) != content:
            write_file(path, content)


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


def verify(document: Path, source: Path) -> list[Diagnostic]:
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
    reading = read_source_text(source, data, Corrections())
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
