"""Pages that look over all that the registers hold of one thing: differing accounts, journeys, amounts, terms.

Each is there only where the registers have something to show on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from edition.publish.pages.collection import Collection
from edition.publish.pages.surveys.amounts import amounts_page
from edition.publish.pages.surveys.comparison import compared, comparison_page
from edition.publish.pages.surveys.glossary import glossary_page
from edition.publish.pages.surveys.journeys import journeys_page
from edition.registers import Registers
from edition.registers.parts.amounts import amount_rows
from edition.registers.parts.journeys import journeys_of

__all__ = ["compared_blocks", "survey_folders", "survey_pages"]

_PAGES: Final = (
    ("comparison", comparison_page),
    ("journeys", journeys_page),
    ("amounts", amounts_page),
    ("glossary", glossary_page),
)


def survey_folders(registers: Registers) -> tuple[str, ...]:
    """The surveys that have something to show."""
    there = {
        "comparison": compared(registers),
        "journeys": journeys_of(registers),
        "amounts": amount_rows(registers),
        "glossary": registers.terms,
    }
    return tuple(folder for folder, _ in _PAGES if there[folder])


def survey_pages(collection: Collection, lang: str) -> Iterator[dict[str, Any]]:
    """The values of each survey."""
    wanted = survey_folders(collection.registers)
    for folder, page in _PAGES:
        if folder in wanted:
            head = {
                "kind": folder,
                "folder": folder,
                "path": f"{folder}/index.html",
                "title-label": f"section.{folder}",
            }
            yield {**head, **page(collection, lang)}


def compared_blocks(registers: Registers) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each article the blocks that tell what others tell differently, with the entries that are compared."""
    out: dict[str, dict[str, tuple[str, ...]]] = {}
    for entity in compared(registers):
        for account in entity.accounts:
            blocks = out.setdefault(account.article, {})
            if account.block and entity.key not in blocks.get(account.block, ()):
                blocks[account.block] = (*blocks.get(account.block, ()), entity.key)
    return out
