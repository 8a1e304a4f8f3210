"""Persons, places, organisations, events and works, read from TEI and looked up by key. Knows nothing of articles."""

from edition.registers.codes import CODES
from edition.registers.dates import DateValue, date_value
from edition.registers.keys import LISTS, PREFIXES, key_of, keys_of, kind_of_reference, reference
from edition.registers.model import Bibliography, Entity, Idno, Name, Note, Registers, Relation
from edition.registers.read import read_registers

__all__ = [
    "CODES",
    "LISTS",
    "PREFIXES",
    "Bibliography",
    "DateValue",
    "Entity",
    "Idno",
    "Name",
    "Note",
    "Registers",
    "Relation",
    "date_value",
    "key_of",
    "keys_of",
    "kind_of_reference",
    "read_registers",
    "reference",
]
