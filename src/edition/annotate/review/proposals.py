"""Names that no register has, as lines an editor reviews: kind, proposed key, name, how often, where, why.

`edition registers add --all-proposed` (or `--proposed KEY`) takes over the lines that the editor left; nothing goes
into a register by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from edition.annotate.annotator import Annotated
from edition.annotate.model import Mention
from edition.annotate.tokens import fold
from edition.markup import XML_ID
from edition.registers import Registers

HEADER: Final = "kind\tkey\tname\tlang\tcount\tarticles\trule"
_NOT_IN_KEY: Final = re.compile(r"[^a-z0-9]+")


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


def proposals(documents: Iterable[Annotated], registers: Registers) -> list[Proposal]:
    """One proposal for each name without an entry; the fullest spelling stands for all of its key."""
    found: dict[tuple[str, str], list[tuple[Mention, str, str]]] = {}
    for annotated in documents:
        article = annotated.document.root.get(XML_ID, "")
        for one in annotated.mentions:
            if not one.mention.keys and one.mention.kind != "date":
                key = proposed_key(one.mention.text)
                lang = one.flow.owner.inherited("xml:lang")
                found.setdefault((one.mention.kind, key), []).append((one.mention, article, lang))
    return [_proposal(kind, key, uses, registers) for (kind, key), uses in sorted(found.items()) if key]


def _proposal(kind: str, key: str, uses: list[tuple[Mention, str, str]], registers: Registers) -> Proposal:
    first, _, lang = max(uses, key=lambda u: len(u[0].text))
    articles = tuple(sorted({article for _, article, _ in uses if article}))
    return Proposal(kind, _free(key, registers), first.text, lang, len(uses), articles, first.rule)


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


def mention_object(mention: Mention, block: str) -> Mapping[str, object]:
    """A mention for JSON."""
    value = mention.date
    dates = {"when": value.when, "from": value.from_, "to": value.to} if value else {}
    if value:
        dates |= {"notBefore": value.not_before, "notAfter": value.not_after, "calendar": value.calendar}
    return {
        "block": block,
        "kind": mention.kind,
        "text": mention.text,
        "keys": list(mention.keys),
        "cert": mention.cert,
        "rule": mention.rule,
        **{name: text for name, text in dates.items() if text},
    }
