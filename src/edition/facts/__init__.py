"""What an article says, as plain values: its metadata, blocks, mentions, notes and links.

Read once from a document, kept, and enough for every index, export and check, so that no document is parsed twice.
"""

from edition.facts.account import Unregistered, account_of, with_entries
from edition.facts.metadata import Author, Metadata
from edition.facts.model import ArticleFacts, Block, Link, Mention, Section
from edition.facts.patterns import MentionPatterns
from edition.facts.read import Reading, read_article
from edition.facts.sentences import sentence_around, split_sentences

__all__ = [
    "ArticleFacts",
    "Author",
    "Block",
    "Link",
    "Mention",
    "MentionPatterns",
    "Metadata",
    "Reading",
    "Section",
    "Unregistered",
    "account_of",
    "read_article",
    "sentence_around",
    "split_sentences",
    "with_entries",
]
