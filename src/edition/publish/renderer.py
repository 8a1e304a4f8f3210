"""Pages from values through the site's stylesheet, compiled once a process."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from edition.apart import BoundedStylesheet, StoppedError
from edition.diagnostics import Diagnostic, EditionError, Span
from edition.languages import SHIPPED, Languages, read_languages
from edition.project import Project, data_dir
from edition.publish.assets import SCRIPTS, STYLES, label_path
from edition.publish.codes import BROKEN_STYLESHEET
from edition.publish.finding.posters import EDITION_POSTER, Poster
from edition.publish.paths import FOLDERS, index_path
from edition.publish.theme import SiteLanguage, Theme, read_theme, site_languages, theme_digest
from edition.saxon import SaxonError, Stylesheet

MARK: Final = '<div data-slot="slot"></div>'
FRAMED: Final = frozenset({"article", "entity"})  # the kinds of pages of which a site has thousands
_NAME: Final = "the-name-of-the-page"
_PLAIN: Final = re.compile(r"[\w.-]+", re.ASCII)  # is written into a page as it stands
_PARTS: Final = {name: re.compile(f'<{name} class="site">.*?</{name}>', re.DOTALL) for name in ("header", "footer")}


@dataclass(frozen=True)
class Page:
    """A file of the site: its path from the site's root, and its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True)
class Site:
    """What is the same on every page. `folders` are the indexes that have entries, `surveys` what else the
    registers show, `articles` lists all articles.

    `languages` are those that the site speaks, `known` those whose words texts are read with.
    """

    project: Project
    languages: tuple[SiteLanguage, ...]
    theme: Theme
    folders: tuple[str, ...] = tuple(FOLDERS.values())
    surveys: tuple[str, ...] = ()
    articles: str = "index.html"
    chronology_by_year: bool = False
    has_search: bool = True
    has_data: bool = False
    guidelines: tuple[str, ...] = ()
    preview: bool = False
    known: Languages = SHIPPED
    extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project, **values: Any) -> Site:
        """The site of a project, with its theme and languages."""
        return cls(project, site_languages(project), read_theme(project), known=read_languages(project.root), **values)

    @property
    def shares(self) -> bool:
        """Whether pages get a picture for those who share them: an address on the web is needed to point to it."""
        return bool(self.project.settings.edition.base_url)

    def poster(self, title: str, line: str, language: SiteLanguage) -> Poster:
        """The picture of a page."""
        return Poster(in_language(self.project.settings.edition.title, language.code), title, line)

    def edition_poster(self, language: SiteLanguage) -> Poster:
        """The picture of all pages that have no other."""
        info = self.project.settings.edition
        return Poster(info.publisher, in_language(info.title, language.code), in_language(info.subtitle, language.code))

    @cached_property
    def digest(self) -> str:
        """A hash of all this, for whoever keeps pages between builds."""
        parts = (
            self.folders,
            self.surveys,
            self.articles,
            self.chronology_by_year,
            self.has_search,
            self.has_data,
            self.guidelines,
            self.preview,
        )
        info = repr((self.project.settings, parts, self.known.digest))
        look = theme_digest(self.theme, self.languages)
        return hashlib.blake2b((info + look).encode(), digest_size=16).hexdigest()

    def values(self, language: SiteLanguage) -> dict[str, Any]:
        """The stylesheet's parameter `site`."""
        info = self.project.settings.edition
        base = info.base_url.rstrip("/")
        return {
            "lang": language.code,
            "prefix": language.prefix,
            "title": in_language(info.title, language.code) or "Edition",
            "subtitle": in_language(info.subtitle, language.code),
            "description": in_language(info.description, language.code),
            "about": paragraphs(in_language(info.about, language.code)),
            "editors": [editor.names.get(language.code) or editor.name for editor in info.editors],
            "publisher": info.publisher,
            "licence": info.licence,
            "version": info.version,
            "doi": info.doi,
            "repository": info.repository,
            "base-url": f"{base}/" if base else "",
            "languages": [
                {"part": "language", "lang": other.code, "name": other.name, "prefix": other.prefix}
                for other in self.languages
            ],
            "sections": self._sections(language),
            "styles": [*STYLES, *(["assets/theme.css"] if self.theme.css else [])],
            "scripts": [label_path(language.code), *SCRIPTS],
            "has-index": self.has_search,
            "chronology-by-year": self.chronology_by_year,
            "preview": self.preview,
            "image": EDITION_POSTER if self.shares and self.edition_poster(language).can_be_drawn else "",
        }

    def guidelines_of(self, language: SiteLanguage) -> str:
        """Where the guidelines lie for readers of a language, from the root of the site; empty without any."""
        has = [other for other in self.languages if other.code in self.guidelines]
        return f"{(language if language in has else has[0]).prefix}guidelines/index.html" if has else ""

    def _sections(self, language: SiteLanguage) -> list[dict[str, str]]:
        found = [{"part": "section", "key": "articles", "path": self.articles, "folder": "articles"}]
        folders = (*self.folders, "chronology", *self.surveys, *(["network"] if self.folders else []))
        found += [{"part": "section", "key": name, "path": index_path(name), "folder": name} for name in folders]
        if self.has_data:
            found.append({"part": "section", "key": "data", "path": "data/index.html"})
        if self.guidelines:
            found.append({"part": "section", "key": "guidelines", "file": self.guidelines_of(language)})
        return [*found, {"part": "section", "key": "about", "path": "about.html"}]


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """A text of the settings in a language, else the one for all, else any.

    >>> in_language({"tr": "Ağ", "en": "Net"}, "en"), in_language({"": "x"}, "tr"), in_language({}, "tr")
    ('Net', 'x', '')
    """
    return texts.get(lang) or texts.get("") or next(iter(texts.values()), "")


