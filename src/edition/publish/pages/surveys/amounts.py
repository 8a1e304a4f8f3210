"""Money, arms and other amounts that accounts tell of: what, how much, from whom, to whom, when, by which article."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from edition.publish.cards import Cards
from edition.publish.extract import date_text
from edition.publish.pages.collection import Collection
from edition.publish.pages.surveys.comparison import account_values
from edition.publish.paths import slug
from edition.registers import Amount
from edition.registers.parts.amounts import GIVER, RECEIVER, AmountRow, amount_rows, parties


def amounts_page(collection: Collection, lang: str) -> dict[str, Any]:
    """The rows by time; a bar beside each compares it with the others of the same kind and unit.

    Where they are of several types (a request, a promise, a delivery), each tells its own.
    """
    cards = Cards(collection.registers, lang)
    rows = amount_rows(collection.registers, lang)
    most: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        kind = row.amount.commodity, row.amount.unit
        most[kind] = max(most[kind], _number(row.amount))
    shown = [_row(collection, cards, row, most[row.amount.commodity, row.amount.unit]) for row in rows]
    return {"count": len(rows), "rows": shown, "told-apart": len({row.entity.type for row in rows}) > 1}


def _row(collection: Collection, cards: Cards, row: AmountRow, most: float) -> dict[str, Any]:
    key = row.entity.key
    return {
        "part": "amount",
        "id": slug(key),
        **collection.link(key, cards),
        "date-value": date_text(row.date) if row.date.earliest else "",
        "text": row.amount.text,
        "type": row.entity.type,
        "share": round(100 * _number(row.amount) / most, 1) if most else 0,
        "givers": [collection.link(k, cards) for k in parties(collection.registers, key, GIVER)],
        "receivers": [collection.link(k, cards) for k in parties(collection.registers, key, RECEIVER)],
        "account": account_values(row.account),
        "source": _title(collection, row.account.article, cards.lang),
    }


def _title(collection: Collection, article: str, lang: str) -> str:
    extract = collection.by_id.get(article)
    return extract.title(lang)[0] if extract else article


def _number(amount: Amount) -> float:
    try:
        return max(0.0, float(amount.quantity))
    except ValueError:
        return 0.0
