"""What the rules for bodies, events and places share: where a name begins, and what may be of it."""

from __future__ import annotations

from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.names.words import TokenReader
from edition.languages import fold

LONGEST: Final = 6
_WAY: Final = 9  # so many words on stands another place on the way
QUOTES: Final = "”\"’'“»«"


class Things:
    """A text in the eyes of the rules for bodies, events and places.

    `places` and `persons` are tokens of register names of these kinds, and of what the rules for persons are sure of.
    """

    def __init__(self, reader: TokenReader, places: frozenset[int], persons: frozenset[int]) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.lang = reader.lang
        self.places = places
        self.persons = persons

    def reach_left(self, i: int) -> int:
        """The first token of the name whose head is token `i`."""
        first = at = i
        while at - 1 >= 0 and i - first < LONGEST:
            at -= 1
            text = self.tokens.text[at]
            if self.reader.dash(at) or (text == "." and self.reader.is_numeral(at - 1)):
                continue
            is_joined = self.reader.dash(at - 1) and fold(text) in self.lang.joining
            is_joined = is_joined or (text.isdigit() and fold(self.tokens.text[first]) in self.lang.calendar.months)
            if not (self.reader.is_numeral(at) or is_joined or self._belongs(at, is_only=first == i)):
                break
            first = at
        return first

    def before_quotes(self, i: int) -> int:
        """The token before `i`, quotation marks passed over."""
        last = i - 1
        while self.tokens.at(last) and self.tokens.at(last) in QUOTES:
            last -= 1
        return last

    def _belongs(self, i: int, *, is_only: bool) -> bool:
        """Whether token `i` is of the name behind it; what only begins a sentence is not, where more is there."""
        if i in self.persons or self.reader.ends_name(i) or not self.reader.is_naming(i):
            return False
        if self.reader.is_one_of(i, self.lang.indefinite):
            return False  # a headline: Yeni Bir İngiliz Planı
        return is_only or i in self.places or self.reader.may_open(i) or not self.tokens.opens_sentence(i)

    def tells_place(self, i: int, case: str) -> bool:
        """Whether a name's ending, or its ending and a verb of motion close behind, is one of places.

        The verb may stand further off where another place is on the way: `Yaş’a, oradan Kiev’e ulaştı`.
        """
        if case in self.lang.place_cases:
            return True
        if case not in self.lang.motion_cases:
            return False
        on_the_way = any(k in self.places for k in range(i + 3, i + _WAY))
        following = (fold(w) for w in self.tokens.text[i + 3 : i + (_WAY + 3 if on_the_way else 6)])
        return any(w.startswith(self.lang.motion_verbs) for w in following)

    def is_near(self, i: int) -> bool:
        return i < len(self.tokens) and bool(self.reader.stem_in(i, self.lang.near_places))

    def may_be_place(self, i: int) -> bool:
        return self.reader.is_name_part(i) and i not in self.persons and not self.reader.is_initial(i)

    def is_inflected(self, i: int) -> bool:
        return bool(self.tokens.apostrophe_suffix(i))

    def candidate(self, first: int, last: int, length: int, kind: str, rule: str) -> Candidate:
        return Candidate(self.tokens.start[first], self.tokens.start[last] + length, first, last, kind, rule)
