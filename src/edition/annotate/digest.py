"""Which rules marked a document: a hash of the rules' code and of the languages' words."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files

from edition.languages import SHIPPED, Languages

_FOLDERS = ("", "names", "dates", "rules", "rules/people", "rules/bodies", "rules/places")


def rules_digest(languages: Languages = SHIPPED) -> str:
    """Two runs with one hash follow the same rules."""
    return hashlib.sha256(f"{_code_digest()} {languages.digest}".encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _code_digest() -> str:
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        room = files("edition.annotate") / folder if folder else files("edition.annotate")
        for path in sorted((p for p in room.iterdir() if p.name.endswith(".py")), key=lambda p: p.name):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
