"""What a format's reader hands on."""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.diagnostics import Diagnostic
from edition.intake.content import ReadingOrder
from edition.intake.doubts import Doubt
from edition.intake.tei.header import Meta


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a page has that is none of the text: its kind, its words, the page (from 1), its box in points."""

    kind: str
    text: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class SourceReading:
    """The source's text, its flow, what its structure tells beside the text, doubts and findings.

    `structured`: the source says itself what is a title and what a heading. `witness` is a second reading of the
    source, independent of the first, which the account is drawn from where there is one. `files` go beside the
    document. `paged`: the text has the pages of the source. `unmarked`: the text without signs that are no letters
    of it (underscores around slanted words), where there are such. `read_off`: the program that read the text off
    pictures of its pages, where one did; it may have no name.
    """

    text: str
    flow: ReadingOrder
    meta: Meta = field(default_factory=Meta)
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    lang: str | None = None
    structured: bool = False
    witness: str | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    paged: bool = False
    unmarked: str | None = None
    read_off: str | None = None

    @property
    def accounted(self) -> str:
        """The text that every character of the document is held against."""
        if self.witness is not None:
            return self.witness
        return self.text if self.unmarked is None else self.unmarked
