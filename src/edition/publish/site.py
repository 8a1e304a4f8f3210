"""The whole site, one step after another, in this process.

The parts are functions of values (`ArticleRenderer`, `extract`, the functions of `pages`), so that whoever wants to
share them out or to keep results can call them; this module only puts them in order.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from edition.diagnostics import Diagnostic, EditionError
from edition.facts import ArticleFacts, Reading, read_article
from edition.markup import Document, parse, read_source, write_file
from edition.project import Project
from edition.publish import pages as made
from edition.publish.article import ArticleRenderer, Neighbour, Surroundings
from edition.publish.assets import asset_files, counts_script, label_script
from edition.publish.extract import Extract, extract
from edition.publish.pages.chronology import is_by_year
from edition.publish.paths import slug
from edition.publish.renderer import Page, Renderer, Site, in_language
from edition.publish.search import build_search
from edition.publish.theme import Language
from edition.registers import Registers, read_registers

IMAGES: Final = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
_NOT_MAPPED: Final = frozenset({"404.html"})


@dataclass(frozen=True)
class ExtraPage:
    """A page whose main part another room made, such as the guidelines: path from the site's root, title, HTML."""

    path: str
    title: str
    html: str


def build_site(
    project: Project, output: Path, *, clean: bool = False, search: bool = True, extra: Sequence[ExtraPage] = ()
) -> list[Diagnostic]:
    """Build every page into `output`; files there that no page stands for any more are taken away."""
    registers, findings = load_registers(project)
    articles: list[tuple[Document, Reading]] = []
    for path in project.article_paths():
        try:
            document = parse(read_source(path, project.shown(path)))
        except EditionError as error:
            findings.extend(error.diagnostics)
            continue
        articles.append((document, read_article(document, project.settings.mentions)))
    articles.sort(key=lambda pair: order_of(pair[1].facts))
    collection = made.Collection(registers, [extract(reading.facts) for _, reading in articles])
    guidelines = extra[0].path if extra else ""
    site = Site.of(project, folders=collection.folders, chronology_by_year=is_by_year(collection), guidelines=guidelines)
    renderer = Renderer(site)
    article_renderer = ArticleRenderer(renderer, registers)
    if clean:
        shutil.rmtree(output, ignore_errors=True)
    written: set[str] = set()
    around = surroundings(project, collection.extracts, [reading.facts for _, reading in articles])
    for document, reading in articles:
        rendered = article_renderer.render(document, reading, around[reading.facts.id])
        findings.extend(rendered.diagnostics)
        written |= write_pages(output, rendered.pages)
    written |= write_pages(output, overview_pages(renderer, collection))
    written |= write_pages(output, (renderer.extra(e.path, e.title, e.html, site.languages[0]) for e in extra))
    written |= write_pages(output, static_files(site, collection, written))
    remove_others(output, written)
    if search and articles:
        findings.extend(build_search(output, prefixes=tuple(language.prefix for language in site.languages)))
    return findings


def load_registers(project: Project) -> tuple[Registers, list[Diagnostic]]:
    """All registers of the edition; what cannot be read is told. What is wrong inside them is validation's to tell."""
    documents, findings = [], []
    for path in project.register_paths():
        try:
            documents.append(parse(read_source(path, project.shown(path))))
        except EditionError as error:
            findings.extend(error.diagnostics)
    return read_registers(documents)[0], findings


def order_of(facts: ArticleFacts) -> tuple[str, str]:
    """Articles stand by date, and by id where dates are equal or absent."""
    return facts.metadata.date, facts.id


def surroundings(
    project: Project, extracts: Sequence[Extract], facts: Iterable[ArticleFacts]
) -> Mapping[str, Surroundings]:
    """What each article's page takes from outside: neighbours, articles and pictures that it points to, last change."""
    ids = frozenset(e.id for e in extracts)
    commits = last_commits(project)
    pictures = frozenset(path.name for path in image_files(project))
    neighbours = [Neighbour(e.id, *e.title(e.lang)) for e in extracts]
    at = {e.id: i for i, e in enumerate(extracts)}
    out = {}
    for article in facts:
        i = at[article.id]
        targets = " ".join(link.target for link in article.links)
        images = {link.target: f"images/{name}" for link in article.links if link.attribute in ("url", "facs")
                  and (name := PurePosixPath(link.target).name) in pictures and "://" not in link.target}  # fmt: skip
        commit, day = commits.get(article.path, ("", ""))
        out[article.id] = Surroundings(
            previous=neighbours[i - 1] if i else None,
            next=neighbours[i + 1] if i + 1 < len(neighbours) else None,
            articles=frozenset(id_ for id_ in ids if id_ in targets) if targets else frozenset(),
            images=images,
            commit=commit,
            committed=day,
        )
    return out


