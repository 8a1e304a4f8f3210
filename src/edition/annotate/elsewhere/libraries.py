"""Sources that are Python libraries: a spaCy pipeline, a GLiNER model. They run in this program, and nothing is sent.

Neither comes with the program; without their settings nothing of them is loaded. What a model's folder holds is code as
far as these libraries are concerned: only a person's own call loads one (`edition annotate --elsewhere`).
"""

from __future__ import annotations

import hashlib
import importlib
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from edition.annotate.codes import NO_SOURCE
from edition.annotate.elsewhere.offers import GLINER, KINDS, SPACY, Claim, score_of
from edition.annotate.elsewhere.source import KINDS_ASKED
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.mapping import digest_of


@dataclass(frozen=True)
class Pipeline:
    """An installed spaCy pipeline, or a folder of the edition that holds one."""

    model: str
    folder: Path
    name: str = SPACY

    @property
    def description(self) -> str:
        """The pipeline's name."""
        return f"spaCy, {self.model}"

    @cached_property
    def digest(self) -> str:
        """What the folder holds, or which version of the pipeline is installed."""
        return digest_of(self.name, self.model, _state(self.folder / self.model, self.model, self.name))

    @cached_property
    def _loaded(self) -> Any:
        spacy = _library("spacy", "spaCy", self.model)
        path = self.folder / self.model
        try:
            return spacy.load(path if path.is_dir() else self.model)
        except (OSError, ValueError) as error:
            raise _not_loaded("spaCy", self.model, error) from error

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        """What the pipeline calls entities."""
        del lang, seconds
        named = ((KINDS.get(str(e.label_).lower(), ""), e) for e in self._loaded(text).ents)
        return [Claim(kind, "", int(e.start_char), int(e.end_char)) for kind, e in named if kind]

    def close(self) -> None:
        """Nothing was begun."""


@dataclass(frozen=True)
class Gliner:
    """A GLiNER model in a folder of the edition, or one that was fetched before; nothing is fetched."""

    model: str
    folder: Path
    name: str = GLINER

    @property
    def description(self) -> str:
        """The model's name."""
        return f"GLiNER, {self.model}"

    @cached_property
    def digest(self) -> str:
        """What the folder holds, or which version of the library is installed."""
        return digest_of(self.name, self.model, _state(self.folder / self.model, self.name, self.name))

    @cached_property
    def _loaded(self) -> Any:
        library = _library("gliner", "GLiNER", self.model)
        path = self.folder / self.model
        try:
            return library.GLiNER.from_pretrained(str(path if path.is_dir() else self.model), local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise _not_loaded("GLiNER", self.model, error) from error

    def ask(self, text: str, lang: str, seconds: float) -> list[Claim]:
        """What the model takes for names, with its scores."""
        del lang, seconds
        found = self._loaded.predict_entities(text, list(KINDS_ASKED))
        named = ((KINDS.get(str(e["label"]).lower(), ""), e) for e in found)
        return [
            Claim(kind, "", int(e["start"]), int(e["end"]), score_of(float(e["score"]))) for kind, e in named if kind
        ]

    def close(self) -> None:
        """Nothing was begun."""


def _library(name: str, shown: str, model: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"the settings name the model `{model}`, but {shown} is not installed"
        raise EditionError(Diagnostic(NO_SOURCE, message, help=f"pip install {name}")) from error


def _not_loaded(shown: str, model: str, error: Exception) -> EditionError:
    reason = next(iter(str(error).splitlines()), type(error).__name__)
    help_text = "name an installed model, or a folder that holds one, relative to the edition"
    return EditionError(Diagnostic(NO_SOURCE, f"{shown} cannot load `{model}`: {reason}", help=help_text))


def _state(path: Path, package: str, library: str) -> str:
    """A hash of the files of a folder; of what is installed the version."""
    if path.is_dir():
        told = hashlib.blake2b(digest_size=20)
        for file in sorted(p for p in path.rglob("*") if p.is_file()):
            state = file.stat()
            told.update(f"{file.relative_to(path).as_posix()} {state.st_size} {state.st_mtime_ns}\n".encode())
        return told.hexdigest()
    return " ".join(f"{name} {_version(name)}" for name in (package, library))


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return ""
