"""Who names what: mentions in texts, and in the descriptions of a header, which are read beside the text; and whom the
header names as those who made it."""

from edition.facts.naming.described import PART, described, is_unit
from edition.facts.naming.names import Naming, is_cited, is_speech

__all__ = ["PART", "Naming", "described", "is_cited", "is_speech", "is_unit"]
