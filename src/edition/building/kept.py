"""What a build reads or makes before the pages, kept between builds until its own sources change."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, fields
from html import unescape
from typing import Final

from edition import __version__
from edition.cache import Cache
from edition.corpus import R, digest_of
from edition.diagnostics import Diagnostic
from edition.odd import make_guidelines
from edition.processes import Processes
from edition.project import Project, data_dir
from edition.publish.site import ExtraPage, load_registers
from edition.registers import Entity, Registers, Relation, by_key

GUIDELINES: Final = "guidelines"
_SHAPE: Final = repr([[f.name for f in fields(t)] for t in (Entity, Relation)])


@dataclass(frozen=True)
class _KeptRegisters:
    entities: list[Entity]
    relations: tuple[Relation, ...]
    findings: list[Diagnostic]


@dataclass(frozen=True)
class Sources:
    """Hashes of what registers and guidelines are made from; the guidelines' is empty where there is no ODD."""

    registers: str
    guidelines: str

    @classmethod
    def of(cls, project: Project) -> Sources:
        """Read the files and hash them."""
        files = [part for path in project.register_paths() for part in (project.shown(path), path.read_bytes())]
        odd = [project.odd, *sorted((data_dir() / "xslt" / "odd").rglob("*.xsl"))] if project.odd.is_file() else []
        return cls(
            digest_of("registers", __version__, _SHAPE, *files),
            digest_of(GUIDELINES, __version__, *(path.read_bytes() for path in odd)) if odd else "",
        )


def registers(project: Project, sources: Sources) -> tuple[Registers, list[Diagnostic]]:
    """All registers, and what is wrong with their files."""

    def read() -> _KeptRegisters:
        found, findings = load_registers(project)
        return _KeptRegisters(list(found.entities.values()), found.relations, findings)

    kept = _kept(project, sources.registers, _KeptRegisters, read)
    return Registers(by_key(kept.entities), kept.relations), kept.findings


def guidelines(project: Project, sources: Sources) -> tuple[ExtraPage, ...]:
    """The pages that the ODD gives, for the frame of the site."""
    if not sources.guidelines:
        return ()
    pages = _kept(project, sources.guidelines, dict[str, str], lambda: _made_apart(project))
    return tuple(_guide(name, html) for name, html in pages.items() if name.endswith(".html"))


def _kept(project: Project, key: str, type_: type[R], make: Callable[[], R]) -> R:
    """What is kept under a key; made and kept where it is not."""
    with closing(Cache(project.cache)) as cache:
        found = cache.get_many({"": key}, type_).get("")
        if found is None:
            found = make()
            cache.put(key, found)
        return found


def _made_apart(project: Project) -> dict[str, str]:
    """In a process of its own: it takes more memory than anything else here, and is seldom needed."""
    with closing(Processes(1)) as process:
        (pages,) = process.map(make_guidelines, iter([project.odd]))
    return pages


def _guide(name: str, html: str) -> ExtraPage:
    """The navigation and the main part of a page that was made to stand alone."""
    navigation, main, title = (_part(html, tag) for tag in ("nav", "main", "title"))
    return ExtraPage(f"{GUIDELINES}/{name}", unescape(title), f'<div class="guide"><nav>{navigation}</nav>{main}</div>')


def _part(html: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return match[1] if match else ""
