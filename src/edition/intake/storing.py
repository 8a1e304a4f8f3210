"""The edge of the import: reading a source, writing a document where that harms nobody, proving a balance later."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from edition.diagnostics import Code, Diagnostic, EditionError, Span
from edition.intake.codes import (
    ALREADY_THERE,
    CHANGED_SINCE,
    DIFFERENT_SOURCE,
    LEFT_OVER,
    LOST_CHARACTERS,
    TOO_LARGE,
)
from edition.intake.corrections import Corrections
from edition.intake.formats.pdf import MAX_BYTES
from edition.intake.importer import read_source_text
from edition.intake.inline.citations import Works, works_of_registers
from edition.intake.ledger import check_account
from edition.intake.scans.layer import Layer, article_stem, read_off
from edition.markup import parse, read_source, tei
from edition.markup.changes import change_file, changing, digest
from edition.markup.changes.sealing import is_sealed, read_pictures
from edition.markup.source import as_source, bytes_of
from edition.paths import real
from edition.project import edition_folder
from edition.registers import read_registers


def read_bytes(path: Path) -> bytes:
    """A source's bytes; a file beyond reason is refused before it is read."""
    if path.is_file() and (size := path.stat().st_size) > MAX_BYTES:
        message = f"the file has {size // 2**20} MB"
        raise EditionError(Diagnostic(TOO_LARGE, message, Span(str(path), 0, 1), help="cut it into its articles"))
    return bytes_of(path, str(path))


def read_scan(path: Path, languages: Sequence[str]) -> Layer:
    """A source with its words, read off its pictures where it has none; what was read is kept beside it."""
    layer = read_off(path, read_bytes(path), languages)
    if layer.new:
        before = as_they_are([layer.path])[layer.path]
        if refused := change_file(edition_folder(path.parent), layer.path, before, layer.data):
            raise EditionError(refused)
    return layer


class Targets:
    """Where the documents of a call go: one file a source, also on disks that know neither case nor Unicode forms."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        present = folder.iterdir() if folder.is_dir() else ()
        self._taken: dict[str, tuple[str, Path | None]] = {_name(path): (path.name, None) for path in present}

    def of(self, source: Path) -> Path:
        """Where the document of a source goes; not where the same call has put that of another."""
        target = self._folder / f"{article_stem(source)}.xml"
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


def save(target: Path, data: bytes, *, force: bool, files: Sequence[tuple[str, bytes]] = ()) -> list[Diagnostic]:
    """Write a document and the pictures that go beside it, as one change of an edition; never over what somebody has
    changed or put there. Gives what is left of an earlier import.
    """
    new = files_of(target, data, files)
    root = edition_folder(target.parent)
    if root and all(real(path).is_relative_to(root) for path in new):
        with changing(root, "edition import") as change:
            before = {path: change.read(path) for path in new}
            refuse_theirs(target, new, before, force=force)
            for path, content in new.items():
                change.write(path, content)
    else:
        before = as_they_are(new)
        refuse_theirs(target, new, before, force=force)
        for path, content in new.items():
            if before[path] != content and (refused := change_file(root, path, before[path], content)):
                raise EditionError(refused)
    return _left_over(target, new, before[target])


def files_of(target: Path, data: bytes, files: Sequence[tuple[str, bytes]]) -> dict[Path, bytes]:
    """The files that an import makes: the pictures that go beside a document, and the document."""
    return {**{target.with_name(name): content for name, content in files}, target: data}


def as_they_are(paths: Iterable[Path]) -> dict[Path, bytes | None]:
    """The bytes of files; None where there is none."""
    return {path: read_bytes(path) if path.exists() else None for path in paths}


def refuse_theirs(target: Path, new: Mapping[Path, bytes], before: Mapping[Path, bytes | None], *, force: bool) -> None:
    """Refuse what would be written over somebody's work: only what an import made and nobody changed is replaced."""
    ours = _pictures_of(before[target] or b"")
    for path, content in new.items():
        now = before[path]
        if path.is_symlink() and not path.exists():
            raise _refused(ALREADY_THERE, path, "is a link that leads nowhere", "delete it, or make what it leads to")
        if now is None or now == content:
            continue
        if path != target and path.name not in ours:
            raise _refused(ALREADY_THERE, path, "is there already, and is another picture", "move or delete it first")
        if not (is_sealed(now) if path == target else ours[path.name] == digest(now)):
            raise _refused(CHANGED_SINCE, path, "has been changed since it was imported", "move or delete it first")
        if not force:
            raise _refused(ALREADY_THERE, path, "is there already", "replace it with --force")


def _refused(code: Code, path: Path, what: str, help_: str) -> EditionError:
    return EditionError(Diagnostic(code, f"{path.name} {what}", Span(str(path), 0, 1), help=help_))


def _pictures_of(document: bytes) -> dict[str, str]:
    """The pictures that were imported with a document, and their SHA-256; none where somebody has changed it."""
    if not is_sealed(document):
        return {}
    told = parse(as_source("", document)).root.iterfind(f".//{tei('change')}[@type='import']")
    return {name: kept for change in told for name, kept in read_pictures(change.text or "")}


def _left_over(target: Path, new: Mapping[Path, bytes], old: bytes | None) -> list[Diagnostic]:
    """Pictures of the document that was replaced which the new one does not have; they stay, for they may be used."""
    names = {path.name for path in new}
    left = [target.with_name(name) for name in _pictures_of(old or b"") if name not in names]
    return [
        Diagnostic(
            LEFT_OVER, f"{path.name} was made by an earlier import of {target.name}, which has it no more",
            Span(str(path), 0, 0), help="delete it if nothing else shows it",
        )
        for path in left
        if path.is_file()
    ]  # fmt: skip


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
