"""Who occurs with whom: the names mentioned most, placed so that those who stand together lie together."""

from __future__ import annotations

import cmath
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, Final

from edition.publish.cards import Cards
from edition.publish.pages.collection import Collection
from edition.publish.pages.years import year_strip

_MOST_NODES: Final = 64
_MOST_PAIRS: Final = 150
_MOST_ARTICLES: Final = 60  # that one can choose from
_KINDS: Final = ("person", "org")
_WIDTH, _HEIGHT, _EDGE = 1000, 720, 60
_TURNS, _STEP = 220, 0.1  # of the drawing's settling, which begins on a disc of width 1
_TURN: Final = math.pi * (3 - math.sqrt(5))  # the golden angle
_NEAR, _LEAST = 2.4, 0.01


def network_page(collection: Collection, lang: str) -> dict[str, Any]:
    """What the drawing is made from, and the table."""
    cards = Cards(collection.registers, lang)
    pairs = _pairs(collection)
    keys = {k for _, a, b in pairs for k in (a, b)}
    most = max(map(collection.count, keys), default=1)
    made = {key: collection.card(key, cards) for key in sorted(keys)}
    articles = collection.extracts if len(collection.extracts) <= _MOST_ARTICLES else ()
    when = _when(collection, {pair[1:] for pair in pairs})
    return {
        "kind": "network",
        "kinds": sorted({card["kind"] for card in made.values()}),
        "articles": [e.title(lang)[0] for e in articles],
        "folder": "network",
        "path": "network/index.html",
        "title-label": "section.network",
        "nodes": [_node(made[key], collection.count(key), most) for key in made],
        "edges": _edges(made, pairs, _where(collection, keys) if articles else {}, when),
        "years": year_strip(Counter(year for uses in when.values() for year, _ in uses)),
        "pairs": _rows(collection, cards, pairs[:_MOST_PAIRS]),
    }  # fmt: skip


