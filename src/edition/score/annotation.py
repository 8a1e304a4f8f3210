"""Mentions against gold mentions.

A mention is found when one of the same kind overlaps it. Gold mentions that are unsure or cited count on neither side.
Identity is the B-cubed F1 of who is the same as whom, over the mentions found.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from lxml import etree

from edition.diagnostics import Diagnostic, EditionError, Span
from edition.markup import Document, local_name
from edition.paths import real
from edition.score.align import align
from edition.score.certainty import ScoredMention, reliability
from edition.score.codes import WRONG_GOLD
from edition.score.model import KindScore, Miss, Scores, StreamMention, harmonic
from edition.score.streams import Stream, flatten

ALIASES: Final = "aliases.json"


@dataclass(frozen=True)
class Aliases:
    """Gold keys that mean one entity (`same`), and those that identity leaves out, since editors differ (`soft`)."""

    same: Mapping[str, str] = field(default_factory=dict)
    soft: frozenset[str] = frozenset()


def read_aliases(path: Path) -> Aliases:
    """The `aliases.json` beside a gold file or in a folder above it; empty where there is none."""
    for folder in real(path).parents:
        found = folder / ALIASES
        if found.is_file():
            return _aliases(found)
    return Aliases()


def _aliases(path: Path) -> Aliases:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        same, soft = dict(table.get("same", {})), frozenset(k for group in table.get("soft", []) for k in group)
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        help_text = 'write {"same": {"KEY": "OTHER"}, "soft": [["KEY", "OTHER"]]}'
        message = f"{path} says nothing of keys that mean the same"
        raise EditionError(Diagnostic(WRONG_GOLD, message, Span(str(path), 0, 1), help=help_text)) from error
    return Aliases(same, soft)


@dataclass
class _Tally:
    """Counts of a run."""

    counts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    links: dict[str, list[tuple[str | None, str | None]]] = field(default_factory=lambda: defaultdict(list))
    misses: list[Miss] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    judged: list[ScoredMention] = field(default_factory=list)


def score_annotation(pairs: Iterable[tuple[Document, Document]], aliases: Aliases | None = None) -> Scores:
    """Score encoded documents against gold passages, given as (gold, encoded)."""
    tally = _Tally()
    streams: dict[int, Stream] = {}
    for gold, encoded in pairs:
        stream = streams.setdefault(id(encoded), flatten(encoded.root))
        hay = stream.text
        for block in gold.root:
            if local_name(block):
                _score_block(Path(gold.source.path).stem, block, stream, hay, tally)
    aliases = aliases or Aliases()
    kinds = {kind: _figures(kind, tally, aliases) for kind in tally.counts}
    return Scores(kinds, tuple(tally.misses), tuple(tally.lost), reliability(tally.judged, aliases.same))


def _score_block(name: str, block: etree._Element, stream: Stream, hay: str, tally: _Tally) -> None:
    gold = flatten(block)
    table = align(gold.text, hay)
    if table is None:
        tally.lost.append((name, gold.text[:40]))
        _match(name, [(0, 0, mention) for mention in gold.mentions if not mention.ignored], [], tally)
        return
    places: dict[bool, list[tuple[int, int, StreamMention]]] = {True: [], False: []}  # by whether they are left out
    for one in gold.mentions:
        places[one.ignored].append((table[one.start], table[min(one.end, len(table) - 1)], one))
    within = [m for m in stream.mentions if _overlaps(m, table[0], table[-1])]
    marked = [m for m in within if not any(_overlaps(m, start, end) for start, end, _ in places[True])]
    used = _match(name, places[False], marked, tally)
    _tell_spurious(name, [mention for i, mention in enumerate(marked) if i not in used], tally)


def _tell_spurious(name: str, mentions: Iterable[StreamMention], tally: _Tally) -> None:
    for one in mentions:
        tally.counts[one.kind]["spurious"] += 1
        tally.judged.append(ScoredMention(one, None))
        tally.misses.append(Miss("spurious", name, one.kind, one.surface, got=one.key or ""))


def _overlaps(mention: StreamMention, start: int, end: int) -> bool:
    return mention.start < end and mention.end > start


def _match(
    name: str, placed: list[tuple[int, int, StreamMention]], marked: list[StreamMention], tally: _Tally
) -> set[int]:
    """Give each gold mention the first mention of its kind that overlaps it."""
    used: set[int] = set()
    for start, end, gold in placed:
        counts = tally.counts[gold.kind]
        counts["gold"] += 1
        hit = next((i for i, m in enumerate(marked) if i not in used and _meets(m, gold.kind, start, end)), None)
        if hit is None:
            tally.misses.append(Miss("missed", name, gold.kind, gold.surface, gold.key or ""))
            continue
        used.add(hit)
        found = marked[hit]
        tally.judged.append(ScoredMention(found, gold))
        counts["found"] += 1
        counts["exact"] += (found.start, found.end) == (start, end)
        if gold.kind != "date":
            tally.links[gold.kind].append((gold.key, found.key))
        elif gold.dates == found.dates:
            counts["right"] += 1
        else:
            expected, got = _shown(gold.dates), _shown(found.dates)
            tally.misses.append(Miss("wrong value", name, gold.kind, gold.surface, expected, got))
    return used


def _meets(mention: StreamMention, kind: str, start: int, end: int) -> bool:
    return mention.kind == kind and mention.start < end and mention.end > start


def _shown(dates: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in dates.items()) or "no value"


def _figures(kind: str, tally: _Tally, aliases: Aliases) -> KindScore:
    counts, links = tally.counts[kind], tally.links.get(kind, [])
    linked = sum(bool(ref) for _, ref in links) / len(links) if links else None
    right = counts["right"] / counts["found"] if kind == "date" and counts["found"] else None
    identity = bcubed(links, aliases) if links else None
    return KindScore(counts["gold"], counts["found"], counts["exact"], counts["spurious"], identity, linked, right)


def bcubed(links: Sequence[tuple[str | None, str | None]], aliases: Aliases) -> float | None:
    """B-cubed F1 over (gold key, reference) of mentions; a mention without reference is the same as no other.

    >>> bcubed([("a", "x"), ("a", "x"), ("b", "y")], Aliases())
    1.0
    """
    pairs = [(aliases.same.get(k or "", k), ref) for k, ref in links if k not in aliases.soft]
    if not pairs:
        return None
    gold: dict[object, set[int]] = defaultdict(set)
    encoded: dict[object, set[int]] = defaultdict(set)
    for i, (key, ref) in enumerate(pairs):
        gold[key].add(i)
        encoded[ref or ("none", i)].add(i)
    precision = recall = 0.0
    for i, (key, ref) in enumerate(pairs):
        g, e = gold[key], encoded[ref or ("none", i)]
        precision += len(g & e) / len(e)
        recall += len(g & e) / len(g)
    return harmonic(precision / len(pairs), recall / len(pairs))
