"""Letters: who wrote to whom, from where and when, as the header tells (`correspDesc`), else as the text does."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from edition.facts.letters.header import KeyOf, described
from edition.facts.letters.model import Letter, Party
from edition.facts.letters.text import told
from edition.markup import tei
from edition.registers import key_of

__all__ = ["Letter", "Party", "read_letter"]


def read_letter(root: etree._Element, key: KeyOf = key_of) -> Letter | None:
    """What is known of a letter's way; None where a text is no letter. The header goes before the text."""
    header = root.find(tei("teiHeader"))
    letter = None if header is None else described(header, key)
    if letter is None:
        return told(root, key)
    if letter.date_text and letter.sent_from:
        return letter
    text = told(root, key) or letter
    return replace(
        letter,
        sent_from=letter.sent_from or text.sent_from,
        date=letter.date or text.date,
        date_text=letter.date_text or text.date_text,
    )