def _rows(collection: Collection, cards: Cards, pairs: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    return [{"one": collection.link(a, cards), "other": collection.link(b, cards), "count": n} for n, a, b in pairs]


def _edges(
    made: Mapping[str, Mapping[str, Any]], pairs: Sequence[tuple[int, str, str]],
    where: Mapping[tuple[str, str], list[int]], when: Mapping[tuple[str, str], list[tuple[int, int]]],
) -> list[dict[str, Any]]:  # fmt: skip
    heaviest = pairs[0][0] if pairs else 1
    return [
        {"a": made[a]["slug"], "b": made[b]["slug"], "count": n, "width": round(0.6 + 4 * n / heaviest, 1),
         "in": " ".join(map(str, where.get((a, b), ()))), "years": _told(when.get((a, b), ()), where)}
        for n, a, b in pairs
    ]  # fmt: skip


def _pairs(collection: Collection) -> list[tuple[int, str, str]]:
    """Who is named together how often, the most often first."""
    keys = _chosen(collection)
    pairs = ((n, a, b) for a in keys for b, n in collection.together.get(a, {}).items() if a < b and b in keys)
    return sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _where(collection: Collection, keys: set[str]) -> dict[tuple[str, str], list[int]]:
    """The articles, by their numbers, that name two together."""
    out: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, extract in enumerate(collection.extracts):
        groups = ({collection.key(key) for key in group} & keys for group in extract.groups)
        for pair in {pair for group in groups for pair in combinations(sorted(group), 2)}:
            out[pair].append(number)
    return out


def _when(collection: Collection, pairs: set[tuple[str, str]]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The years that the paragraphs speak of that name two together, each with the number of its article."""
    keys = {key for pair in pairs for key in pair}
    out: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for number, extract in enumerate(collection.extracts):
        for group, years in zip(extract.groups, extract.group_years, strict=False):
            named = sorted(keys.intersection(map(collection.key, group))) if years else ()
            for pair in pairs.intersection(combinations(named, 2)):
                out[pair] += ((year, number) for year in years)
    return out


def _told(uses: Iterable[tuple[int, int]], where: Mapping[tuple[str, str], object]) -> str:
    """The years, each with its article where one can choose among them.

    >>> _told([(1921, 0), (1921, 0)], {("a", "b"): [0]}), _told([(1920, 0), (1921, 3)], {})
    ('1921.0', '1920 1921')
    """
    return " ".join(sorted({f"{year}.{number}" if where else f"{year}" for year, number in uses}))


def _chosen(collection: Collection) -> set[str]:
    """The persons and organisations with most mentions that stand with another; any kind where there are neither."""
    for kinds in (_KINDS, tuple(set(collection.entities.values()))):
        known = [k for k, kind in collection.entities.items() if kind in kinds and k in collection.together]
        if len(known) > 1:
            return set(sorted(known, key=lambda k: (-collection.count(k), k))[:_MOST_NODES])
    return set()


def draw_network(values: dict[str, Any]) -> dict[str, Any]:
    """The same page with a place for each node; the same input gives the same places.

    Finding them is costly, so it is done only for a page that is to be made.
    """
    places = _places([n["slug"] for n in values["nodes"]], [(e["count"], e["a"], e["b"]) for e in values["edges"]])
    nodes = [
        {**node, "x": x, "y": y, "label-y": y - node["r"] - 3}
        for node in values["nodes"]
        for x, y in [places[node["slug"]]]
    ]
    edges = [
        {**edge, "x1": x1, "y1": y1, "x2": x2, "y2": y2}
        for edge in values["edges"]
        for (x1, y1), (x2, y2) in [(places[edge["a"]], places[edge["b"]])]
    ]
    return {**values, "nodes": nodes, "edges": edges}


def _places(keys: list[str], pairs: list[tuple[int, str, str]]) -> dict[str, tuple[int, int]]:
    if not keys:
        return {}
    numbers = {key: i for i, key in enumerate(keys)}
    pulls = {(max(ends), min(ends)): math.log1p(n) for n, *names in pairs for ends in [[numbers[k] for k in names]]}
    found = _settled(len(keys), pulls)
    # ranks in place of raw values spread the crowd in the middle, and are safe from the last digit of a float
    xs, ys = _spread([place.real for place in found]), _spread([place.imag for place in found])
    return {
        key: (round(_EDGE + xs[i] * (_WIDTH - 2 * _EDGE)), round(_EDGE / 2 + ys[i] * (_HEIGHT - 1.4 * _EDGE)))
        for i, key in enumerate(keys)
    }


def _settled(count: int, pulls: Mapping[tuple[int, int], float]) -> list[complex]:
    """Places where pushes of all and pulls of those who stand together are even (Fruchterman and Reingold, 1991).

    From places on a disc as seeds stand in a sunflower, in shorter and shorter steps.
    """
    places = [cmath.rect(math.sqrt((i + 0.5) / count) / 2, i * _TURN) for i in range(count)]
    near = _NEAR / math.sqrt(count)
    for turn in range(_TURNS):
        step = _STEP * (1 - turn / (_TURNS + 1))
        moves = _moves(places, pulls, near)
        places = [place + step * move / max(abs(move), _LEAST) for place, move in zip(places, moves, strict=True)]
    return places


def _moves(places: Sequence[complex], pulls: Mapping[tuple[int, int], float], near: float) -> list[complex]:
    """Where each is pushed and pulled to; most pairs only push."""
    moves = [0j] * len(places)
    push = near * near
    for i, here in enumerate(places):
        own = 0j
        for j in range(i):
            apart = here - places[j]
            far = abs(apart)
            if far < _LEAST:
                far = _LEAST
            pull = pulls.get((i, j))
            force = apart * (push / (far * far) - pull * far / near if pull else push / (far * far))
            own += force
            moves[j] -= force
        moves[i] = own
    return moves


def _spread(values: list[float]) -> list[float]:
    """Values from 0 to 1, half by their size and half by their rank."""
    low, high = min(values), max(values)
    order = {i: rank for rank, i in enumerate(sorted(range(len(values)), key=lambda i: values[i]))}
    last = max(1, len(values) - 1)
    return [round(0.5 * (v - low) / ((high - low) or 1) + 0.5 * order[i] / last, 3) for i, v in enumerate(values)]


def _node(card: Mapping[str, Any], count: int, most: int) -> dict[str, Any]:
    radius = round(4 + 16 * math.sqrt(count / most), 1)
    return {
        "name": card["name"], "path": card["path"], "slug": card["slug"], "kind": card["kind"], "count": count,
        "r": radius, "size": 10 + round(radius / 3),
    }  # fmt: skip
