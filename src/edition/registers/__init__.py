"""Persons, places, organisations, events and works, read from TEI and looked up by key. Knows nothing of articles."""

from edition.registers.codes import CODES
from edition.registers.dates import DateValue, date_value
from edition.registers.edit import Change, add, merge, rename, split
from edition.registers.keys import LISTS, PREFIXES, key_of, keys_of, kind_of_reference, reference
from edition.registers.model import Bibliography, Entity, Idno, Name, Note, Registers, Relation
from edition.registers.read import read_registers
from edition.registers.similar import fold, similar_entries

__all__ = [
    "CODES",
    "LISTS",
    "PREFIXES",
    "Bibliography",
    "Change",
    "DateValue",
    "Entity",
    "Idno",
    "Name",
    "Note",
    "Registers",
    "Relation",
    "add",
    "date_value",
    "fold",
    "key_of",
    "keys_of",
    "kind_of_reference",
    "merge",
    "read_registers",
    "reference",
    "rename",
    "similar_entries",
    "split",
]
