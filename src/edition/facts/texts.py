"""The texts that an edition's files hold: one a file, with what it includes; of a corpus each of its texts.

Takes paths, gives bytes by the name of a text: the file's path, and `path#id` for a text of a corpus. Findings whose
places count in such bytes are told with their places in the files.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from edition.diagnostics import Diagnostic, EditionError
from edition.markup import Document, parse
from edition.markup.codes import UNREADABLE
from edition.markup.inputs.corpora import holds_texts, texts_of
from edition.markup.inputs.includes import Whole, holds_includes, read_whole
from edition.markup.source import Source, as_source
from edition.project import Project


class EditionTexts:
    """Reads an edition's texts; `lost` is what could not be included, each once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._of_corpora: dict[str, bytes] = {}
        self._moved: dict[str, Whole] = {}
        self.lost: dict[str, Diagnostic] = {}

    def of(self, path: Path) -> list[tuple[str, bytes]]:
        """The texts of a file, by name; what is no text to be read raises `EditionError`."""
        shown = self._project.shown(path)
        data = _bytes(path, shown)
        if not holds_includes(data) and not holds_texts(data):
            return [(shown, data)]  # as it lies there
        whole = read_whole(path, self._project.root, shown)
        for finding in whole.findings:
            self.lost.setdefault(finding.message, finding)
        found = texts_of(whole, self._project.text.file_id(shown))
        for text in found:
            name = text.source.path
            if text.pieces:
                self._moved[name] = replace(text, source=Source(name, b""), findings=())
            if name != shown:
                self._of_corpora[name] = text.source.data
        return [(text.source.path, text.source.data) for text in found]

    def data(self, name: str) -> bytes:
        """The bytes of a text that was met before."""
        kept = self._of_corpora.get(name)
        return self.of(self._project.root / name)[0][1] if kept is None else kept

    def relocated(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Findings with their places in the files; none for what could not be included."""
        out: list[Diagnostic] = []
        for diagnostic in diagnostics:
            whole = self._moved.get(diagnostic.primary.file) if diagnostic.primary else None
            out += [diagnostic] if whole is None else whole.relocated([diagnostic])
        return out


def parse_texts(project: Project, paths: Sequence[Path]) -> tuple[list[Document], list[Diagnostic]]:
    """Read and parse the texts of files; the findings say which could not be parsed and why."""
    texts = EditionTexts(project)
    documents: list[Document] = []
    findings: list[Diagnostic] = []
    for path in paths:
        try:
            documents += [parse(as_source(name, data)) for name, data in texts.of(path)]
        except EditionError as error:
            findings += error.diagnostics
    return documents, [*texts.relocated(findings), *texts.lost.values()]


def _bytes(path: Path, shown: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"cannot read {shown}: {error.strerror}"
        help_text = "check the file's permissions"
        raise EditionError(Diagnostic(UNREADABLE, message, help=help_text)) from error
