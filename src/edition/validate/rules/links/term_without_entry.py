"""A term that points to an explanation must find it in the registers."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.registers import term_key
from edition.validate.codes import TERM_WITHOUT_ENTRY
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report `term:` pointers that lead nowhere."""
    for link in article.links:
        key = term_key(link.target) if link.element == "term" else ""
        if key and key not in context.registers.terms:
            near = context.nearest(key, context.registers.terms)
            advice = f"did you mean `term:{near}`?" if near else "explain it in a list of the type gloss"
            yield Diagnostic(TERM_WITHOUT_ENTRY, f"`{link.target}` is explained nowhere", link.span, help=advice)
