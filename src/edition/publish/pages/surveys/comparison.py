"""Where the texts differ: a row an event, a column an article, the editors' verdict below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from edition.publish.cards import Cards
from edition.publish.extract import date_text
from edition.publish.pages.collection import Collection
from edition.publish.pages.entity import notes_of
from edition.publish.paths import article_path, slug
from edition.registers import Entity, Registers, SourceAccount
from edition.registers.dates import day_order
from edition.registers.parts.accounts import accounts_in

VERDICTS = ("discrepancy", "verdict")


def compared(registers: Registers) -> list[Entity]:
    """The entries of which two articles have accounts, or one that the editors judge, by time; undated at the end."""
    found = [e for e in registers.entities.values() if _is_compared(e)]
    return sorted(found, key=_by_time)


def _is_compared(entity: Entity) -> bool:
    articles = {account.article for account in entity.accounts}
    return len(articles) > 1 or bool(articles and any(note.type in VERDICTS for note in entity.notes))


def _by_time(entity: Entity) -> tuple[bool, tuple[int, str], str]:
    day = entity.existence.earliest
    return day is None, day_order(day) if day else (0, ""), entity.key


def comparison_page(collection: Collection, lang: str) -> dict[str, Any]:
    """All rows; the columns are the articles that have an account, in the order of the edition."""
    cards = Cards(collection.registers, lang)
    entries = compared(collection.registers)
    told = {account.article for entity in entries for account in entity.accounts}
    columns = [extract for extract in collection.extracts if extract.id in told]
    return {
        "columns": [
            {"path": article_path(e.id), "title": e.title(lang)[0], "title-lang": e.title(lang)[1]} for e in columns
        ],
        "rows": [_row(collection, cards, entity, [e.id for e in columns]) for entity in entries],
    }


def _row(collection: Collection, cards: Cards, entity: Entity, columns: Iterable[str]) -> dict[str, Any]:
    return {
        "part": "compared",
        "id": slug(entity.key),
        **collection.link(entity.key, cards),
        "date-value": date_text(entity.existence) if entity.existence.earliest else "",
        "cells": [
            {
                "part": "cell",
                "accounts": [account_values(a) for a in accounts_in(entity, cards.lang) if a.article == id_],
            }
            for id_ in columns
        ],
        "verdicts": [note for type_ in VERDICTS for note in notes_of(collection, cards, entity, type_)],
    }


def account_values(account: SourceAccount) -> dict[str, Any]:
    """An account as the stylesheet shows it."""
    return {
        "part": "account",
        "path": article_path(account.article),
        "id": account.block,
        "lang": account.lang,
        "text": account.text,
    }
