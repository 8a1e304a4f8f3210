"""What a format's reader hands on."""

from __future__ import annotations

from dataclasses import dataclass, field

from edition.diagnostics import Diagnostic
from edition.intake.flow.content import Flow
from edition.intake.flow.kinds import Doubt
from edition.intake.tei.header import Meta


@dataclass(frozen=True)
class Reading:
    """The source's text, its flow, what its structure tells beside the text, doubts and findings.

    `structured`: the source says itself what is a title and what a heading.
    """

    text: str
    flow: Flow
    meta: Meta = field(default_factory=Meta)
    doubts: tuple[Doubt, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    lang: str | None = None
    structured: bool = False
