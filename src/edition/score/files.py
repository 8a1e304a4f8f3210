"""Gold files beside encoded ones: each passage or structure finds the file that encodes it, and all are scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import XML_ID, Document, parse, read_source
from edition.score.align import align
from edition.score.annotation import read_aliases, score_annotation
from edition.score.codes import LOST_BLOCK, NO_PAIR, WRONG_GOLD
from edition.score.gold import read_structure
from edition.score.model import Scores
from edition.score.streams import flatten
from edition.score.structure import StructureScores, score_structure


@dataclass(frozen=True)
class FileScores:
    """The scores of passages (None where no gold is one), of structures by name, and passages that no file has."""

    annotation: Scores | None
    structures: Mapping[str, StructureScores]
    diagnostics: tuple[Diagnostic, ...] = ()

    def as_object(self) -> dict[str, Any]:
        """All figures, as JSON has them."""
        figures = dict(self.annotation.as_object()) if self.annotation else {}
        if self.structures:
            figures["structure"] = {name: dict(found.figures) for name, found in self.structures.items()}
        return figures


def score_files(gold: Path, encoded: Sequence[Path], source: Path | None = None) -> FileScores:
    """Score encoded files against a gold file or a folder of them; `source` is the text that a structure is of."""
    files = files_in(gold, (".xml", ".json"))
    if not files:
        message = f"there is no gold in {gold.name}"
        raise EditionError(Diagnostic(WRONG_GOLD, message, help="name a folder with .xml or .json files, or one file"))
    documents = [parse(read_source(file)) for file in encoded]
    passages = [parse(read_source(file)) for file in files if file.suffix == ".xml"]
    scores = None
    if passages:
        scores = score_annotation([(p, _partner(p, documents)) for p in passages], read_aliases(gold))
    text = read_source(source).data.decode() if source else ""
    structures = {file.stem: _structure(file, documents, text) for file in files if file.suffix == ".json"}
    lost = scores.lost if scores else ()
    found = (Diagnostic(LOST_BLOCK, f"{name}: the text `{start}…` is not in the encoding") for name, start in lost)
    return FileScores(scores, structures, tuple(found))


def files_in(path: Path, suffixes: Sequence[str]) -> list[Path]:
    """The files of a folder with these endings, or the one file that is named."""
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in suffixes)
    if not path.is_file() or path.suffix not in suffixes:
        what = f"there is no file {path}" if not path.is_file() else f"{path} is none of {', '.join(suffixes)}"
        raise EditionError(Diagnostic(WRONG_GOLD, what, help="name a file or a folder of them"))
    return [path]


def _partner(gold: Document, documents: Sequence[Document]) -> Document:
    """The encoded file of a gold passage: the one with its name, else the one that has its text."""
    stem = Path(gold.source.path).stem
    for document in documents:
        if stem in (Path(document.source.path).stem, document.root.get(XML_ID)):
            return document
    text = flatten(gold.root).text
    found = next((d for d in documents if align(text[:400], flatten(d.root).text)), None)
    return found or _no_pair(stem)


def _structure(file: Path, documents: Sequence[Document], text: str) -> StructureScores:
    gold = read_structure(file)
    document = next((d for d in documents if Path(d.source.path).stem == file.stem), None)
    if document is None and len(documents) == 1:
        document = documents[0]
    return score_structure(gold, (document or _no_pair(file.stem)).root, text)


def _no_pair(stem: str) -> Document:
    message = f"no encoded file fits the gold `{stem}`"
    raise EditionError(Diagnostic(NO_PAIR, message, help=f"name the encoded file {stem}.xml, or give its path"))
