"""Changes of structure that the desk's scripts ask for: what a block is, where it ends, what an import doubted.

A decision about a doubt goes to the corrections file, where the source has one; a document that nobody has changed
since it was imported is then imported again, any other is edited.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request

from edition.api.imports import options_of
from edition.deciding import Article, Record
from edition.deciding.carry import now
from edition.deciding.codes import WRONG_WISH
from edition.deciding.forms.header import with_fields, with_new_field
from edition.deciding.forms.moves import with_call_behind, with_columns_swapped, with_depth, with_hyphen
from edition.deciding.forms.structure import restructured
from edition.deciding.history import Change
from edition.desk.state.bench import Bench
from edition.desk.state.doubts import Open, correction
from edition.desk.web.answers import Asked
from edition.desk.web.frame import bench_of, words_of
from edition.diagnostics import Diagnostic, EditionError
from edition.intake import import_bytes
from edition.intake.corrections import corrections_path
from edition.intake.storing import as_they_are, files_of, refuse_theirs
from edition.markup.changes.sealing import is_sealed
from edition.markup.codes import CHANGED_MEANWHILE

_RIGHT: Final = "right"
_HYPHENS: Final = ("join-hyphen", "keep-hyphen")


async def change_structure(request: Request, asked: Asked) -> dict[str, Any]:
    """One change of one article, and what it decides of the import's doubts."""
    bench = bench_of(request)
    article = _article(bench, asked)
    action, block = str(asked["action"]), str(asked.get("block", ""))
    if asked.get("doubt"):
        return await _decide(bench, article, str(asked["doubt"]), action)
    text = article.texts.get(block, "")[:60]
    record = Record("structure", bench.by, now(), article.id, block, text, told=action)
    data = _edited(article, action, block, asked)
    await _refuse_faults(bench, article, data)
    return _written(bench, record, {_path(article): (_bytes(article), data)})


async def _refuse_faults(bench: Bench, article: Article, data: bytes) -> None:
    """What the grammar does not allow is not written: an editor who sees no XML could not mend it."""
    before, after = [await bench.writer.run(bench.writer.faults, _path(article), text.decode())
                     for text in (_bytes(article), data)]  # fmt: skip
    if worse := after - before:
        message = f"this cannot be made here: {next(iter(worse))}"
        raise EditionError(Diagnostic(WRONG_WISH, message, help="nothing was written"))


def _edited(article: Article, action: str, block: str, asked: Asked) -> bytes:
    if action in ("deeper", "higher"):
        return with_depth(article, block, deeper=action == "deeper")
    if action == "move-call":
        return with_call_behind(article, block, str(asked["words"]), int(asked.get("occurrence") or 0))
    if action == "columns":
        return with_columns_swapped(article, block, int(asked["first"]), int(asked["second"]))
    return restructured(article, block, action, str(asked.get("words", "")))


async def _decide(bench: Bench, article: Article, name: str, action: str) -> dict[str, Any]:
    doubt = next((d for d in bench.doubts.of(article) if d.name == name), None)
    source = bench.doubts.source_of(article.document)
    if doubt is None or source is None:
        message = f"{article.id} has no doubt `{name}`"
        raise EditionError(Diagnostic(WRONG_WISH, message, help="look at the article again"))
    wanted = _as_it_is(doubt, article) if action == _RIGHT else action
    record = Record("structure", bench.by, now(), article.id, doubt.block, doubt.text, doubt.name, wanted)
    pictures: dict[str, Change] = {}
    line, path = correction(doubt, wanted), corrections_path(source)
    changes: dict[str, Change] = {}
    if line and (path.is_file() or action == _RIGHT):
        before = bench.store.read(bench.project.shown(path))
        changes[bench.project.shown(path)] = (before, before + (line if before else line.lstrip()))
    if action != _RIGHT:
        corrections = next((after for _, after in changes.values()), b"")
        data, pictures = _otherwise(bench, article, doubt, action, corrections)
        await _refuse_faults(bench, article, data)
        changes[_path(article)] = (_bytes(article), data)
    return _written(bench, record, changes, pictures)


def _otherwise(
    bench: Bench, article: Article, doubt: Open, action: str, corrections: bytes
) -> tuple[bytes, dict[str, Change]]:
    """The document with a doubt decided otherwise, and its pictures: imported again where it obeys corrections, else
    edited.
    """
    source = bench.doubts.source_of(article.document)
    if corrections and source is not None and is_sealed(_bytes(article)):
        return _again(bench, article, source, corrections)
    return _mended(article, doubt, action), {}


def _as_it_is(doubt: Open, article: Article) -> str:
    """The action that leaves everything as it is."""
    return _HYPHENS[doubt.is_kept(article)] if doubt.kind == "hyphen" else doubt.decision


def _mended(article: Article, doubt: Open, action: str) -> bytes:
    """The document with a doubt decided otherwise."""
    if action in _HYPHENS:
        return with_hyphen(article, *doubt.halves, keep=action == "keep-hyphen")
    if action == "join":
        blocks = [block.id for block in article.facts.blocks if not block.note]
        at = blocks.index(doubt.block) if doubt.block in blocks else 0
        return restructured(article, blocks[at - 1] if at else "", action)
    if doubt.decision == "continues":
        return restructured(article, doubt.block, "split", doubt.text)
    return restructured(article, doubt.block, action)


def _again(bench: Bench, article: Article, source: Path, corrections: bytes) -> tuple[bytes, dict[str, Change]]:
    """The document and its pictures as the import makes them with these corrections; none that somebody changed."""
    with tempfile.TemporaryDirectory(prefix="edition-") as name:
        copy = Path(name) / source.name
        copy.write_bytes(source.read_bytes())
        corrections_path(copy).write_bytes(corrections)
        made = import_bytes(copy, copy.read_bytes(), options_of(bench.project))
    target = bench.project.root / _path(article)
    new = files_of(target, made.data, made.files)
    before = as_they_are(new)
    refuse_theirs(target, new, before, force=True)
    shown = bench.project.shown
    return made.data, {shown(path): (before[path] or b"", new[path]) for path in new if path != target}


def change_header(request: Request, asked: Asked) -> dict[str, Any]:
    """Other texts in fields of the header, and new fields."""
    bench = bench_of(request)
    article = _article(bench, asked)
    changes = {int(number): str(text) for number, text in asked.get("fields", {}).items()}
    data = with_fields(article.document, changes)
    for name, text in asked.get("new", {}).items():
        data = with_new_field(_path(article), data, str(name), str(text))
    record = Record("structure", bench.by, now(), article.id, text=words_of(request)("structure.header"))
    return _written(bench, record, {_path(article): (_bytes(article), data)})


def _article(bench: Bench, asked: Asked) -> Article:
    """The article, if it is still the one that the page shows."""
    article = bench.article(asked["article"])
    if asked.get("digest") not in (None, article.digest):
        message = f"{_path(article)} was changed meanwhile"
        raise EditionError(Diagnostic(CHANGED_MEANWHILE, message, help="load the page again; nothing was written"))
    return article


def _path(article: Article) -> str:
    return article.document.source.path


def _bytes(article: Article) -> bytes:
    return article.document.source.data


def _written(
    bench: Bench, record: Record, changes: dict[str, Change], beside: dict[str, Change] | None = None
) -> dict[str, Any]:
    return {"number": bench.store.write(record, changes, beside).number}
