"""The parts of a site that are no article: registers as they are read, overview pages, files for machines, assets.

Functions of values; `edition.building` puts them in order and keeps what did not change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from edition.publish import pages as made
from edition.publish.assets import asset_files, counts_script, days_script, label_script, names_script
from edition.publish.finding.names import known_names
from edition.publish.finding.posters import EDITION_POSTER, draw_poster
from edition.publish.letters.calendar import letter_pages
from edition.publish.lists import list_pages, texts_script
from edition.publish.map import COAST, draw_coast
from edition.publish.paths import slug
from edition.publish.renderer import Page, Site, in_language
from edition.publish.theme import SiteLanguage

_NOT_MAPPED: Final = frozenset({"404.html"})


@dataclass(frozen=True)
class ExtraPage:
    """A page whose main part another room made, such as the guidelines: path from the language's root, title, HTML, and
    a sentence about it."""

    path: str
    title: str
    html: str
    languages: tuple[str, ...]
    description: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What the page is of and which languages of the site have it."""
        about = {"title": self.title, "description": self.description}
        return {"kind": "extra", "path": self.path, "languages": self.languages, **about}


def plain_values(site: Site, collection: made.Collection, language: SiteLanguage) -> Iterator[dict[str, Any]]:
    """The values of the pages that quote nothing: extracts without sentences are enough for them."""
    lang = language.code
    yield made.home_page(collection, lang)
    yield from list_pages(collection, lang, site.project.settings.lists.by)
    yield from made.index_pages(collection, lang)
    yield from made.redirect_pages(collection, lang)
    yield from letter_pages(collection, lang)
    yield from made.survey_pages(collection, lang)
    if site.folders:
        yield made.network_page(collection, lang)
    yield made.search_page()
    data = made.data_page(site.project)
    yield {**made.about_page(collection, site.guidelines_of(language)), "has-data": data is not None}
    if data:
        yield data
    yield made.not_found_page()


def static_files(site: Site, collection: made.Collection, written: Iterable[str]) -> Iterator[Page]:
    """Assets, theme files, and what machines read; `written` are the paths of the pages."""
    info = site.project.settings.edition
    base = f"{info.base_url.rstrip('/')}/" if info.base_url else ""
    has_pictures = any(extract.has_pictures for extract in collection.extracts)
    yield from (Page(path, data) for path, data in asset_files(has_pictures=has_pictures))
    if site.theme.css:
        yield Page("assets/theme.css", site.theme.css.read_bytes())
    for path in site.theme.assets:
        yield Page(f"assets/{path.relative_to(site.theme.folder / 'assets').as_posix()}", path.read_bytes())
    coast = made.coast_of(collection)
    if coast:
        yield Page(COAST, draw_coast(coast))
    yield Page(*counts_script(((slug(key), n) for key, n in collection.counts()), coast))
    yield Page(*days_script(*made.shared_days(collection)))
    for language in site.languages:
        yield from _language_files(site, collection, language, base)
    yield Page("robots.txt", made.robots(base))
    paths = _mapped(site, collection, written)
    prefixes = {language.code: language.prefix for language in site.languages}
    yield from (Page(name, data) for name, data in made.sitemaps(base, paths, _changed(site, collection), prefixes))


def _language_files(site: Site, collection: made.Collection, language: SiteLanguage, base: str) -> Iterator[Page]:
    """What pages of one language load: lists for their scripts, labels, a picture to share, the feed."""
    if texts := texts_script(collection, language.code, site.project.settings.lists.by):
        yield Page(*texts)
    yield Page(*names_script(language.code, known_names(collection, language.code)))
    yield Page(*label_script(language.code, language.prefix, dict(language.labels)))
    if site.values(language)["image"]:
        yield Page(language.prefix + EDITION_POSTER, draw_poster(site.edition_poster(language)))
    title = in_language(site.project.settings.edition.title, language.code)
    data = made.feed(base, title, language.code, language.prefix, collection.extracts)
    yield Page(f"{language.prefix}feed.xml", data)


def _mapped(site: Site, collection: made.Collection, written: Iterable[str]) -> list[str]:
    """The pages that searchers are to find: neither views of files nor signposts from old addresses."""
    old = {
        language.prefix + page["path"]
        for language in site.languages
        for page in made.redirect_pages(collection, language.code)
    }
    return [
        path
        for path in written
        if path.endswith(".html")
        and not path.endswith(".tei.html")
        and PurePosixPath(path).name not in _NOT_MAPPED
        and path not in old
    ]


def _changed(site: Site, collection: made.Collection) -> dict[str, str]:
    return {
        f"{language.prefix}articles/{slug(e.id)}.html": e.changed
        for language in site.languages
        for e in collection.extracts
    }
