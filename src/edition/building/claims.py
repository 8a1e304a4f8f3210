"""Which file of the site belongs to whom, settled before anything is written: never one page over another.

Names that differ only by case or by Unicode form are one file on many disks, so they count as the same here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from edition.building.manifest import Manifest
from edition.diagnostics import Diagnostic, Span
from edition.project.codes import NOT_OUR_OUTPUT
from edition.publish.codes import PAGE_CLASH
from edition.publish.paths import article_path, poster_path, tei_path, tei_view_path


class Claims:
    """The owners of the site's files while it is made."""

    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._owners: dict[str, str] = {}

    def take(self, owner: str, paths: Sequence[str], place: Span | None = None) -> Diagnostic | None:
        """Claim the files of an article, a page, a picture; what stands against it, if anything does."""
        keys = [_key(path) for path in paths]
        for path, key in zip(paths, keys, strict=True):
            other = self._owners.get(key, owner)
            if other != owner:
                message = f"{_told(owner)} would be written over {_told(other)}: both are {path}"
                help_text = "give one of the two another id or name; it is left out until then"
                return Diagnostic(PAGE_CLASH, message, place, help=help_text)
        if theirs := self._manifest.claim(paths):
            message = (
                f"{theirs[0]} in the site's folder is not made by this program; it stays, and the page is left out"
            )
            return Diagnostic(NOT_OUR_OUTPUT, message, place, help="move the file away, then build again")
        self._owners.update(dict.fromkeys(keys, owner))
        return None


def article_files(id_: str, prefixes: Iterable[str], *, shares: bool) -> list[str]:
    """The files of an article; with pictures for those who share its pages, where the site has such."""
    pages = [prefix + article_path(id_) for prefix in prefixes]
    return [*pages, *(map(poster_path, pages) if shares else ()), tei_path(id_), tei_view_path(id_)]


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _told(owner: str) -> str:
    kind, _, name = owner.partition(":")
    return f"the {kind} {name}" if name else f"what is {owner}"
