"""Persons, places, organisations, events and works, read from TEI and looked up by key. Knows nothing of articles."""

from edition.registers.check import check_registers, fold, similar_entries
from edition.registers.dates import DateValue, date_value
from edition.registers.editing.edit import DocumentChange, NewEntry, add, add_all, merge, rename, split
from edition.registers.keys import (
    LISTS,
    PREFIXES,
    Pointing,
    key_of,
    keys_of,
    kind_of_reference,
    plain_key,
    pointers_of,
    pointing_of,
    reference,
)
from edition.registers.model import (
    Amount,
    Bibliography,
    Entity,
    Idno,
    Name,
    Note,
    Portrait,
    Registers,
    Relation,
    SourceAccount,
    Term,
    by_key,
)
from edition.registers.parts.glossary import term_key
from edition.registers.read import read_registers

__all__ = [
    "LISTS",
    "PREFIXES",
    "Amount",
    "Bibliography",
    "DateValue",
    "DocumentChange",
    "Entity",
    "Idno",
    "Name",
    "NewEntry",
    "Note",
    "Pointing",
    "Portrait",
    "Registers",
    "Relation",
    "SourceAccount",
    "Term",
    "add",
    "add_all",
    "by_key",
    "check_registers",
    "date_value",
    "fold",
    "key_of",
    "keys_of",
    "kind_of_reference",
    "merge",
    "plain_key",
    "pointers_of",
    "pointing_of",
    "read_registers",
    "reference",
    "rename",
    "similar_entries",
    "split",
    "term_key",
]
