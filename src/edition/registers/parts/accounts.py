"""What different texts say of one entry: a note of the type `account` for each, and the verdict of the editors.

An account names the text that it is from (`@source`, down to the paragraph) and holds what is compared: a `date`, a
`measure`, a few words. The stages of a journey are events within an event, each with its place (`@where`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from edition.markup import XML_LANG, all_text, tei
from edition.registers.dates import date_value
from edition.registers.keys import key_of
from edition.registers.model import Amount, Entity, SourceAccount

ACCOUNT: Final = "account"


def read_accounts(entry: etree._Element, default_lang: str) -> Iterator[SourceAccount]:
    """The accounts of an entry, in the order of the register."""
    for note in entry.findall(tei("note")):
        if note.get("type") == ACCOUNT and (text := all_text(note)):
            article, _, block = (note.get("source") or "").split(" ")[0].removeprefix("article:").partition("#")
            lang = note.get(XML_LANG) or default_lang
            date = date_value(note.find(tei("date")))
            yield SourceAccount(article, block, lang, text, date, tuple(_amounts(note)))


def read_places(entry: etree._Element) -> tuple[str, ...]:
    """The keys of the places where an event happened."""
    return tuple(key_of(pointer) for pointer in (entry.get("where") or "").split())


def accounts_in(entity: Entity, lang: str) -> list[SourceAccount]:
    """The accounts in a language; of an article that has none in it, those of its first language."""
    out: list[SourceAccount] = []
    for article in dict.fromkeys(account.article for account in entity.accounts):
        own = [account for account in entity.accounts if account.article == article]
        out += [account for account in own if account.lang in (lang, "")] or [
            account for account in own if account.lang == own[0].lang
        ]
    return out


def _amounts(note: etree._Element) -> Iterator[Amount]:
    for measure in note.iter(tei("measure")):
        quantity, unit, commodity = (measure.get(name, "") for name in ("quantity", "unit", "commodity"))
        yield Amount(all_text(measure), quantity, unit, commodity)
