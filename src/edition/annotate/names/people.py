"""Persons that no register has, by the company of their names: titles, honorifics, offices, initials, given names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from edition.annotate.model import Candidate
from edition.annotate.names.words import Reader, ends_as_surname, may_tell_person, stem_length
from edition.languages import fold

_MOST_NAMES: Final = 4
_ROMAN_INITIALS: Final = frozenset("IVX")
_SHORTEST_SURNAME: Final = 5
_LONGEST_HEADING: Final = 15
_QUOTES: Final = ("“", '"', "«", "‘", "'")


def find_people(reader: Reader, taken: frozenset[int]) -> Iterator[Candidate]:
    """Candidates, overlapping ones too. `taken` are tokens of register names of other kinds, where a name ends."""
    people = _People(reader, taken)
    for i, word in enumerate(reader.tokens.text):
        if may_tell_person(word, reader.lang):
            yield from people.at(i)


class _People:
    """The rules, each asked at every token."""

    def __init__(self, reader: Reader, taken: frozenset[int]) -> None:
        self._reader = reader
        self._tokens = reader.tokens
        self._lang = reader.lang
        self._taken = taken
        self._is_heading = _is_heading(reader)

    def at(self, i: int) -> Iterator[Candidate]:
        """What the rules say of token `i`."""
        tokens, lang = self._tokens, self._lang
        if not tokens.is_capital(i):
            if self._reader.is_one_of(i, lang.offices):
                yield from self._after(i + 1, "office")
            return
        if length := self._reader.stem_in(i, lang.honorifics):
            yield from self._honorific(i, length)
        if self._reader.is_one_of(i, lang.titles):
            yield from self._title(i)
        if self._reader.is_one_of(i, lang.offices) or self._reader.stem_in(i, lang.offices) == len(tokens.text[i]):
            yield from self._after(i + 1, "office")
        if fold(tokens.text[i]) in lang.given_names:
            yield from self._given_name(i)
        elif self._part(i) and (self._before_plural(i) or self._in_company(i, plural=True)):
            yield self._person(i, i, "company")
        if self._reader.is_initial(i):
            yield from self._initials(i)
        if tokens.text[i].isupper() and self._reader.is_numeral(i) and tokens.text[i].isalpha():
            yield from self._ruler(i)
        yield from self._surname(i)
        yield from self._two_names(i)
        yield from self._alone(i)

    def _part(self, i: int) -> bool:
        return i not in self._taken and self._reader.is_name_part(i)

    def _names_after(self, i: int) -> int:
        """The last token of the name words that begin at `i`; `i - 1` where there are none."""
        last = i - 1
        if self._reader.is_one_of(i, self._lang.particles) and self._part(i + 1):
            last += 1  # Baron von Kühlmann
        while last - i + 1 < _MOST_NAMES and self._part(last + 1) and not self._is_honorific(last + 1):
            if last >= i and (self._is_newspaper(last + 1) or (last > i and self._is_where(last + 1))):
                break
            last += 1
            if self._reader.ends_name(last) or self._tokens.at(last + 1) == ",":
                break
            if self._reader.is_one_of(last + 1, self._lang.particles) and self._part(last + 2):
                last += 1  # General Manrique de Lara
        return last

    def _is_where(self, i: int) -> bool:
        """Whether the ending of token `i` tells where: `Louis Edgar Browne Chicago’dan geldi`."""
        return self._tokens.apostrophe_suffix(i) in self._lang.place_cases | self._lang.from_cases

    def _is_newspaper(self, i: int) -> bool:
        """Whether `gazetesi` follows token `i`, so that it names a newspaper."""
        return i + 1 < len(self._tokens) and bool(self._reader.stem_in(i + 1, self._lang.press_heads))

    def _is_honorific(self, i: int) -> bool:
        return bool(self._reader.stem_in(i, self._lang.honorifics))

    def _honorific(self, i: int, length: int) -> Iterator[Candidate]:
        """`Vakkas Ferit Bey`, `Halil (Kut) Paşa`, `Dr. Fuat Sabit Bey`."""
        first = i
        at = i - 1
        if self._tokens.at(at) == ")" and self._tokens.at(at - 2) == "(" and self._tokens.is_capital(at - 1):
            at -= 3
        while i - first <= _MOST_NAMES + 1 and self._is_of_name(at) and not self._reader.ends_name(at):
            if at < i - 1 and self._tokens.opens_sentence(at) and not self._reader.may_open(at):
                break
            first, at = at, at - 1
            if self._reader.is_one_of(first, self._lang.titles):
                break
        if first == i:
            return
        if length == len(self._tokens.text[i]) and not self._reader.ends_name(i) and i + 1 < len(self._tokens):
            surname = self._names_after(i + 1)
            if surname == i + 1 and self._ending(surname):  # Nesib Bey Yusufbeyli
                i, length = surname, len(self._tokens.text[surname])
        yield self._candidate(self._with_titles(first), i, self._tokens.start[i] + length, "honorific")

    def _is_of_name(self, i: int) -> bool:
        """Whether token `i` is of a name that an honorific ends; behind a given name any word is: `Ahmed Resmî Bey`."""
        if self._part(i):
            return True
        given = i > 0 and fold(self._tokens.text[i - 1]) in self._lang.given_names
        return given and self._tokens.is_capital(i) and i not in self._taken and not self._reader.ends_name(i - 1)

    def _with_titles(self, first: int) -> int:
        """Titles and initials that stand before a name."""
        while True:
            before = first - 1
            if self._tokens.at(before) == "." and (
                self._reader.is_initial(before - 1) or self._reader.is_one_of(before - 1, self._lang.titles)
            ):
                first = before - 1
            elif self._tokens.is_capital(before) and self._reader.is_one_of(before, self._lang.titles):
                first = before
            else:
                return first

    def _title(self, i: int) -> Iterator[Candidate]:
        """`General Harbord`, `Dr. Adnan`, `Binbaşı Nuri`."""
        at = i + 2 if self._tokens.at(i + 1) == "." else i + 1
        if self._reader.is_numeral(at):  # Çar II. Nikola
            at += 2
        last = self._names_after(at)
        named = any(not self._reader.is_one_of(k, self._lang.titles) for k in range(at, last + 1))
        behind_name = self._is_honorific(i) and self._part(i - 1)  # Naciye Sultan, not Sultan Abdülmecid
        if named and not behind_name:
            yield self._person(self._with_titles(i), last, "title")

    def _after(self, i: int, rule: str) -> Iterator[Candidate]:
        """`Sovyet temsilcisi Upmal`: the name behind an office."""
        last = self._names_after(i)
        if last < i or self._tokens.apostrophe_suffix(last) in self._lang.place_cases:
            return
        if last == i and fold(self._tokens.text[i]) in self._reader.common:
            return
        yield self._person(i, last, rule)

    def _given_name(self, i: int) -> Iterator[Candidate]:
        """`Mete Tunçay`, `Hamdi Namık (Gör)`: a known given name and a further name."""
        last = self._names_after(i)
        if last > i:
            first = i
            while self._is_further(first - 1) and i - first < _MOST_NAMES - 2:
                first -= 1
            yield self._person(self._with_titles(first), last, "given-name")
        elif last == i and self._bracket(i):
            yield self._person(self._with_titles(i), i, "given-name")
        elif last == i and (self._before_plural(i) or self._in_company(i)):
            yield self._person(i, i, "company")

    def _is_further(self, i: int) -> bool:
        """Whether token `i` may be a given name that the list lacks: `Fatin` of `Fatin Rüştü Zorlu`."""
        return self._is_strange(i) and not self._tokens.opens_sentence(i) and not self._reader.ends_name(i)

    def _ruler(self, i: int) -> Iterator[Candidate]:
        """`II. Katerina`, `III. Selim`: a Roman numeral and a given name."""
        if fold(self._tokens.at(i + 2)) in self._lang.given_names and self._part(i + 2):
            yield self._person(self._with_titles(i), i + 2, "ruler")

    def _two_names(self, i: int) -> Iterator[Candidate]:
        """`Franz Tunda`: two words with capitals that the text never writes small and nothing else explains."""
        if self._is_heading or self._tokens.opens_sentence(i) or not self._is_strange(i) or self._reader.ends_name(i):
            return
        if self._part(i - 1) and not self._tokens.opens_sentence(i - 1):
            return
        last = self._names_after(i)
        told = self._tokens.at(i - 1) in _QUOTES or self._reader.is_one_of(last + 1, self._lang.naming)
        if last == i + 1 and self._is_strange(last) and not told:
            yield self._person(i, last, "two-names")

    def _alone(self, i: int) -> Iterator[Candidate]:
        """`Nehru’nun mektubu`, `Eisenhower’la buluştu`: what is said of persons only."""
        case = self._tokens.apostrophe_suffix(i)
        if not case or not self._is_strange(i) or (self._part(i - 1) and not self._tokens.opens_sentence(i - 1)):
            return
        following = self._tokens.text[i + 3 : i + 6]
        owns = case in self._lang.genitive_cases and any(
            stem_length(w, self._lang, self._lang.person_nouns) for w in following[:2]
        )
        meets = case in self._lang.with_cases and any(fold(w).startswith(self._lang.meeting_verbs) for w in following)
        if owns or meets:
            yield self._person(i, i, "person-noun")

    def _is_strange(self, i: int) -> bool:
        if not self._part(i):
            return False
        word = fold(self._tokens.text[i])
        is_noun = word.endswith(self._lang.noun_endings) or word in self._lang.titles or word in self._reader.common
        is_noun = is_noun or bool(self._reader.stem_in(i, self._lang.place_heads))
        return not is_noun and not self._tokens.text[i].isupper()

    def _initials(self, i: int) -> Iterator[Candidate]:
        """`K. Radek`, `M. Emin Resulzade`."""
        at = i
        while self._reader.is_initial(at):
            at += 2
        last = self._names_after(at)
        if last < at or (self._tokens.text[i] in _ROMAN_INITIALS and not self._is_known_name(at)):
            return
        yield self._person(i, last, "initials")

    def _is_known_name(self, i: int) -> bool:
        return fold(self._tokens.text[i]) in self._lang.given_names or bool(self._ending(i))

    def _surname(self, i: int) -> Iterator[Candidate]:
        """`Hatisyan`, `Akçuraoğlu`: an ending that only surnames have."""
        if not (length := self._ending(i)) or not self._part(i):
            return
        if self._lang.endings and i + 1 < len(self._tokens) and self._reader.is_head(i + 1):
            return  # Карсский договор
        first = i
        while self._part(first - 1) and not self._reader.ends_name(first - 1) and i - first < _MOST_NAMES - 1:
            if self._tokens.opens_sentence(first - 1) and not self._reader.may_open(first - 1) and first < i:
                break
            first -= 1
        first = self._with_titles(first)
        if first == i and self._tokens.opens_sentence(i) and fold(self._tokens.text[i]) in self._reader.common:
            return
        yield self._candidate(first, i, self._tokens.start[i] + length, "surname")

    def _ending(self, i: int) -> int:
        """The length of token `i` up to the end of a surname ending, 0 where it has none."""
        text = self._tokens.text[i]
        return len(text) if ends_as_surname(text, self._lang) else 0

    def _bracket(self, i: int) -> bool:
        """Whether a surname in brackets follows: `Mustafa (Cantekin)`."""
        tokens = self._tokens
        return tokens.at(i + 1) == "(" and tokens.is_capital(i + 2) and tokens.at(i + 3) == ")"

    def _in_company(self, i: int, *, plural: bool = False) -> bool:
        """Whether a name stands in a row that an honorific ends: `Talât, Enver ve Cemal Paşa`; only a plural one?"""
        at = i + 1
        if plural and not (self._tokens.at(at) == "," or self._reader.is_one_of(at, self._lang.and_words)):
            return False
        for _ in range(_MOST_NAMES * 2):
            if self._tokens.at(at) == "," or self._reader.is_one_of(at, self._lang.and_words):
                at += 1
            elif self._part(at) or self._is_one_of_row(at):
                if self._is_plural(at) or (not plural and self._is_honorific(at)):
                    return at > i + 1
                at += 1
            else:
                return at > i + 2 and self._is_plural(at)
        return False

    def _is_plural(self, i: int) -> bool:
        """Whether token `i` is an honorific of several persons: `Paşalar`, `beylerden`."""
        return i < len(self._tokens) and bool(self._reader.stem_in(i, self._lang.plural_honorifics))

    def _before_plural(self, i: int) -> bool:
        """Whether a name is the last of a row that a small plural honorific ends: `Osman ve Seyfi beyler`."""
        before = self._tokens.at(i - 1) == "," or self._reader.is_one_of(i - 1, self._lang.and_words)
        return before and not self._tokens.is_capital(i + 1) and self._is_plural(i + 1)

    def _is_one_of_row(self, i: int) -> bool:
        return (
            i < len(self._tokens)
            and self._tokens.is_word(i)
            and ((self._is_honorific(i) and self._tokens.is_capital(i)) or self._tokens.text[i] in ("(", ")"))
        )

    def _person(self, first: int, last: int, rule: str) -> Candidate:
        """A candidate with what stands behind the name: a surname in brackets, an honorific."""
        tokens = self._tokens
        end, length = last, len(tokens.text[last])
        if not self._reader.ends_name(last):
            if self._bracket(end):
                end, length = end + 3, 1
            behind = end + 2 if self._lang.endings and self._reader.dash(end + 1) else end + 1
            is_written_so = tokens.is_capital(behind) or (self._lang.endings and tokens.is_word(behind))
            if is_written_so and (n := self._reader.stem_in(behind, self._lang.honorifics)):
                end, length = behind, n
        if end == last:
            length = self._stem(last)
        return self._candidate(first, end, tokens.start[end] + length, rule)

    def _stem(self, i: int) -> int:
        """The length of a name without an ending that is written on to it; only a known given name is told from one."""
        text = self._tokens.text[i]
        return self._reader.stem_in(i, self._lang.given_names) or len(text)

    def _candidate(self, first: int, last: int, end: int, rule: str) -> Candidate:
        return Candidate(self._tokens.start[first], end, first, last, "person", rule)


def _is_heading(reader: Reader) -> bool:
    """Whether a text writes its words with capitals, as headings do, so that capitals tell no names."""
    words = [w for w in reader.tokens.text if len(w) >= _SHORTEST_SURNAME and w.isalpha()]
    return len(words) <= _LONGEST_HEADING and all(w[0].isupper() for w in words)
