"""Candidates from a spaCy pipeline of the user's: names it finds where the rules find none, under the same marks.

spaCy is an optional extra (`pip install spacy`); without the setting `annotate.spacy` nothing of it is loaded.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from edition.annotate.codes import NO_PIPELINE
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.program import install_hint

# labels of common spaCy and NER schemes -> our kinds; dates are left to the rules, which also give values
LABELS: Final = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "FAC": "place",
    "LOCATION": "place",
    "ORG": "org",
    "ORGANIZATION": "org",
    "EVENT": "event",
}


def load_pipeline(name: str, folder: Path) -> Callable[[str, str], Iterable[tuple[int, int, str]]]:
    """A source of candidates from an installed pipeline, or from a folder that holds one."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        message = f"the settings name the pipeline `{name}`, but spaCy is not installed"
        raise EditionError(Diagnostic(NO_PIPELINE, message, help=install_hint("spacy"))) from error
    path = folder / name
    try:
        pipeline = spacy.load(path if path.is_dir() else name)
    except (OSError, ValueError) as error:
        message = f"spaCy cannot load the pipeline `{name}`: {str(error).splitlines()[0]}"
        help_text = "name an installed pipeline, or a folder that holds one, relative to the edition"
        raise EditionError(Diagnostic(NO_PIPELINE, message, help=help_text)) from error
    return lambda text, _lang: _candidates(pipeline, text)


def _candidates(pipeline: Any, text: str) -> Iterator[tuple[int, int, str]]:
    for entity in pipeline(text).ents:
        kind = LABELS.get(str(entity.label_).upper())
        if kind:
            yield int(entity.start_char), int(entity.end_char), kind
