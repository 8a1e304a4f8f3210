"""Names that no register has, as lines an editor reviews: kind, proposed key, name, how often, where, why.

`edition registers add --all-proposed` (or `--proposed KEY`) takes over the lines that the editor left; nothing goes
into a register by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from edition.annotate.model import Mention
from edition.annotate.names.again import NAMED_BEFORE
from edition.languages import fold
from edition.registers import Registers

HEADER: Final = "kind\tkey\tname\tlang\tcount\tarticles\trule"
_NOT_IN_KEY: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Lacking:
    """A mention of what no register has: where it stands, and in what language."""

    mention: Mention
    article: str
    lang: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that the registers may lack."""

    kind: str
    key: str
    name: str
    lang: str
    count: int
    articles: tuple[str, ...]
    rule: str

    def line(self) -> str:
        """The line of the proposals file."""
        cells = (self.kind, self.key, self.name, self.lang, str(self.count), " ".join(self.articles), self.rule)
        return "\t".join(cells)


def proposals(lacking: Iterable[Lacking], registers: Registers) -> list[Proposal]:
    """One proposal for each name without an entry; the fullest spelling stands for all of its key."""
    found: dict[tuple[str, str], list[Lacking]] = {}
    for one in lacking:
        found.setdefault((one.mention.kind, proposed_key(one.mention.text)), []).append(one)
    _join_last_names(found)
    return [_proposal(kind, key, uses, registers) for (kind, key), uses in sorted(found.items()) if key]


def _join_last_names(found: dict[tuple[str, str], list[Lacking]]) -> None:
    """Put a last name that stood alone, `Rumyantsev`, to the one full name that it was told with before."""
    for kind, key in list(found):
        if kind == "person" and all(use.mention.rule == NAMED_BEFORE for use in found[kind, key]):
            full = [other for other in found if other[0] == kind and other[1].endswith(f"-{key}")]
            if len(full) == 1:
                found[full[0]] += found.pop((kind, key))


def _proposal(kind: str, key: str, uses: Sequence[Lacking], registers: Registers) -> Proposal:
    fullest = max(uses, key=lambda use: len(use.mention.text))
    articles = tuple(sorted({use.article for use in uses if use.article}))
    mention = fullest.mention
    return Proposal(kind, _free(key, registers), mention.text, fullest.lang, len(uses), articles, mention.rule)


def proposed_key(name: str) -> str:
    """A key as the registers have them.

    >>> proposed_key("Vakkas Ferit Bey")
    'vakkas-ferit-bey'
    """
    return _NOT_IN_KEY.sub("-", fold(name).replace("ß", "ss")).strip("-")


def _free(key: str, registers: Registers) -> str:
    """The key, with a number where the registers use it for something else."""
    number = 2
    out = key
    while registers.get(out) is not None:
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
