"""What the desk knows of its edition while it runs: articles, registers and counts, read again when files change.

Everything here can be read from the disk again; nothing that matters is kept only here.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from edition.deciding import Article, Store, read_marks
from edition.deciding.article import lasting_ids
from edition.deciding.carry import read_article_file
from edition.deciding.codes import NOT_FOUND
from edition.deciding.review import is_open, rank
from edition.desk.state.reading import Renderings
from edition.desk.state.reasons import Asked
from edition.desk.state.shelf import Shelf
from edition.desk.state.writer import Writer
from edition.diagnostics import Diagnostic, EditionError
from edition.facts import Mention, read_article
from edition.markup import parse, read_source
from edition.markup.inputs.kept import Stamp, stamp_of
from edition.markup.source import as_source
from edition.project import Mentions, Project
from edition.publish.renderer import in_language

_KEPT: Final = 12  # so many articles stay parsed
_EARLIER: Final = 40  # and so many earlier states of them, for pages that show those still


@dataclass(frozen=True, slots=True)
class Waiting:
    """A mention that waits for an editor, as the queue needs it."""

    id: str
    rank: int
    kind: str
    text: str


@dataclass(frozen=True)
class Summary:
    """What the overview and the queue need of an article."""

    id: str
    path: str
    title: str
    stamp: Stamp
    sure: int = 0
    uncertain: int = 0
    unreviewed: int = 0
    doubts: int = 0
    waiting: tuple[Waiting, ...] = ()
    keys: Counter[str] = field(default_factory=Counter)
    broken: str = ""

    @property
    def all(self) -> int:
        """How many mentions it has."""
        return self.sure + self.uncertain + self.unreviewed


class Bench:
    """One edition on the desk."""

    def __init__(self, project: Project, by: str = "", *, read_only: bool = False) -> None:
        self.project = project
        self.by = by
        self.read_only = read_only
        self.store = Store.of(project.root)
        self.shelf = Shelf(project)
        self.renderings = Renderings(project)
        self._articles: OrderedDict[str, tuple[Stamp, Article]] = OrderedDict()
        self.asked = Asked()
        self.writer = Writer(project)
        self.findings: list[Diagnostic] = []
        self.checking: asyncio.Task[list[Diagnostic]] | None = None
        self._earlier: OrderedDict[tuple[str, str], Article] = OrderedDict()
        self._put_off: dict[str, tuple[Stamp, bytes]] = {}
        self._summaries: dict[str, Summary] = {}

    @property
    def mentions(self) -> Mentions:
        """Which elements are mentions."""
        return self.project.settings.mentions

    def title(self, lang: str) -> str:
        """The edition's title."""
        return in_language(self.project.settings.edition.title, lang) or "Edition"

    # articles

    def article(self, wanted: str) -> Article:
        """An article by its id, as it is on the disk now."""
        path = self._path_of(wanted)
        shown = self.project.shown(path)
        stamp = stamp_of(path)
        waiting = self._put_off.pop(shown, None)
        if waiting is not None and waiting[0] == stamp:
            source = as_source(shown, waiting[1])
            self.keep(shown, stamp, read_marks(parse(source), self.mentions))
        kept = self._articles.get(shown)
        if kept is None or kept[0] != stamp:
            self.keep(shown, stamp, read_article_file(self.project, path))
        self._articles.move_to_end(shown)
        return self._articles[shown][1]

    def put_off(self, shown: str, stamp: Stamp, data: bytes) -> None:
        """Remember what was just written; it is read when it is asked for."""
        self._put_off[shown] = (stamp, data)

    def keep(self, shown: str, stamp: Stamp, article: Article) -> None:
        """Remember an article that was read or written."""
        self._articles[shown] = (stamp, article)
        self._earlier[article.id, article.digest] = article
        while len(self._earlier) > _EARLIER:
            self._earlier.popitem(last=False)
        while len(self._articles) > _KEPT:
            self._articles.popitem(last=False)

    def earlier(self, id_: str, digest: str) -> Article | None:
        """An article as a page may still show it."""
        return self._earlier.get((id_, digest))

    def known_digest(self, wanted: str) -> str:
        """The digest of an article's bytes as they are on the disk now."""
        return self.article(wanted).digest

    def _path_of(self, wanted: str) -> Path:
        for summary in self._summaries.values():
            if summary.id == wanted and (self.project.root / summary.path).is_file():
                return self.project.root / summary.path
        for path in sorted(self.project.article_paths(), key=lambda p: p.stem != wanted):
            if self._summary(path).id == wanted:
                return path
        message = f"there is no article `{wanted}`"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="it may have been renamed or taken away"))

    # counts

    def summaries(self, *, wait: bool = False) -> list[Summary]:
        """What is known of the articles, in their order; `wait` reads those that are not known yet."""
        out = []
        for path in self.project.article_paths():
            shown = self.project.shown(path)
            known = self._summaries.get(shown)
            if known is not None and known.stamp == stamp_of(path):
                out.append(known)
            elif wait or known is not None:
                out.append(self._summary(path))
        return out

    def read_on(self) -> Iterator[None]:
        """Read one article after the other, until all are known."""
        for path in self.project.article_paths():
            self._summary(path)
            yield
        yield from self.shelf.prepare()

    def _summary(self, path: Path) -> Summary:
        shown, stamp = self.project.shown(path), stamp_of(path)
        known = self._summaries.get(shown)
        if known is None or known.stamp != stamp:
            known = self._summaries[shown] = self._read_summary(path, shown, stamp)
        return known

    def _read_summary(self, path: Path, shown: str, stamp: Stamp) -> Summary:
        try:
            document = parse(read_source(path, shown))
        except EditionError as error:
            return Summary(path.stem, shown, path.stem, stamp, broken=error.diagnostics[0].message)
        facts = lasting_ids(read_article(document, self.project.settings.mentions).facts)
        title = next(iter(facts.metadata.titles.values()), "") or facts.id
        doubts = document.source.data.count(b"<?edition-doubt") + document.source.data.count(b'type="doubt"')
        return replace(_counted(facts.mentions), id=facts.id, path=shown, title=title, stamp=stamp, doubts=doubts)

    def counts(self) -> Counter[str]:
        """How often each entry is mentioned in the articles that are known."""
        total: Counter[str] = Counter()
        for summary in self.summaries():
            total.update(summary.keys)
        return total

    def articles_of(self, key: str) -> list[tuple[Summary, int]]:
        """The articles that mention an entry, and how often."""
        return [(s, s.keys[key]) for s in self.summaries(wait=True) if s.keys[key]]


def _counted(mentions: tuple[Mention, ...]) -> Summary:
    waiting = tuple(Waiting(m.id, rank(m), m.kind, m.text) for m in mentions if is_open(m))
    by_machine = sum("edition-annotate" in m.resp.replace("#", " ").split() for m in mentions)
    keys = Counter(key for m in mentions for key in m.keys[:1])
    uncertain = len(waiting) - by_machine
    sure = len(mentions) - len(waiting)
    return Summary("", "", "", (0, 0), sure, uncertain, by_machine, waiting=waiting, keys=keys)
