"""What the program knows of a language, as data: `languages/<code>.toml`, to which an edition may add its own.

Words of a natural language stand there, and in no module: labels, months, titles, endings, abbreviations. Imports only
diagnostics.
"""

from edition.languages.folding import fold, fold_phrase, fold_text, lower, near
from edition.languages.known import SHIPPED, Languages, language, read_languages, three_letters
from edition.languages.model import FALLBACK, Calendar, Labels, Language

__all__ = [
    "FALLBACK",
    "SHIPPED",
    "Calendar",
    "Labels",
    "Language",
    "Languages",
    "fold",
    "fold_phrase",
    "fold_text",
    "language",
    "lower",
    "near",
    "read_languages",
    "three_letters",
]
