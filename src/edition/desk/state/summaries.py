"""What the overview and the queue need of an article, read once and kept in the edition's cache between starts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from edition.deciding.article import lasting_ids
from edition.deciding.review import RANKS, is_open, rank
from edition.desk.state.doubts import source_name
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import read_article
from edition.jobs import Item, digest_of
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import TextSettings


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits for an editor, as the queue needs it."""

    id: str
    rank: int
    kind: str
    text: str


@dataclass(frozen=True)
class Summary:
    """What the overview and the queue need of an article; `source` names the file that it was imported from.

    A mention is sure, or uncertain, or it is a sure one of the machine that nobody has reviewed.
    """

    id: str
    path: str
    title: str
    sure: int = 0
    uncertain: int = 0
    unreviewed: int = 0
    waiting: tuple[Waiting, ...] = ()
    keys: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    broken: str = ""

    @property
    def all(self) -> int:
        """How many mentions it has."""
        return self.sure + self.uncertain + self.unreviewed


@dataclass(frozen=True)
class SummaryJob:
    """Sum up one document."""

    mentions: TextSettings

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        return digest_of("desk", repr(self.mentions))

    def prepare(self) -> Callable[[Item], Summary]:
        """Nothing to load."""
        return lambda item: summed_up(item.path, item.data, self.mentions)

    def failed(self, item: Item, fault: Diagnostic) -> Summary:
        """A document that we failed on is shown with what is known of the failure."""
        return _broken(item.path, fault.message)


def summed_up(path: str, data: bytes, mentions: TextSettings) -> Summary:
    """The summary of an article's bytes."""
    try:
        document = parse(as_source(path, data))
    except EditionError as error:
        return _broken(path, error.diagnostics[0].message)
    facts = lasting_ids(read_article(document, mentions, header=False).facts)
    waiting = tuple(Waiting(m.id, rank(m), m.kind, m.text) for m in facts.mentions if is_open(m))
    unreviewed = sum(one.rank == RANKS["high"] for one in waiting)
    return Summary(
        facts.id, path, next(iter(facts.metadata.titles.values()), "") or facts.id,
        sure=len(facts.mentions) - len(waiting), uncertain=len(waiting) - unreviewed, unreviewed=unreviewed,
        waiting=waiting, keys=Counter(key for m in facts.mentions for key in m.keys[:1]), source=source_name(document),
    )  # fmt: skip


def _broken(path: str, message: str) -> Summary:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    return Summary(stem, path, stem, broken=message)
