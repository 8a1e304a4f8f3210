"""Accounts in the registers name texts of the edition, and paragraphs in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.registers import Entity
from edition.validate.codes import ACCOUNT_WITHOUT_TEXT
from edition.validate.rules.context import Context


def check_all(articles: Sequence[ArticleFacts], context: Context) -> Iterator[Diagnostic]:
    """Report accounts of texts and paragraphs that are not there; of texts only where all are looked at."""
    ids = {article.id: frozenset(article.ids) for article in articles}
    for entity in context.registers.entities.values():
        for account in dict.fromkeys((account.article, account.block) for account in entity.accounts):
            yield from _check(entity, *account, ids, context)


def _check(
    entity: Entity, article: str, block: str, ids: dict[str, frozenset[str]], context: Context
) -> Iterator[Diagnostic]:
    if article in ids and block and block not in ids[article]:
        near = context.nearest(block, ids[article])
        advice = f"did you mean `article:{article}#{near}`?" if near else "name the xml:id of a paragraph or note"
        message = f"an account of `{entity.key}` names `{block}`, which is not in the text `{article}`"
        yield Diagnostic(ACCOUNT_WITHOUT_TEXT, message, entity.span, help=advice)
    elif article not in ids and context.is_whole:
        near = context.nearest(article, ids)
        advice = f"did you mean `article:{near}`?" if near else 'name its text: source="article:ID#PARAGRAPH"'
        message = f"an account of `{entity.key}` names the text `{article}`, which the edition has not"
        yield Diagnostic(ACCOUNT_WITHOUT_TEXT, message, entity.span, help=advice)
