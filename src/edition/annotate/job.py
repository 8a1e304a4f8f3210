"""Annotating a corpus: the job that marks one document, wherever it runs, and what the edition learns from all of them.

A job gives bytes and facts and writes nothing; what it gives depends on the document, the registers, the decisions,
the settings and the rules alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from edition.annotate import Annotator, Decisions, Located, Mention, rules_digest, write_mentions
from edition.annotate.elsewhere.offers import Offers
from edition.annotate.review.proposals import Lacking
from edition.diagnostics import Diagnostic, EditionError
from edition.jobs.mapping import Item, digest_of
from edition.languages import SHIPPED, Languages
from edition.markup import XML_ID, parse, squeeze
from edition.markup.changes.sealing import sealed_again
from edition.markup.source import as_source
from edition.project import TextSettings
from edition.registers import Registers

if TYPE_CHECKING:
    from edition.annotate.learned.model import Model


_AROUND: Final = 60  # characters before and behind a name that is proposed


@dataclass(frozen=True)
class Said:
    """A mention with the block it stands in and the language there."""

    block: str
    lang: str
    mention: Mention
    around: str = ""  # the words around a name that no register has


@dataclass(frozen=True)
class Marked:
    """A document after annotation: its new bytes (None where nothing changes), its mentions, the decisions obeyed.

    Decisions are told by their number in the file. A document that cannot be read has its findings instead.
    """

    article: str = ""
    data: bytes | None = None
    mentions: tuple[Said, ...] = ()
    proposed: tuple[Said, ...] = ()
    decisions_used: tuple[int, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def lacking(self) -> Iterator[Lacking]:
        """The names that no register has, and what may be one in a language without a file."""
        for said in (*self.mentions, *self.proposed):
            if not said.mention.keys and said.mention.kind != "date":
                yield Lacking(said.mention, self.article, said.lang, said.around)


@dataclass(frozen=True)
class AnnotateJob:
    """Mark one document. `offers` are what other programs found in the texts; `model` is what was learned.

    `known` is a hash of everything that the registers were read from, where they were read from files.
    """

    registers: Registers
    kinds: frozenset[str]
    decisions: Decisions
    offers: Offers = field(default_factory=Offers)
    default_language: str = ""
    languages: Languages = SHIPPED
    model: Model | None = None
    known: str = ""
    settings: TextSettings = field(default_factory=TextSettings)

    @cached_property
    def digest(self) -> str:
        """Everything but the document."""
        known = self.known or repr((sorted(self.registers.entities.items()), self.registers.relations))
        model = self.model.digest() if self.model else ""
        offers = repr((self.offers.sources, sorted(self.offers.kept.items())))
        wanted = repr((sorted(self.kinds), offers, self.default_language, model, self.settings))
        return digest_of("annotate", rules_digest(self.languages), known, repr(self.decisions.lines), wanted)

    def annotator(self) -> Annotator:
        """Make the annotator."""
        return Annotator(
            self.registers,
            self.kinds,
            self.decisions,
            self.offers,
            self.default_language,
            self.languages,
            self.model,
            self.settings,
        )

    def prepare(self) -> Callable[[Item], Marked]:
        """Index the names."""
        annotator = self.annotator()
        numbers = {line: number for number, line in enumerate(self.decisions.lines)}

        def mark(item: Item) -> Marked:
            try:
                annotated = annotator.find(parse(as_source(item.path, item.data)))
            except EditionError as error:
                return Marked(diagnostics=error.diagnostics)
            data = sealed_again(item.data, write_mentions(annotated))
            return Marked(
                annotated.document.root.get(XML_ID, ""),
                None if data == item.data else data,
                tuple(map(_said, annotated.mentions)),
                tuple(map(_said, annotated.proposed)),
                tuple(sorted(numbers[line] for line in annotated.decisions_used)),
            )

        return mark

    def failed(self, item: Item, fault: Diagnostic) -> Marked:
        """A document that we failed on is named and left out."""
        del item
        return Marked(diagnostics=(fault,))


def _said(one: Located) -> Said:
    mention, text = one.mention, one.flow.text
    around = ""
    if not mention.keys and mention.kind != "date":
        around = squeeze(text[max(0, mention.start - _AROUND) : mention.end + _AROUND])
    return Said(one.flow.id, one.flow.owner.inherited("xml:lang"), replace(mention, choices=()), around)
