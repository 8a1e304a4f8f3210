"""What was seen of all files, put together: patterns, schema, habits of mentions, patterns of keys, language."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from edition.adopt.model import LEVELS, SeenFile, Sort
from edition.facts import MentionPatterns
from edition.paths import real
from edition.project import Mentions

_MOST_NAMES: Final = 40  # files that are named one by one where no pattern fits
_SURE: Final = 0.6  # of the keys of a kind that must lead somewhere, before a rule is made of it
_LEAST: Final = 3
_LETTERS: Final = re.compile(r"[^\W\d]+[._:-]?")
_NUMBER: Final = re.compile(r"(?<!\d)\d+\Z")
_RNG: Final = (".rng", ".rnc")


@dataclass(frozen=True)
class Survey:
    """The settings that follow from a corpus, and what was counted on the way."""

    title: str
    articles: tuple[str, ...] = ()
    registers: tuple[str, ...] = ()
    rng: str = ""
    sch: str = ""
    languages: Mapping[str, int] = field(default_factory=dict)
    mentions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[Sort, int] = field(default_factory=dict)
    words: int = 0
    entries: Mapping[str, int] = field(default_factory=dict)
    entries_in_texts: int = 0
    features: Mapping[str, int] = field(default_factory=dict)
    unresolved: int = 0
    licence: str = ""
    levels: tuple[str, ...] = ()


def survey(folder: Path, seen: Sequence[SeenFile]) -> Survey:
    """Put together what was seen."""
    by_sort = {sort: [s for s in seen if s.sort is sort] for sort in Sort}
    texts, registers = by_sort[Sort.TEXT], by_sort[Sort.REGISTER]
    articles, lists, others = ([s.path for s in found] for found in (texts, registers, by_sort[Sort.OTHER]))
    kinds = _kinds(seen)
    rng, sch = _schemas(folder, texts)
    keys = _key_patterns(texts, kinds)
    mentions = _mentions(texts, kinds, keys)
    return Survey(
        title=_title(folder, texts),
        articles=_patterns(articles, others),
        registers=_patterns(lists, [*articles, *others]),
        rng=rng,
        sch=sch,
        languages=dict(Counter(filter(None, (s.lang for s in texts))).most_common()),
        mentions=mentions,
        keys=keys,
        counts=Counter(s.sort for s in seen),
        words=sum(s.words for s in texts),
        entries=dict(Counter(kinds.values())),
        entries_in_texts=len(kinds.keys() - _kinds(registers).keys()),
        features=dict(sum((s.features for s in texts), Counter[str]()).most_common()),
        licence=_licence(texts),
        levels=_levels(texts),
        unresolved=len({_mapped(key, keys) for key in _mentioned(texts, mentions)} - kinds.keys()),
    )


def _mentioned(texts: Iterable[SeenFile], mentions: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every key that mentions name: what other elements point to makes no entry."""
    expressions = {**vars(Mentions()), **mentions}
    known = MentionPatterns((kind, e) for kind, found in expressions.items() for e in found)
    pointing = (pair for text in texts for pair in text.pointing.items())
    return {key for expression, found in pointing if known.knows(expression) for key in found}


def _named(texts: Iterable[SeenFile]) -> set[str]:
    """Every key that the texts name."""
    return {key for text in texts for found in text.pointing.values() for key in found}


def _kinds(seen: Iterable[SeenFile]) -> dict[str, str]:
    """Every key that an entry has, with its kind."""
    out: dict[str, str] = {}
    for file in seen:
        for key, kind in file.entries.items():
            out.setdefault(key, kind)
    return out


def _title(folder: Path, texts: Sequence[SeenFile]) -> str:
    """What most texts say they belong to, or are called; else the folder's name."""
    for titles in ((s.series for s in texts), (s.title for s in texts)):
        for title, number in Counter(t for t in titles if t).most_common(1):
            if number * 2 > len(texts) or len(texts) == 1:
                return title
    return real(folder).name.replace("_", " ").replace("-", " ").strip().capitalize() or "Edition"


def _licence(texts: Iterable[SeenFile]) -> str:
    """The licence of the texts, where it is the same for all: nothing is claimed that they do not say."""
    found = {text.licence for text in texts}
    return found.pop() if len(found) == 1 else ""


def _levels(texts: Sequence[SeenFile]) -> tuple[str, ...]:
    """The levels on which words are written, the one that is read first."""
    return tuple(level for level in LEVELS if any(level in text.levels for text in texts))


