"""Who occurs with whom: the names mentioned most, placed so that those who stand together lie together."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, Final

from edition.publish.cards import Cards
from edition.publish.pages.collection import Collection

_MOST_NODES: Final = 64
_MOST_PAIRS: Final = 150
_MOST_ARTICLES: Final = 60  # that one can choose from
_KINDS: Final = ("person", "org")
_WIDTH, _HEIGHT, _EDGE = 1000, 720, 60
_SEED: Final = 1921


def network_page(collection: Collection, lang: str) -> dict[str, Any]:
    """What the drawing is made from, and the table."""
    cards = Cards(collection.registers, lang)
    pairs = _pairs(collection)
    keys = {k for _, a, b in pairs for k in (a, b)}
    most = max(map(collection.count, keys), default=1)
    made = {key: collection.card(key, cards) for key in sorted(keys)}
    heaviest = pairs[0][0] if pairs else 1
    articles = collection.extracts if len(collection.extracts) <= _MOST_ARTICLES else ()
    where = _where(collection, keys) if articles else {}
    return {
        "kind": "network",
        "kinds": sorted({card["kind"] for card in made.values()}),
        "articles": [e.title(lang)[0] for e in articles],
        "folder": "network",
        "path": "network/index.html",
        "title-label": "section.network",
        "nodes": [_node(made[key], collection.count(key), most) for key in made],
        "edges": [_edge(made, pair, heaviest, where.get(pair[1:], ())) for pair in pairs],
        "pairs": [
            {"one": collection.link(a, cards), "other": collection.link(b, cards), "count": n}
            for n, a, b in pairs[:_MOST_PAIRS]
        ],
    }  # fmt: skip


def _edge(
    made: Mapping[str, Mapping[str, Any]], pair: tuple[int, str, str], heaviest: int, articles: Iterable[int]
) -> dict[str, Any]:
    n, a, b = pair
    width = round(0.6 + 4 * n / heaviest, 1)
    ends = {"a": made[a]["slug"], "b": made[b]["slug"]}
    return {**ends, "count": n, "width": width, "in": " ".join(map(str, articles))}


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
    import networkx  # late: it is large, and most builds do without

    graph = networkx.Graph()
    graph.add_nodes_from(keys)
    graph.add_weighted_edges_from((a, b, math.log1p(n)) for n, a, b in pairs)
    found = networkx.spring_layout(graph, k=2.4 / math.sqrt(len(keys)), iterations=220, seed=_SEED, weight="weight")
    # ranks in place of raw values spread the crowd in the middle, and are safe from the last digit of a float
    xs, ys = _spread([found[k][0] for k in keys]), _spread([found[k][1] for k in keys])
    return {
        key: (round(_EDGE + xs[i] * (_WIDTH - 2 * _EDGE)), round(_EDGE / 2 + ys[i] * (_HEIGHT - 1.4 * _EDGE)))
        for i, key in enumerate(keys)
    }


def _spread(values: list[float]) -> list[float]:
    """Values from 0 to 1, half by their size and half by their rank."""
    low, high = min(values), max(values)
    order = {i: rank for rank, i in enumerate(sorted(range(len(values)), key=lambda i: values[i]))}
    last = max(1, len(values) - 1)
    return [round(0.5 * (v - low) / ((high - low) or 1) + 0.5 * order[i] / last, 3) for i, v in enumerate(values)]


def _node(card: dict[str, Any], count: int, most: int) -> dict[str, Any]:
    radius = round(4 + 16 * math.sqrt(count / most), 1)
    return {
        "name": card["name"], "path": card["path"], "slug": card["slug"], "kind": card["kind"], "count": count,
        "r": radius, "size": 10 + round(radius / 3),
    }  # fmt: skip
