"""A reference must point to an entry of a register."""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.facts import ArticleFacts
from edition.registers import plain_key
from edition.validate.codes import UNRESOLVED_KEY
from edition.validate.rules.context import Context


def check(article: ArticleFacts, context: Context) -> Iterator[Diagnostic]:
    """Report keys that no register has; addresses on the web are not ours to resolve."""
    for mention in article.mentions:
        if not context.has_register(mention.kind):
            continue
        for key in mention.keys:
            if "://" in key or context.registers.get(key):
                continue
            key = plain_key(key)
            advice = _advice(key, mention.kind, context)
            name = f"<{mention.element}>" if mention.wordless else f"“{mention.text}”"
            message = f"{name} refers to `{key}`, which no register has"
            yield Diagnostic(UNRESOLVED_KEY, message, mention.span, help=advice)


def _advice(key: str, kind: str, context: Context) -> str:
    if held := context.registers.in_file(key):
        return (
            f"a file of that name has {len(held)} entries: write `#` and the key of one behind it, such as `#{held[0]}`"
        )
    near = context.nearest_key(key, kind)
    return f"did you mean `{near}`?" if near else f"add it: edition registers add {kind} {key}"
