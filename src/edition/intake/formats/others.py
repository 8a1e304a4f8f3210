"""Markdown, ODT, RTF, LaTeX, EPUB, HTML and Org, read by pandoc.

Takes the bytes, gives a `SourceReading`. The account is held against all letters of pandoc's tree; what pandoc itself
has left out of the source is told. Refuses what pandoc cannot read, or takes too long for.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from lxml import etree

from edition.diagnostics import Code, Diagnostic, EditionError, Span, counted
from edition.intake.codes import DAMAGED_FILE, EMPTY_SOURCE, PICTURE_OUTSIDE, READER_MISSING, TEXT_LEFT_OUT, TOO_LARGE
from edition.intake.content import ReadingOrder
from edition.intake.formats.archive import guard_archive
from edition.intake.formats.decode import decode, refuse_forbidden
from edition.intake.formats.markdown import pandoc_markdown
from edition.intake.formats.sniff import Format
from edition.intake.pandoc import front, odt, witness
from edition.intake.pandoc.program import PandocError, PandocMissing, read_pictures, read_plain, read_tree
from edition.intake.pandoc.reader import PandocReader
from edition.intake.pandoc.rtf import rtf_text
from edition.intake.reading import SourceReading
from edition.intake.structured.matter import language_told, text_of
from edition.intake.structured.structure import tell_structure
from edition.intake.web.page import ReadyPage, ready_page

MAX_BYTES: Final = 64 * 1024 * 1024
_PANDOC: Final = {
    Format.ODT: "odt", Format.RTF: "rtf", Format.LATEX: "latex", Format.EPUB: "epub", Format.HTML: "html",
    Format.ORG: "org",
    Format.MARKDOWN: "markdown-smart+lists_without_preceding_blankline+mmd_title_block+autolink_bare_uris",
}  # fmt: skip
_ARCHIVES: Final = {Format.ODT: witness.odt_text, Format.EPUB: witness.epub_text}
_PRINTED: Final = (Format.LATEX, Format.ORG, Format.MARKDOWN)
_NONE: Final = ReadyPage(b"", (), {})
_MOST: Final = 12
_LENGTH: Final = 80
_DATA: Final = re.compile(r"data:image/([a-z0-9.+-]+)((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_SUFFIXES: Final = {"jpeg": ".jpg", "svg+xml": ".svg", "x-emf": ".emf", "x-wmf": ".wmf", "tiff": ".tif"}
_SUFFIX: Final = re.compile(r"\.[a-z0-9]{1,5}$")


def read_other(format_: Format, path: Path, data: bytes) -> SourceReading:
    """Read a document by way of pandoc."""
    if len(data) > MAX_BYTES:
        raise _error(TOO_LARGE, path, f"the document has {len(data) // 2**20} MB", "cut it into its articles")
    if format_ in _ARCHIVES:
        guard_archive(path, data)
    if format_ is Format.MARKDOWN:
        data = pandoc_markdown(decode(path, data)).encode()
    if format_ is Format.HTML:
        refuse_forbidden(path, data.decode("utf-8", "replace"))
    try:
        page = ready_page(data) if format_ is Format.HTML else _NONE
        data = page.data or data
        tree = read_tree(data, _PANDOC[format_])
        reader = PandocReader(path.stem, _pictures(format_, data))
        source = _source_text(format_, data)
        told = _told_by_styles(data) if format_ is Format.ODT else None
    except PandocMissing as error:
        advice = "install edition with its extra “formats”, or save the document as DOCX"
        raise _error(READER_MISSING, path, "this format is read by pandoc, which is not here", advice) from error
    except (PandocError, etree.LxmlError, zipfile.BadZipFile, KeyError, ValueError, RecursionError) as error:
        message = f"the document cannot be read: {error}"
        raise _error(DAMAGED_FILE, path, message, "save it again, or as DOCX") from error
    for text in _texts(tree):
        refuse_forbidden(path, text)
    return _reading(format_, path, tree, reader, source, told, page)


def _texts(tree: Any) -> Iterator[str]:
    """All that pandoc read: texts, addresses, names."""
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            waiting.extend(one.values() if isinstance(one, dict) else one)


def _reading(
    format_: Format,
    path: Path,
    tree: dict[str, Any],
    reader: PandocReader,
    source: str,
    told: odt.Told | None,
    page: ReadyPage,
) -> SourceReading:
    meta = tree["meta"]
    values = {**{name: front.plain_values(value) for name, value in meta.items()}, **page.told}
    printed = front.printed_front(meta, reader) if format_ in _PRINTED else front.PrintedFront([], [])
    whole, taken = front.before_text(printed, reader.read(tree["blocks"]))
    read = "\n".join(witness.letters([tree["blocks"], *taken]))
    if not any(c.isalnum() for c in read):
        raise _error(EMPTY_SOURCE, path, "the document has no letter", "check that this is the right file")
    nodes = front.titled(whole, text_of(values.get("title")))
    made = front.read_meta(values, printed=format_ in _PRINTED, named=bool(page.told))
    if told:
        nodes, made = odt.apply_told(told, nodes, made)
    settled = tell_structure(nodes)
    return SourceReading(
        "", ReadingOrder(settled.nodes, tuple(reader.notes)), replace(made, subtitle=made.subtitle or settled.subtitle),
        findings=tuple(_findings(path, reader, source, tree, page.around)), lang=language_told(values), structured=True,
        witness=read, files=tuple(reader.files),
    )  # fmt: skip


def _source_text(format_: Format, data: bytes) -> str:
    """The source's text once more, without pandoc's tree."""
    if format_ in _ARCHIVES:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _ARCHIVES[format_](archive)
    if format_ is Format.RTF:
        return rtf_text(data)
    return witness.html_text(data) if format_ is Format.HTML else read_plain(data, _PANDOC[format_])


def _told_by_styles(data: bytes) -> odt.Told:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return odt.read_told(archive)


def _findings(
    path: Path, reader: PandocReader, source: str, tree: dict[str, Any], around: Sequence[str]
) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    count, words = witness.left_out(
        "\n".join((source, *witness.raw(tree))), "\n".join(witness.letters(tree, pictures=True))
    )
    if count:
        message = f"pandoc did not read {counted(count, 'letter')} of the document"
        some = ", ".join(f"“{word}”" for word in words[:_MOST])
        notes = (f"in {some}" + (f" and {len(words) - _MOST} more" if len(words) > _MOST else ""),) if words else ()
        found.append(_told(TEXT_LEFT_OUT, path, message, "look for them in the document", notes))
    if around:
        message = "text that stands around the article was not imported"
        shown = tuple(f"“{text[:_LENGTH]}…”" if len(text) > _LENGTH else f"“{text}”" for text in around[:_MOST])
        found.append(_told(TEXT_LEFT_OUT, path, message, "see to it in the document", shown))
    if reader.outside:
        message = f"{reader.outside} pictures are not in the document itself, and were not taken"
        found.append(_told(PICTURE_OUTSIDE, path, message, "put them beside the article, and their names into graphic"))
    return found


def _pictures(format_: Format, data: bytes) -> Callable[[str], tuple[str, bytes] | None]:
    """What gives a picture's bytes by its name in the tree."""
    if format_ in _ARCHIVES:
        return lambda source: _in_archive(data, source)
    if format_ is Format.RTF:
        inside = iter(read_pictures(data, "rtf") if b"\\pict" in data else ())
        return lambda source: _decoded(next(inside, ""))
    return _decoded


def _in_archive(data: bytes, source: str) -> tuple[str, bytes] | None:
    suffix = _SUFFIX.search(source.lower())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next((n for n in archive.namelist() if n == source or n.endswith(f"/{source}")), None)
        return (suffix.group(), archive.read(name)) if name and suffix else None


def _decoded(source: str) -> tuple[str, bytes] | None:
    """The bytes of a `data:` address."""
    found = _DATA.match(source)
    if found is None:
        return None
    kind, options, content = found.groups()
    try:
        data = base64.b64decode(unquote_to_bytes(content)) if "base64" in options else unquote_to_bytes(content)
    except (binascii.Error, ValueError):
        return None
    return _SUFFIXES.get(kind.lower(), f".{kind.lower()}"), data


def _told(code: Code, path: Path, message: str, advice: str, notes: tuple[str, ...] = ()) -> Diagnostic:
    return Diagnostic(code, message, Span(str(path), 0, 0), notes=notes, help=advice)


def _error(code: Code, path: Path, message: str, advice: str) -> EditionError:
    return EditionError(Diagnostic(code, message, Span(str(path), 0, 1), help=advice))
