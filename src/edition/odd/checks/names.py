"""Names in documents: no two elements of one namespace are called the same by their `altIdent`.

TEI's tools let it pass; a document cannot say which of the two it means, and rules for one fire on the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.diagnostics import Diagnostic
from edition.markup import tei
from edition.odd.checks.findings import CheckedOdd
from edition.odd.codes import DUPLICATE_SPEC
from edition.odd.model import Spec

_Named = tuple[str | None, str]


def check_names(check: CheckedOdd) -> Iterator[Diagnostic]:
    """Each name that an ODD gives to an element and that another element has, told once."""
    called: dict[_Named, list[Spec]] = {}
    for spec in check.schema.of("elementSpec").values():
        called.setdefault((spec.ns, spec.name), []).append(spec)
    twice = {named: specs for named, specs in called.items() if len(specs) > 1}
    for item in check.odd.named("elementSpec"):
        other_name, ident = item.element.find(tei("altIdent")), item.element.get("ident", "")
        named = next((n for n, specs in twice.items() if ident in (s.ident for s in specs)), None)
        if other_name is None or named is None:
            continue
        others = " and ".join(f"`{s.ident}`" for s in twice.pop(named) if s.ident != ident)
        message = f"the element `{ident}` is called `{named[1]}` in documents, and so is {others}"
        yield Diagnostic(DUPLICATE_SPEC, message, item.odd.span(other_name), help="choose another name")
