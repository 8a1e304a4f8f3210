"""Names that no register has, as lines an editor reviews: kind, proposed key, name, how often, where, why.

`edition registers add --all-proposed` (or `--proposed KEY`) takes over the lines that the editor left; nothing goes
into a register by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from edition.annotate.model import Mention
from edition.annotate.names.again import NAMED_BEFORE
from edition.annotate.names.capitals import CAPITALS
from edition.languages import fold
from edition.markup import squeeze
from edition.registers import Registers
from edition.registers.likeness import Nearest
from edition.registers.likeness.names import alike, latin, skeleton, written

HEADER: Final = "kind\tkey\tname\tlang\tcount\tarticles\trule\tentry\tsentence"
_KINDS: Final = ("person", "place", "org", "event")
_ALIKE: Final = 0.9  # names without an entry of which so much is alike are one
_SHORTEST: Final = 4
_FEWEST_SIGHTED: Final = 2  # so often words with capitals must stand together
_NOT_IN_KEY: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A mention of what no register has: where it stands, and in what language."""

    mention: Mention
    article: str
    lang: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that the registers may lack; `entry` is one of theirs that may be meant, with how like its name is."""

    kind: str
    key: str
    name: str
    lang: str
    count: int
    articles: tuple[str, ...]
    rule: str
    entry: str = ""
    around: str = ""

    def line(self) -> str:
        """The line of the proposals file."""
        cells = (self.kind, self.key, self.name, self.lang, str(self.count), " ".join(self.articles), self.rule,
                 self.entry, self.around)  # fmt: skip
        return "\t".join(cells)


def proposals(lacking: Iterable[Lacking], registers: Registers) -> list[Proposal]:
    """One proposal for each name without an entry, of whatever kinds; the fullest spelling stands for all."""
    found: dict[str, list[Lacking]] = {}
    for one in lacking:
        found.setdefault(proposed_key(one.mention.text), []).append(one)
    found.pop("", None)
    _join_last_names(found)
    _join_spellings(found)
    nearest = Nearest(registers)
    wanted = (uses for _, uses in sorted(found.items()) if _is_worth(uses))
    return _with_keys([_proposal(uses, nearest) for uses in wanted], registers)


def _is_worth(uses: Sequence[Lacking]) -> bool:
    return len(uses) >= _FEWEST_SIGHTED or any(use.mention.rule != CAPITALS for use in uses)


def _kind(uses: Iterable[Lacking]) -> str:
    """What a name was most often taken for; words with capitals alone say little."""
    counts = Counter(use.mention.kind for use in uses if use.mention.rule != CAPITALS)
    return max(_KINDS, key=lambda kind: (counts[kind], -_KINDS.index(kind)))


def _join_last_names(found: dict[str, list[Lacking]]) -> None:
    """Put a last name that stood alone, `Rumyantsev`, to the one full name that it was told with before."""
    for key in list(found):
        if all(use.mention.rule == NAMED_BEFORE and use.mention.kind == "person" for use in found[key]):
            full = [other for other in found if other.endswith(f"-{key}")]
            if len(full) == 1:
                found[full.pop()] += found.pop(key)


def _join_spellings(found: dict[str, list[Lacking]]) -> None:
    """Put spellings of one person's name together, the more frequent one first: `Tschitscherin`, `Чичерин`."""
    by_sound: dict[str, list[str]] = {}
    for key in sorted(found, key=lambda k: (-len(found[k]), k)):
        name = written(found[key][0].mention.text)
        if _kind(found[key]) != "person" or len(name.last) < _SHORTEST:
            continue
        others = by_sound.setdefault(skeleton(name.last), [])
        like = next((o for o in others if alike(name, written(found[o][0].mention.text)) >= _ALIKE), None)
        if like is None:
            others.append(key)
        else:
            found[like] += found.pop(key)


def _proposal(uses: Sequence[Lacking], nearest: Nearest) -> Proposal:
    fullest = max(uses, key=lambda use: len(use.mention.text))
    articles = tuple(sorted({use.article for use in uses if use.article}))
    mention, kind = fullest.mention, _kind(uses)
    name = squeeze(mention.text)
    like = nearest.entry(kind, name)
    entry = f"{like[0]} {like[1]:.2f}" if like else ""
    around = next((use.around for use in uses if use.around), "")
    return Proposal(kind, proposed_key(name), name, fullest.lang, len(uses), articles, mention.rule, entry, around)


def _with_keys(found: Iterable[Proposal], registers: Registers) -> list[Proposal]:
    """The proposals by kind and key, each with a key that neither the registers nor another one use."""
    used: set[str] = set()
    out = []
    for one in sorted(found, key=lambda p: (p.kind, p.key)):
        key = _free(one.key, registers, used)
        used.add(key)
        out.append(replace(one, key=key))
    return out


def proposed_key(name: str) -> str:
    """A key as the registers have them.

    >>> proposed_key("Vakkas Ferit Bey"), proposed_key("Чичерин")
    ('vakkas-ferit-bey', 'chicherin')
    """
    folded = fold(name).replace("ß", "ss")
    if not folded.isascii():
        folded = latin(folded)
    return _NOT_IN_KEY.sub("-", folded).strip("-")


def _free(key: str, registers: Registers, used: Container[str]) -> str:
    """The key, with a number where it is used for something else."""
    number = 2
    out = key
    while registers.get(out) is not None or out in used:
        out, number = f"{key}-{number}", number + 1
    return out


def proposals_text(found: Iterable[Proposal]) -> str:
    """The proposals file."""
    return "\n".join([HEADER, *(p.line() for p in found)]) + "\n"


def mention_object(mention: Mention, block: str, occurrence: int) -> Mapping[str, object]:
    """A mention for JSON, with what `edition decide` needs to find it."""
    value = mention.date
    dates = {"when": value.when, "from": value.from_, "to": value.to} if value else {}
    if value:
        dates |= {"notBefore": value.not_before, "notAfter": value.not_after, "calendar": value.calendar}
    return {
        "block": block,
        "kind": mention.kind,
        "text": mention.text,
        "occurrence": occurrence,
        "keys": list(mention.keys),
        "cert": mention.cert,
        "rule": mention.rule,
        **{name: text for name, text in dates.items() if text},
    }
