"""`edition export all`: every format that can be made, and an index that says what each file is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.export.catalogue import FORMATS, Format
from edition.export.codes import MISSING_LIBRARY, TOO_LARGE
from edition.export.corpus import KINDS, Corpus
from edition.export.streams import write_json
from edition.export.targets import INDEX, Exports
from edition.markup import open_for_write

_CHUNK: Final = 1 << 20


def export_all(
    corpus: Corpus, exports: Exports, advance: Callable[[], None] = lambda: None
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """Write every format into a folder; what cannot be made is left out and told."""
    listed: list[dict[str, Any]] = []
    missing: list[Diagnostic] = []
    for form in FORMATS:
        try:
            path = exports.make(form, corpus)
        except EditionError as error:
            if any(d.code not in (MISSING_LIBRARY, TOO_LARGE) for d in error.diagnostics):
                raise
            missing += error.diagnostics
            exports.discard(form)
        else:
            listed += _listed(form, path) if path else []
        advance()
    exports.make(_index_of(listed), corpus, INDEX)
    return listed, list({d.message: d for d in missing}.values())


def _listed(form: Format, path: Path) -> list[dict[str, Any]]:
    entry = {"file": path.name, "kind": form.kind, "format": form.name, "about": form.sentence}
    if path.is_dir():
        size = sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
        return [{**entry, "file": f"{path.name}/index.json", "bytes": size}]
    return [{**entry, "bytes": path.stat().st_size, "sha256": _digest(path)}] if path.exists() else []


def _digest(path: Path) -> str:
    hasher = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            hasher.update(chunk)
    return hasher.hexdigest()


def _index_of(listed: list[dict[str, Any]]) -> Format:
    """The list of what was made, written as the exports are."""

    def write(corpus: Corpus, path: Path) -> None:
        with open_for_write(path) as file:
            write_json(file, _index(corpus, listed))

    return Format("all", "index", ".json", "What there is.", write)


def _index(corpus: Corpus, listed: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": dict(corpus.info.title),
        "licence": corpus.info.licence,
        "entities": {kind: sum(1 for _ in corpus.entities(kind)) for kind in KINDS},
        "files": listed,
    }
