"""The pages of the guidelines, kept between builds until their own sources change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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


def guidelines_digest(project: Project, languages: Sequence[str]) -> str:
    """A hash of what the guidelines for a site's languages are made from; empty where there is no ODD.

    Texts that follow conventions of others are not described by our own ODD.
    """
    is_others = project.settings.validate.profile == "reference" and not project.settings.schema.odd
    if is_others or not project.odd.is_file():
        return ""
    beside = [p for p in sorted(project.odd.parent.glob("*.odd")) if p != project.odd]
    files = [project.odd, *beside, *_specifications(project)]
    return digest_of(GUIDELINES, program_digest(), *languages, *(p.read_bytes() for p in files))


def _specifications(project: Project) -> Iterator[Path]:
    """Where the specifications of TEI may lie that the edition's ODD is made of."""
    if project.tei:
        yield project.tei
    for folder in (project.odd.parent, project.root / "schema"):
        yield from sorted(p for p in folder.glob("p5subset*.xml") if p.is_file())


def guidelines(project: Project, languages: Sequence[str], cache: Cache) -> Mapping[str, Sequence[ExtraPage]]:
    """The pages that the ODD gives, framed for the first language of the site and for others that the ODD speaks."""
    digest = guidelines_digest(project, languages)
    if not digest:
        return {}
    made = cache.made(digest, dict[str, dict[str, str]], GUIDELINES, lambda: _made_apart(project, languages))
    frames = (languages[0], *list(made)[1:])
    return {
        frame: [_guide(name, html, lang, frames) for name, html in pages.items() if name.endswith(".html")]
        for frame, (lang, pages) in zip(frames, made.items(), strict=True)
    }


def _made_apart(project: Project, languages: Sequence[str]) -> dict[str, dict[str, str]]:
    """In a process of its own: it takes more memory than anything else here, and is seldom needed."""
    from edition.odd import Places, guidelines_in  # late, for the same reason

    places = Places(project.tei, (project.root / "schema",))
    with closing(Processes(1)) as process:
        (made,) = process.map(partial(guidelines_in, languages=languages, places=places), iter([project.odd]))
    return made


def _guide(name: str, html: str, lang: str, languages: tuple[str, ...]) -> ExtraPage:
    """The navigation and the main part of a page that was made to stand alone."""
    navigation, main, title = (_part(html, tag) for tag in ("nav", "main", "title"))
    about = re.search(r'<p class="desc">([^<]*)</p>', main)
    framed = f'<div class="guide" lang="{lang}"><nav>{navigation}</nav>{main}</div>'
    return ExtraPage(f"{GUIDELINES}/{name}", unescape(title), framed, languages, unescape(about[1]) if about else "")


def _part(html: str, tag: str) -> str:
    match = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)
    return match[1] if match else ""
