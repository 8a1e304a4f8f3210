"""The engine's front door: load a schema once, validate many documents.

``load_schema`` reads a file and what it includes; ``parse_schema`` takes bytes. A cache folder keeps the simplified
grammar between runs.
"""

from __future__ import annotations

from pathlib import Path

from edition.relaxng.model import Limits, Violation


class Schema:
    """A grammar ready to validate; it fills its automaton as documents pass. Not for several threads at once."""

    def validate(self, data: bytes, limits: Limits | None = None) -> list[Violation]:
        """Give all violations of a document in document order; an empty list means valid."""
        raise NotImplementedError

    def is_valid(self, data: bytes) -> bool:
        """Say whether a document is valid, stopping at the first violation."""
        raise NotImplementedError


def load_schema(path: Path | str, *, root: Path | None = None, cache: Path | None = None) -> Schema:
    """Load a schema file (``.rnc`` is compact syntax, all else XML) with everything it includes.

    ``root`` confines includes to a folder; ``cache`` is a folder for simplified grammars. Raises SchemaError.
    """
    raise NotImplementedError


def parse_schema(data: bytes, *, compact: bool = False, base: Path | None = None, root: Path | None = None) -> Schema:
    """Load a schema from bytes; relative includes are read from ``base``, and refused without it."""
    raise NotImplementedError
