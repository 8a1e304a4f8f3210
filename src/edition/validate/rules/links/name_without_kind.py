"""A `name` or `rs` without a type must point to an entry, which tells what it names."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.validate.codes import NAME_WITHOUT_KIND
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report names of which neither the text nor a register says whether they are persons, places or something else."""
    del context
    for link in article.links:
        if link.attribute in ("ref", "key") and link.element in ("name", "rs"):
            message = f"<{link.element}> does not say what it names, and no register has `{link.target}`"
            help_text = "write @type, such as person or place, or add the entry to a register"
            yield Diagnostic(NAME_WITHOUT_KIND, message, link.span, help=help_text)
