"""The page of an article, in every language of the interface, with the TEI to see and to fetch: a function of the
document, the register entries that it names, and its surroundings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from html import escape
from typing import Any, Final

from lxml import etree

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts, Author
from edition.markup import parse
from edition.markup.source import as_source
from edition.publish.assets import FACSIMILE_SCRIPTS
from edition.publish.cards import Cards, joined, name_parts, term_values
from edition.publish.codes import UNHANDLED_ELEMENT
from edition.publish.extract import date_text, work_links
from edition.publish.facsimile import PortraitFile, facsimile_values, used_hosts
from edition.publish.finding.posters import draw_poster
from edition.publish.letters import letter_values
from edition.publish.marking import ReadArticle
from edition.publish.order import sort_key
from edition.publish.paths import FOLDERS, article_path, entity_path, poster_path, slug, tei_path, tei_view_path
from edition.publish.renderer import MARK, Page, Renderer
from edition.publish.theme import SiteLanguage
from edition.registers import Bibliography, Registers, Term

_KNOWN_TAGS: Final = 2000
_HERE: Final = "the-id-of-the-article"  # plain letters, for addresses are escaped when a page is written
_TAG: Final = re.compile(r"(&lt;[/?]?)([\w:.-]+)")
_ATTRIBUTE: Final = re.compile(r"""(\s)([\w:.-]+)(=".*?"|='.*?')""", re.DOTALL)
_ARTICLE: Final = re.compile(r"(?:article:|(?:\.\./articles/|\./)?)([\w.-]+?)(?:\.xml)?(?:#([\w.:-]+))?\Z")


@dataclass(frozen=True)
class Neighbour:
    """The article before or after."""

    id: str
    title: str
    lang: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What an article's page takes from outside its document and the registers.

    Of those that it points to, `articles` are on the site and `missing` left out; `told_apart` stands behind a title
    that others have; `images` are pictures that exist, by the address in the TEI, `sizes` those of pages; `spellings`
    are keys that differ from others by case, with the other; `kinds` those of keys without an entry that texts name as
    several things; `portraits` are by the address in the register; `compared` are entries that articles differ on, by
    block; `terms` are explained words.
    """

    previous: Neighbour | None = None
    next: Neighbour | None = None
    told_apart: str = ""
    letter_before: Neighbour | None = None
    letter_after: Neighbour | None = None
    articles: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    images: Mapping[str, str] = field(default_factory=dict)
    compared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    portraits: Mapping[str, PortraitFile] = field(default_factory=dict)
    commit: str = ""
    committed: str = ""


@dataclass(frozen=True)
class Rendered:
    """The files of an article, and what was wrong."""

    pages: tuple[Page, ...]
    diagnostics: tuple[Diagnostic, ...]


