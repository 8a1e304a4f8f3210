"""Candidates for register entries from any service that speaks the W3C Reconciliation Service API.

Asks, caches and lists; nothing is written into a register before a person has accepted it in the review file.
"""

from edition.reconcile.queries import COMPARED, AuthorityCandidate, Question, questions
from edition.reconcile.review import accepted_rows, write_review
from edition.reconcile.service import AnswerStore, Service

__all__ = [
    "COMPARED",
    "AnswerStore",
    "AuthorityCandidate",
    "Question",
    "Service",
    "accepted_rows",
    "questions",
    "write_review",
]
