"""Articles as the rest of the site sees them, kept between builds beside the manifest.

Of each article a short head (titles, who is named how often, dates) is kept apart from its sentences: heads are read in
every build, since all overviews depend on them; sentences only for the pages that must be made anew.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any, Final, TypeVar

import msgspec

from edition.diagnostics import Diagnostic, EditionError
from edition.facts import ArticleFacts
from edition.facts.letters import Letter
from edition.jobs import Item, Left, Spool, digest_of
from edition.jobs.program import program_digest
from edition.languages import SHIPPED, Languages
from edition.languages.used import using
from edition.markup import parse
from edition.markup.source import as_source
from edition.project import TextSettings
from edition.publish.extract import DateUse, Extract, Occurrence, extract
from edition.publish.finding.passages import Passage, passages
from edition.publish.marking import ReadArticle
from edition.publish.pages.chronology import year_of
from edition.registers import Entity

T = TypeVar("T")
H = TypeVar("H", bound=Hashable)
_KEEP_EVERY: Final = 500
TEXTS: Final = "texts"  # the name under which an article's passages are kept
_SHAPE: Final = [
    [f.name for f in fields(t)] for t in (Extract, Occurrence, DateUse, Entity, Letter, Passage)
]  # what the store holds
_encode: Final = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Extracted:
    """The head of an article: its extract without sentences, and what its page needs of registers and others.

    `entries` are the register entries that stand in it, each by its key and encoded.
    """

    extract: Extract | None
    keys: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    date: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    entries: tuple[tuple[str, bytes], ...] = ()


@dataclass(frozen=True)
class Quotations:
    """What an article says under one name (`key:…` of an entity, `year:…`), encoded, and a hash of it."""

    name: str
    digest: bytes
    data: bytes


@dataclass(frozen=True)
class Read:
    """An article that was read: its encoded head, its sentences by name, and where what its page needs was left."""

    head: bytes
    quotations: tuple[Quotations, ...] = ()
    left: Left | None = None


@dataclass(frozen=True)
class ExtractJob:
    """Read one article; one that cannot be read gives its findings instead.

    With a spool all of it is left there for whoever makes its page; `elements` are those of which the settings say how
    they are shown.
    """

    mentions: TextSettings
    languages: Languages = SHIPPED
    elements: Mapping[str, str] = field(default_factory=dict)
    spool: Spool | None = None

    @property
    def digest(self) -> str:
        """A name for what is prepared."""
        return digest_of(self.key, self.spool.folder if self.spool else "")

    @cached_property
    def key(self) -> str:
        """Everything but the document that what is kept depends on."""
        return digest_of("extract", program_digest(), repr(self.mentions), self.languages.digest, repr(_SHAPE))

    def prepare(self) -> Callable[[Item], Read]:
        """Nothing to load."""

        def function(item: Item) -> Read:
            try:
                document = parse(as_source(item.path, item.data))
            except EditionError as error:
                return Read(_encode(Extracted(None, diagnostics=error.diagnostics)))
            with using(self.languages):
                article = ReadArticle.of(document, self.mentions, self.elements)
                facts, whole = article.facts, extract(article.facts)
            links = {(link.attribute, link.target) for link in facts.links} | {("page", p.url) for p in facts.pages}
            head = Extracted(
                _without_sentences(whole),
                tuple(sorted(_keys(facts))),
                tuple(sorted(links)),
                facts.metadata.date,
                entries=tuple((entry.key, _encode(entry)) for entry in facts.entries),
            )
            left = self.spool.leave(_encode(article)) if self.spool else None
            return Read(_encode(head), tuple(_quotations(whole, passages(facts))), left)

        return function

    def failed(self, item: Item, fault: Diagnostic) -> Read:
        """A document that we failed on is named and left out."""
        del item
        return Read(_encode(Extracted(None, diagnostics=(fault,))))


def _keys(facts: ArticleFacts) -> set[str]:
    """Every entry that an article names: in mentions and references, as its author, in its letter's head."""
    keys = {key for mention in facts.mentions for key in mention.keys}
    keys |= {key for link in facts.links for key in link.keys}
    keys |= {author.key for author in facts.metadata.authors}
    keys |= {party.key for party in facts.metadata.parties}
    return keys - {""}


def _without_sentences(whole: Extract) -> Extract:
    return replace(
        whole,
        occurrences=tuple(
            Occurrence(o.kind, o.key, "", "", "", o.text, "", "", cited=o.cited, years=o.years, version=o.version)
            for o in whole.occurrences
        ),
        dates=tuple(replace(d, before="", text="", after="") for d in whole.dates),
    )


def _quotations(whole: Extract, texts: Iterable[Passage]) -> Iterator[Quotations]:
    named: dict[str, list[object]] = defaultdict(list)
    for number, occurrence in enumerate(whole.occurrences):
        named[f"key:{occurrence.key}"].append((number, occurrence))
    for number, date in enumerate(whole.dates):
        named[f"year:{year_of(date.value)}"].append((number, date))
    named[TEXTS] = list(texts)
    for name, found in named.items():
        data = _encode(found)
        yield Quotations(name, bytes.fromhex(digest_of(data))[:12], data)


