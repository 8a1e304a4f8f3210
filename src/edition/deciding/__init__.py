"""What an editor decides of mentions and entries, as the smallest edits of bytes; kept so that it can be taken back.

Takes parsed documents and a decision, gives new bytes; the journal knows who changed what and when. The faces
(`edition decide`, the desk) show and ask; what a decision does to TEI, registers and `decisions.tsv` is told here only.
"""

from edition.deciding.article import Article, Mark, read_marks
from edition.deciding.decide import Verdict, Wish, decide
from edition.deciding.history import Journal, Record, Store
from edition.deciding.places import Place, find_place
from edition.deciding.review import review_order

__all__ = [
    "Article",
    "Journal",
    "Mark",
    "Place",
    "Record",
    "Store",
    "Verdict",
    "Wish",
    "decide",
    "find_place",
    "read_marks",
    "review_order",
]
