"""Texts grouped by what their headers tell: each group has a name, a path of its own, and its texts in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from edition.facts.letters import Party
from edition.project.settings import FACETS
from edition.publish.cards import Cards
from edition.publish.extract import Extract
from edition.publish.order import sort_key
from edition.publish.pages.collection import Collection
from edition.publish.paths import group_path

_NOBODY: Final = (Party("", "", ""),)
_MOST_PARTS: Final = 0.9  # of all texts may have a group of their own before grouping helps nobody


@dataclass(frozen=True)
class TextGroup:
    """Texts that have something in common. `name` is what readers see; without one the texts do not tell."""

    name: str
    path: str
    entity: str = ""
    extracts: list[Extract] = field(default_factory=list)


@dataclass(frozen=True)
class Grouping:
    """All texts by one facet."""

    facet: str
    groups: tuple[TextGroup, ...]


def groupings(collection: Collection, lang: str, wanted: Sequence[str]) -> list[Grouping]:
    """How the texts can be grouped: as the settings say, or by whatever parts them well."""
    return collection.kept(f"groupings {lang} {wanted}", lambda: _groupings(collection, lang, wanted))


def _groupings(collection: Collection, lang: str, wanted: Sequence[str]) -> list[Grouping]:
    found = [_grouping(collection, facet, lang) for facet in wanted or FACETS]
    return [grouping for grouping in found if wanted or _parts_well(grouping, len(collection.extracts))]


def _parts_well(grouping: Grouping, texts: int) -> bool:
    """Whether there are several groups, of several texts, and most texts are in one."""
    told = [group for group in grouping.groups if group.name]
    return 1 < len(told) <= max(2, _MOST_PARTS * texts) and sum(len(g.extracts) for g in told) * 2 >= texts


def _grouping(collection: Collection, facet: str, lang: str) -> Grouping:
    cards = Cards(collection.registers, lang)
    named = cache(lambda party: _named(party, collection, cards))
    groups: dict[str, TextGroup] = {}
    told = [(extract, _told(extract, facet) or _NOBODY) for extract in collection.extracts]
    keyed = _keyed(party for _, parties in told for party in parties)
    for extract, parties in told:
        meant = (party if party.key else keyed.get(party.name.casefold(), party) for party in parties)
        for key, name, entity in dict.fromkeys(map(named, meant)):
            if key not in groups:
                groups[key] = TextGroup(name, group_path(facet, key or "none"), entity)
            groups[key].extracts.append(extract)
    order: Callable[[TextGroup], object] = (
        (lambda g: g.name.zfill(5)) if facet == "year" else lambda g: sort_key(g.name, lang)
    )
    ordered = sorted(groups.values(), key=lambda g: (not g.name, order(g), g.path))
    return Grouping(facet, tuple(ordered))


def _keyed(parties: Iterable[Party]) -> dict[str, Party]:
    """The party of each name of which there is one key: some texts write the name alone, and mean the same."""
    found: dict[str, dict[str, Party]] = {}
    for party in parties:
        if party.key:
            found.setdefault(party.name.casefold(), {}).setdefault(party.key, party)
    return {name: next(iter(keys.values())) for name, keys in found.items() if len(keys) == 1}


def _told(extract: Extract, facet: str) -> Iterable[Party]:
    if facet == "year":
        return (Party(extract.year, "", ""),) if extract.year.isdigit() else ()
    if facet == "language":
        return (Party(extract.lang, "", ""),) if extract.lang else ()
    if facet == "correspondent":
        return (*extract.letter.senders, *extract.letter.receivers) if extract.letter else ()
    if facet == "place" and extract.letter and extract.letter.sent_from:
        return extract.letter.sent_from
    return extract.facets.get(facet, ())


def _named(party: Party, collection: Collection, cards: Cards) -> tuple[str, str, str]:
    """What tells a group from others, what it is called, and the page of whom or what it is named for.

    One written in two ways (`Letter`, `letter`) is one group.
    """
    key = collection.key(party.key) if party.key else ""
    if key in collection.entities:
        card = collection.card(key, cards)
        return key.casefold(), card["name"], card["path"]
    return (key or party.name).casefold(), party.name or party.key, ""
