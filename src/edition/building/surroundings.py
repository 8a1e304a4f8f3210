"""What an article's page takes from outside its document: neighbours, its correspondence, pictures, commits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import msgspec

from edition.building.extracts import Extracted
from edition.diagnostics import Span
from edition.facts.facsimile.files import Pictures
from edition.jobs import digest_of
from edition.paths import real
from edition.project import Project
from edition.publish.article import Neighbour, Surroundings
from edition.publish.extract import Extract
from edition.publish.facsimile import PortraitFile
from edition.publish.letters import chains
from edition.publish.pages import Collection, compared_blocks
from edition.publish.titles import told_apart
from edition.registers import Entity, Registers, Term, term_key

_NOWHERE: Final = Span("", 0, 0)
_ID: Final = re.compile(r"(?<![\w.-])[\w.-]+?(?=\.xml|#|$)")


def surroundings(
    pictures: Pictures,
    articles: Sequence[tuple[str, Extracted]],
    missing: frozenset[str],
    commits: Mapping[str, tuple[str, str]],
    apart: Mapping[str, str],
    collection: Collection,
) -> Iterator[Surroundings]:
    """What each article's page takes from outside: neighbours, articles and pictures that it points to, last change."""
    compared, spellings = compared_blocks(collection.registers), collection.spellings
    ids = frozenset(article_id(found) for _, found in articles)
    extracts = [e for _, found in articles if (e := found.extract)]
    in_chain = chains(extracts)
    neighbours = [Neighbour(e.id, *e.title(e.lang)) for e in extracts]
    for number, (path, found) in enumerate(articles):
        commit, day = commits.get(path.partition("#")[0], ("", ""))
        places = _pictures(found, pictures)
        pointed_at = {word for _, target in found.links for word in _ID.findall(target)}
        yield Surroundings(
            previous=neighbours[number - 1] if number else None,
            next=neighbours[number + 1] if number + 1 < len(neighbours) else None,
            told_apart=apart.get(article_id(found), ""),
            letter_before=_letter(in_chain, found, 0),
            letter_after=_letter(in_chain, found, 1),
            articles=ids & pointed_at,
            missing=missing & pointed_at,
            images=places,
            sizes=_sizes(found, places, pictures),
            spellings=_of_keys(found, spellings),
            kinds=_of_keys(found, collection.of_several_kinds),
            compared=compared.get(article_id(found), {}),
            terms=_terms(found, collection.registers),
            portraits=_portraits(found, collection),
            commit=commit,
            committed=day,
        )


def _of_keys(found: Extracted, spellings: Mapping[str, str]) -> dict[str, str]:
    """What there is to the keys of an article."""
    return {key: spellings[key] for key in found.keys if key in spellings}


def _pictures(found: Extracted, pictures: Pictures) -> dict[str, str]:
    """The pictures of the edition that an article shows, by their addresses in it."""
    shown = {target for name, target in found.links if name in ("url", "facs", "page")}
    return {target: place for target in sorted(shown) if (place := pictures.find(target))}


def _sizes(found: Extracted, places: Mapping[str, str], pictures: Pictures) -> dict[str, tuple[int, int]]:
    """Width and height of the pictures that show pages, where they can be read."""
    pages = {places[target] for name, target in found.links if name == "page" and target in places}
    return {place: size for place in sorted(pages) if (size := pictures.size(place))}


def portraits(registers: Registers, pictures: Pictures) -> dict[str, PortraitFile]:
    """The pictures of the edition that its entries give, by their addresses there; what cannot be read has none."""
    urls = {entity.portrait.url for entity in registers.entities.values() if entity.portrait}
    places = {url: place for url in sorted(urls) if (place := pictures.find(url))}
    return {url: PortraitFile(place, *size) for url, place in places.items() if (size := pictures.size(place))}


def _portraits(found: Extracted, collection: Collection) -> dict[str, PortraitFile]:
    """Those of whom an article names."""
    if not collection.portraits:
        return {}
    entities = (collection.registers.get(collection.key(key)) for key in found.keys)
    urls = {entity.portrait.url for entity in entities if entity and entity.portrait}
    return {url: collection.portraits[url] for url in sorted(urls) if url in collection.portraits}


def _terms(found: Extracted, registers: Registers) -> dict[str, Term]:
    """The entries of taxonomies and the like that an article points to."""
    keys = (term_key(target) for _, target in found.links)
    return {key: term for key in keys if (term := registers.terms.get(key))}


def _letter(
    in_chain: Mapping[str, tuple[Extract | None, Extract | None]], found: Extracted, side: int
) -> Neighbour | None:
    """The letter before or after in the same correspondence."""
    other = in_chain.get(article_id(found), (None, None))[side]
    return Neighbour(other.id, *other.title(other.lang)) if other else None


def distinguished(extracted: Mapping[str, Extracted]) -> tuple[dict[str, Extracted], dict[str, str]]:
    """The articles with titles that no two of them share, and what was put behind each."""
    apart = told_apart(e for found in extracted.values() if (e := found.extract))
    out = dict(extracted)
    for path, found in extracted.items():
        if found.extract and (words := apart.get(found.extract.id)):
            titles = {lang: title + words for lang, title in found.extract.titles.items()}
            out[path] = replace(found, extract=replace(found.extract, titles=titles))
    return out, apart


def article_id(found: Extracted) -> str:
    """The id of an article that was read; empty for one that was not."""
    return found.extract.id if found.extract else ""


class NamedEntries:
    """Register entries as they travel, each encoded and hashed once; where they stand in their file says nothing."""

    def __init__(self, registers: Registers, spellings: Mapping[str, str]) -> None:
        self._registers = registers
        self._spellings = spellings
        self._known: dict[str, tuple[str, bytes]] = {}

    def of(self, found: Extracted) -> list[tuple[str, bytes]]:
        """The entries that an article names, or leads to."""
        keys = (self._spellings.get(key, key) for key in found.keys)
        entities = {entity.key: entity for key in keys if (entity := self._registers.get(key))}
        return [self._encoded(entities[key]) for key in sorted(entities)]

    def _encoded(self, entity: Entity) -> tuple[str, bytes]:
        if entity.key not in self._known:
            data = msgspec.msgpack.encode(replace(entity, span=_NOWHERE))
            self._known[entity.key] = digest_of(data), data
        return self._known[entity.key]


def packed(around: Surroundings) -> bytes:
    """The same surroundings give the same bytes, whatever the order of a set in this process."""
    return msgspec.msgpack.encode(around, order="deterministic")


def in_repository(project: Project) -> bool:
    """Whether the edition lies in one, whose commits its pages tell."""
    folder = real(project.root)
    return any((parent / ".git").exists() for parent in (folder, *folder.parents))


def head_of(project: Project) -> str:
    """The commit that the edition stands at."""
    if not in_repository(project):
        return ""
    from edition.building.commits import head

    return head(project.root)
