"""File names for identifiers and references, and the addresses that lead to them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from edition.diagnostics import Diagnostic
from edition.export.codes import NO_ADDRESS
from edition.export.corpus import Corpus
from edition.markup import content_id

_LONGEST: Final = 200  # bytes of a file's name, with room for its ending


def file_of(ref: str) -> str:
    """A reference as a path below the resource, as a server sees it when a client has filled it into a template; no
    part of it can lead elsewhere or is too long for a file's name.

    >>> file_of("summary/1"), file_of("../x y"), file_of("a//b")
    ('summary/1', '%2E%2E/x y', 'a/%/b')
    """
    return "/".join(_file_name(part) for part in ref.split("/"))


def _file_name(part: str) -> str:
    if not part.strip("."):
        return part.replace(".", "%2E") or "%"
    safe = "".join(quote(c) if c < " " or c == "\\" else c for c in part)
    return safe if len(safe.encode()) <= _LONGEST else content_id(part[:20], part)


def folder_address(corpus: Corpus, name: str) -> str:
    """The address of a folder of exports."""
    return f"{corpus.info.base_url.rstrip('/')}/exports/{name}"


def has_address(corpus: Corpus, what: str) -> bool:
    """Whether the edition has an address; told where it has none."""
    if not corpus.info.base_url:
        message = f"{what} are not made: the edition has no address yet"
        help_text = 'add to [edition] in edition.toml: base-url = "https://…"'
        corpus.findings.append(Diagnostic(NO_ADDRESS, message, help=help_text))
    return bool(corpus.info.base_url)