def _patterns(paths: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Patterns that fit these files and none of the others; the files' names where none does.

    >>> _patterns(["a/1.xml", "a/2.xml"], ["b/3.xml"]), _patterns(["a/1.xml", "a/2.xml"], ["a/3.xml"])
    (('a/*.xml',), ('a/1.xml', 'a/2.xml'))
    """
    by_folder: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        by_folder[str(PurePosixPath(path).parent)].append(path)
    taken = {str(PurePosixPath(path).parent) for path in others}
    out: list[str] = []
    for folder, found in sorted(by_folder.items()):
        endings = {PurePosixPath(path).suffix for path in found}
        if folder in taken and len(found) <= _MOST_NAMES:
            out += [_escaped(path) for path in sorted(found)]
        else:
            start = "" if folder == "." else f"{_escaped(folder)}/"
            out += [f"{start}*{ending}" for ending in sorted(endings)]
    return tuple(_joined(out) if len(out) > _MOST_NAMES else out)


def _joined(patterns: Iterable[str]) -> list[str]:
    """Many folders as one pattern for all below their first step."""
    return sorted({f"{p.partition('/')[0]}/**/*.xml" if "/" in p else p for p in patterns})


def _escaped(path: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", path)


def _schemas(folder: Path, texts: Sequence[SeenFile]) -> tuple[str, str]:
    """The grammar and the assertions that most texts name and that lie in the folder."""
    local: Counter[str] = Counter()
    root = real(folder)
    for text in texts:
        for link in dict.fromkeys(text.schemas):
            path = (folder / text.path).parent / link.href
            if "://" not in link.href and real(path).is_relative_to(root) and path.is_file():
                local[real(path).relative_to(root).as_posix()] += 1
    names = [name for name, _ in local.most_common()]
    rng = next((n for n in names if n.endswith(_RNG)), "")
    sch = next((n for n in names if n.endswith(".sch")), "")
    return rng, sch


def _mentions(
    texts: Iterable[SeenFile], kinds: Mapping[str, str], patterns: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Expressions that the program does not know and whose keys lead to entries of one kind, beside the usual ones."""
    known = MentionPatterns.of(Mentions())
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for expression, keys in text.pointing.items():
            for key, number in keys.items():
                found[expression][kinds.get(key) or kinds.get(_mapped(key, patterns), "")] += number
    out: dict[str, list[str]] = defaultdict(list)
    for expression, counted in sorted(found.items()):
        kind, number = counted.most_common(1)[0]
        if kind and number >= _LEAST and number >= _SURE * counted.total() and not known.knows(expression):
            out[kind].append(expression)
    usual = vars(Mentions())
    return {kind: (*usual[kind], *expressions) for kind, expressions in out.items()}


def _key_patterns(texts: Iterable[SeenFile], kinds: Mapping[str, str]) -> dict[str, str]:
    """How keys of the texts become those of the registers, where letters before them are all that differs."""
    keys = _named(texts)
    lost = sorted(key for key in keys if key not in kinds and "://" not in key)
    if len(lost) < _LEAST:
        return {}
    old, new = _likeliest(lost, kinds)
    if old == new:
        return {}
    are_numbers = all(_NUMBER.search(key) for key in lost if key.startswith(old))
    pattern = re.escape(old) + (r"(\d+)" if are_numbers else "(.+)")
    is_harmless = not any(re.fullmatch(pattern, key) for key in keys & kinds.keys())
    is_enough = _resolved(lost, kinds, old, new) >= max(_LEAST, _SURE * len(lost))
    return {pattern: f"{new}$1"} if is_enough and is_harmless else {}


def _likeliest(lost: Sequence[str], kinds: Mapping[str, str]) -> tuple[str, str]:
    """The letters before lost keys, and those in the registers that most of them lead somewhere with."""
    known = [prefix for prefix, _ in Counter(map(_prefix, kinds)).most_common(5)]
    pairs = [(old, new) for old in sorted(set(map(_prefix, lost[:500]))) for new in known if new != old]
    return max(pairs, key=lambda pair: _resolved(lost, kinds, *pair), default=("", ""))


def _mapped(key: str, patterns: Mapping[str, str]) -> str:
    for pattern, replacement in patterns.items():
        if match := re.fullmatch(pattern, key):
            return replacement.replace("$1", match[1])
    return key


def _prefix(key: str) -> str:
    match = _LETTERS.match(key)
    return match.group() if match and _NUMBER.search(key) else ""


def _resolved(lost: Iterable[str], kinds: Mapping[str, str], old: str, new: str) -> int:
    return sum(new + key.removeprefix(old) in kinds for key in lost if key.startswith(old))
