"""Money, arms and other amounts that accounts tell of: what, how much, from whom, to whom, when, by which article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edition.publish.cards import Cards
from edition.publish.extract import date_text
from edition.publish.pages.collection import Collection
from edition.publish.pages.surveys.comparison import account_values
from edition.publish.paths import slug
from edition.registers import Amount
from edition.registers.parts.amounts import GIVER, RECEIVER, AmountRow, amount_rows, parties


def amounts_page(collection: Collection, lang: str) -> dict[str, Any]:
    """The rows in groups by what there is so much of, each group with one unit as bars over time."""
    cards = Cards(collection.registers, lang)
    rows = amount_rows(collection.registers, lang)
    groups: dict[tuple[str, str], list[AmountRow]] = {}
    for row in rows:
        groups.setdefault((row.amount.commodity, row.amount.unit), []).append(row)
    return {
        "count": len(rows),
        "groups": [_group(collection, cards, *kind, found) for kind, found in sorted(groups.items())],
    }


def _group(
    collection: Collection, cards: Cards, commodity: str, unit: str, rows: Iterable[AmountRow]
) -> dict[str, Any]:
    found = list(rows)
    most = max((_number(row.amount) for row in found), default=0.0)
    return {
        "part": "amount-group",
        "id": slug(f"{commodity}-{unit}"),
        "commodity": commodity,
        "unit": unit,
        "rows": [_row(collection, cards, row, most) for row in found],
    }


def _row(collection: Collection, cards: Cards, row: AmountRow, most: float) -> dict[str, Any]:
    key = row.entity.key
    return {
        "part": "amount",
        "id": slug(key),
        **collection.link(key, cards),
        "date-value": date_text(row.date) if row.date.earliest else "",
        "text": row.amount.text,
        "quantity": row.amount.quantity,
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
