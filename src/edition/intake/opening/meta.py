"""What a PDF tells of its article: title, subtitle, language, authors, journal.

Takes the parts with their roles, the pages and the text in reading order, gives a `Meta`. The page comes first, then
what the file says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from edition.intake.content import Block, Kind, ReadingOrder
from edition.intake.layout.model import PdfSource
from edition.intake.layout.reading import WRITTEN, PageLayout
from edition.intake.opening.people import is_of_names, read_authors
from edition.intake.pieces.foreign import language_code
from edition.intake.pieces.pieces import Piece
from edition.intake.signs.history import read_history
from edition.intake.signs.journal import read_journal
from edition.intake.signs.languages import language_of
from edition.intake.signs.people import Person, is_name
from edition.intake.styled.model import Part, Role
from edition.intake.styled.titles import is_affiliation
from edition.intake.tei.header import Meta, Spare

_LONG_TITLE: Final = 30  # letters that tell a language
_SAMPLE: Final = 6000


def read_meta(parts: Sequence[Part], pages: Sequence[PageLayout], flow: ReadingOrder, source: PdfSource) -> Meta:
    """Title, subtitle, authors and journal as the pages have them."""
    title, subtitle = _titles(parts, flow)
    lang = _language(title, flow, source)
    told = _at_edges(parts, pages)
    journal = {**read_history(told), **read_journal(told)}
    titles = ((title, lang),) if title else ()
    parallel = _parallel(subtitle, lang) if title else None
    if parallel:
        titles, subtitle = (*titles, (subtitle, parallel)), ""
    return Meta(titles, _people(parts), journal or None, subtitle, _spare(source))


def _titles(parts: Sequence[Part], flow: ReadingOrder) -> tuple[str, str]:
    """The title and what stands under it."""
    texts = [node.text for node in flow.nodes if isinstance(node, Block) and node.kind is Kind.TITLE]
    count = sum(part.role is Role.TITLE for part in parts)
    return " ".join(texts[:count]), " ".join(texts[count:])


def _language(title: str, flow: ReadingOrder, source: PdfSource) -> str:
    """The language of title and text; where their words do not tell it, the one that the file names."""
    texts = (node.text for node in flow.nodes if isinstance(node, Block) and node.kind is Kind.PARAGRAPH)
    found = language_of(title, language_of(" ".join(texts)[:_SAMPLE]))
    return found or language_code(source.lang) or "und"


def _parallel(subtitle: str, lang: str) -> str | None:
    """The language of a subtitle that is the title once more in another one."""
    other = language_of(subtitle) if len(subtitle) > _LONG_TITLE and lang != "und" else None
    return other if other != lang else None


def _at_edges(parts: Sequence[Part], pages: Sequence[PageLayout]) -> list[str]:
    """What stands above the title and in running heads."""
    heads = [part.piece.text for part in parts if part.role is Role.MASTHEAD]
    edges = [line.text for page in pages[:3] for kind, line in page.furniture if kind != WRITTEN]
    return [*heads, *dict.fromkeys(edges)]


def _people(parts: Sequence[Part]) -> tuple[Person, ...]:
    """The authors behind the title; else those above it."""
    found = read_authors([part.piece for part in parts if part.role is Role.PERSON])
    return found or read_authors(_above([part.piece for part in parts if part.role is Role.MASTHEAD]))


def _above(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces above a title from the last name on, where only places of work and addresses stand below it."""
    for at in reversed(range(len(pieces))):
        lines = pieces[at].lines
        first = next((k for k, line in enumerate(lines) if is_of_names(line)), None)
        if first is not None:
            return [replace(pieces[at], lines=lines[first:]), *pieces[at + 1 :]]
        if not all(is_affiliation(line.text) for line in lines):
            break
    return []


def _spare(source: PdfSource) -> Spare:
    """Who wrote the document, as its information has it; its title there is often a file's name."""
    names = (name.strip() for name in re.split(r"[;,]|\s+&\s+", source.author))
    return Spare("", tuple(Person(name) for name in names if is_name(name)))
