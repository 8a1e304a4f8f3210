"""Rules that need registers or other files, one module a rule; a truth about one document lives in the ODD."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.validate.rules import account_without_text
from edition.validate.rules.context import Context
from edition.validate.rules.links import (
    broken_pointer,
    citation_without_work,
    duplicate_article,
    forbidden_link,
    missing_file,
    name_without_kind,
    note_without_call,
    term_without_entry,
)
from edition.validate.rules.mentions import (
    date_disagrees,
    outside_lifetime,
    unexplained_mention,
    unresolved_key,
    wrong_kind,
)

_REFERENCES = (
    *(unresolved_key, wrong_kind, broken_pointer, citation_without_work),
    *(missing_file, forbidden_link, term_without_entry, name_without_kind),
)
Rule = Callable[[ArticleFacts, Context], Iterator[Diagnostic]]
RULES: Final[tuple[Rule, ...]] = tuple(
    module.check
    for module in (
        unresolved_key,
        wrong_kind,
        unexplained_mention,
        date_disagrees,
        outside_lifetime,
        note_without_call,
        broken_pointer,
        citation_without_work,
        missing_file,
        forbidden_link,
        term_without_entry,
        name_without_kind,
    )
)


def check_references(articles: Sequence[ArticleFacts], context: Context) -> list[Diagnostic]:
    """Apply every rule to every article, and the rule on ids to all of them together. Facts must have spans."""
    found = [*duplicate_article.check_all(articles, context), *account_without_text.check_all(articles, context)]
    rules = RULES if context.is_house else tuple(module.check for module in _REFERENCES)
    for article in articles:
        for rule in rules:
            found += rule(article, context)
    return found


__all__ = ["RULES", "Context", "Rule", "check_references"]
