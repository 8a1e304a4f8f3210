"""The texts of all articles for the search, read from what is kept of them one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from edition.building.extracts import TEXTS, ExtractStore, passages_in
from edition.diagnostics import Diagnostic
from edition.publish.assets import texts_script
from edition.publish.finding.names import known_texts
from edition.publish.finding.pagefind import SearchText, build_search
from edition.publish.finding.passages import in_language
from edition.publish.pages import Collection
from edition.publish.paths import article_path
from edition.publish.renderer import Page
from edition.publish.theme import SiteLanguage


def texts_of(store: ExtractStore, collection: Collection, order: Sequence[str], lang: str) -> Iterator[SearchText]:
    """The articles as readers of a language search them; `order` are the paths of the collection's articles."""
    for path, extract in zip(order, collection.extracts, strict=True):
        found = [passage for _, data in store.data(TEXTS, [path]) for passage in passages_in(data)]
        yield SearchText(article_path(extract.id), extract.title(lang)[0], tuple(in_language(found, lang)))


def texts_pages(
    store: ExtractStore, collection: Collection, order: Sequence[str], languages: Iterable[SiteLanguage]
) -> Iterator[Page]:
    """The texts as scripts, for a search without an index; none where they are too long for that."""
    for language in languages:
        texts = texts_of(store, collection, order, language.code)
        found = known_texts((text.path, text.passages) for text in texts)
        if found is not None:
            yield Page(*texts_script(language.code, found))


def build_indexes(
    store: ExtractStore, collection: Collection, order: Sequence[str], folders: Iterable[tuple[Path, SiteLanguage]]
) -> Iterator[Diagnostic]:
    """Make the index of each language in its folder; what went wrong with it."""
    for folder, language in folders:
        yield from build_search(folder, language.code, texts_of(store, collection, order, language.code))
