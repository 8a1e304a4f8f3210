"""The pages of the guidelines, kept between builds until their own sources change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from html import unescape
from pathlib import Path
from typing import Final

from edition.jobs import Cache, digest_of
from edition.jobs.processes import Processes
from edition.jobs.program import program_digest
from edition.project import Project
from edition.publish.site import ExtraPage

GUIDELINES: Final = "guidelines"


def guidelines_digest(project: Project) -> str:
    """A hash of what the guidelines are made from; empty where there is no ODD."""
    if not project.odd.is_file():
        return ""
    beside = [p for p in sorted(project.odd.parent.glob("*.odd")) if p != project.odd]
    files = [project.odd, *beside, *_specifications(project)]
    return digest_of(GUIDELINES, program_digest(), *(p.read_bytes() for p in files))


def _specifications(project: Project) -> Iterator[Path]:
    """Where the specifications of TEI may lie that the edition's ODD is made of."""
    if project.tei:
        yield project.tei
    for folder in (project.odd.parent, project.root / "schema"):
        yield from sorted(p for p in folder.glob("p5subset*.xml") if p.is_file())


def guidelines(project: Project, cache: Cache) -> tuple[ExtraPage, ...]:
    """The pages that the ODD gives, for the frame of the site."""
    digest = guidelines_digest(project)
    if not digest:
        return ()
    pages = cache.made(digest, dict[str, str], GUIDELINES, lambda: _made_apart(project))
    return tuple(_guide(name, html) for name, html in pages.items() if name.endswith(".html"))


def _made_apart(project: Project) -> dict[str, str]:
    """In a process of its own: it takes more memory than anything else here, and is seldom needed."""
    from edition.odd import Places, make_guidelines  # late, for the same reason

    places = Places(project.tei, (project.root / "schema",))
    with closing(Processes(1)) as process:
        (pages,) = process.map(partial(make_guidelines, places=places), iter([project.odd]))
    return pages


def _guide(name: str, html: str) -> ExtraPage:
    """The navigation and the main part of a page that was made to stand alone."""
    navigation, main, title = (_part(html, tag) for tag in ("nav", "main", "title"))
    return ExtraPage(f"{GUIDELINES}/{name}", unescape(title), f'<div class="guide"><nav>{navigation}</nav>{main}</div>')


def _part(html: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return match[1] if match else ""