class ArticleRenderer:
    """Renders articles; one a process."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer

    def render(
        self, data: bytes, article: ReadArticle, registers: Registers, around: Surroundings
    ) -> Generator[None, None, Rendered]:
        """All files of one article, whose own bytes are `data`, in steps: values, pages, the view of its TEI file."""
        facts = article.facts
        hosts = self._renderer.site.project.settings.facsimile.hosts
        pages: list[Page] = []
        messages: tuple[str, ...] = ()
        made: list[tuple[SiteLanguage, dict[str, Any]]] = []
        for language in self._renderer.site.languages:
            values = ArticleValues(facts, registers, around, language, hosts).page()
            made.append((language, values))
            pages += self._poster(values, language)
        yield
        for language, values in made:
            page, messages = self._renderer.render(values, language, article.tei)
            pages.append(page)
        yield
        pages.append(Page(tei_path(facts.id), data))
        pages.append(self._view(data, facts, around.told_apart))
        return Rendered(tuple(pages), tuple(_unhandled(facts.path, data, messages)))

    def _poster(self, values: dict[str, Any], language: SiteLanguage) -> list[Page]:
        """The picture for those who share the page; the page names it."""
        line = " · ".join(t for t in (", ".join(a["name"] for a in values["citation"]["authors"]),
                                      values["citation"]["year"]) if t)  # fmt: skip
        poster = self._renderer.site.poster(values["title"], line, language)
        if not (self._renderer.site.shares and poster.can_be_drawn):
            return []
        values["image"] = poster_path(values["path"])
        return [Page(language.prefix + values["image"], draw_poster(poster))]

    @cached_property
    def _frame(self) -> str:
        """The page around a TEI file, made once; the places for its names are filled in for each."""
        values = {
            "kind": "source", "path": tei_view_path(_HERE), "title": "\ue000", "article": article_path(_HERE),
            "file": tei_path(_HERE),
        }  # fmt: skip
        return self._renderer.pages(values, self._renderer.site.languages[0]).data.decode()

    def _view(self, data: bytes, facts: ArticleFacts, told_apart: str) -> Page:
        language = self._renderer.site.languages[0]
        title = f"{facts.metadata.title(language.code)}{told_apart}" or facts.id
        frame = self._frame.replace("\ue000", escape(title)).replace(_HERE, slug(facts.id))
        return Page(tei_view_path(facts.id), frame.replace(MARK, highlight(data), 1).encode())


@dataclass(frozen=True)
class ArticleValues:
    """The stylesheet's parameter `page` of an article."""

    facts: ArticleFacts
    registers: Registers
    around: Surroundings
    language: SiteLanguage
    hosts: tuple[str, ...] = ()

    def page(self) -> dict[str, Any]:
        """All of them."""
        meta, lang = self.facts.metadata, self.language.code
        title, title_lang = self._title()
        entities = self._entities()
        facsimile = facsimile_values(self.facts.pages, self.around.images, self.around.sizes, self.hosts)
        named = [e for e in entities.values() if e["count"]]
        kinds = {mention.kind for mention in self.facts.mentions}
        return {
            "kind": "article",
            "id": self.facts.id,
            "path": article_path(self.facts.id),
            "folder": "articles",
            "lang": self.facts.lang,
            "title": title,
            "title-lang": title_lang,
            "other-titles": self._other_titles(title),
            "description": self._description(),
            "source-line": "" if meta.source is None else _source_line(self.facts),
            "source-text": meta.source_text,
            "based-on": _based_on(meta.source),
            "licence": meta.licence,
            "keywords": list(meta.keywords.get(lang) or next(iter(meta.keywords.values()), ())),
            "citation": self._citation(title),
            "revision": self._revision(),
            "tei": tei_path(self.facts.id),
            "tei-view": tei_view_path(self.facts.id),
            "previous": _neighbour(self.around.previous),
            "next": _neighbour(self.around.next),
            "letter": meta.letter and letter_values(meta.letter, self.registers, self.around.kinds, lang),
            "letter-before": _neighbour(self.around.letter_before),
            "letter-after": _neighbour(self.around.letter_after),
            "kinds": [kind for kind in (*FOLDERS, "date") if kind in kinds],
            "entities": entities,
            "entity-lists": _lists(named, lang),
            "about": _about(named),
            "dates": self._dates(),
            "links": self._links(),
            "images": dict(self.around.images),
            "compared": {block: list(map(slug, keys)) for block, keys in self.around.compared.items()},
            "terms": {f"term:{key}": term_values(term, lang) for key, term in self.around.terms.items()},
            "facsimile": facsimile,
            "hosts": used_hosts(self.facts.pages, self.hosts),
            "scripts": list(FACSIMILE_SCRIPTS) if facsimile else [],
            "machine": _machine(self.facts),
        }  # fmt: skip

    def _other_titles(self, title: str) -> list[dict[str, str]]:
        titles = self.facts.metadata.titles.items()
        return [{"lang": lang, "text": text} for lang, text in titles if text and not title.startswith(text)]

    def _revision(self) -> dict[str, str] | None:
        return {"commit": self.around.commit, "date": self.around.committed} if self.around.commit else None

    def _title(self) -> tuple[str, str]:
        titles = self.facts.metadata.titles
        for code in (self.language.code, self.facts.lang, *titles):
            if titles.get(code):
                return titles[code] + self.around.told_apart, code
        return self.facts.id, ""

    def _description(self) -> str:
        lang = self.language.code
        blocks = [b for b in self.facts.text_blocks if b.name == "p" and not b.note]
        text = next((b.text for b in blocks if b.lang == lang and b.part == "front"), "")
        return (text or (blocks[0].text if blocks else ""))[:300]

    def _entities(self) -> dict[str, dict[str, Any]]:
        """Cards of all who are named, by the key that the text uses."""
        cards = Cards(self.registers, self.language.code, self.around.portraits)
        counts = _counts(self.facts)
        forms: dict[str, Counter[str]] = {}
        out: dict[str, dict[str, Any]] = {}
        for mention in self.facts.mentions:
            for key in mention.named:
                forms.setdefault(key, Counter())[mention.text] += 1
                out.setdefault(key, {"kind": mention.kind, "first": mention.id, "count": counts[key]})
        for key, value in out.items():
            spelt = self.around.spellings.get(key, key)
            kind, form = self.around.kinds.get(key, value["kind"]), forms[key].most_common(1)[0][0]
            out[key] = {**value, **cards.card(spelt, kind, form)}
        for value in list(out.values()):
            out.setdefault(value["key"], value)  # a former key leads to the entry's own
        works = work_links(self.facts.links)
        cited = Counter(link.keys[0] for link in works)
        for key, link in ((link.keys[0], link) for link in works):
            if key not in out and self.registers.get(key):
                out[key] = {"first": link.block, "count": cited[key], **cards.card(key, "work")}
        return out

    def _citation(self, title: str) -> dict[str, Any]:
        meta = self.facts.metadata
        date = meta.changed or meta.published or meta.date
        return {
            "title": title,
            "date": date,
            "year": date[:4],
            "authors": [self._author(author) for author in meta.authors],
        }

    def _author(self, author: Author) -> dict[str, Any]:
        name = author.named(self.language.code)
        family, given = (name, "") if author.is_body else name_parts(author.written(self.language.code))
        entity = self.registers.get(author.key) if author.key else None
        initials = " ".join(f"{part[0]}." for part in given.split() if part[0].isalpha())
        return {
            "part": "author",
            "name": name,
            "family": "" if author.is_body else family,
            "given": given,
            "inverted": f"{family}, {given}" if given else name,
            "initials": f"{family}, {initials}" if given else name,
            "affiliation": author.affiliation,
            "path": entity_path(entity.kind, entity.key) if entity and entity.key in self._with_pages else "",
        }

    def _dates(self) -> list[dict[str, str]]:
        found: dict[str, str] = {}
        for mention in self.facts.mentions:
            if mention.kind == "date" and not mention.cited and mention.date.earliest:
                found.setdefault(date_text(mention.date), mention.id)
        return [{"value": value, "first": found[value]} for value in sorted(found, key=lambda v: v.lstrip("_"))]

    @cached_property
    def _with_pages(self) -> frozenset[str]:
        """The entries that have a page because of this article."""
        keys = {key for mention in self.facts.mentions for key in mention.named}
        keys |= {link.keys[0] for link in work_links(self.facts.links) if link.block}
        keys |= {party.key for party in self.facts.metadata.parties}
        return frozenset(entity.key for key in keys if (entity := self.registers.get(key)))

    def _links(self) -> dict[str, dict[str, Any]]:
        """Where the text's pointers to articles and entities lead; what leads nowhere is left out."""
        out: dict[str, dict[str, Any]] = {}
        found = ((t, key) for link in self.facts.links for t, key in link.pointers)
        for target, key in dict.fromkeys(found):
            if key:
                entity = self.registers.get(key)
                if entity and entity.key in self._with_pages:
                    out[target] = {"path": entity_path(entity.kind, entity.key)}
            elif (match := _ARTICLE.match(target)) and match[1] in self.around.articles:
                out[target] = {"path": article_path(match[1]), "id": match[2] or ""}
            elif match and match[1] in self.around.missing:
                out[target] = {"missing": True}
        return dict(sorted(out.items()))


