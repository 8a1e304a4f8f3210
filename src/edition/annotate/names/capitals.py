"""Names in a language that no file tells: words with capitals that stand together, proposed and never marked.

Takes the words of a text and what is taken already; gives candidates for persons, since most such names are theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.tokens import Tokens
from edition.languages import fold

CAPITALS: Final = "capitals"
_FEWEST, _MOST = 2, 4  # words of a name
_LONGEST_HEADING: Final = 15


def find_capitals(tokens: Tokens, common: frozenset[str], taken: frozenset[int]) -> Iterator[Candidate]:
    """Two to four words with capitals, or initials and a word, that the document never writes small.

    >>> from edition.annotate.tokens import tokenise
    >>> text = "Siden bodde Anna Berg hos J. Jensen i Bergen."
    >>> [text[c.start : c.end] for c in find_capitals(tokenise(text), frozenset(), frozenset())]
    ['Anna Berg', 'J. Jensen']
    """
    if _is_heading(tokens):
        return
    at = 0
    while at < len(tokens):
        last, words = _name_at(tokens, at, common, taken)
        if words >= _FEWEST:
            yield Candidate(tokens.start[at], tokens.end[last], at, last, "person", CAPITALS)
        at = max(last, at) + 1


def _name_at(tokens: Tokens, first: int, common: frozenset[str], taken: frozenset[int]) -> tuple[int, int]:
    """The last token of the name that begins at a token, and how many words it has; its last word is no initial."""
    at, last, words = first, first - 1, 0
    while words < _MOST and at not in taken:
        if _is_initial(tokens, at):
            at += 2
            words += 1
        elif _is_strange(tokens, at, common) and not (at == first and tokens.opens_sentence(at)):
            last = at
            at += 1
            words += 1
        else:
            break
    return (last, words) if last == at - 1 else (last, 0)


def _is_initial(tokens: Tokens, i: int) -> bool:
    return len(tokens.at(i)) == 1 and tokens.is_capital(i) and tokens.at(i + 1) == "."


def _is_strange(tokens: Tokens, i: int, common: frozenset[str]) -> bool:
    word = tokens.at(i)
    is_name = len(word) > 1 and tokens.is_capital(i) and word.isalpha() and not word.isupper()
    return is_name and fold(word) not in common


def _is_heading(tokens: Tokens) -> bool:
    words = [w for w in tokens.text if len(w) > _FEWEST and w.isalpha()]
    return len(words) <= _LONGEST_HEADING and all(w[0].isupper() for w in words)