def last_commits(project: Project) -> dict[str, tuple[str, str]]:
    """The last commit of each file of the edition, with its day; nothing where it stands in no repository."""
    command = ["git", "log", "--format=%x00%h %cs", "--name-only", "--relative", "--", *project.settings.files.articles]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, fixed command
            command, cwd=project.root, capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    out: dict[str, tuple[str, str]] = {}
    for entry in done.stdout.split("\0")[1:] if done.returncode == 0 else ():
        head, *files = entry.strip().splitlines()
        commit, _, day = head.partition(" ")
        for file in filter(None, files):
            out.setdefault(file, (commit, day))
    return out


def overview_pages(renderer: Renderer, collection: made.Collection) -> Iterator[Page]:
    """Every page that is made from extracts and registers, in every language."""
    for language in renderer.site.languages:
        for values in overview_values(renderer.site, collection, language):
            yield renderer.pages(values, language)


def overview_values(site: Site, collection: made.Collection, language: Language) -> Iterator[dict[str, Any]]:
    """The values of those pages, one after another."""
    lang = language.code
    yield made.home_page(collection, lang)
    yield from made.index_pages(collection, lang)
    yield from made.entity_pages(collection, lang)
    yield from made.redirect_pages(collection, lang)
    yield from made.chronology_pages(collection, lang, by_year=site.chronology_by_year)
    if site.folders:
        yield made.network_page(collection, lang)
    if site.has_search:
        yield made.search_page()
    yield made.about_page(collection, site.guidelines)
    yield made.not_found_page()


def static_files(site: Site, collection: made.Collection, written: Iterable[str]) -> Iterator[Page]:
    """Assets, theme files, pictures, and what machines read; `written` are the paths of the pages."""
    info = site.project.settings.edition
    base = f"{info.base_url.rstrip('/')}/" if info.base_url else ""
    yield from (Page(path, data) for path, data in asset_files())
    if site.theme.css:
        yield Page("assets/theme.css", site.theme.css.read_bytes())
    for path in site.theme.assets:
        yield Page(f"assets/{path.relative_to(site.theme.folder / 'assets').as_posix()}", path.read_bytes())
    for path in image_files(site.project):
        yield Page(f"images/{path.name}", path.read_bytes())
    yield Page(*counts_script((slug(key), n) for key, n in collection.counts()))
    for language in site.languages:
        yield Page(*label_script(language.code, dict(language.labels)))
        title = in_language(info.title, language.code)
        data = made.feed(base, title, language.code, language.prefix, collection.extracts)
        yield Page(f"{language.prefix}feed.xml", data)
    yield Page("robots.txt", made.robots(base))
    paths = [p for p in written if p.endswith(".html") and not p.endswith(".tei.html") and PurePosixPath(p).name not in _NOT_MAPPED]
    yield Page("sitemap.xml", made.sitemap(base, paths, _changed(site, collection)))


def _changed(site: Site, collection: made.Collection) -> dict[str, str]:
    return {
        f"{language.prefix}articles/{slug(e.id)}.html": e.changed
        for language in site.languages
        for e in collection.extracts
    }


def image_files(project: Project) -> list[Path]:
    """The edition's pictures. SVG may hold scripts, so it is not among them."""
    folder = project.path(project.settings.files.images)
    return sorted(p for p in folder.glob("*") if p.suffix.lower() in IMAGES) if folder.is_dir() else []


def write_pages(output: Path, pages: Iterable[Page]) -> set[str]:
    """Write what is new or differs; the paths of all."""
    paths = set()
    for page in pages:
        target = output / page.path
        paths.add(page.path)
        if not target.is_file() or target.read_bytes() != page.data:
            write_file(target, page.data)
    return paths


def remove_others(output: Path, written: set[str]) -> None:
    """Take away what an earlier build wrote and this one did not; the search index has its own ways."""
    for path in sorted(output.rglob("*"), reverse=True):
        relative = path.relative_to(output)
        if "pagefind" in relative.parts:
            continue
        if path.is_file() and relative.as_posix() not in written:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


__all__ = ["ExtraPage", "build_site", "load_registers", "overview_pages", "overview_values", "static_files", "surroundings"]