def _about(named: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whom and what a text speaks of most."""
    most = sorted(named, key=lambda e: (-e["count"], e["key"]))[:12]
    return [{"kind": e["kind"], "name": e["name"], "path": e["path"]} for e in most]


def _neighbour(neighbour: Neighbour | None) -> dict[str, str] | None:
    if neighbour is None:
        return None
    return {"path": article_path(neighbour.id), "title": neighbour.title, "lang": neighbour.lang}


def _counts(facts: ArticleFacts) -> Counter[str]:
    """How often each is named: in the original, or in the translation alone."""
    versions = {block.id: block.version for block in facts.blocks}
    original, again = (
        Counter(key for m in facts.mentions if bool(versions[m.block]) is translated for key in m.named)
        for translated in (False, True)
    )
    return Counter({**again, **original})


def _lists(entities: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Keys under their kinds, in the order of the language's alphabet; two keys of one entry stand once."""
    out = []
    for kind, folder in FOLDERS.items():
        seen: dict[str, str] = {}
        for entity in sorted(
            (e for e in entities if e["kind"] == kind), key=lambda e: (sort_key(e["name"], lang), e["key"])
        ):
            seen.setdefault(entity["slug"], entity["key"])
        if seen:
            out.append({"part": "entity-list", "kind": kind, "section": folder, "keys": list(seen.values())})
    return out


def _machine(facts: ArticleFacts) -> list[dict[str, Any]]:
    counts = Counter(m.cert or "high" for m in facts.mentions if m.resp == "edition-annotate")
    return [{"cert": cert, "count": counts[cert]} for cert in ("high", "medium", "low", "unknown") if counts[cert]]


def _based_on(source: Bibliography | None) -> dict[str, Any] | None:
    """The work that the text is made from, for readers and machines."""
    if source is None or not source.title:
        return None
    address = f"https://doi.org/{source.doi}" if source.doi else source.url
    return {
        "title": source.title,
        "authors": list(source.authors),
        "container": source.container,
        "year": source.year,
        "address": address,
    }


def _source_line(facts: ArticleFacts) -> str:
    source = facts.metadata.source
    if source is None:
        return ""
    return joined(", ", source.container, source.volume_and_issue, source.year, source.pages)


def _unhandled(path: str, data: bytes, messages: tuple[str, ...]) -> Iterator[Diagnostic]:
    """The stylesheet reports an element by its name and its number in document order."""
    numbers = {int(words[2]): words[1] for m in messages if (words := m.split()) and words[0] == "unhandled"}
    if not numbers:
        return
    document = parse(as_source(path, data))
    for number, element in enumerate(document.root.iter(etree.Element)):
        if number in numbers:
            yield Diagnostic(
                UNHANDLED_ELEMENT,
                f"the site has no template for <{numbers[number]}>",
                document.span(element),
                help="say under [elements] in edition.toml how it is shown, or add a template to theme/templates.xsl",
            )


def highlight(data: bytes) -> str:
    """XML as text with its names marked.

    >>> highlight(b'<p n="1">a</p>')
    '<pre class="tei" tabindex="0"><code>&lt;<b>p</b> <i>n</i>="1"&gt;a&lt;/<b>p</b>&gt;</code></pre>'
    """
    before, *pieces = escape(data.decode("utf-8", "replace"), quote=False).split("&lt;")
    parts = [before]
    for piece in pieces:
        tag, end, text = piece.partition("&gt;")
        if tag.count('"') % 2:  # an attribute may hold the sign
            tag, end, text = piece.rpartition("&gt;")
        parts += (_tag(tag), end, text)
    return f'<pre class="tei" tabindex="0"><code>{"".join(parts)}</code></pre>'


@lru_cache(_KNOWN_TAGS)
def _tag(text: str) -> str:
    """A tag up to its end, escaped, which is the same a hundred times in a document, and in all others."""
    parts = _ATTRIBUTE.split(f"&lt;{text}")
    parts[2::4] = [f"<i>{name}</i>" for name in parts[2::4]]
    parts = _TAG.split("".join(parts))
    parts[2::3] = [f"<b>{name}</b>" for name in parts[2::3]]
    return "".join(parts)
