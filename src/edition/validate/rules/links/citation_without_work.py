"""A citation of a work must find it in the register of works; links between articles and to entries likewise."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.registers import kind_of_reference
from edition.validate.codes import CITATION_WITHOUT_WORK
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report `work:` (and other register) pointers of links that lead nowhere."""
    for link in article.links:
        for target, key in link.pointers:
            kind = kind_of_reference(target)
            if kind is None or context.registers.get(key):
                continue
            near = context.nearest_key(key, kind)
            advice = f"did you mean `{kind}:{near}`?" if near else f"add the {kind} to its register"
            message = f"`{target}` is in no register"
            yield Diagnostic(CITATION_WITHOUT_WORK, message, link.span, help=advice)
