"""A numbered note that stands apart from the text is called from somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic, Label
from edition.facts import ArticleFacts
from edition.validate.codes import NOTE_WITHOUT_CALL
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report notes that nothing points to."""
    del context
    called = {link.target.removeprefix("#") for link in article.links if link.target.startswith("#")}
    bare = {link.target: link for link in article.links if link.attribute == "target" and "#" not in link.target}
    for block in article.blocks:
        if block.apart and (not block.has_own_id or block.id not in called):
            if call := bare.get(block.id):
                message = f"nothing calls the note {block.n or block.id}: the pointer `{call.target}` lacks its #"
                labels = (Label(block.span, "the note"),) if block.span else ()
                help_text = f'write target="#{block.id}"'
                yield Diagnostic(NOTE_WITHOUT_CALL, message, call.span, labels, help=help_text)
                continue
            message = f"nothing calls the note {block.n or block.id}: “{block.text[:40]}…”"
            help_text = f'put the note at its call, or add <ref target="#{block.id}">{block.n or "*"}</ref> there'
            yield Diagnostic(NOTE_WITHOUT_CALL, message, block.span, help=help_text)
