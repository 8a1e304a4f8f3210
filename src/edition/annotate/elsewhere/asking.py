"""Sources asked about stretches of text, each once: what they offer is kept, and what went wrong is told.

Time is bounded for a stretch, for a document and for all; a source that fails three times on end is asked no more. What
was answered is kept at once, so the next call goes on where this one ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from edition.annotate.codes import NOT_ASKED, NOT_IN_TEXT, SENT, UNANSWERED
from edition.annotate.elsewhere.command import Command
from edition.annotate.elsewhere.endpoint import Endpoint
from edition.annotate.elsewhere.libraries import Gliner, Pipeline
from edition.annotate.elsewhere.offers import MOST_NAMES, OfferedName, Offers, key_of, located, stretches
from edition.annotate.elsewhere.source import NameSource, NoAnswerError
from edition.diagnostics import Diagnostic, counted
from edition.project import AnnotateSettings

STRETCH, DOCUMENT, ALL = 60.0, 300.0, 3600.0  # seconds
_FAILURES: Final = 3  # on end, then a source is asked no more
Texts = Iterable[tuple[str, str]]  # texts with their languages


class OfferStore(Protocol):
    """Where offers are kept between calls."""

    def put(self, key: str, offers: Sequence[OfferedName]) -> None:
        """Keep what a source said of a stretch."""


def sources_of(settings: AnnotateSettings, folder: Path) -> list[NameSource]:
    """The sources that the settings name; none is begun or loaded before it is asked."""
    out: list[NameSource] = []
    if settings.spacy:
        out.append(Pipeline(settings.spacy, folder))
    if settings.gliner:
        out.append(Gliner(settings.gliner, folder))
    if settings.command:
        out.append(Command(settings.command, folder))
    if settings.endpoint:
        key, model = settings.endpoint_key, settings.endpoint_model
        out.append(Endpoint(settings.endpoint, model, key, settings.hosts))
    return out


@dataclass
class _Account:
    """What came of a source: stretches with their letters, handed over and not; names that stand nowhere; failures."""

    sent: int = 0
    sent_letters: int = 0
    waiting: int = 0
    waiting_letters: int = 0
    lost: int = 0
    reasons: list[str] = field(default_factory=list)
    on_end: int = 0

    @property
    def is_over(self) -> bool:
        """Whether it failed so often that it is asked no more."""
        return self.on_end >= _FAILURES

    def wait(self, stretch: str) -> None:
        """A stretch about which nobody is asked."""
        self.waiting += 1
        self.waiting_letters += len(stretch)

    def findings(self, where: str) -> Iterator[Diagnostic]:
        """What was sent, what was not answered, what stands nowhere, what was not asked."""
        if self.sent:
            yield Diagnostic(SENT, f"{_told(self.sent, self.sent_letters)} went to {where}")
        if self.reasons:
            message = f"{where} did not answer about {_told(len(self.reasons))}: {self.reasons[-1]}"
            notes = (f"it failed {_FAILURES} times on end and was asked no more",) if self.is_over else ()
            yield Diagnostic(UNANSWERED, message, notes=notes, help="see that it runs, then call the command again")
        if self.lost:
            stand = "does not stand" if self.lost == 1 else "do not stand"
            message = f"{counted(self.lost, 'name')} of {where} {stand} in the text"
            yield Diagnostic(NOT_IN_TEXT, message, notes=("what does not stand there letter for letter is left out",))
        if self.waiting:
            message = f"{where} was not asked about {_told(self.waiting, self.waiting_letters)}"
            yield Diagnostic(NOT_ASKED, message, help="to ask it: edition annotate --elsewhere")


def _told(number: int, letters: int = 0) -> str:
    told = f"{counted(number, 'stretch', 'stretches')} of text"
    return f"{told} ({counted(letters, 'character')})" if letters else told


@dataclass
class Inquiry:
    """Asks sources. `kept` is what they offered before, by key; what they offer now joins it."""

    sources: Sequence[NameSource]
    kept: dict[str, tuple[OfferedName, ...]]
    store: OfferStore
    clock: Callable[[], float] = time.monotonic
    used: set[str] = field(default_factory=set, init=False)  # the keys of all stretches met
    _ends: float | None = field(default=None, init=False)
    _accounts: dict[str, _Account] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self._accounts.update((source.name, _Account()) for source in self.sources)

    def offers(self) -> Offers:
        """What is kept, for the annotator."""
        told = {s.name: s.description for s in self.sources}
        return Offers(tuple((s.name, s.digest) for s in self.sources), self.kept, told)

    def meet(self, texts: Texts) -> None:
        """Note what of a document would have to be asked; nobody is asked."""
        for source, _, stretch, _ in self._open(texts):
            self._accounts[source.name].wait(stretch)

    def ask(self, texts: Texts) -> None:
        """Ask about a document what is not kept."""
        now = self.clock()
        self._ends = now + ALL if self._ends is None else self._ends
        until = min(now + DOCUMENT, self._ends)
        for source, key, stretch, lang in self._open(texts):
            account, left = self._accounts[source.name], min(STRETCH, until - self.clock())
            if account.is_over or left <= 0:
                account.wait(stretch)
            else:
                self._ask(source, key, (stretch, lang), left)

    def _open(self, texts: Texts) -> Iterator[tuple[NameSource, str, str, str]]:
        for text, lang in texts:
            for source in self.sources:
                for _, stretch in stretches(text):
                    key = key_of(source.digest, stretch, lang)
                    self.used.add(key)
                    if key not in self.kept:
                        yield source, key, stretch, lang

    def _ask(self, source: NameSource, key: str, what: tuple[str, str], seconds: float) -> None:
        account = self._accounts[source.name]
        account.sent += 1
        account.sent_letters += len(what[0])
        try:
            told = source.ask(*what, seconds)
            if len(told) > MOST_NAMES:
                raise NoAnswerError(f"it tells more than {MOST_NAMES} names of a stretch of text")
        except NoAnswerError as error:
            account.reasons.append(str(error))
            account.on_end += 1
            return
        account.on_end = 0
        offers, lost = located(what[0], told, source.name)
        account.lost += lost
        self.kept[key] = tuple(offers)
        self.store.put(key, offers)

    def close(self) -> None:
        """End what was begun."""
        for source in self.sources:
            source.close()

    def findings(self) -> list[Diagnostic]:
        """What came of each source."""
        return [one for s in self.sources for one in self._accounts[s.name].findings(s.description)]
