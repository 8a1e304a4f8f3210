"""What the desk knows of its edition while it runs: articles, registers and counts, read again when files change.

Everything here can be read from the disk again; nothing that matters is kept only here.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from edition.deciding import Article, Store, read_marks
from edition.deciding.carry import read_article_file
from edition.deciding.codes import NOT_FOUND
from edition.desk.state.asked import Asked
from edition.desk.state.checked import Checkings
from edition.desk.state.doubts import Doubts
from edition.desk.state.reading import Renderings
from edition.desk.state.shelf import Shelf
from edition.desk.state.summaries import Summary, SummaryJob, summed_up
from edition.desk.state.writer import Writer
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs import Cache, Item, run
from edition.markup import parse, read_source
from edition.markup.inputs.kept import Stamp, stamp_of
from edition.markup.source import as_source
from edition.project import FILE_NAME, Mentions, Project, TextSettings, read_project
from edition.publish.renderer import in_language

_KEPT: Final = 12  # so many articles stay parsed
_EARLIER: Final = 40  # and so many earlier states of them, for pages that show those still


class Bench:
    """One edition on the desk."""

    def __init__(self, project: Project, by: str = "", *, read_only: bool = False, service: str = "") -> None:
        self.project = project
        self._settings = stamp_of(project.root / FILE_NAME)
        self.by = by
        self.read_only = read_only
        self.service = service
        self.store = Store.of(project.root)
        self.shelf = Shelf(project)
        self.renderings = Renderings(project)
        self._articles: OrderedDict[str, tuple[Stamp, Article]] = OrderedDict()
        self.asked = Asked()
        self.writer = Writer(project)
        self.doubts = Doubts(project)
        self.checks = Checkings(project, self.store)
        self._earlier: OrderedDict[tuple[str, str], Article] = OrderedDict()
        self._put_off: dict[str, tuple[Stamp, bytes]] = {}
        self._summaries: dict[str, tuple[Stamp, Summary]] = {}
        self._counted: tuple[list[Summary], Counter[str]] = ([], Counter())
        self.reading: asyncio.Future[None] | None = None
        self.ending = False

    def look_again(self) -> None:
        """Take over settings that were changed; of those that are half-written the last good ones hold."""
        stamp = stamp_of(self.project.root / FILE_NAME)
        if stamp == self._settings:
            return
        self._settings = stamp
        with suppress(EditionError):
            self.project = replace(self.project, settings=read_project(self.project.root).settings)
            self.shelf, self.checks = Shelf(self.project), Checkings(self.project, self.store)

    @property
    def mentions(self) -> Mentions:
        """Which elements are mentions."""
        return self.project.settings.mentions

    @property
    def _reading(self) -> TextSettings:
        """The same, and the keys that entries of two kinds have."""
        return TextSettings(self.mentions, shared=tuple(sorted(self.shelf.registers.shared)))

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
        for _, summary in list(self._summaries.values()):
            if summary.id == wanted and (self.project.root / summary.path).is_file():
                return self.project.root / summary.path
        for path in sorted(self.project.article_paths(), key=lambda p: p.stem != wanted):
            if self._summary(path).id == wanted:
                return path
        message = f"there is no article `{wanted}`"
        raise EditionError(Diagnostic(NOT_FOUND, message, help="it may have been renamed or taken away"))

    # counts

    def summaries(self, *, wait: bool = False) -> list[Summary]:
        """What is known of the articles, in their order; `wait` reads those that are not known yet.

        One that came after the desk had read all is read at once.
        """
        wait = wait or (self.reading is not None and self.reading.done())
        out = []
        for path in self.project.article_paths():
            known = self._summaries.get(self.project.shown(path))
            if known is not None and known[0] == stamp_of(path):
                out.append(known[1])
            elif wait or known is not None:
                out.append(self._summary(path))
        return out

    def read_all(self) -> None:
        """Read every article that the cache does not know; for a thread of its own, until `ending`."""
        stamps: dict[str, Stamp] = {}

        def items() -> Iterator[Item]:
            for path in self.project.article_paths():
                shown = self.project.shown(path)
                stamps[shown] = stamp_of(path)
                with suppress(EditionError):
                    yield Item(shown, read_source(path, shown).data)

        with Cache(self.project.cache) as cache:
            for shown, summary in run(SummaryJob(self._reading), items(), Summary, cache, whole=True):
                self._summaries.setdefault(shown, (stamps[shown], summary))
                if self.ending:
                    return

    async def all_known(self) -> None:
        """Wait until the articles are read, if they are being read."""
        if self.reading is not None:
            await asyncio.shield(self.reading)

    def _summary(self, path: Path) -> Summary:
        shown, stamp = self.project.shown(path), stamp_of(path)
        known = self._summaries.get(shown)
        if known is None or known[0] != stamp:
            try:
                summary = summed_up(shown, read_source(path, shown).data, self._reading)
            except EditionError as error:
                summary = Summary(path.stem, shown, path.stem, broken=error.diagnostics[0].message)
            known = self._summaries[shown] = stamp, summary
        return known[1]

    def decided(self) -> set[tuple[str, str]]:
        """The doubts of imports that were decided here, by article and name, unless that was taken back."""
        undo, _ = self.store.journal.open_changes()
        return {(r.article, r.kind) for r in self.store.journal.records if r.action == "structure" and r.number in undo}

    def doubtful(self, summary: Summary, decided: set[tuple[str, str]]) -> int | None:
        """How many doubts of an import are open; None where that is not known (yet)."""
        source = self.doubts.find(summary.path, summary.source)
        names = self.doubts.names(source) if source else None
        return None if names is None else sum((summary.id, name) not in decided for name in names)

    def counts(self) -> Counter[str]:
        """How often each entry is mentioned in the articles that are known."""
        summaries = self.summaries()
        if self._counted[0] != summaries:
            total: Counter[str] = Counter()
            for summary in summaries:
                total.update(summary.keys)
            self._counted = summaries, total
        return self._counted[1]

    def articles_of(self, key: str) -> list[tuple[Summary, int]]:
        """The articles that mention an entry, and how often."""
        return [(s, s.keys[key]) for s in self.summaries(wait=True) if key in s.keys]
