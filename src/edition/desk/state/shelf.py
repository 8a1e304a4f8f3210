"""The registers on the desk: entries as they are now, and the search that answers while somebody types."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate
from operator import itemgetter
from typing import Any, Final

from edition.languages import fold_phrase as fold
from edition.markup import Document, parse
from edition.markup.inputs.kept import KeptDocuments
from edition.markup.source import as_source
from edition.project import Project
from edition.registers import DateValue, Entity, Registers, read_registers

_HITS: Final = 12


@dataclass(frozen=True)
class _Line:
    """An entry as it is searched: its names, folded, and the words that they begin with."""

    key: str
    names: tuple[str, ...]
    words: str


class _Index:
    """All lines, and their words as one text, in which a word's beginning is found at once."""

    def __init__(self, entities: Mapping[str, Entity], before: _Index | None = None) -> None:
        self.entities = entities
        known = before._known if before else {}
        self._known: dict[str, tuple[Entity, _Line]] = {
            key: _known_line(one, known.get(key)) for key, one in entities.items()
        }
        self._lines = [line for _, line in self._known.values()]
        self._starts = [0, *accumulate(len(line.words) + 1 for line in self._lines)]
        self._text = "\n".join(line.words for line in self._lines)

    def fitting(self, folded: str) -> list[_Line]:
        """The lines in which every word that was typed begins one; all of them where none was."""
        parts = sorted((f" {word}" for word in folded.split()), key=len, reverse=True)
        found = self._holding(parts[0]) if parts else self._lines
        return [line for line in found if all(part in line.words for part in parts[1:])]

    def _holding(self, part: str) -> Iterator[_Line]:
        at = self._text.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._lines[number]
            at = self._text.find(part, self._starts[number + 1] - 1)


class Shelf:
    """The registers of an edition."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._kept = KeptDocuments()
        self._files: dict[str, Document] = {}
        self._registers = Registers()
        self._index: _Index | None = None

    @property
    def registers(self) -> Registers:
        """The entries as they are on the disk."""
        self._refresh()
        return self._registers

    @property
    def documents(self) -> list[Document]:
        """The register files, parsed."""
        self._refresh()
        return list(self._files.values())

    def adopt(self, path: str, data: bytes, registers: Registers) -> None:
        """Take over what was just written, so that it need not be read again."""
        self._files[path] = parse(as_source(path, data))
        self._kept.put(self._project.root / path, self._files[path])
        self._registers = registers

    def prepare(self) -> Iterator[None]:
        """Read and index before the first search."""
        self._refresh()
        yield
        self.search("a", (), {})

    def search(self, text: str, kinds: Collection[str], counts: dict[str, int], likely: str = "") -> list[Entity]:
        """The entries that fit what was typed, of some kinds or of all: names, beginnings, words, the rest.

        Of those that fit alike the ones of the `likely` kind stand first, and works last.
        """
        registers, folded = self.registers, fold(text)
        found = self._fitting(folded) if folded else []
        hits = ((line, registers.entities[line.key]) for line in found)
        ranked = (
            ((_rank(line, folded), e.kind != likely, e.kind == "work", -counts.get(e.key, 0), e.key), e)
            for line, e in hits
            if not kinds or e.kind in kinds
        )
        return [entity for _, entity in nsmallest(_HITS, ranked, key=itemgetter(0))]

    def all_fitting(self, text: str, kind: str) -> list[Entity]:
        """All entries that fit what was typed; all of them where nothing was."""
        registers = self.registers
        entities = (registers.entities[line.key] for line in self._fitting(fold(text)))
        return [e for e in entities if not kind or e.kind == kind]

    def _fitting(self, folded: str) -> list[_Line]:
        entities = self._registers.entities
        if self._index is None or self._index.entities is not entities:
            self._index = _Index(entities, self._index)
        return self._index.fitting(folded)

    def _refresh(self) -> None:
        """Read the files that changed; of one that is half-written by hand the last good state is shown."""
        paths = {self._project.shown(path): path for path in self._project.register_paths()}
        found = ((shown, self._kept.get(path, shown)) for shown, path in paths.items())
        files = {shown: document for shown, document in found if document is not None}
        if files != self._files:
            self._files = files
            self._registers = read_registers(list(files.values()))[0]


def card(entity: Entity, lang: str, count: int = 0, articles: Sequence[str] = ()) -> dict[str, Any]:
    """An entry as a list shows it: name, dates, one sentence, how often and where it is mentioned."""
    return {
        "key": entity.key, "kind": entity.kind, "name": entity.name(lang), "dates": dates_of(entity),
        "note": _first_sentence(entity.description(lang)), "count": count, "articles": list(articles[:4]),
        "names": list(dict.fromkeys(n.text for n in entity.names))[:8],
    }  # fmt: skip


def dates_of(entity: Entity) -> str:
    """The dates of an entry in a few letters: `1881–1938`; of a work who wrote it, and when."""
    if entity.bibliography is not None:
        work = entity.bibliography
        return ", ".join(filter(None, ("; ".join(work.authors), work.year or _shown(entity.existence))))
    if entity.birth or entity.death:
        return f"{_year(entity.birth)}–{_year(entity.death)}"
    return _shown(entity.existence)


def _shown(value: DateValue) -> str:
    if value.when:
        return value.when
    first, last = value.from_ or value.not_before or "", value.to or value.not_after or ""
    return f"{first}–{last}" if first or last else ""


def _year(value: DateValue) -> str:
    return (value.earliest or "")[:4].lstrip("-")


def _first_sentence(text: str) -> str:
    head, stop, _ = text.partition(". ")
    return head + stop.strip()


def _known_line(entity: Entity, before: tuple[Entity, _Line] | None) -> tuple[Entity, _Line]:
    """An entry with its line, which is made again only where the entry is another."""
    return before if before is not None and before[0] is entity else (entity, _line(entity))


def _line(entity: Entity) -> _Line:
    names = tuple(dict.fromkeys(fold(name.text) for name in entity.names))
    work = entity.bibliography
    more = (fold(" ".join((*work.authors, work.year))),) if work else ()
    return _Line(entity.key, names, f" {' '.join((*names, *more))} {entity.key.replace('-', ' ')}")


def _rank(line: _Line, folded: str) -> int:
    if folded in line.names or folded == line.key:
        return 0
    if any(name.startswith(folded) for name in line.names):
        return 1
    return 2
