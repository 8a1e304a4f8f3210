"""Links leave the edition by schemes that cannot run anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.markup import link_scheme
from edition.registers import kind_of_reference
from edition.validate.codes import FORBIDDEN_LINK
from edition.validate.rules.context import Context

ALLOWED: Final = frozenset({"", "http", "https", "mailto", "doi", "urn", "article", "tel"})
RUNNING: Final = frozenset({"javascript", "vbscript", "data", "file"})


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report targets whose scheme is not on the list."""
    for link in article.links:
        if link.element == "term":
            continue  # names an explanation, and never becomes a link out of the edition
        for target in link.target.split():
            scheme = link_scheme(target)
            if scheme in ALLOWED or kind_of_reference(target):
                continue
            if not context.is_house and scheme not in RUNNING:
                continue  # a prefix of the edition's own
            message = f"the link `{target[:60]}` uses the scheme `{scheme}`"
            help_text = "use an https address, or take the link away"
            yield Diagnostic(FORBIDDEN_LINK, message, link.span, help=help_text)
