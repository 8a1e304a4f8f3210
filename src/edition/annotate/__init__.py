"""Mentions of persons, places, bodies, events and dates: found, linked to the registers, normalised and marked."""

from edition.annotate.annotator import ALL_KINDS, RESP, Annotated, Annotator
from edition.annotate.apply import start_tag, write_mentions
from edition.annotate.digest import rules_digest
from edition.annotate.model import Choice, Located, Mention
from edition.annotate.review.decisions import Decisions, read_decisions
from edition.annotate.review.obeyed import Decision

__all__ = [
    "ALL_KINDS",
    "RESP",
    "Annotated",
    "Annotator",
    "Choice",
    "Decision",
    "Decisions",
    "Located",
    "Mention",
    "read_decisions",
    "rules_digest",
    "start_tag",
    "write_mentions",
]