def entries_of(heads: Iterable[Extracted]) -> list[Entity]:
    """The register entries that stand in articles, each once: that of the first article that has it."""
    decode = msgspec.msgpack.Decoder(Entity).decode
    found: dict[str, bytes] = {}
    for head in heads:
        for key, data in head.entries:
            found.setdefault(key, data)
    return [decode(data) for data in found.values()]


def occurrences_in(parts: Iterable[bytes]) -> list[Occurrence]:
    """Mentions from their encoded form, in the order of the text.

    The keys that an entry had before come from another part than its present one.
    """
    return _decoded(parts, list[tuple[int, Occurrence]])


def dates_in(parts: Iterable[bytes]) -> list[DateUse]:
    """Dates from their encoded form, in the order of the text."""
    return _decoded(parts, list[tuple[int, DateUse]])


def passages_in(data: bytes) -> list[Passage]:
    """The passages of an article from their encoded form."""
    return msgspec.msgpack.decode(data, type=list[Passage])


def _decoded(parts: Iterable[bytes], type_: type[list[tuple[int, T]]]) -> list[T]:
    decode = msgspec.msgpack.Decoder(type_).decode
    return [found for _, found in sorted((pair for part in parts for pair in decode(part)), key=lambda pair: pair[0])]


class ExtractStore:
    """The heads and sentences of all articles, in the database of the manifest."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._decode = msgspec.msgpack.Decoder(Extracted).decode
        self._pending = 0

    def outdated(self, keys: Mapping[str, str]) -> set[str]:
        """The paths whose kept extract is not the one of this key; what is kept of other paths is forgotten."""
        known = dict(self._connection.execute("SELECT path, key FROM heads"))
        for path in known.keys() - keys.keys():
            self._forget(path)
        return {path for path, key in keys.items() if known.get(path) != key}

    def put(self, path: str, key: str, read: Read) -> None:
        """Keep what was read, now and then on disk."""
        self._forget(path)
        self._connection.execute("INSERT INTO heads VALUES (?, ?, ?)", (path, key, read.head))
        rows = ((q.name, path, q.digest, q.data) for q in read.quotations)
        self._connection.executemany("INSERT INTO quotations VALUES (?, ?, ?, ?)", rows)
        self._pending += 1
        if self._pending % _KEEP_EVERY == 0:
            self._connection.commit()

    def heads(self) -> Iterator[tuple[str, Extracted]]:
        """Every article's head."""
        shared = _Shared()
        for path, data in self._connection.execute("SELECT path, head FROM heads ORDER BY path"):
            yield path, shared.head(self._decode(data))

    def digests(self, name: str, paths: Sequence[str] | None) -> list[tuple[str, bytes]]:
        """The hashes of what the articles (all, or some by their paths) say under a name, with their paths."""
        return self._rows("digest", name, paths)

    def data(self, name: str, paths: Sequence[str] | None) -> list[tuple[str, bytes]]:
        """What these articles say under a name, encoded, with their paths."""
        return self._rows("data", name, paths)

    def _rows(self, column: str, name: str, paths: Sequence[str] | None) -> list[tuple[str, bytes]]:
        query = f"SELECT path, {column} FROM quotations WHERE name = ?"  # noqa: S608 - names and question marks only
        if paths is not None:
            query += f" AND path IN ({','.join('?' * len(paths))})"
        return self._connection.execute(query, (name, *(paths or ()))).fetchall()

    def _forget(self, path: str) -> None:
        row = self._connection.execute("SELECT head FROM heads WHERE path = ?", (path,)).fetchone()
        if row is None:
            return
        try:
            found = self._decode(row[0]).extract
        except msgspec.DecodeError:  # of another version, whose names cannot be known
            self._connection.execute("DELETE FROM quotations WHERE path = ?", (path,))
        else:
            names = {f"key:{o.key}" for o in found.occurrences} if found else set()
            names.add(TEXTS)
            names |= {f"year:{year_of(d.value)}" for d in found.dates} if found else set()
            rows = ((name, path) for name in names)
            self._connection.executemany("DELETE FROM quotations WHERE name = ? AND path = ?", rows)
        self._connection.execute("DELETE FROM heads WHERE path = ?", (path,))


class _Shared:
    """Equal values held once, since thousands of articles name the same few entities in the same words."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def head(self, head: Extracted) -> Extracted:
        """The same head, of shared parts."""
        found = head.extract
        if found is None:
            return head
        found = replace(
            found,
            occurrences=self._all(found.occurrences),
            dates=self._all(found.dates),
            groups=self._all(found.groups),
            group_years=self._all(found.group_years),
        )
        return replace(head, extract=found, keys=self._one(head.keys), links=self._all(head.links))

    def _all(self, values: tuple[H, ...]) -> tuple[H, ...]:
        return tuple(map(self._one, values))

    def _one(self, value: H) -> H:
        shared: H = self._known.setdefault(value, value)
        return shared
