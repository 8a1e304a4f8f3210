"""A pointer into the document must find its target there."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.validate.codes import BROKEN_POINTER
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report `#id` without that id in the document."""
    ids = set(article.ids)
    for link in article.links:
        if link.attribute != "target":
            continue
        for target in link.target.split():
            if target.startswith("#") and target[1:] not in ids:
                near = context.nearest(target[1:], ids)
                advice = (
                    f"did you mean `#{near}`?"
                    if near
                    else f'give what is meant xml:id="{target[1:]}", or correct the pointer'
                )
                message = f"`{target}` points to nothing in this document"
                yield Diagnostic(BROKEN_POINTER, message, link.span, help=advice)
