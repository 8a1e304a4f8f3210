"""What a build reads or makes before the pages, kept between builds until its own sources change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from html import unescape
from typing import Final

from edition import __version__
from edition.cache import Cache
from edition.corpus import digest_of
from edition.diagnostics import Diagnostic
from edition.odd import make_guidelines
from edition.processes import Processes
from edition.project import Project, data_dir
from edition.publish.site import ExtraPage, load_registers
from edition.registers import Entity, Registers, Relation

GUIDELINES: Final = "guidelines"
_SHAPE: Final = repr([[f.name for f in fields(t)] for t in (Entity, Relation)])


@dataclass(frozen=True)
class _KeptRegisters:
    entities: list[Entity]
    relations: tuple[Relation, ...]
    findings: list[Diagnostic]


def registers(project: Project) -> tuple[Registers, list[Diagnostic]]:
    """All registers, and what is wrong with their files."""
    sources = [part for path in project.register_paths() for part in (project.shown(path), path.read_bytes())]
    key = digest_of("registers", __version__, _SHAPE, *sources)
    with _cache(project) as cache:
        kept = cache.get_many({"": key}, _KeptRegisters).get("")
        if kept is None:
            found, findings = load_registers(project)
            kept = _KeptRegisters(list(found.entities.values()), found.relations, findings)
            cache.put(key, kept)
    return Registers({entity.key: entity for entity in kept.entities}, kept.relations), kept.findings


def guidelines(project: Project) -> tuple[ExtraPage, ...]:
    """The pages that the ODD gives, for the frame of the site."""
    if not project.odd.is_file():
        return ()
    sources = [project.odd, *sorted((data_dir() / "xslt" / "odd").rglob("*.xsl"))]
    key = digest_of(GUIDELINES, __version__, *(path.read_bytes() for path in sources))
    with _cache(project) as cache:
        pages = cache.get_many({"": key}, dict[str, str]).get("")
        if pages is None:
            pages = _made_apart(project)
            cache.put(key, pages)
    return tuple(_guide(name, html) for name, html in pages.items() if name.endswith(".html"))


def _made_apart(project: Project) -> dict[str, str]:
    """In a process of its own: it takes more memory than anything else here, and is seldom needed."""
    with closing(Processes(1)) as process:
        (pages,) = process.map(make_guidelines, iter([project.odd]))
    return pages


@contextmanager
def _cache(project: Project) -> Iterator[Cache]:
    cache = Cache(project.cache)
    try:
        yield cache
    finally:
        cache.close()


def _guide(name: str, html: str) -> ExtraPage:
    """The navigation and the main part of a page that was made to stand alone."""
    navigation, main, title = (_part(html, tag) for tag in ("nav", "main", "title"))
    return ExtraPage(f"{GUIDELINES}/{name}", unescape(title), f'<div class="guide"><nav>{navigation}</nav>{main}</div>')


def _part(html: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return match[1] if match else ""
