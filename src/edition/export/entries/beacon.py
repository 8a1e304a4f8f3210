"""BEACON: a line for each authority record that the edition has a page on, for catalogues to link back."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from edition.export.authorities import authority_uris
from edition.export.corpus import Corpus
from edition.export.streams import text_stream
from edition.markup import squeeze


def beacon_writer(*kinds: str) -> Callable[[Corpus, BinaryIO], None]:
    """A writer of some kinds of entities; the number in a line is how often the entity is mentioned."""

    def write(corpus: Corpus, file: BinaryIO) -> None:
        info = corpus.info
        with text_stream(file) as stream:
            stream.write(
                "#FORMAT: BEACON\n#PREFIX: {+ID}\n#TARGET: {+ID}\n"
            )  # both sides of a line are whole addresses
            stream.write("#RELATION: http://www.w3.org/2000/01/rdf-schema#seeAlso\n")
            about = info.description.get("en") or next(iter(info.description.values()), "")
            for name, value in (
                ("NAME", corpus.title()),
                ("DESCRIPTION", about),
                ("INSTITUTION", info.publisher),
                ("HOMEPAGE", info.base_url),
            ):
                if value:
                    stream.write(f"#{name}: {squeeze(value)}\n")
            stream.write("\n")
            for entity in corpus.entities(*kinds):
                for uri in authority_uris(entity):
                    number = corpus.tally.mentions(entity.key)
                    stream.write(f"{uri}|{number}|{corpus.uri(entity.kind, entity.key)}\n")

    return write
