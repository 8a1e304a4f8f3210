"""The terms that the edition explains, in the order of the language."""

from __future__ import annotations

from typing import Any

from edition.publish.cards import term_values
from edition.publish.order import sort_key
from edition.publish.pages.collection import Collection


def glossary_page(collection: Collection, lang: str) -> dict[str, Any]:
    """Every term with its explanation, and its names in other languages."""
    terms = sorted(collection.registers.terms.values(), key=lambda term: (sort_key(term.name(lang), lang), term.key))
    return {"count": len(terms), "terms": [term_values(term, lang) for term in terms]}
