"""A numbered note that stands apart from the text is called from somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic, Label
from edition.facts import ArticleFacts, Block, Link
from edition.validate.codes import NOTE_WITHOUT_CALL
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report notes that nothing points to."""
    del context
    called = {link.target.removeprefix("#") for link in article.links if link.target.startswith("#")}
    bare = {link.target: link for link in article.links if link.attribute == "target" and "#" not in link.target}
    for block in article.blocks:
        if block.apart and (not block.has_own_id or block.id not in called):
            yield _uncalled(block, bare.get(block.id))


def _uncalled(block: Block, bare: Link | None) -> Diagnostic:
    """Nothing calls a note; `bare` names it, but lacks the sign that makes it a pointer."""
    if bare:
        message = f"nothing calls the note {block.n or block.id}: the pointer `{bare.target}` lacks its #"
        labels = (Label(block.span, "the note"),) if block.span else ()
        return Diagnostic(NOTE_WITHOUT_CALL, message, bare.span, labels, help=f'write target="#{block.id}"')
    message = f"nothing calls the note {block.n or block.id}: “{block.text[:40]}…”"
    help_text = f'put the note at its call, or add <ref target="#{block.id}">{block.n or "*"}</ref> there'
    return Diagnostic(NOTE_WITHOUT_CALL, message, block.span, help=help_text)
