"""A mention of a kind must point to an entry of that kind."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic, Label, one
from edition.facts import ArticleFacts
from edition.validate.codes import WRONG_KIND
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report a person's key in a place name, and the like."""
    for mention in article.mentions:
        for key in mention.keys:
            entity = context.registers.get(key)
            if entity is None or entity.kind == mention.kind:
                continue
            name = f"<{mention.element}>" if mention.wordless else f"“{mention.text}”"
            message = f"{name} is marked as {one(mention.kind)}, but `{key}` is {one(entity.kind)}"
            entry = Label(entity.span, f"`{key}` stands here")
            help_text = f"use the element for {one(entity.kind)}, or the key of {one(mention.kind)}"
            yield Diagnostic(WRONG_KIND, message, mention.span, (entry,), help=help_text)
