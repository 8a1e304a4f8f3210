"""What the rules for persons share: where a name begins and ends, what may be of it, how it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.names.words import TokenReader, ends_as_surname
from edition.annotate.tokens import APOSTROPHES, DASHES
from edition.languages import fold

MOST_NAMES: Final = 4
_SHORTEST_WORD: Final = 5
_LONGEST_HEADING: Final = 15


class Persons:
    """A text in the eyes of the rules for persons. `taken` are tokens of other names, where a person's name ends."""

    def __init__(self, reader: TokenReader, taken: frozenset[int]) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.lang = reader.lang
        self.taken = taken
        self.is_heading = _is_heading(reader)

    def part(self, i: int) -> bool:
        return i not in self.taken and self.reader.is_name_part(i)

    def opens_with_word(self, i: int) -> bool:
        """Whether token `i` has its capital from the head of a sentence, and is rather a word than a name."""
        return self.tokens.opens_sentence(i) and not self.reader.may_open(i)

    def names_after(self, i: int) -> int:
        """The last token of the name words that begin at `i`; `i - 1` where there are none."""
        last = i - 1
        last += self._particles(i)  # Baron von Kühlmann
        while last - i + 1 < MOST_NAMES and self.part(last + 1) and not self.is_honorific(last + 1):
            if last >= i and (self._is_newspaper(last + 1) or (last > i and self._is_where(last + 1))):
                break
            last = self._with_hyphens(last + 1)
            if self.reader.ends_name(last) or self.tokens.at(last + 1) == "," or (last > i and self._is_genitive(last)):
                break
            last += self._particles(last + 1)  # General Manrique de Lara
        return last

    def _with_hyphens(self, i: int) -> int:
        """The last token of a word of several parts, such as `Beer-Hofmann`; an endless one is no name."""
        last = i + 2 * MOST_NAMES
        while i < last and self.reader.dash(i + 1) and self.tokens.is_capital(i + 2):
            i += 2
        return i

    def _particles(self, i: int) -> int:
        """How many particles lead from token `i` on to a further name: `von`, `von der`, `d’`, but not `zur`."""
        if not self.reader.is_one_of(i, self.lang.particles) or self.reader.is_one_of(i, self.lang.determiners):
            return 0
        is_cut = self.tokens.at(i + 1) in tuple(APOSTROPHES) and self.tokens.joined(i + 2)
        count = 2 if is_cut or self.reader.is_one_of(i + 1, self.lang.particles) else 1
        return count if self.part(i + count) else 0

    def _is_genitive(self, i: int) -> bool:
        """Whether a noun may follow token `i`, which has a capital, too: `Julia Kristevas Aufsatz`."""
        return self.lang.capital_nouns and self.tokens.text[i].endswith("s") and not self.is_given(i)

    def names_something_else(self, last: int) -> bool:
        """Whether a name is that of a body or place: `Ludwig-Maximilians-Universität`, `Walter Raleigh Street`."""
        follows = self.tokens.is_capital(last + 1) and bool(self.reader.stem_in(last + 1, self.lang.place_heads))
        return follows or (self.tokens.at(last - 1) in DASHES and self.reader.is_head(last))

    def _is_where(self, i: int) -> bool:
        """Whether the ending of token `i` tells where: `Louis Edgar Browne Chicago’dan geldi`."""
        return self.tokens.apostrophe_suffix(i) in self.lang.place_cases | self.lang.from_cases

    def _is_newspaper(self, i: int) -> bool:
        """Whether `gazetesi` follows token `i`, so that it names a newspaper."""
        return i + 1 < len(self.tokens) and bool(self.reader.stem_in(i + 1, self.lang.press_heads))

    def is_honorific(self, i: int) -> bool:
        return bool(self.reader.stem_in(i, self.lang.honorifics))

    def with_titles(self, first: int) -> int:
        """Titles and initials that stand before a name."""
        while True:
            before = first - 1
            if self.tokens.at(before) == "." and (
                self.reader.is_initial(before - 1) or self.reader.is_one_of(before - 1, self.lang.titles)
            ):
                first = before - 1
            elif self.tokens.is_capital(before) and self.reader.is_one_of(before, self.lang.titles):
                first = before
            else:
                return first

    def after(self, i: int, rule: str) -> Iterator[Candidate]:
        """`Sovyet temsilcisi Upmal`: the name behind an office, without a word for *of*: `Freund von Romeo`."""
        last = self.names_after(i)
        if self.reader.is_one_of(i, self.lang.of_words):
            i += self._particles(i)
        if last < i or self.tokens.apostrophe_suffix(last) in self.lang.place_cases:
            return
        if last == i and fold(self.tokens.text[i]) in self.reader.common:
            return
        yield self.person(i, last, rule)

    def is_strange(self, i: int) -> bool:
        if not self.part(i):
            return False
        word = fold(self.tokens.text[i])
        is_noun = word.endswith(self.lang.noun_endings) or word in self.lang.titles or word in self.reader.common
        is_noun = is_noun or bool(self.reader.stem_in(i, self.lang.place_heads))
        return not is_noun and not self.tokens.text[i].isupper()

    def is_known_name(self, i: int) -> bool:
        return fold(self.tokens.text[i]) in self.lang.given_names or bool(self.ending(i))

    def ending(self, i: int) -> int:
        """The length of token `i` up to the end of a surname ending, 0 where it has none."""
        text = self.tokens.text[i]
        return len(text) if ends_as_surname(text, self.lang) else 0

    def is_given(self, i: int) -> bool:
        """Whether token `i` is a known given name, inflected where the language's lists are."""
        names = self.lang.given_names
        return fold(self.tokens.text[i]) in names or (self.lang.inflected_lists and bool(self.reader.stem_in(i, names)))

    def has_small_honorific(self, i: int) -> bool:
        """Whether an honorific follows that the language writes small: `Üzeyir bəy`."""
        return self.lang.small_honorifics and i + 1 < len(self.tokens) and self.is_honorific(i + 1)

    def after_preposition(self, i: int) -> bool:
        """Whether a preposition of place stands before token `i`, so that a place is named."""
        return self.reader.is_one_of(i - 1, self.lang.place_prepositions)

    def bracket(self, i: int) -> bool:
        """Whether a surname in brackets follows: `Mustafa (Cantekin)`."""
        tokens = self.tokens
        return tokens.at(i + 1) == "(" and tokens.is_capital(i + 2) and tokens.at(i + 3) == ")"

    def in_company(self, i: int, *, plural: bool = False) -> bool:
        """Whether a name stands in a row that an honorific ends: `Talât, Enver ve Cemal Paşa`; only a plural one?"""
        at = i + 1
        if plural and not self._joins(at):
            return False
        for _ in range(MOST_NAMES * 2):
            if self._joins(at):
                at += 1
            elif self.part(at) or self._is_one_of_row(at):
                if self._is_plural(at) or (not plural and self.is_honorific(at)):
                    return at > i + 1
                at += 1
            else:
                return at > i + 2 and self._is_plural(at)
        return False

    def _joins(self, i: int) -> bool:
        """Whether token `i` joins the names of a row."""
        return self.tokens.at(i) == "," or self.reader.is_one_of(i, self.lang.and_words)

    def _is_plural(self, i: int) -> bool:
        """Whether token `i` is an honorific of several persons: `Paşalar`, `beylerden`."""
        return i < len(self.tokens) and bool(self.reader.stem_in(i, self.lang.plural_honorifics))

    def before_plural(self, i: int) -> bool:
        """Whether a name is the last of a row that a small plural honorific ends: `Osman ve Seyfi beyler`."""
        return self._joins(i - 1) and not self.tokens.is_capital(i + 1) and self._is_plural(i + 1)

    def _is_one_of_row(self, i: int) -> bool:
        return (
            i < len(self.tokens)
            and self.tokens.is_word(i)
            and ((self.is_honorific(i) and self.tokens.is_capital(i)) or self.tokens.text[i] in ("(", ")"))
        )

    def person(self, first: int, last: int, rule: str) -> Candidate:
        """A candidate with what stands behind the name: a surname in brackets, an honorific."""
        tokens = self.tokens
        end, length = last, len(tokens.text[last])
        if not self.reader.ends_name(last):
            if self.bracket(end):
                end, length = end + 3, 1
            behind = end + 2 if self.lang.endings and self.reader.dash(end + 1) else end + 1
            if n := self._honorific_at(behind):
                end, length = behind, n
                if self.lang.small_honorifics and self.part(behind + 1):
                    end, length = behind + 1, self.stem(behind + 1)
        if end == last:
            length = self.stem(last)
        return self.candidate(first, end, tokens.start[end] + length, rule)

    def _honorific_at(self, i: int) -> int:
        """The length of token `i` where it is an honorific, written as the language does."""
        small = bool(self.lang.endings) or self.lang.small_honorifics
        fits = self.tokens.is_capital(i) or (small and self.tokens.is_word(i))
        return self.reader.stem_in(i, self.lang.honorifics) if fits else 0

    def stem(self, i: int) -> int:
        """The length of a name without an ending that is written on to it; only a known given name is told from one."""
        text = self.tokens.text[i]
        return self.reader.stem_in(i, self.lang.given_names) or len(text)

    def candidate(self, first: int, last: int, end: int, rule: str) -> Candidate:
        return Candidate(self.tokens.start[first], end, first, last, "person", rule)


def _is_heading(reader: TokenReader) -> bool:
    """Whether a text writes its words with capitals, as headings do, so that capitals tell no names."""
    words = [w for w in reader.tokens.text if len(w) >= _SHORTEST_WORD and w.isalpha()]
    return len(words) <= _LONGEST_HEADING and all(w[0].isupper() for w in words)
