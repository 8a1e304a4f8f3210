"""Ids of articles are unique in the edition, and by our own rules no register entry has the id of an article.

In others' editions a text is often called by its file, and an entry by the same name: their pages lie in other folders.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.diagnostics import Diagnostic, Label, Span
from edition.facts import ArticleFacts
from edition.validate.codes import DUPLICATE_ARTICLE
from edition.validate.rules.context import Context


def check_all(articles: Sequence[ArticleFacts], context: Context) -> Iterator[Diagnostic]:
    """Report the second of two with one id."""
    seen: dict[str, ArticleFacts] = {}
    for article in articles:
        here = Span(article.path, 0, 1)
        if article.id in seen:
            first = Label(Span(seen[article.id].path, 0, 1), "the first article with this id")
            message = f"the id `{article.id}` belongs to another article too"
            yield Diagnostic(DUPLICATE_ARTICLE, message, here, (first,), help="give TEI/@xml:id the name of the file")
        elif context.is_house and (entity := context.registers.entities.get(article.id)):
            entry = Label(entity.span, "the register entry")
            message = f"the id `{article.id}` belongs to a register entry too"
            yield Diagnostic(DUPLICATE_ARTICLE, message, here, (entry,), help="rename one: edition registers rename")
        seen.setdefault(article.id, article)