def paragraphs(text: str) -> list[str]:
    """What stands between empty lines, each on one line.

    >>> paragraphs("One\\nand more.\\n\\nTwo.\\n")
    ['One and more.', 'Two.']
    """
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]


class Renderer:
    """The compiled stylesheet with the values that all pages share."""

    def __init__(self, site: Site) -> None:
        self.site = site
        entry = data_dir() / "xslt/site/site.xsl"
        try:
            self._sheet = _compiled(entry, site.theme)
        except (SaxonError, StoppedError) as error:
            raise EditionError(broken_stylesheet(error)) from error
        self._shared = {
            language.code: {
                "site": self._sheet.value(site.values(language)),
                "labels": self._sheet.value(dict(language.labels)),
            }
            for language in site.languages
        }
        self._frames: dict[tuple[str, str, str], dict[str, str]] = {}

    def render(
        self, page: Mapping[str, Any], language: SiteLanguage, source: bytes | None = None
    ) -> tuple[Page, tuple[str, ...]]:
        """One page in one language, and what the stylesheet reported.

        A document goes in as bytes; pages that are made from values alone have none.
        """
        shared, frame = self._shared[language.code], self._frame(page, language)
        values = {**page, "framed": True} if frame else dict(page)
        try:
            result = self._sheet.transform(source, {**shared, "page": values}, template="page")
        except (SaxonError, StoppedError) as error:
            raise EditionError(broken_stylesheet(error, str(page["path"]))) from error
        text = result.text
        for slot, part in frame.items():
            text = text.replace(slot, part, 1)
        return Page(language.prefix + page["path"], text.encode()), result.messages

    def _frame(self, page: Mapping[str, Any], language: SiteLanguage) -> dict[str, str]:
        """Header and footer by the slots they belong into, made once for all pages of a folder.

        Nothing where each page has its own: a theme's templates may tell in them what the page is.
        """
        folder, _, name = str(page["path"]).rpartition("/")
        if page["kind"] not in FRAMED or self.site.theme.has_stylesheets or not _PLAIN.fullmatch(name):
            return {}
        key = (language.code, folder, str(page.get("folder")))
        if key not in self._frames:
            values = {
                "kind": "extra", "path": f"{folder}/{_NAME}", "folder": page.get("folder"), "title": "",
                "languages": [other.code for other in self.site.languages],
            }  # fmt: skip
            text = self.pages(values, language).data.decode()
            found = {slot: match[0] for slot, part in _PARTS.items() if (match := part.search(text))}
            self._frames[key] = {f'<div data-slot="{slot}"></div>': part for slot, part in found.items()}
        return {slot: part.replace(_NAME, name) for slot, part in self._frames[key].items()}

    def pages(self, page: Mapping[str, Any], language: SiteLanguage) -> Page:
        """One page that is made from values alone."""
        return self.render(page, language)[0]

    def extra(self, values: Mapping[str, Any], html: str, language: SiteLanguage) -> Page:
        """A page whose main part was made elsewhere, in the frame of the site."""
        frame = self.pages(values, language)
        return Page(frame.path, frame.data.replace(MARK.encode(), html.encode(), 1))


def _compiled(entry: Path, theme: Theme) -> Stylesheet | BoundedStylesheet:
    """The site's stylesheet; with templates of a theme, which may be a stranger's, it runs in a process of its own."""
    static = {"theme-files": json.dumps(theme.static)}
    return BoundedStylesheet.from_file(entry, static) if theme.has_stylesheets else Stylesheet.from_file(entry, static)


def broken_stylesheet(error: SaxonError | StoppedError, page: str = "") -> Diagnostic:
    """A failure of the stylesheet as a diagnostic."""
    if isinstance(error, StoppedError):
        message = f"the stylesheet with the theme's templates was stopped{f' on {page}' if page else ''}: it {error}"
        return Diagnostic(BROKEN_STYLESHEET, message, help="look for what never ends in the theme's templates")
    path = Path(error.file) if error.file else None
    span = None
    if path and path.is_file() and error.line:
        lines = path.read_bytes().splitlines(keepends=True)
        start = sum(len(line) for line in lines[: error.line - 1])
        span = Span(
            str(path), start, start + max(1, len(lines[error.line - 1].rstrip()) if error.line <= len(lines) else 1)
        )
    return Diagnostic(
        BROKEN_STYLESHEET,
        f"the stylesheet failed{f' on {page}' if page else ''}: {error.message.partition(chr(10))[0]}",
        span,
        notes=tuple(error.message.splitlines()[1:4]),
        help="if the theme has modules or templates, look there first",
    )
