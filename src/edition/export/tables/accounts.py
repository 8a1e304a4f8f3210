"""Differing accounts, amounts and explained words as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.export.corpus import Corpus
from edition.export.edtf import edtf
from edition.export.tables.rows import ExportTable
from edition.registers.parts.amounts import GIVER, RECEIVER, amount_rows, parties
from edition.registers.tables.table import join_values

_ACCOUNTS: Final = ("entry", "name", "article", "paragraph", "lang", "date", "text")
_AMOUNTS: Final = ("entry", "name", "type", "date", "quantity", "unit", "commodity", "text", "givers", "receivers",
                   "article", "paragraph")  # fmt: skip
_TERMS: Final = ("term", "lang", "name", "gloss")


def has_accounts(corpus: Corpus) -> bool:
    """Whether any entry has accounts."""
    return any(entity.accounts for entity in corpus.registers.entities.values())


def has_amounts(corpus: Corpus) -> bool:
    """Whether any account tells of an amount."""
    return any(a.amounts for entity in corpus.registers.entities.values() for a in entity.accounts)


def account_table(corpus: Corpus) -> ExportTable:
    """What each article says of an entry, in every language that the registers give it in."""
    return ExportTable(_ACCOUNTS, _accounts(corpus))


def amount_table(corpus: Corpus) -> ExportTable:
    """Every amount, in the edition's first language where it is given in it."""
    return ExportTable(_AMOUNTS, _amounts(corpus))


def term_table(corpus: Corpus) -> ExportTable:
    """Every explained word, a row a language."""
    return ExportTable(_TERMS, _terms(corpus))


def _first(corpus: Corpus) -> str:
    return corpus.languages[0] if corpus.languages else ""


def _accounts(corpus: Corpus) -> Iterator[dict[str, str]]:
    for entity in corpus.registers.entities.values():
        for account in entity.accounts:
            yield {
                "entry": entity.key, "name": entity.name(account.lang), "article": account.article,
                "paragraph": account.block, "lang": account.lang, "date": edtf(account.date), "text": account.text,
            }  # fmt: skip


def _amounts(corpus: Corpus) -> Iterator[dict[str, str]]:
    registers, lang = corpus.registers, _first(corpus)
    for row in amount_rows(registers, lang):
        key = row.entity.key
        yield {
            "entry": key, "name": row.entity.name(lang), "type": row.entity.type, "date": edtf(row.date),
            "quantity": row.amount.quantity,
            "unit": row.amount.unit, "commodity": row.amount.commodity, "text": row.amount.text,
            "givers": join_values(parties(registers, key, GIVER)),
            "receivers": join_values(parties(registers, key, RECEIVER)),
            "article": row.account.article, "paragraph": row.account.block,
        }  # fmt: skip


def _terms(corpus: Corpus) -> Iterator[dict[str, str]]:
    for key, term in sorted(corpus.registers.terms.items()):
        for gloss in term.glosses:
            yield {"term": key, "lang": gloss.lang, "name": term.name(gloss.lang), "gloss": gloss.text}
