"""Registers as tables: rows out, and rows back in without touching what they do not speak of."""

from edition.registers.tables.absorb import Absorbed, absorb
from edition.registers.tables.sources import read_table, read_tei

__all__ = ["Absorbed", "absorb", "read_table", "read_tei"]
