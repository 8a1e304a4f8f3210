"""BEACON: a line for each authority record that the edition has a page on, for catalogues to link back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.markup import open_for_write, squeeze


def beacon_writer(*kinds: str) -> Callable[[Corpus, Path], None]:
    """A writer of some kinds of entities; the number in a line is how often the entity is mentioned.

    Where no entity has an authority record nothing is written.
    """

    def write(corpus: Corpus, path: Path) -> None:
        lines = _lines(corpus, kinds)
        first = next(lines, None)
        if first is None:
            return
        with open_for_write(path) as file, text_stream(file) as stream:
            stream.writelines((*_head(corpus), "\n", first))
            stream.writelines(lines)

    return write


def _head(corpus: Corpus) -> Iterator[str]:
    info = corpus.info
    yield "#FORMAT: BEACON\n#PREFIX: {+ID}\n#TARGET: {+ID}\n"  # both sides of a line are whole addresses
    yield "#RELATION: http://www.w3.org/2000/01/rdf-schema#seeAlso\n"
    about = info.description.get("en") or next(iter(info.description.values()), "")
    for name, value in (
        ("NAME", corpus.title()),
        ("DESCRIPTION", about),
        ("INSTITUTION", info.publisher),
        ("HOMEPAGE", info.base_url),
    ):
        if value:
            yield f"#{name}: {squeeze(value)}\n"


def _lines(corpus: Corpus, kinds: tuple[str, ...]) -> Iterator[str]:
    for entity in corpus.entities(*kinds):
        for uri in authority_uris(entity):
            number = corpus.tally.mentions(entity.key)
            yield f"{uri}|{number}|{corpus.uri(entity.kind, entity.key)}\n"
